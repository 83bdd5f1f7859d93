"""Ctrl-C stops a run for good, whatever it happens to meet.

A KeyboardInterrupt may be lost: DuckDB makes a RuntimeError of one that comes during a query, and libraries drop what
is raised inside their callbacks. So the key is remembered, and looked for where it counts: before a commit.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_pressed = False


@contextmanager
def remembering_interrupts() -> Iterator[None]:
    """Remember Ctrl-C while inside, no longer, and raise KeyboardInterrupt as ever. For the main thread alone.

    Where the key is ignored, as a shell has it for what it starts in the background, it stays so.
    """
    global _pressed  # noqa: PLW0603 (there is one keyboard)
    _pressed = False
    before = signal.getsignal(signal.SIGINT)
    if before is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, _remember)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        _pressed = False


def stop_if_interrupted() -> None:
    """Raise KeyboardInterrupt where Ctrl-C was pressed since the run began, even if the first one was lost."""
    if _pressed:
        raise KeyboardInterrupt


def _remember(number: int, frame: FrameType | None) -> None:
    global _pressed  # noqa: PLW0603 (as above)
    _pressed = True
    signal.default_int_handler(number, frame)
