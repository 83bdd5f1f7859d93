"""One module a format: each reads a stream into deliveries and refusals."""

from tasks.read.formats.jsonl import read_json_lines
from tasks.read.formats.reading import read_stream

__all__ = ["read_json_lines", "read_stream"]
