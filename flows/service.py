"""`make up` and `make down`: a lasting Prefect server, one worker and the deployments, all on loopback."""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from flows.server import QUIET
from flows.terminal import EXIT_FAILED, EXIT_USAGE, fail, out

_HOME = Path(".demarche")
_PARTS = ("worker", "server")
_START_SECONDS = 120
_STOP_SECONDS = 20


def up(lake: str, port: int) -> None:
    """Start server, deployments and worker; print the address of the UI."""
    if any(_alive(part) for part in _PARTS):
        fail("it is up already: `make down` stops it", EXIT_USAGE)
    if _taken(port):
        fail(f"port {port} is taken: stop what listens there, or choose another with --port", EXIT_USAGE)
    _HOME.mkdir(exist_ok=True)
    Path("inbox").mkdir(exist_ok=True)
    url = f"http://127.0.0.1:{port}/api"
    environment = os.environ | QUIET | {
        "PREFECT_API_URL": url,
        "PREFECT_HOME": str((_HOME / "prefect").absolute()),
        "PREFECT_LOGGING_LEVEL": "INFO",
        "DEMARCHE_LAKE": str(Path(lake).absolute()),
    }  # fmt: skip
    server = _start("server", ["server", "start", "--host", "127.0.0.1", "--port", str(port)], environment)
    _wait_for(server, f"{url}/health")
    _prefect(["work-pool", "create", "demarche", "--type", "process", "--overwrite"], environment)
    _prefect(["--no-prompt", "deploy", "--all"], environment)
    _start("worker", ["worker", "start", "--pool", "demarche", "--name", "demarche", "--limit", "1"], environment)
    out.print(f"Prefect UI: http://127.0.0.1:{port}  (logs in {_HOME}/, stop with `make down`)", highlight=False)
    out.print("Put articles into inbox/: deployment ingest/hourly reads them at seven past each hour, or at once with")
    out.print(
        f"  PREFECT_API_URL={url} .venv/bin/prefect deployment run ingest/hourly", highlight=False, soft_wrap=True
    )


def down() -> None:
    """Stop what `up` started; nothing happens where nothing runs."""
    for part in _PARTS:
        if _alive(part):
            _stop(part)
            out.print(f"{part} stopped")
        _pid_file(part).unlink(missing_ok=True)


def _start(part: str, arguments: list[str], environment: dict[str, str]) -> subprocess.Popen[bytes]:
    """Start a part in the background, with a log and a pid file."""
    with (_HOME / f"{part}.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "prefect", *arguments],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            env=environment,
            start_new_session=True,
        )
    _pid_file(part).write_text(str(process.pid), encoding="utf-8")
    return process


def _prefect(arguments: list[str], environment: dict[str, str]) -> None:
    """Run a Prefect command to its end; where it fails, stop everything and say why."""
    done = subprocess.run(
        [sys.executable, "-m", "prefect", *arguments], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        down()
        fail(f"`prefect {' '.join(arguments)}` failed: {(done.stderr or done.stdout).strip()[-500:]}", EXIT_FAILED)


def _wait_for(server: subprocess.Popen[bytes], address: str) -> None:
    """Return once the server answers; where it does not, stop everything and name the log."""
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    down()
    fail(f"the server did not come up; see {_HOME}/server.log", EXIT_FAILED)


def _stop(part: str) -> None:
    """End a part and all its children."""
    pid = int(_pid_file(part).read_text(encoding="utf-8"))
    os.killpg(pid, signal.SIGINT)
    deadline = time.monotonic() + _STOP_SECONDS
    while _alive(part):
        if time.monotonic() > deadline:
            os.killpg(pid, signal.SIGKILL)
        time.sleep(0.1)


def _alive(part: str) -> bool:
    """Whether a part that `up` started still runs, and its number was not given to another process since."""
    try:
        pid = int(_pid_file(part).read_text(encoding="utf-8"))
        os.kill(pid, 0)
    except (FileNotFoundError, ValueError, ProcessLookupError):
        return False
    try:
        return b"prefect" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return True  # no /proc on this system: the number alone must do


def _taken(port: int) -> bool:
    """Whether something listens on a loopback port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _pid_file(part: str) -> Path:
    """Where the number of a part's process is kept."""
    return _HOME / f"{part}.pid"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m flows.service", description=__doc__)
    parser.add_argument("action", choices=["up", "down"])
    parser.add_argument("--lake", default="lake", help="the lake that the deployments fill (default: lake)")
    parser.add_argument("--port", type=int, default=4200, help="loopback port of the UI (default: 4200)")
    chosen = parser.parse_args()
    if chosen.action == "up":
        up(chosen.lake, chosen.port)
    else:
        down()
