"""Rooms compiled to C extensions (setup.py): which are, and whether they still are what their source says."""

from __future__ import annotations

from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

import tasks

_TASKS = Path(tasks.__path__[0])
MEND = "run `make compiled` to compile them anew, or `make interpreted` to do without"


class StaleRoomsError(Exception):
    """Compiled rooms are older than their source; the message says which, and how to mend it."""


def compiled_modules(directory: Path = _TASKS) -> list[Path]:
    """The sources in the rooms under a directory beside which a compiled module stands, which Python prefers."""
    return [source for source in sorted(directory.glob("*/*.py")) if _extension(source)]


def refuse_stale_rooms(directory: Path = _TASKS) -> None:
    """Raises StaleRoomsError where a compiled module is older than its source, so that old code never runs unseen."""
    stale = [source for source in compiled_modules(directory) if _is_older(source)]
    if stale:
        names = ", ".join(str(source.relative_to(directory.parent)) for source in stale[:3])
        raise StaleRoomsError(f"compiled rooms are older than their source ({names}): {MEND}")


def _is_older(source: Path) -> bool:
    extension = _extension(source)
    return extension is not None and extension.stat().st_mtime < source.stat().st_mtime


def _extension(source: Path) -> Path | None:
    """The compiled module beside a source."""
    extension = source.with_suffix(EXTENSION_SUFFIXES[0])
    return extension if extension.exists() else None
