"""What a reader is told about the stream it reads, and what it reads it with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BufferedReader
from typing import NamedTuple, TypeAlias

from config.settings import ReadSettings
from tasks.read.streams import Budget
from warehouse.records import Delivery, Given, Refused

Item: TypeAlias = Delivery | Refused


class Source(NamedTuple):
    """Where a stream comes from: a file, a member of an archive, a record of a web archive."""

    uri: str
    name: str  # its ending breaks ties between formats
    byte_count: int  # 0 where it is not known
    declared: str | None = None  # the encoding that the carrier declares
    given: Given = Given()  # what the carrier knows of the article
    depth: int = 0  # archives around it
    layers: int = 0  # compressions around it, inside the innermost archive
    lines: int = 0  # of the file before it, where it is a part of one

    def part(self, number: str) -> str:
        """The URI of one part of it, as in `part("row=3")`."""
        return f"{self.uri}{'&' if '#' in self.uri else '#'}{number}"

    def refused(self, reason: str, detail: str) -> Refused:
        """The refusal of all of it."""
        return Refused("", self.uri, reason, detail, self.byte_count)


DecodeText: TypeAlias = Callable[[bytes, str | None], tuple[str, str] | None]
"""Bytes and a declared encoding to text and the encoding found; None for what is no text."""


class Context(NamedTuple):
    """What readers share while one file is read."""

    settings: ReadSettings
    decode: DecodeText
    budget: Budget
    read: Callable[[BufferedReader, Source, Context], Iterator[Item]]  # reads what stands inside an archive


Reader: TypeAlias = Callable[[BufferedReader, Source, Context], Iterator[Item]]


def plain_utf8(content: bytes, declared: str | None) -> tuple[str, str] | None:
    """The decoder of last resort: UTF-8, whatever is declared, with replacements."""
    del declared
    return content.decode("utf-8-sig", "replace"), "utf-8-sig"
