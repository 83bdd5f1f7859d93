"""Rooms compiled to C: the same rows as their source, and never older than it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

import pytest

from flows.compiled import StaleRoomsError, compiled_modules, refuse_stale_rooms

_ROOT = Path(__file__).parents[2]
_MADE = _ROOT / ".venv" / ".compiled"
_ROWS = """
import hashlib
from flows.compiled import compiled_modules
from tests.quality.pipeline import ROOT, run_pipeline
found = [rows for table, rows in run_pipeline([ROOT / "samples"]).rows.items() if table != "raw"]  # which names paths
print(len(compiled_modules()), hashlib.sha256(repr(found).encode()).hexdigest(), *map(len, found))
"""


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """A package of one room with one module, compiled an hour after it was written."""
    source = tmp_path / "tasks" / "room" / "module.py"
    source.parent.mkdir(parents=True)
    source.write_text("")
    extension = source.with_suffix(EXTENSION_SUFFIXES[0])
    extension.write_bytes(b"")
    os.utime(source, (1_000_000, 1_000_000))
    os.utime(extension, (1_003_600, 1_003_600))
    return source


def test_compiled_module_newer_than_its_source_is_taken(room: Path) -> None:
    refuse_stale_rooms(room.parents[1])
    assert compiled_modules(room.parents[1]) == [room]


def test_compiled_module_older_than_its_source_is_refused(room: Path) -> None:
    os.utime(room, (1_007_200, 1_007_200))
    with pytest.raises(StaleRoomsError, match=r"tasks/room/module\.py.*make compiled"):
        refuse_stale_rooms(room.parents[1])


def _is_made() -> bool:
    return _MADE.exists() and _MADE.read_text().strip() == "compiled" and shutil.which("cc") is not None


@pytest.mark.skipif(not _is_made(), reason="the rooms run interpreted here: no `make compiled`, or no C compiler")
def test_every_module_of_the_hot_rooms_is_compiled() -> None:
    whole = ("actors", "attribution", "language", "normalize", "sanctions")
    hot = {path for room in whole for path in (_ROOT / "tasks" / room).glob("*.py") if path.name != "__init__.py"}
    signing = ("statements/signing.py", "stories/signatures.py", "stories/words.py")
    assert set(compiled_modules()) == hot | {_ROOT / "tasks" / path for path in signing}


@pytest.mark.skipif(not compiled_modules(), reason="the rooms run interpreted here: nothing to compare")
def test_compiled_rooms_give_the_rows_of_their_source(tmp_path: Path) -> None:
    for package in ("flows", "tasks", "warehouse", "config", "tests", "samples"):
        shutil.copytree(_ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("*.so", "__pycache__"))
    compiled, interpreted = (_rows_from(directory).split() for directory in (_ROOT, tmp_path))
    assert (interpreted[0], compiled[0]) == ("0", str(len(compiled_modules())))
    assert compiled[1:] == interpreted[1:]


def _rows_from(directory: Path) -> str:
    """What the rooms make of the samples, run from a directory's sources."""
    return subprocess.run(
        [sys.executable, "-c", _ROWS],
        cwd=directory,
        env={**os.environ, "PYTHONPATH": str(directory), "PYTHONHASHSEED": "0"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
