"""Streams of text in UTF-16 or UTF-32 as streams of UTF-8, for readers that look for lines."""

from __future__ import annotations

import codecs
from io import BufferedReader

from tasks.read.streams import guarded

_CHUNK = 1 << 15
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def as_utf8(stream: BufferedReader) -> BufferedReader:
    """The stream itself, or its text in UTF-8 where a byte order mark says that it is in UTF-16 or UTF-32."""
    head = stream.peek(4)
    codec = next((codec for mark, codec in _MARKS if head.startswith(mark)), None)
    return _transcoded(stream, codec) if codec else stream


def _transcoded(stream: BufferedReader, codec: str) -> BufferedReader:
    """A stream of UTF-8; what cannot be decoded becomes the replacement character."""
    decoder = codecs.getincrementaldecoder(codec)("replace")

    def read(_: int) -> bytes:
        while chunk := stream.read(_CHUNK):
            if text := decoder.decode(chunk):
                return text.encode("utf-8", "replace")
        return decoder.decode(b"", final=True).encode("utf-8", "replace")

    return guarded(read)
