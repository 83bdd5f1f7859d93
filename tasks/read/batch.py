"""Read one plan of files and write what they hold as one Parquet file of deliveries."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pyarrow.parquet as pq

from config.settings import ReadSettings
from tasks.read.discover import InputFile
from tasks.read.records import delivery_of_file, delivery_of_line
from tasks.read.streams import BadStreamError, bare_suffix, open_bytes, read_all, read_lines
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


ResolveOutlet = Callable[[str | None, str | None], str | None]


def read_files(
    files: Sequence[InputFile], target: str, settings: ReadSettings, resolve_outlet: ResolveOutlet
) -> Reading:
    """Read files into one Parquet file of deliveries at `target`, in small row groups.

    `resolve_outlet` gives the actor id for a delivered outlet name and address. Files that cannot be read become
    refusals, with what was read before the break kept. `records` counts, per file URI, deliveries and refusals
    together. Raises OSError where `target` cannot be written.
    """
    started = time.perf_counter()
    refused: list[Refused] = []
    records: dict[str, int] = {}
    delivered = 0
    with pq.ParquetWriter(target, DELIVERIES.schema, compression="zstd", compression_level=1) as writer:
        for group in _groups(_kept(files, settings, refused, records)):
            named = [item._replace(outlet_id=resolve_outlet(item.given.outlet, item.given.url)) for item in group]
            writer.write_table(arrow_table(DELIVERIES, named))
            delivered += len(group)
    return Reading(target, delivered, refused, records, time.perf_counter() - started)


def reading_ids(path: str) -> list[str]:
    """Ids of the contents in a file of deliveries."""
    return [str(doc_id) for doc_id in pq.read_table(path, columns=["doc_id"]).column(0).to_pylist()]


def _kept(
    files: Sequence[InputFile], settings: ReadSettings, refused: list[Refused], records: dict[str, int]
) -> Iterator[Delivery]:
    """Deliveries of all files, in order; refusals go to `refused` and counts to `records`."""
    for file in files:
        records[file.uri] = 0
        for item in _read_file(file, settings):
            records[file.uri] += 1
            if isinstance(item, Refused):
                refused.append(item)
            else:
                yield item


def _read_file(file: InputFile, settings: ReadSettings) -> Iterator[Delivery | Refused]:
    """Everything in one file; a stream that breaks ends in a refusal of the file."""
    path = Path(file.path)
    try:
        reader = _READERS.get(bare_suffix(path))
        if reader is None:
            known = ", ".join(sorted(_READERS))
            detail = f"no reader for this kind of file; read are {known}, each also with .gz or .zst"
            yield Refused("", file.uri, "unsupported", detail, file.byte_count)
            return
        yield from reader(file, settings)
    except BadStreamError as error:
        yield Refused("", file.uri, error.reason, error.detail, file.byte_count)


def _read_text(file: InputFile, settings: ReadSettings) -> Iterator[Delivery | Refused]:
    """A text file is one document."""
    with open_bytes(Path(file.path), settings.max_expansion) as stream:
        yield delivery_of_file(read_all(stream, settings.max_record_bytes), file.uri)


def _read_json_lines(file: InputFile, settings: ReadSettings) -> Iterator[Delivery | Refused]:
    """A JSON lines file is a document a line; blank lines are none."""
    found = False
    with open_bytes(Path(file.path), settings.max_expansion) as stream:
        for number, line, length in read_lines(stream, settings.max_record_bytes):
            uri = f"{file.uri}#line={number}"
            if line is None:
                detail = f"the line is longer than read.max_record_bytes = {settings.max_record_bytes}"
                yield Refused("", uri, "too_large", detail, length)
            elif line.strip():
                yield delivery_of_line(line, uri, settings.fields)
            else:
                continue
            found = True
    if not found:
        yield Refused("", file.uri, "empty", "the file has no records", file.byte_count)


_READERS = {".txt": _read_text, ".text": _read_text, ".jsonl": _read_json_lines, ".ndjson": _read_json_lines}


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
