"""Open a file as a stream of bytes, through gzip or Zstandard, with limits against what does not end."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Literal, cast

import pyarrow as pa

_Codec = Literal["gzip", "zstd"]
_CODECS: dict[str, _Codec] = {".gz": "gzip", ".zst": "zstd"}
_BUFFER = 1 << 16
_FREE_GROWTH = 1 << 24  # a small file may always grow to this, whatever the factor


class BadStreamError(ValueError):
    """A stream cannot be read further. `reason` is a code of rejects.reason."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


def bare_suffix(path: Path) -> str:
    """The file name's ending below any compression ending, in lower case: `.jsonl` for x.JSONL.gz."""
    inner = path.with_suffix("") if path.suffix.lower() in _CODECS else path
    return inner.suffix.lower()


def open_bytes(path: Path, max_expansion: int) -> BinaryIO:
    """A file's bytes, decompressed where its name ends in .gz or .zst.

    Reading raises BadStreamError where compressed data is damaged, cut, or grows past `max_expansion` times the
    file's size. Opening raises BadStreamError (unreadable) where the file cannot be opened.
    """
    codec = _CODECS.get(path.suffix.lower())
    try:
        file = path.open("rb")
        size = path.stat().st_size
    except (PermissionError, FileNotFoundError, IsADirectoryError, NotADirectoryError) as error:
        raise BadStreamError("unreadable", f"cannot be opened: {error.strerror}") from error
    if codec is None:
        return cast(BinaryIO, file)
    raw = _Decompressed(file, codec, max(size * max_expansion, _FREE_GROWTH))
    return cast(BinaryIO, io.BufferedReader(raw, _BUFFER))


def read_all(stream: BinaryIO, limit: int) -> bytes:
    """All bytes of a stream. Raises BadStreamError (too_large) past `limit` bytes."""
    content = stream.read(limit + 1)
    if len(content) > limit:
        raise BadStreamError("too_large", f"longer than {limit} bytes, the limit for one document")
    return content


def read_lines(stream: BinaryIO, limit: int) -> Iterator[tuple[int, bytes | None, int]]:
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


class _Decompressed(io.RawIOBase):
    """A decompressor's output as a raw stream that ends in BadStreamError where the data is bad or too much."""

    def __init__(self, file: io.BufferedReader, codec: _Codec, limit: int) -> None:
        self._file = file
        self._inner = pa.CompressedInputStream(pa.PythonFile(file, mode="r"), codec)
        self._left = limit

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            chunk: bytes = self._inner.read(len(buffer))
        except OSError as error:
            reason = "truncated" if "runcated" in str(error) else "damaged"
            raise BadStreamError(reason, f"compressed data cannot be read to its end: {error}") from error
        self._left -= len(chunk)
        if self._left < 0:
            raise BadStreamError("too_large", "compressed data grows past read.max_expansion: a decompression bomb?")
        buffer[: len(chunk)] = chunk
        return len(chunk)

    def close(self) -> None:
        if not self.closed:
            self._file.close()
        super().close()
