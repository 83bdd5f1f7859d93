"""Real `demarche` processes for tests: start, watch, kill, and look for what they leave running."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil

# Ctrl-C works in them even where the tests run in a shell's background, which has it ignored
_BEGIN = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
COMMAND = [sys.executable, "-c", f"{_BEGIN}; from flows.cli import main; main()"]
_MARK = "DEMARCHE_TEST_MARK"
_ROOT = Path(__file__).parents[2]


def start(lake: Path, arguments: list[str], **environment: str) -> subprocess.Popen[str]:
    """Start `demarche ARGUMENTS` on a lake, in a session of its own; its whole family bears the lake's mark."""
    return subprocess.Popen(
        [*COMMAND, *arguments],
        cwd=_ROOT,
        env=clean_environment() | {"DEMARCHE_LAKE": str(lake), _MARK: str(lake)} | environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def clean_environment() -> dict[str, str]:
    """This process's environment without what would steer Prefect or Demarche."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "DEMARCHE_"))}


def family(lake: Path) -> list[psutil.Process]:
    """Living processes that bear the lake's mark, orphans included."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.environ().get(_MARK) == str(lake) and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
        except (psutil.Error, OSError):
            continue
    return found


def family_ends(lake: Path, seconds: float) -> bool:
    """Whether all processes of the lake's mark are gone within some seconds."""
    return happens(lambda: not family(lake), seconds, 0.05)


def happens(condition: Callable[[], object], seconds: float, every: float = 0.002) -> bool:
    """Whether a condition comes true within some seconds."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(every)
    return bool(condition())


def kill(process: subprocess.Popen[str]) -> bool:
    """`kill -9` one process; whether it was alive. Its children are left to notice."""
    alive = process.poll() is None
    process.send_signal(signal.SIGKILL)
    process.communicate()
    return alive
