"""Read one plan of files and write what they hold as one Parquet file of deliveries."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import BufferedReader
from typing import NamedTuple

import pyarrow.parquet as pq

from config.settings import ReadSettings
from tasks.read.discover import InputFile, Part
from tasks.read.formats import read_json_lines, read_stream
from tasks.read.opening import open_file
from tasks.read.source import Context, DecodeText, Item, Source, plain_utf8
from tasks.read.streams import BadStreamError, Budget, guarded
from warehouse.records import Delivery, Refused
from warehouse.tables import DELIVERIES, arrow_table

_GROUP_ROWS = 250
_GROUP_BYTES = 2_000_000


class Reading(NamedTuple):
    """What came of reading one plan: deliveries are on disk, refusals at hand."""

    path: str
    deliveries: int
    refused: list[Refused]
    records: dict[str, int]
    seconds: float


Complete = Callable[[Delivery], Delivery]


def as_read(delivery: Delivery) -> Delivery:
    """The delivery as the readers give it: nothing is known beyond."""
    return delivery


def read_files(
    files: Sequence[InputFile],
    target: str,
    settings: ReadSettings,
    complete: Complete = as_read,
    decode: DecodeText = plain_utf8,
) -> Reading:
    """Read files into one Parquet file of deliveries at `target`, in small row groups.

    `complete` fills in what other rooms can tell of a delivery; `decode` gives text and encoding for bytes that a
    reader must understand (HTML, mail, tables), or None for what is no text. Files that cannot be read
    become refusals, with what was read before the break kept. `records` counts, per file URI, deliveries and
    refusals together. Raises OSError where `target` cannot be written, or a file system does not answer.
    """
    started = time.perf_counter()
    refused: list[Refused] = []
    records: dict[str, int] = {}
    delivered = 0
    # read once or twice, then deleted: packing them would cost more time than it spares
    with pq.ParquetWriter(
        target, DELIVERIES.schema, compression="none", use_dictionary=False, write_statistics=False
    ) as writer:
        for group in _groups(_kept(files, (settings, decode), refused, records)):
            writer.write_table(arrow_table(DELIVERIES, list(map(complete, group))))
            delivered += len(group)
    return Reading(target, delivered, refused, records, time.perf_counter() - started)


def reading_ids(path: str) -> list[str]:
    """Ids of the contents in a file of deliveries."""
    return [str(doc_id) for doc_id in pq.read_table(path, columns=["doc_id"]).column(0).to_pylist()]


def _kept(
    files: Sequence[InputFile],
    means: tuple[ReadSettings, DecodeText],
    refused: list[Refused],
    records: dict[str, int],
) -> Iterator[Delivery]:
    """Deliveries of all files, in order; refusals go to `refused` and counts to `records`."""
    for file in files:
        count = 0
        for item in _read_file(file, *means):
            count += 1
            if isinstance(item, Refused):
                refused.append(item)
            else:
                yield item
        records[file.uri] = count


def _read_file(file: InputFile, settings: ReadSettings, decode: DecodeText) -> Iterator[Item]:
    """Everything in one file; a stream that breaks ends in a refusal of the file."""
    source = Source(file.uri, file.path, file.byte_count)
    context = Context(settings, decode, Budget(file.byte_count, settings), read_stream)
    try:
        with open_file(file.path) as stream:
            if file.part:
                yield from _read_part(stream, file.part, source, context)
            else:
                yield from read_stream(stream, source, context)
    except BadStreamError as error:
        later = file.part and file.part.lines
        where = source._replace(uri=source.part(f"line={later + 1}")) if later else source
        yield where.refused(error.reason, error.detail)
    except OSError as error:
        raise OSError(f"{file.uri}: {error}") from error  # says which of the plan's files


def _read_part(stream: BufferedReader, part: Part, source: Source, context: Context) -> Iterator[Item]:
    """Everything in a part of a file of JSON lines."""
    stream.seek(part.start)
    left = part.end - part.start

    def read(size: int) -> bytes:
        nonlocal left
        chunk = stream.read(min(size, left))
        left -= len(chunk)
        return chunk

    yield from read_json_lines(guarded(read), source._replace(lines=part.lines), context)


def _groups(deliveries: Iterable[Delivery]) -> Iterator[list[Delivery]]:
    """Lists of at most 250 deliveries and about 2 MB: the row groups that shards are later cut from."""
    group: list[Delivery] = []
    size = 0
    for delivery in deliveries:
        group.append(delivery)
        size += len(delivery.content)
        if len(group) >= _GROUP_ROWS or size >= _GROUP_BYTES:
            yield group
            group, size = [], 0
    if group:
        yield group
