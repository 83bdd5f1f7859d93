"""Tables as text: CSV and TSV, a document a row."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from io import BufferedReader

from config.settings import FieldNames
from tasks.read.records import delivery_of_record
from tasks.read.sniff import HEAD, delimiter_of, header_cells
from tasks.read.source import Context, Item, Source
from tasks.read.streams import BadStreamError, read_lines
from tasks.read.transcode import as_utf8
from warehouse.records import Refused


def read_delimited(stream: BufferedReader, source: Source, context: Context) -> Iterator[Item]:
    """A delivery or a refusal a row; the first line names the fields. Rows count from 1 below it.

    Raises BadStreamError where a row passes the limit, as an unclosed quote does, or no field holds the text.
    """
    stream = as_utf8(stream)
    lines = _Lines(stream, source, context)
    first = next(lines, "")
    delimiter = delimiter_of(first.encode("utf-8", "replace"))
    names = _names(first, delimiter, context.settings.fields)
    rows = _rows(lines, delimiter, context.settings.max_record_bytes)
    number = 0
    for number, (row, size) in enumerate(rows, 1):
        yield _item(names, row, source.part(f"row={number}"), context.settings.fields, size)
    if not number:
        yield source.refused("empty", "the table has no rows")


class _Lines:
    """Lines of text, and the bytes in those that were taken since `size` was last set to 0."""

    def __init__(self, stream: BufferedReader, source: Source, context: Context) -> None:
        self._limit = context.settings.max_record_bytes
        self._declared = _encoding(stream, source, context)
        self._lines = read_lines(stream, self._limit)
        self._first = True
        self.size = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        _, line, length = next(self._lines)
        self.size += length
        if line is None or self.size > self._limit:
            raise BadStreamError("too_large", "a row is longer than read.max_record_bytes, or a quote is not closed")
        text = line.decode(self._declared, "replace")
        self._first, first = False, self._first
        return text.removeprefix("\ufeff") if first else text


def _encoding(stream: BufferedReader, source: Source, context: Context) -> str:
    """The encoding of a table: UTF-8 if its head is, else as declared or guessed from the head, cut at a line."""
    head = stream.peek(HEAD)
    head = head[: head.rfind(b"\n") + 1] or head
    found = context.decode(head, source.declared)
    return found[1] if found else "utf-8"


def _names(line: str, delimiter: str, fields: FieldNames) -> list[str]:
    """Field names of the header. Raises BadStreamError (no_text) where none of them is one for text."""
    known = [name for group in fields for name in group[1]]
    try:
        cells = [cell if cell in known else cell.lower() for cell in header_cells(line.rstrip("\r\n"), delimiter)]
    except csv.Error as error:
        raise BadStreamError("bad_row", f"the header cannot be read: {error}") from error
    if not set(cells).intersection(fields.text):
        detail = f"none of the columns is named {', '.join(fields.text)}; they are {', '.join(cells)}"
        raise BadStreamError("no_text", detail[:500])
    return cells


def _rows(lines: _Lines, delimiter: str, limit: int) -> Iterator[tuple[list[str], int]]:
    """Rows that are not blank, with their bytes."""
    csv.field_size_limit(limit)  # the library's own limit is 128 KiB, and one for the whole process
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        lines.size = 0
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise BadStreamError("bad_row", f"a row cannot be read: {error}") from error
        if row:
            yield row, lines.size


def _item(names: Sequence[str], row: Sequence[str], uri: str, fields: FieldNames, size: int) -> Item:
    """One row as a delivery; one with more cells than the header has names is refused, for they may be shifted."""
    if len(row) > len(names):
        detail = f"it has {len(row)} cells where the header has {len(names)}"
        return Refused("", uri, "bad_row", detail, size)
    return delivery_of_record(dict(zip(names, row, strict=False)), uri, fields, size)
