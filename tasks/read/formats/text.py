"""Plain text: one document a stream."""

from __future__ import annotations

from collections.abc import Iterator
from io import BufferedReader

from tasks.read.records import delivery_of_file
from tasks.read.source import Context, Item, Source
from tasks.read.streams import read_all


def read_text(stream: BufferedReader, source: Source, context: Context) -> Iterator[Item]:
    """The bytes as they are, with the encoding its carrier declares: decoding them is the next room's work."""
    content = read_all(stream, context.settings.max_record_bytes)
    yield delivery_of_file(content, source.uri, source.declared, source.given)
