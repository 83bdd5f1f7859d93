"""The accounts of a run: rows in, out, known and rejected, and seconds, per stage."""

from __future__ import annotations

from collections.abc import Sequence

from flows.worker import Shard, ShardReport
from tasks.read import Reading
from warehouse.records import Stage

# In the order of the walk; `load` and `stage` are the shard's own reading and writing of Parquet.
_REFINE = (
    "load",
    "normalize",
    "language",
    "segments",
    "metadata",
    "actors",
    "attribution",
    "sanctions",
    "stories",
    "statements",
    "stage",
)


def stages_of(
    readings: Sequence[Reading], shards: Sequence[Shard], reports: Sequence[ShardReport], link_seconds: float
) -> list[Stage]:
    """One row a stage. What goes in is counted where it is handed over, so a lost row shows as a difference."""
    records = sum(sum(reading.records.values()) for reading in readings)
    delivered = sum(reading.deliveries for reading in readings)
    unread = sum(len(reading.refused) for reading in readings)
    documents = sum(report.rows.get("documents", 0) for report in reports)
    refused = sum(len(report.refused) for report in reports)
    claimed = sum(shard.documents for shard in shards)
    return [
        Stage("read", records, delivered, 0, unread, sum(reading.seconds for reading in readings)),
        Stage("claim", delivered, claimed, delivered - claimed, 0, 0.0),
        *(_refine_stage(name, claimed, documents, refused, reports) for name in _REFINE),
        Stage("link", documents, documents, 0, 0, link_seconds),
    ]


def _refine_stage(name: str, claimed: int, documents: int, refused: int, reports: Sequence[ShardReport]) -> Stage:
    """One stage of the refining; only `normalize` refuses, and what comes before it sees the refused ones too."""
    seconds = sum(report.seconds.get(name, 0.0) for report in reports)
    if name == "load":
        return Stage(name, claimed, claimed, 0, 0, seconds)
    if name == "normalize":
        return Stage(name, claimed, documents, 0, refused, seconds)
    return Stage(name, documents, documents, 0, 0, seconds)
