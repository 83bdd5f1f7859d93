"""Python's cycle collector, kept from walking what will stay anyway."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused(keep: bool = False) -> Iterator[None]:
    """Pause the collector: objects without cycles, or made to stay, cost a fifth less to make.

    `keep` is for what lives as long as the process, modules, compiled rules and what these remember: it is never walked
    later, either. Of what becomes garbage meanwhile, cycles stay.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if keep:
            gc.freeze()
        if running:
            gc.enable()
