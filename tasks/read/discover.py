"""Find input files, and group them into plans that one task reads."""

from __future__ import annotations

import datetime as dt
import glob
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tasks.read.opening import file_system, io_errors, is_url, local_path


class Part(NamedTuple):
    """A stretch of whole lines of a file: bytes from `start` to before `end`, after so many `lines`."""

    start: int
    end: int
    lines: int


class InputFile(NamedTuple):
    """One file to read, or a part of it; `path` is a local path, or a URL that fsspec opens."""

    path: str
    uri: str
    byte_count: int  # of the whole file
    modified_ns: int
    part: Part | None = None

    @property
    def read_bytes(self) -> int:
        """Bytes of it that are read."""
        return self.part.end - self.part.start if self.part else self.byte_count


def find_inputs(patterns: Sequence[str]) -> tuple[list[InputFile], list[str]]:
    """Files that paths, URLs, folders (read recursively) and globs name, sorted by URI, each once.

    Hidden files and folders inside a folder are passed over. The second list holds the patterns that name nothing.
    Raises OSError where a remote file system does not answer.
    """
    found: dict[str, InputFile] = {}
    missing: list[str] = []
    for pattern in patterns:
        files = list(_find_remote(pattern) if is_url(pattern) else map(_describe, _expand(local_path(pattern))))
        if not files:
            missing.append(pattern)
        found |= {file.uri: file for file in files}
    return [found[uri] for uri in sorted(found)], missing


def plan_reading(files: Iterable[InputFile], max_files: int, max_bytes: int) -> list[list[InputFile]]:
    """Group files or parts of them, in order, into plans of at most so many and so many bytes; a larger is alone."""
    plans: list[list[InputFile]] = []
    size = 0
    for file in files:
        if not plans or len(plans[-1]) >= max_files or size + file.read_bytes > max_bytes:
            plans.append([])
            size = 0
        plans[-1].append(file)
        size += file.read_bytes
    return plans


def _find_remote(url: str) -> Iterator[InputFile]:
    """Files that a URL names on a remote file system: one, those below a folder, or those that match a glob."""
    try:
        with io_errors(url):
            system, root = file_system(url)
            found = _list_remote(system, root)
    except FileNotFoundError:
        return
    for path, entry in found.items():
        inner = path.removeprefix(root.rstrip("/"))
        if entry["type"] == "file" and not any(part.startswith(".") for part in inner.split("/")):
            address = str(system.unstrip_protocol(path))
            yield InputFile(address, address, int(entry.get("size") or 0), _modified_ns(entry))


def _list_remote(system: Any, root: str) -> dict[str, dict[str, Any]]:
    """Entries by path."""
    if glob.has_magic(root) and not system.exists(root):
        return dict(system.glob(root, detail=True))
    entry = system.info(root)
    return {root: entry} if entry["type"] == "file" else dict(system.find(root, detail=True))


def _modified_ns(entry: dict[str, Any]) -> int:
    """When a remote file was written, in nanoseconds since 1970; 0 where its file system does not say."""
    times = (entry.get(key) for key in ("LastModified", "last_modified", "mtime", "modified", "updated", "created"))
    time = next(filter(None, times), None)
    if isinstance(time, dt.datetime):
        return int(time.timestamp() * 1_000_000) * 1000
    return int(time * 1_000_000_000) if isinstance(time, int | float) else 0


def _expand(pattern: str) -> Iterator[Path]:
    """Files that one path, folder or glob names."""
    path = Path(pattern).expanduser()
    if path.is_dir():
        yield from _walk(path)
    elif path.exists():
        yield path
    else:
        for match in map(Path, glob.iglob(str(path), recursive=True)):  # noqa: PTH207 (the pattern may be absolute)
            yield from _walk(match) if match.is_dir() else (match,)


def _walk(folder: Path) -> Iterator[Path]:
    """Files below a folder, hidden ones aside; a folder reached again through a link is not entered again.

    A folder that cannot be listed stands for itself: reading it will say why.
    """
    seen: set[tuple[int, int]] = set()
    closed: list[OSError] = []
    for directory, names, files in os.walk(folder, followlinks=True, onerror=closed.append):
        status = Path(directory).stat()
        if (status.st_dev, status.st_ino) in seen:
            names.clear()
            continue
        seen.add((status.st_dev, status.st_ino))
        names[:] = sorted(name for name in names if not name.startswith("."))
        yield from (Path(directory, name) for name in sorted(files) if not name.startswith("."))
    yield from (Path(error.filename) for error in closed)


def _describe(path: Path) -> InputFile:
    """Size and time of a file; zeros where they cannot be had (reading it will say why)."""
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 (links stay as they are named)
    try:
        status = absolute.stat()
    except OSError:
        return InputFile(str(absolute), absolute.as_uri(), 0, 0)
    return InputFile(str(absolute), absolute.as_uri(), status.st_size, status.st_mtime_ns)
