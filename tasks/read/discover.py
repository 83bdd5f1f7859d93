"""Find input files, and group them into plans that one task reads."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple


class InputFile(NamedTuple):
    """One file to read."""

    path: str
    uri: str
    byte_count: int
    modified_ns: int


def find_inputs(patterns: Sequence[str]) -> tuple[list[InputFile], list[str]]:
    """Files that paths, folders (read recursively) and globs name, sorted by URI, each once.

    Hidden files and folders inside a folder are passed over. The second list holds the patterns that name nothing.
    """
    found: dict[str, InputFile] = {}
    missing: list[str] = []
    for pattern in patterns:
        paths = list(_expand(pattern))
        if not paths:
            missing.append(pattern)
        for path in paths:
            file = _describe(path)
            found[file.uri] = file
    return [found[uri] for uri in sorted(found)], missing


def plan_reading(files: Iterable[InputFile], max_files: int, max_bytes: int) -> list[list[InputFile]]:
    """Group files, in order, into plans of at most `max_files` files and `max_bytes` bytes; a larger file is alone."""
    plans: list[list[InputFile]] = []
    size = 0
    for file in files:
        if not plans or len(plans[-1]) >= max_files or size + file.byte_count > max_bytes:
            plans.append([])
            size = 0
        plans[-1].append(file)
        size += file.byte_count
    return plans


def _expand(pattern: str) -> Iterator[Path]:
    """Files that one path, folder or glob names."""
    path = Path(pattern).expanduser()
    if path.is_dir():
        yield from _walk(path)
    elif path.exists():
        yield path
    else:
        for match in glob.iglob(str(path), recursive=True):  # noqa: PTH207 (the pattern may be absolute)
            yield from _expand(match)


def _walk(folder: Path) -> Iterator[Path]:
    """Files below a folder, hidden ones aside; a folder reached again through a link is not entered again."""
    seen: set[tuple[int, int]] = set()
    for directory, names, files in os.walk(folder, followlinks=True):
        status = Path(directory).stat()
        if (status.st_dev, status.st_ino) in seen:
            names.clear()
            continue
        seen.add((status.st_dev, status.st_ino))
        names[:] = sorted(name for name in names if not name.startswith("."))
        yield from (Path(directory, name) for name in sorted(files) if not name.startswith("."))


def _describe(path: Path) -> InputFile:
    """Size and time of a file; zeros where they cannot be had (reading it will say why)."""
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 (links stay as they are named)
    try:
        status = absolute.stat()
    except OSError:
        return InputFile(str(absolute), absolute.as_uri(), 0, 0)
    return InputFile(str(absolute), absolute.as_uri(), status.st_size, status.st_mtime_ns)
