"""What linking reads: the files that a run staged, and lake and run together under the names of the SQL files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

import duckdb

from tasks.stories.candidates import bind
from warehouse.lake import NAME

_FINDINGS = ("attributions", "mentions", "sanctions_mentions", "artifacts")
LINKED_TABLES = (
    "documents",
    "segments",
    "signatures",
    "statement_signatures",
    *_FINDINGS,
)  # those whose staged files linking reads


class StagedFiles(NamedTuple):
    """Staged Parquet files of a run that linking reads, the deliveries they came from, and what they replace."""

    documents: list[str]
    segments: list[str]
    signatures: list[str]
    deliveries: list[str]
    seen_at: dt.datetime
    replaced: list[str]
    statement_signatures: Sequence[str] = ()
    attributions: Sequence[str] = ()
    mentions: Sequence[str] = ()
    sanctions_mentions: Sequence[str] = ()
    artifacts: Sequence[str] = ()


def show_relations(connection: duckdb.DuckDBPyConnection, staged: StagedFiles) -> None:
    """Make views over lake and staged files together, under the names that the SQL files use. Raises duckdb.Error."""
    connection.execute("USE memory")
    bind(connection, "replaced", staged.replaced)
    for name in ("documents", "segments", "statement_signatures", *_FINDINGS):
        files = getattr(staged, name)
        added = f"UNION ALL BY NAME SELECT * FROM read_parquet({files!r})" if files else ""
        connection.execute(f"""
            CREATE TEMP VIEW {name} AS
            SELECT * FROM {NAME}.{name} WHERE doc_id NOT IN (SELECT doc_id FROM replaced) {added}""")
    connection.execute(f"CREATE TEMP VIEW fresh AS SELECT doc_id FROM read_parquet({staged.signatures!r})")
    connection.execute(f"""
        CREATE TEMP VIEW known_signatures AS
        SELECT doc_id, text_digest, words, features FROM {NAME}.signatures
        WHERE doc_id NOT IN (SELECT doc_id FROM replaced)""")
    connection.execute(f"CREATE TEMP VIEW repeated AS SELECT doc_id FROM {NAME}.story_links WHERE relation = 'exact'")
    connection.execute(f"CREATE TEMP VIEW sightings AS {_sightings(staged)}")


def _sightings(staged: StagedFiles) -> str:
    """SELECT of the lake's sightings and this run's."""
    known = f"SELECT doc_id, uri, first_seen_at FROM {NAME}.sightings"
    if not staged.deliveries:
        return known
    return (
        f"{known} UNION ALL SELECT doc_id, uri, TIMESTAMPTZ '{staged.seen_at.isoformat()}' AS first_seen_at "
        f"FROM read_parquet({staged.deliveries!r})"
    )
