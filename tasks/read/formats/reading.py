"""Take a stream to the reader of the format that its content shows."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from io import BufferedReader
from typing import cast

from tasks.read.formats.jsonl import read_json_lines
from tasks.read.formats.text import read_text
from tasks.read.sniff import HEAD, sniff
from tasks.read.source import Context, Item, Reader, Source

# Readers that need a library which is slow to import are imported when the first such stream comes.
_LATER = {
    "gzip": ("archive", "read_compressed"),
    "zstd": ("archive", "read_compressed"),
    "zip": ("zipped", "read_zip"),
    "tar": ("tarred", "read_tar"),
    "json": ("json_values", "read_json"),
    "delimited": ("delimited", "read_delimited"),
    "parquet": ("parquet", "read_parquet"),
    "html": ("html", "read_html"),
    "feed": ("feed", "read_feed"),
    "warc": ("warc", "read_warc"),
    "mail": ("mail", "read_mail"),
}


def read_stream(stream: BufferedReader, source: Source, context: Context) -> Iterator[Item]:
    """Everything in a stream, as deliveries and refusals, by its content.

    Raises BadStreamError where the stream breaks or is too much; what was read before is given out first.
    """
    kind, what = sniff(stream.peek(HEAD)[:HEAD], source.name, context.settings.fields)
    if kind == "empty":
        yield source.refused("empty", "there are no bytes")
    elif kind in ("unsupported", "binary"):
        yield source.refused(kind, f"there is no reader for {what}" if kind == "unsupported" else f"it is {what}")
    else:
        yield from _reader(kind)(stream, source, context)


@cache
def _reader(kind: str) -> Reader:
    """The reader of a format."""
    if kind == "text":
        return read_text
    if kind == "jsonl":
        return read_json_lines
    module, function = _LATER[kind]
    return cast(Reader, getattr(import_module(f"tasks.read.formats.{module}"), function))
