"""Runs a command and measures it from outside: seconds, and the memory of its whole process tree."""

from __future__ import annotations

import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from typing import IO, NamedTuple

import psutil

_EVERY_SECONDS = 0.2


class Measured(NamedTuple):
    """One finished command: `tree_mb` is the largest sum of the tree's proportional set sizes, in megabytes."""

    seconds: float
    tree_mb: float
    output: str


def measure(command: Sequence[str], environment: dict[str, str] | None = None) -> Measured:
    """Run a command to its end. Raises RuntimeError with what it wrote where it fails."""
    started = time.perf_counter()
    with tempfile.TemporaryFile("w+") as said:
        return _measured(command, environment, started, said)


def _measured(command: Sequence[str], environment: dict[str, str] | None, started: float, said: IO[str]) -> Measured:
    """Run and watch a command whose standard error goes to a file."""
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=said, text=True, env=environment, stdin=subprocess.DEVNULL
    )
    peak = [0.0]
    watcher = threading.Thread(target=_watch, args=(process, peak), daemon=True)
    watcher.start()
    output, _ = process.communicate()
    seconds = time.perf_counter() - started
    watcher.join()
    if process.returncode:
        said.seek(0)
        raise RuntimeError(f"{' '.join(command)} failed with {process.returncode}: {said.read()[-2000:]}")
    return Measured(seconds, peak[0], output)


def _watch(process: subprocess.Popen[str], peak: list[float]) -> None:
    """Keep the largest memory of a process tree while it lives."""
    root = psutil.Process(process.pid)
    while process.poll() is None:
        peak[0] = max(peak[0], _tree_mb(root))
        time.sleep(_EVERY_SECONDS)


def _tree_mb(root: psutil.Process) -> float:
    """Memory of a process and its descendants, shared pages counted once, in megabytes."""
    total = 0
    try:
        for process in [root, *root.children(recursive=True)]:
            total += process.memory_full_info().pss
    except psutil.Error:
        return 0.0
    return total / 1e6
