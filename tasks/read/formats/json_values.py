"""JSON over many lines: an array of records, or one record."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from io import BufferedReader
from typing import Any

from tasks.read.records import delivery_of_record
from tasks.read.source import Context, Item, Source
from tasks.read.streams import BadStreamError
from tasks.read.transcode import as_utf8
from warehouse.records import Refused

_CHUNK = 1 << 16
_BLANK = " \t\r\n"


def read_json(stream: BufferedReader, source: Source, context: Context) -> Iterator[Item]:
    """A delivery or a refusal for each element of an array, or for the one record.

    Raises BadStreamError (bad_json) where the syntax breaks, (too_large) where one element passes the limit.
    """
    text = _Text(as_utf8(stream), context.settings.max_record_bytes)
    if text.peek() == "{":
        yield _item(text.value(), source.uri, source.byte_count, context)
        return
    text.skip("[")
    number = 0
    while text.peek() != "]":
        if number:
            text.skip(",")
        number += 1
        before = text.consumed
        value = text.value()
        yield _item(value, source.part(f"item={number}"), text.consumed - before, context)
    if not number:
        yield source.refused("empty", "the file has no records")


def _item(value: Any, uri: str, byte_count: int, context: Context) -> Item:
    """One value as a delivery."""
    if not isinstance(value, dict):
        detail = f"a JSON {type(value).__name__}, where an object is expected"
        return Refused("", uri, "bad_json", detail, byte_count)
    return delivery_of_record(value, uri, context.settings.fields, byte_count)


class _Text:
    """A window on a stream of JSON, as long as the value that is being read."""

    def __init__(self, stream: BufferedReader, limit: int) -> None:
        self._stream = stream
        self._limit = limit
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")("replace")
        self._json = json.JSONDecoder()
        self._window = ""
        self._ended = False
        self.consumed = 0

    def peek(self) -> str:
        """The next character that is not blank; nothing at the end."""
        while not (stripped := self._window.lstrip(_BLANK)) and self._more(_CHUNK):
            pass
        self._take(len(self._window) - len(stripped))
        return self._window[:1]

    def skip(self, expected: str) -> None:
        """Pass over a character. Raises BadStreamError where it is another one."""
        if self.peek() != expected:
            raise BadStreamError("bad_json", f"not valid JSON: {expected!r} expected after {self.consumed} characters")
        self._take(1)

    def value(self) -> Any:
        """The next value. Raises BadStreamError where there is none, or it passes the limit."""
        self.peek()
        while True:
            try:
                value, end = self._json.raw_decode(self._window)
            except (ValueError, RecursionError) as error:
                # The window doubles with each try, so that the work stays linear in the value's length.
                if isinstance(error, RecursionError) or not self._more(max(_CHUNK, len(self._window))):
                    raise BadStreamError("bad_json", f"not valid JSON: {error}") from error
                continue
            if end == len(self._window) and self._more(_CHUNK):
                continue  # a number may go on
            self._take(end)
            return value

    def _take(self, count: int) -> None:
        self._window = self._window[count:]
        self.consumed += count

    def _more(self, size: int) -> bool:
        """Widen the window. Raises BadStreamError where it is as wide as it may be."""
        if len(self._window) > self._limit:
            detail = f"one record is longer than read.max_record_bytes = {self._limit}"
            raise BadStreamError("too_large", detail)
        chunk = self._stream.read1(size)
        self._window += self._decoder.decode(chunk, final=not chunk)
        return bool(chunk)
