"""Web archives (WARC, ISO 28500): what servers answered, each answer read by its content."""

from __future__ import annotations

from collections.abc import Iterator
from io import BufferedReader
from typing import Any

from fastwarc.warc import ArchiveIterator, WarcRecordType

from tasks.read.source import Context, Item, Source
from tasks.read.streams import BadStreamError, BudgetError, guarded
from warehouse.records import Given

# Requests, crawl logs and pointers to earlier answers are no documents.
_TYPES = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
_CODINGS = ("", "identity", "gzip", "x-gzip", "zstd")  # packed content shows by itself what it is
_MAX_HEADER = 1 << 20


def read_warc(stream: BufferedReader, source: Source, context: Context) -> Iterator[Item]:
    """What is inside the answers of a web archive. Raises BadStreamError where the archive breaks."""
    counted = _Counted(stream)
    found = False
    for record in _records(counted):
        found = True
        inner = _source(record, source)
        status = record.http_headers.status_code if record.http_headers else 200
        coding = (record.http_headers.get("Content-Encoding") or "") if record.http_headers else ""
        if status is not None and not 200 <= status < 300:
            yield inner.refused("http_error", f"the server answered with status {status}")
        elif coding.lower() not in _CODINGS:
            yield inner.refused("unsupported", f"there is no reader for content encoding {coding}")
        else:
            yield from _answer(record, inner, context)
    if not found:
        yield source.refused("empty", "the archive has no answers of servers")


class _Counted:
    """A stream that knows how much was read from it, and how that ended."""

    def __init__(self, stream: BufferedReader) -> None:
        self._stream = stream
        self.count = 0
        self.tail = b""

    def read(self, size: int = -1, /) -> bytes:
        chunk = self._stream.read1(size)
        self.count += len(chunk)
        self.tail = (self.tail + chunk[-4:])[-4:]
        return chunk

    def tell(self) -> int:
        return self.count


def _records(stream: Any) -> Iterator[Any]:
    """Records with documents in them, HTTP headers parsed."""
    try:
        for record in ArchiveIterator(
            stream, record_types=WarcRecordType.any_type, parse_http=False, stream_detect=False,
            max_header_len=_MAX_HEADER,
        ):  # fmt: skip
            if record.record_type & _TYPES:
                if record.is_http:
                    record.parse_http(auto_decode="transfer")
                yield record
    except BadStreamError:
        raise
    except (OSError, ValueError, OverflowError, MemoryError) as error:
        if isinstance(error, OSError) and error.errno:  # the disk's or network's, not the data's
            raise
        raise BadStreamError("damaged", f"the web archive cannot be read: {error}") from error
    if not stream.tail.endswith((b"\r\n\r\n", b"\n\n")):  # what ends every record
        raise BadStreamError("truncated", "the web archive ends inside a record")


def _source(record: Any, archive: Source) -> Source:
    """Where a record comes from, and what its headers say of it."""
    address = record.headers.get("WARC-Target-URI")
    return Source(
        archive.part(f"record={(record.record_id or '').strip('<>')}"),
        "",
        record.content_length,
        record.http_charset,
        Given(url=address.strip("<>") if address else None),
        archive.depth,
    )


def _answer(record: Any, source: Source, context: Context) -> Iterator[Item]:
    """What is inside one answer; a broken one does not break the archive."""

    def read(size: int) -> bytes:
        try:
            return bytes(record.reader.read(size))
        except BadStreamError:
            raise
        except (OSError, ValueError) as error:
            raise BadStreamError("damaged", f"the answer cannot be read: {error}") from error

    try:
        yield from context.read(guarded(read), source, context)
    except BudgetError:
        raise
    except BadStreamError as error:
        yield source.refused(error.reason, error.detail)
