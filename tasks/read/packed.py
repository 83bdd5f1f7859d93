"""Compressed streams as streams of what is in them, ending in BadStreamError where the data are bad or too many."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from io import BufferedReader

import pyarrow as pa

from tasks.read.streams import BadStreamError, Budget, guarded

_CHUNK = 1 << 16
_GZIP = 31  # zlib's window bits for a gzip header and trailer (RFC 1952)
_ZSTD_READ = 1 << 12  # small, so that little is lost where the data break off


def decompressed(stream: BufferedReader, codec: str, budget: Budget) -> BufferedReader:
    """The stream inside a compressed one; `codec` is gzip or zstd.

    Reading raises BadStreamError: truncated, damaged, or too_large once the budget is spent.
    """
    read = _zstd_reader(stream) if codec == "zstd" else _piecewise(_gunzip(stream))
    return guarded(read, budget)


def _piecewise(chunks: Iterator[bytes]) -> Callable[[int], bytes]:
    """A read function over chunks, which are never longer than what is asked for by the buffer above."""
    return lambda _: next(chunks, b"")


def _gunzip(stream: BufferedReader) -> Iterator[bytes]:
    """Chunks of all gzip members, at most 64 KiB each, as they can be had before any damage."""
    packed = stream.read(_CHUNK)
    while packed:
        inflater = zlib.decompressobj(_GZIP)
        while not inflater.eof:
            try:
                chunk = inflater.decompress(packed, _CHUNK)
            except zlib.error as error:
                raise BadStreamError("damaged", f"compressed data are not valid gzip: {error}") from error
            packed = inflater.unconsumed_tail
            if chunk:
                yield chunk
            elif not packed and not inflater.eof and not (packed := stream.read(_CHUNK)):
                raise BadStreamError("truncated", "compressed data end before their end mark")
        packed = (inflater.unused_data or stream.read(_CHUNK)).lstrip(b"\0")  # zeros may pad the end


def _zstd_reader(stream: BufferedReader) -> Callable[[int], bytes]:
    """A read function over Zstandard frames."""
    inner = pa.CompressedInputStream(pa.PythonFile(stream, mode="r"), "zstd")

    def read(size: int) -> bytes:
        try:
            return bytes(inner.read(min(size, _ZSTD_READ)))
        except BadStreamError:
            raise
        except OSError as error:
            if not str(error).startswith(("Truncated", "ZSTD", "zstd")):
                raise
            reason = "truncated" if "runcated" in str(error) else "damaged"
            raise BadStreamError(reason, f"compressed data are not valid Zstandard: {error}") from error

    return read
