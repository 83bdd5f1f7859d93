"""Child processes that end when their parent does, even when it is killed."""

from __future__ import annotations

import os
import threading
import time

_EVERY_SECONDS = 1.0


def end_with_parent(parent: int | None = None) -> None:
    """Watch the parent process from a thread, and end this one when the parent is gone."""
    watched = os.getppid() if parent is None else parent
    threading.Thread(target=_watch, args=(watched,), daemon=True, name="lifeline").start()


def _watch(parent: int) -> None:
    """End the process once it has another parent."""
    while os.getppid() == parent:
        time.sleep(_EVERY_SECONDS)
    os._exit(1)
