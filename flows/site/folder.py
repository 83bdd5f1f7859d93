"""The folder of a site: built aside and put in place at once, so that a build that is killed leaves the old site."""

from __future__ import annotations

import ctypes
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MARK = ".demarche-site"
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


class SiteError(RuntimeError):
    """A site cannot be written as asked. The message is one line and says how to mend it."""


@contextmanager
def site_folder(target: Path) -> Iterator[Path]:
    """An empty folder to build in; when all went well it takes the place of `target`.

    Raises SiteError where `target` holds what is not a site of ours, another build is under way, or the folder cannot
    be written.
    """
    target = target.absolute()
    check_target(target)
    building = target.with_name(f".{target.name}.building")
    try:
        building.mkdir(parents=True, exist_ok=True)
        with _held(building):
            _empty(building)
            (building / MARK).write_text("A site of Demarche: the next build replaces this folder.\n", encoding="utf-8")
            yield building
            _swap(building, target)
    except OSError as error:
        raise SiteError(f"{error.filename or target} cannot be written: {error.strerror or error}") from error


def check_target(target: Path) -> None:
    """Raise SiteError where a folder holds anything that a build would destroy."""
    if target.exists() and not target.is_dir():
        raise SiteError(f"{target} is a file: name a new folder")
    if target.is_dir() and any(target.iterdir()) and not (target / MARK).exists():
        raise SiteError(f"{target} holds other files: name a new or empty folder, or one that a build has made")


@contextmanager
def _held(building: Path) -> Iterator[None]:
    """Hold the folder for one build; a killed build holds nothing."""
    handle = os.open(building, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise SiteError(f"another build is writing to {building}: wait for it") from error
    finally:
        os.close(handle)


def _empty(folder: Path) -> None:
    """Remove what a killed build has left."""
    for path in folder.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def _swap(building: Path, target: Path) -> None:
    """Put the built folder in place of the old one."""
    if target.exists() and _exchanged(building, target):
        shutil.rmtree(building)
        return
    if target.exists():  # a system that cannot exchange two folders: for a moment there is none
        old = target.with_name(f".{target.name}.old")
        shutil.rmtree(old, ignore_errors=True)
        target.rename(old)
        building.rename(target)
        shutil.rmtree(old)
    else:
        building.rename(target)


def _exchanged(one: Path, other: Path) -> bool:
    """Exchange two folders in one step, by Linux's renameat2; False where the system or file system cannot."""
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    paths = (_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other))
    return bool(renameat2(*paths, _RENAME_EXCHANGE) == 0)
