"""Open an input file, of this machine or of any file system that fsspec knows, as a buffered stream."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from tasks.read.streams import BUFFER, BadStreamError

_URL = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_UNREADABLE = (PermissionError, FileNotFoundError, IsADirectoryError, NotADirectoryError)


def is_url(name: str) -> bool:
    """Whether an input is named by a URL; one that begins with file:// is a local path."""
    return bool(_URL.match(name)) and not name.lower().startswith("file://")


def local_path(name: str) -> str:
    """A local path, out of a file:// URL too."""
    return unquote(urlsplit(name).path) if name.lower().startswith("file://") else name


def file_system(url: str) -> tuple[Any, str]:
    """The fsspec file system of a URL and the path inside it.

    Endpoints and keys come from fsspec's own configuration and the environment. Raises ValueError for a protocol
    that fsspec does not know, ImportError for one whose library is not installed.
    """
    import fsspec  # type: ignore[import-untyped]  # noqa: PLC0415 (a tenth of a second, and few runs need it)

    return fsspec.core.url_to_fs(url)  # type: ignore[no-any-return]


@contextmanager
def io_errors(url: str) -> Iterator[None]:
    """Make OSError of whatever a remote file system raises: no connection, no keys, an unknown protocol."""
    try:
        yield
    except OSError:
        raise
    except Exception as error:
        raise OSError(f"{url}: {error}") from error


def open_file(path: str) -> BufferedReader:
    """A file's bytes.

    Raises BadStreamError (unreadable) where it cannot be opened, OSError where another try may help.
    """
    try:
        return _open_url(path) if is_url(path) else _open_local(path)
    except _UNREADABLE as error:
        raise BadStreamError("unreadable", f"cannot be opened: {error.strerror or error}") from error


def _open_local(path: str) -> BufferedReader:
    """A local file; what is no file (a pipe, a device) is not waited for."""
    if not stat.S_ISREG(Path(path).stat().st_mode):
        raise BadStreamError("unreadable", "cannot be opened: no file, or a folder that cannot be listed")
    return Path(path).open("rb")


def _open_url(url: str) -> BufferedReader:
    """A remote file, read ahead in blocks."""
    with io_errors(url):
        system, path = file_system(url)
        return BufferedReader(system.open(path, "rb"), BUFFER)
