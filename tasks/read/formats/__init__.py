"""One module a format: each reads a stream into deliveries and refusals."""

from tasks.read.formats.reading import read_stream

__all__ = ["read_stream"]
