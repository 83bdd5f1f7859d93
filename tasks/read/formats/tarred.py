"""Tar archives, as streams."""

from __future__ import annotations

import tarfile
from collections.abc import Callable, Iterator
from io import BufferedReader
from types import SimpleNamespace
from typing import IO, cast

from tasks.read.formats.archive import Member, is_hidden, read_member, too_deep
from tasks.read.source import Context, Item, Source
from tasks.read.streams import BadStreamError, guarded

_META = (
    tarfile.XHDTYPE,
    tarfile.XGLTYPE,
    tarfile.SOLARIS_XHDTYPE,
    tarfile.GNUTYPE_LONGNAME,
    tarfile.GNUTYPE_LONGLINK,
)
_META_BYTES = 1 << 20  # such headers are read into memory at once; honest ones are far smaller


class _Header(tarfile.TarInfo):
    """A header that is strict: the library ends quietly where a header in the middle is broken."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> _Header:
        """Parse one header block. Raises BadStreamError for a broken one, HeaderError at the archive's end."""
        try:
            header = super().frombuf(buf, encoding, errors)
        except tarfile.HeaderError as error:
            if not any(buf):
                raise
            reason = "truncated" if len(buf) < tarfile.BLOCKSIZE else "damaged"
            raise BadStreamError(reason, f"a header of the tar archive is broken: {error}") from error
        if header.size < 0 or (header.type in _META and header.size > _META_BYTES):
            raise BadStreamError("damaged", "a header of the tar archive states an impossible size")
        return header


def read_tar(stream: BufferedReader, source: Source, context: Context) -> Iterator[Item]:
    """What is inside the members of a tar archive. Raises BadStreamError where the archive is broken."""
    refusal = too_deep(source, source.depth, context)
    if refusal:
        yield refusal
        return
    found = False
    for archive, info in _members(stream):
        if info.isdir() or is_hidden(info.name):
            continue
        found = True
        member = Member(info.name, info.size, _problem(info))
        yield from read_member(member, _opener(archive, info), source, context)
    if not found:
        yield source.refused("empty", "the archive has no files")


def _members(stream: BufferedReader) -> Iterator[tuple[tarfile.TarFile, tarfile.TarInfo]]:
    """Headers one by one, none of them kept."""
    try:
        pieces = cast(IO[bytes], SimpleNamespace(read=stream.read1))  # short reads: nothing is lost before a break
        archive = tarfile.open(fileobj=pieces, mode="r|", tarinfo=_Header)  # noqa: SIM115 (the stream is our caller's)
        while info := archive.next():
            yield archive, info
            archive.members = []  # type: ignore[attr-defined]
    except (tarfile.TarError, EOFError, ValueError, OverflowError) as error:
        if isinstance(error, BadStreamError):
            raise
        reason = "truncated" if "unexpected end" in str(error) else "damaged"
        raise BadStreamError(reason, f"the tar archive cannot be read: {error}") from error


def _problem(info: tarfile.TarInfo) -> tuple[str, str] | None:
    """Why a member cannot be read."""
    if info.issym() or info.islnk():
        return "unsafe", "it is a link"
    if not info.isreg():
        return "unsafe", "it is no regular file"
    if info.issparse():
        return "unsupported", "it is a sparse file"
    return None


def _opener(archive: tarfile.TarFile, info: tarfile.TarInfo) -> Callable[[], BufferedReader]:
    """A function that opens a member as a guarded stream."""

    def open_member() -> BufferedReader:
        file = archive.extractfile(info)
        assert file is not None  # a regular file has content

        def read(size: int) -> bytes:
            try:
                return file.read(size)
            except tarfile.TarError as error:
                raise BadStreamError("truncated", f"the archive ends inside it: {error}") from error

        return guarded(read)

    return open_member
