"""Runs a command and measures it from outside: seconds, and the memory of its whole process tree."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import IO, NamedTuple

import psutil

_EVERY_SECONDS = 0.2
DEMARCHE = [sys.executable, "-c", "from flows.cli import main; main()"]
NAIVE = [sys.executable, "-m", "tests.bench.naive"]
WITH_PANDAS = {
    **os.environ,
    "PYTHONPATH": str(Path(sys.prefix, "bench")),
}  # where the Makefile puts it, for NAIVE alone


class Measured(NamedTuple):
    """One finished command, with peaks of memory in megabytes: of the whole tree of processes (proportional set sizes,
    so that shared pages count once), and of its largest process.
    """

    seconds: float
    tree_mb: float
    largest_mb: float
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
    peaks = [(0.0, 0.0)]
    watcher = threading.Thread(target=_watch, args=(process, peaks), daemon=True)
    watcher.start()
    output, _ = process.communicate()
    seconds = time.perf_counter() - started
    watcher.join()
    if process.returncode:
        said.seek(0)
        raise RuntimeError(f"{' '.join(command)} failed with {process.returncode}: {said.read()[-2000:]}")
    return Measured(seconds, max(tree for tree, _ in peaks), max(largest for _, largest in peaks), output)


def _watch(process: subprocess.Popen[str], peaks: list[tuple[float, float]]) -> None:
    """Note the memory of a process tree, of all and of the largest process, while it lives."""
    root = psutil.Process(process.pid)
    while process.poll() is None:
        sizes = _sizes_mb(root)
        peaks.append((sum(sizes), max(sizes, default=0.0)))
        time.sleep(_EVERY_SECONDS)


def _sizes_mb(root: psutil.Process) -> list[float]:
    """Proportional set sizes of a process and its descendants, in megabytes; none where one has just ended."""
    try:
        return [process.memory_full_info().pss / 1e6 for process in [root, *root.children(recursive=True)]]
    except psutil.Error:
        return []
