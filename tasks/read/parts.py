"""Cut a large file of JSON lines into parts, which are read side by side."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from io import BufferedReader

from config.settings import ReadSettings
from tasks.read.discover import InputFile, Part
from tasks.read.opening import is_url, open_file
from tasks.read.sniff import HEAD, is_wide, sniff
from tasks.read.streams import BadStreamError

_CHUNK = 1 << 20


def in_parts(file: InputFile, size: int, settings: ReadSettings) -> list[InputFile]:
    """The parts, of some `size` bytes and of whole lines, of a local file of JSON lines; any other file as it is.

    Lines are counted here, in one pass over the file, so that each part knows the numbers of its own.
    """
    if file.byte_count <= size or is_url(file.path):
        return [file]
    with suppress(BadStreamError, OSError), open_file(file.path) as stream:  # reading it will say why
        if _is_json_lines(stream, file.path, settings):
            parts = list(_parts(stream, size))
            return [file._replace(part=part) for part in parts] if len(parts) > 1 else [file]
    return [file]


def _is_json_lines(stream: BufferedReader, name: str, settings: ReadSettings) -> bool:
    """Whether a stream is JSON lines in an encoding whose line ends are single bytes."""
    head = stream.peek(HEAD)[:HEAD]
    return not is_wide(head) and sniff(head, name, settings.fields).kind == "jsonl"


def _parts(stream: BufferedReader, size: int) -> Iterator[Part]:
    """Parts that end with the line in which `size` bytes are reached."""
    start, end, lines, before = 0, 0, 0, 0
    while chunk := stream.read(min(_CHUNK, start + size - end)):
        full = end + len(chunk) == start + size
        if full and not chunk.endswith(b"\n"):
            chunk += stream.readline()
        end += len(chunk)
        lines += chunk.count(b"\n")
        if full:
            yield Part(start, end, before)
            start, before = end, lines
    if end > start:
        yield Part(start, end, before)
