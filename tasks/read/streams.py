"""Streams of bytes with limits against what does not end."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Iterator
from io import BufferedReader
from typing import IO, BinaryIO

from config.settings import ReadSettings

BUFFER = 1 << 16
_CHUNK = 1 << 16
_SPOOL = 1 << 23  # bytes of a spooled stream that are held in memory
_FREE_GROWTH = 1 << 24  # a small file may always grow to this, whatever the factor


class BadStreamError(ValueError):
    """A stream cannot be read further. `reason` is a code of rejects.reason."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


class BudgetError(BadStreamError):
    """All that one file may unpack to is used up: nothing more is read from it."""


class Budget:
    """The bytes that one file may unpack to, at all depths together."""

    def __init__(self, byte_count: int, settings: ReadSettings) -> None:
        self._left = max(byte_count * settings.max_expansion, _FREE_GROWTH)

    def spend(self, byte_count: int) -> None:
        """Take some of it. Raises BudgetError (too_large) once there is no more."""
        self._left -= byte_count
        if self._left < 0:
            detail = "what is packed in it grows past read.max_expansion: a decompression bomb?"
            raise BudgetError("too_large", detail)


def guarded(read: Callable[[int], bytes], budget: Budget | None = None) -> BufferedReader:
    """A buffered stream over a read function. What was read before an error is given out before it is raised."""
    return BufferedReader(_Guarded(read, budget), BUFFER)


def read_all(stream: BufferedReader, limit: int) -> bytes:
    """All bytes of a stream. Raises BadStreamError (too_large) past `limit` bytes."""
    chunks: list[bytes] = []
    size = 0
    while chunk := stream.read(_CHUNK):
        chunks.append(chunk)
        size += len(chunk)
        if size > limit:
            raise BadStreamError("too_large", f"longer than {limit} bytes, the limit for one document")
        if len(chunk) < _CHUNK:
            break
    return b"".join(chunks)


def read_lines(stream: BinaryIO | BufferedReader, limit: int) -> Iterator[tuple[int, bytes | None, int]]:
    """Lines with their numbers from 1 and lengths in bytes; None stands for a line longer than `limit` bytes."""
    number = 0
    while chunk := stream.readline(limit + 1):
        number += 1
        if len(chunk) <= limit:
            yield number, chunk, len(chunk)
            continue
        length = len(chunk)
        while not chunk.endswith(b"\n") and (chunk := stream.readline(limit)):
            length += len(chunk)
        yield number, None, length


def seekable(stream: BufferedReader) -> IO[bytes]:
    """The stream itself where it can seek, else a temporary copy of what is left of it, on disk if it is large."""
    if stream.seekable():
        return stream
    copy = tempfile.SpooledTemporaryFile(_SPOOL)  # noqa: SIM115 (goes away with its last reader)
    while chunk := stream.read(_CHUNK):
        copy.write(chunk)
    copy.seek(0)
    return copy


class _Guarded(io.RawIOBase):
    """A read function as a raw stream."""

    def __init__(self, read: Callable[[int], bytes], budget: Budget | None) -> None:
        self._read = read
        self._budget = budget
        self._rest = b""
        self._error: Exception | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        filled = 0
        while filled < len(buffer) and (chunk := self._next(len(buffer) - filled)):
            buffer[filled : filled + len(chunk)] = chunk
            filled += len(chunk)
        if self._error and not filled:
            raise self._error
        return filled

    def _next(self, size: int) -> bytes:
        """At most `size` bytes; none at the end and from an error on."""
        if not self._rest and not self._error:
            try:
                self._rest = self._read(size)
                if self._budget:
                    self._budget.spend(len(self._rest))
            except (BadStreamError, OSError) as error:
                self._error = error
        chunk, self._rest = self._rest[:size], self._rest[size:]
        return chunk
