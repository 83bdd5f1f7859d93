"""JSON lines: a document a line."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from io import BufferedReader

from tasks.read.records import delivery_of_line
from tasks.read.source import Context, Item, Source
from tasks.read.streams import read_lines
from tasks.read.transcode import as_utf8
from warehouse.records import Refused


def read_json_lines(stream: BufferedReader, source: Source, context: Context) -> Iterator[Item]:
    """A delivery or a refusal for each line that is not blank; a line in another encoding than UTF-8 is decoded.

    A later part of a file may have no records: its first has some.
    """
    limit = context.settings.max_record_bytes
    fields = context.settings.fields
    found = False
    for place, line, length in read_lines(as_utf8(stream), limit):
        number = source.lines + place
        if line is None:
            detail = f"the line is longer than read.max_record_bytes = {limit}"
            yield Refused("", source.part(f"line={number}"), "too_large", detail, length)
        elif line.strip():
            text = line.removeprefix(codecs.BOM_UTF8) if number == 1 else line
            yield delivery_of_line(text, source.part(f"line={number}"), fields, context.decode)
        else:
            continue
        found = True
    if not found and not source.lines:
        yield source.refused("empty", "the file has no records")
