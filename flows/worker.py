"""What worker processes do for a shard: read files, or refine documents and stage their rows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, partial
from itertools import accumulate, groupby, islice
from math import ceil
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from config.configuration import load_config
from flows.collector import collector_paused
from flows.compiled import refuse_stale_rooms
from flows.context import RunContext
from flows.shard import Refined, Rooms, compile_rooms, process_safely
from tasks.actors import all_actors
from tasks.normalize import edge_lines, resolve_outlet
from tasks.normalize.decode import decode
from tasks.read import InputFile, Reading, read_files
from warehouse.records import Delivery, Given, Refused
from warehouse.tables import BY_NAME, arrow_table

# What the rooms are given of a delivery: its line hashes are for counting alone.
_REFINED = ["doc_id", "content", "media_type", "declared_encoding", "uri", "given", "outlet_id"]

# Documents in work at a time: their rows take far more memory as objects than as columns, but the fewer there are, the
# more often a room must get its words into the processor's cache again.
_AT_ONCE = 1024


class Shard:
    """Documents to refine: `rows` of the deliveries in `file`, for each file it draws from.

    `repeated` has the hashes of repeated lines of the documents that have some, by place in the shard. It is neither a
    tuple nor a dataclass, as Prefect would look at every number in it several times a task.
    """

    __slots__ = ("documents", "number", "pieces", "repeated")

    def __init__(
        self, number: int, pieces: list[tuple[str, list[int]]], documents: int, repeated: dict[int, list[int]]
    ) -> None:
        """`documents` is the number of all rows."""
        self.number = number
        self.pieces = pieces
        self.documents = documents
        self.repeated = repeated


class ShardReport(NamedTuple):
    """What came of one shard: the staged file and the number of rows per table, refusals, seconds per stage."""

    number: int
    files: dict[str, str]
    rows: dict[str, int]
    refused: list[Refused]
    seconds: dict[str, float]


@cache
def rooms_for(directory: Path, fingerprint: str) -> Rooms:
    """The compiled rooms of a config, once a process. The fingerprint makes a changed config a new one.

    Raises StaleRoomsError.
    """
    del fingerprint
    refuse_stale_rooms()
    with collector_paused(keep=True):
        return compile_rooms(load_config(directory))


def actor_table(run: RunContext) -> pa.Table:
    """The knowledge base, curated and imported, as rows of the table of actors."""
    rooms = rooms_for(run.config_directory, run.config_fingerprint)
    return all_actors(rooms.actors, rooms.imported)


def read_plan(run: RunContext, number: int, files: Sequence[InputFile]) -> Reading:
    """Read one plan's files into a Parquet file of deliveries. Raises OSError."""
    rooms = rooms_for(run.config_directory, run.config_fingerprint)
    target = run.scratch / f"read-{number:06}.parquet"
    with collector_paused():
        return read_files(files, str(target), run.settings.read, partial(completed, rooms), partial(_text_of, rooms))


def completed(rooms: Rooms, delivery: Delivery) -> Delivery:
    """A delivery with the outlet that its metadata name, and the hashes of its edge lines where it is text."""
    outlet = resolve_outlet(delivery.given.outlet, delivery.given.url, rooms.text)
    decoded = decode(delivery.content, delivery.declared_encoding, rooms.text.common.decoding)
    body_hash, line_hashes = edge_lines(decoded.text) if decoded else (None, None)
    return delivery._replace(outlet_id=outlet, body_hash=body_hash, line_hashes=line_hashes)


def _text_of(rooms: Rooms, content: bytes, declared: str | None) -> tuple[str, str] | None:
    """A record's text and its encoding, decoded as the next room would; None where it is binary."""
    decoded = decode(content, declared, rooms.text.common.decoding)
    return decoded and decoded[:2]


def refine_shard(run: RunContext, shard: Shard) -> ShardReport:
    """Take a shard's deliveries through the rooms and write one Parquet file a table. Raises OSError."""
    rooms = rooms_for(run.config_directory, run.config_fingerprint)
    done = Refined()
    columns: dict[str, list[pa.Table]] = {}
    # What outlives a shard are memories of words, and no room makes cycles: to walk them after each shard costs 1.5 %.
    with collector_paused(keep=True):
        remaining = _claimed(shard)
        count = ceil(shard.documents / ceil(shard.documents / _AT_ONCE))  # alike, so that no few are left
        while deliveries := _some(remaining, count, done):
            done.absorb(_refine_some(run, deliveries, rooms, columns))
        with done.timed("stage"):
            files = {
                name: run.lake.files.write(name, run.run_id, f"{shard.number:06}", pa.concat_tables(parts))
                for name, parts in columns.items()
            }
    rows = {name: sum(map(len, parts)) for name, parts in columns.items()}
    return ShardReport(shard.number, files, rows, done.refused, done.seconds)


def shard_uris(shard: Shard) -> list[str]:
    """Where the first and the last of a shard's documents were read."""
    ends = [(file, row) for file, rows in (shard.pieces[:1] + shard.pieces[-1:]) for row in (rows[0], rows[-1])]
    return [pq.read_table(file, columns=["uri"]).column("uri")[row].as_py() for file, row in (ends[0], ends[-1])]


def _some(remaining: Iterator[Delivery], count: int, done: Refined) -> list[Delivery]:
    """The next `count` deliveries of a shard, which are worked on together."""
    with done.timed("load"):
        return list(islice(remaining, count))


def _refine_some(
    run: RunContext, deliveries: Sequence[Delivery], rooms: Rooms, columns: dict[str, list[pa.Table]]
) -> Refined:
    """Refine deliveries and add their rows to the columns of each table; gives what else came of them.

    A reprocessed document's raw bytes are in the lake already.
    """
    refined = process_safely(deliveries, rooms)
    stamps = (run.config_fingerprint, run.run_id)
    with refined.timed("stage"):
        for name, rows in refined.rows.items():
            if rows and not (name == "raw" and run.kind == "reprocess"):
                content = arrow_table(BY_NAME[name], rows, stamps if BY_NAME[name].stamped else ())
                columns.setdefault(name, []).append(content)
    refined.rows = {}
    return refined


def _claimed(shard: Shard) -> Iterator[Delivery]:
    """The deliveries of a shard, each with its repeated lines."""
    found = (delivery for file, rows in shard.pieces for delivery in _deliveries(file, rows))
    return (one._replace(repeated_lines=shard.repeated.get(place)) for place, one in enumerate(found))


def _deliveries(file: str, rows: Sequence[int]) -> Iterator[Delivery]:
    """Some rows of a file of deliveries, reading only the row groups that hold them. `rows` ascend."""
    source = pq.ParquetFile(file)
    counts = [source.metadata.row_group(group).num_rows for group in range(source.num_row_groups)]
    starts = [0, *accumulate(counts)]
    for group, members in groupby(rows, key=lambda row: bisect_right(starts, row) - 1):
        content = source.read_row_group(group, _REFINED).take(pa.array([row - starts[group] for row in members]))
        for some in content.to_batches(_AT_ONCE):
            yield from map(_delivery, some.to_pylist())


def _delivery(row: dict[str, object]) -> Delivery:
    """A delivery from its Parquet row."""
    given = row.pop("given")
    assert isinstance(given, dict)
    return Delivery(**row, given=Given(**given))  # type: ignore[arg-type]
