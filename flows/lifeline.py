"""Child processes that end when their parent does, even when it is killed."""

from __future__ import annotations

import multiprocessing
import os
import threading
import time
from collections.abc import Callable
from functools import partial
from multiprocessing.connection import wait

_EVERY_SECONDS = 0.5


def end_with_parent(parent: int | None = None) -> None:
    """Watch the parent from a thread, and end this process when the parent is gone.

    A process of multiprocessing needs not name it, and is told at once; another looks now and then whether `parent`
    is still its parent.
    """
    known = multiprocessing.parent_process()
    gone = partial(wait, [known.sentinel]) if known else partial(_await_other_parent, parent or os.getppid())
    threading.Thread(target=_end_after, args=(gone,), daemon=True, name="lifeline").start()


def _end_after(gone: Callable[[], object]) -> None:
    """Wait, then end the process."""
    gone()
    os._exit(1)


def _await_other_parent(parent: int) -> None:
    """Return once the process has another parent."""
    while os.getppid() == parent:
        time.sleep(_EVERY_SECONDS)
