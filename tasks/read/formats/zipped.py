"""Zip archives."""

from __future__ import annotations

import errno
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BufferedReader
from typing import TypeVar

from tasks.read.formats.archive import Member, is_hidden, read_member, too_deep
from tasks.read.source import Context, Item, Source
from tasks.read.streams import BadStreamError, guarded, seekable

_Result = TypeVar("_Result")
_DAMAGE = (
    zipfile.BadZipFile,
    ValueError,  # what the zip reader makes of nonsense in headers
    EOFError,
    IndexError,
    OverflowError,
    RuntimeError,
    MemoryError,
    struct.error,
    zlib.error,
)
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# Members that show a zip file to be another format which is packed that way.
_CARRIERS = {
    "[Content_Types].xml": "an office document",
    "mimetype": "an office document or e-book",
    "META-INF/MANIFEST.MF": "a Java program",
}


def read_zip(stream: BufferedReader, source: Source, context: Context) -> Iterator[Item]:
    """What is inside the members of a zip archive. Raises BadStreamError where its directory is damaged."""
    refusal = too_deep(source, source.depth, context)
    if refusal:
        yield refusal
        return
    archive = _open(seekable(stream))
    members = [info for info in archive.infolist() if not info.is_dir() and not is_hidden(info.filename)]
    carrier = next((_CARRIERS[name] for name in archive.namelist() if name in _CARRIERS), None)
    if carrier:
        yield source.refused("unsupported", f"there is no reader for {carrier}")
    elif not members:
        yield source.refused("empty", "the archive has no files")
    else:
        for info in members:
            member = Member(info.filename, info.file_size, _problem(info))
            yield from read_member(member, _opener(archive, info, context), source, context)


def _open(file: object) -> zipfile.ZipFile:
    """The archive with its directory read."""
    return _translated(lambda _: zipfile.ZipFile(file))(0)  # type: ignore[call-overload,no-any-return]


def _problem(info: zipfile.ZipInfo) -> tuple[str, str] | None:
    """Why a member cannot be read."""
    if stat.S_ISLNK(info.external_attr >> 16):
        return "unsafe", "it is a symbolic link"
    if info.flag_bits & 1:
        return "unsupported", "it is encrypted"
    if info.compress_type not in _METHODS:
        return "unsupported", f"its compression method {info.compress_type} has no reader"
    return None


def _opener(archive: zipfile.ZipFile, info: zipfile.ZipInfo, context: Context) -> Callable[[], BufferedReader]:
    """A function that opens a member as a guarded stream."""

    def open_member() -> BufferedReader:
        member = _translated(lambda _: archive.open(info))(0)
        return guarded(_translated(member.read), context.budget)

    return open_member


def _translated(function: Callable[[int], _Result]) -> Callable[[int], _Result]:
    """The function, with the many errors of damaged zip data made one."""

    def call(size: int) -> _Result:
        try:
            return function(size)
        except BadStreamError:
            raise
        except (*_DAMAGE, OSError) as error:
            if isinstance(error, OSError) and error.errno not in (None, errno.EINVAL):  # EINVAL: an impossible offset
                raise
            reason = "truncated" if isinstance(error, EOFError) else "damaged"
            raise BadStreamError(reason, f"the zip archive cannot be read: {error}") from error

    return call
