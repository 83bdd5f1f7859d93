"""Commit a run: register its staged files and write its small tables, in one transaction."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pyarrow as pa

from warehouse.checks import run_checks
from warehouse.files import DataFiles
from warehouse.lake import NAME, Lake, LakeError, first_line, quoted
from warehouse.records import Artifact, Input, Mention, Refused, Reject, Run, StoryLink, StoryMember
from warehouse.schema import prepare
from warehouse.sqlfiles import sql_file
from warehouse.tables import BY_NAME, TABLES, arrow_table

_TRIES = 5
_LOST_RACE = ("TransactionContext", "conflict", "Conflict", "database is locked")


class CheckFailedError(RuntimeError):
    """A data check that must hold does not; nothing was committed. The message names the check and a row."""


class Statements(NamedTuple):
    """Parquet files of new rows of `statement_links` and `statement_members`; members of `touched` give way to them."""

    links: Sequence[Path] = ()
    members: Sequence[Path] = ()
    touched: Sequence[str] = ()


@dataclass(frozen=True)
class Publication:
    """Everything one run commits.

    `files` are staged Parquet files by table; `deliveries` the files of what was read, from which sightings are
    taken; `replaced` the documents whose rows these files replace; `refused` deliveries refused after reading;
    `actors` are rows of that table; `links` and `members` what linking found (a document in neither is its own
    story); `statements` likewise; `artifacts` and `mentions` are rows that came of reading copies side by side, in
    documents of this run and of earlier ones; `merges` is what `find_merges` wrote, or None to leave these rows alone.
    """

    run: Run
    files: dict[str, list[str]]
    deliveries: list[str]
    refused: list[Refused]
    rejects: list[Reject]
    inputs: list[Input]
    actors: pa.Table
    replaced: list[str] = field(default_factory=list)
    links: list[StoryLink] = field(default_factory=list)
    members: list[StoryMember] = field(default_factory=list)
    statements: Statements = field(default_factory=Statements)
    artifacts: list[Artifact] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    merges: Path | None = None


def publish(lake: Lake, publication: Publication) -> int:
    """Commit a run and return the lake's new snapshot number.

    A commit that loses a race against another writer is tried again. Raises CheckFailedError where a check that
    must hold fails, and LakeError where the catalog refuses or a staged file is missing; the lake is then as it was.
    """
    with lake.connect(read_only=False) as connection:
        prepare(connection)
        for attempt in range(_TRIES):
            try:
                _commit(connection, lake.files, publication)
                break
            except duckdb.Error as error:
                connection.rollback()
                if attempt + 1 == _TRIES or not any(sign in str(error) for sign in _LOST_RACE):
                    raise LakeError(f"the catalog refused the commit: {first_line(error)}") from error
                time.sleep(0.2 * 2**attempt)
        return snapshot(connection)


def snapshot(connection: duckdb.DuckDBPyConnection) -> int:
    """The number of the lake's newest snapshot."""
    row = connection.execute(f"SELECT max(snapshot_id) FROM ducklake_snapshots('{NAME}')").fetchone()
    return int(row[0]) if row else 0


def _commit(connection: duckdb.DuckDBPyConnection, stored: DataFiles, publication: Publication) -> None:
    """The transaction. Rolls back and raises CheckFailedError where a check fails, LakeError where files are amiss."""
    connection.begin()
    _forget_replaced(connection, publication.replaced)
    for table, files in publication.files.items():
        _register(connection, table, stored.pattern(table, publication.run.run_id), files)
    _insert_sightings(connection, publication)
    _insert_edge_lines(connection, publication)
    _insert_rejects(connection, publication)
    _replace(connection, "inputs", publication.inputs)
    _replace_actors(connection, publication.actors)
    _replace_merges(connection, publication.merges)
    _replace(connection, "story_links", publication.links)
    _write_stories(connection, publication)
    _add_findings(connection, publication)
    _write_statements(connection, publication.statements)
    _replace(connection, "runs", [publication.run])
    failed = [result for result in run_checks(connection, "fail") if result.broken]
    if failed:
        connection.rollback()
        raise CheckFailedError(f"{failed[0].rule} Broken by {failed[0].broken} rows, such as {failed[0].examples}")
    connection.commit()


def _forget_replaced(connection: duckdb.DuckDBPyConnection, replaced: Sequence[str]) -> None:
    """Delete all rows that were made from documents about to be replaced."""
    if not replaced:
        return
    _bind(connection, "replaced", pa.table({"doc_id": replaced}))
    for table in TABLES:
        if table.stamped or "other_doc_id" in table.schema.names or table.name == "statement_members":
            connection.execute(f"DELETE FROM {table.name} WHERE doc_id IN (SELECT doc_id FROM replaced)")
        if "other_doc_id" in table.schema.names:
            connection.execute(f"DELETE FROM {table.name} WHERE other_doc_id IN (SELECT doc_id FROM replaced)")
    connection.unregister("replaced")


def _register(connection: duckdb.DuckDBPyConnection, table: str, pattern: str, files: Sequence[str]) -> None:
    """Make staged files part of a table: those that the pattern finds, as one call costs a third of one for each.

    Rolls back and raises LakeError where these are not the files that the workers told of.
    """
    found = {str(file) for (file,) in connection.execute("SELECT file FROM glob(?)", [pattern]).fetchall()}
    if wrong := sorted(found ^ set(files)):
        connection.rollback()
        raise LakeError(f"{len(wrong)} staged files of {table} are missing or unknown, such as {wrong[0]}: run again")
    connection.execute(f"CALL ducklake_add_data_files('{NAME}', '{table}', ?)", [pattern])


def _insert_sightings(connection: duckdb.DuckDBPyConnection, publication: Publication) -> None:
    """Add the places where this run saw contents that the lake has (its own included)."""
    if publication.deliveries:
        parameters = {
            "files": publication.deliveries,
            "seen_at": publication.run.started,
            "run_id": publication.run.run_id,
        }
        connection.execute(f"INSERT INTO sightings {sql_file('sql', 'new_sightings').sql}", parameters)


def _insert_edge_lines(connection: duckdb.DuckDBPyConnection, publication: Publication) -> None:
    """Add the lines that this run counted, for contents that the lake has (its own included)."""
    if publication.deliveries:
        counted = sql_file("sql", "delivered_lines").sql
        query = f"INSERT INTO edge_lines FROM ({counted}) AS counted SEMI JOIN raw ON raw.doc_id = counted.doc_id"
        connection.execute(query, {"files": publication.deliveries})


def _insert_rejects(connection: duckdb.DuckDBPyConnection, publication: Publication) -> None:
    """Add a row for each refused input; a content that several deliveries brought is refused at each place."""
    _insert(connection, "rejects", publication.rejects)
    if publication.refused and publication.deliveries:
        _bind(connection, "refused", pa.table({
            "doc_id": [item.doc_id for item in publication.refused],
            "reason": [item.reason for item in publication.refused],
            "detail": [item.detail for item in publication.refused],
            "byte_count": [item.byte_count for item in publication.refused],
        }))  # fmt: skip
        parameters = {"files": publication.deliveries, "run_id": publication.run.run_id}
        connection.execute(f"INSERT INTO rejects {sql_file('sql', 'refused_deliveries').sql}", parameters)
        connection.unregister("refused")


def _write_stories(connection: duckdb.DuckDBPyConnection, publication: Publication) -> None:
    """Write memberships, make every other new document its own story, and count afresh what has changed."""
    if publication.replaced:
        _delete(connection, "story_members", [(doc_id,) for doc_id in publication.replaced])
    _replace(connection, "story_members", publication.members)
    connection.execute(f"INSERT INTO story_members {sql_file('sql', 'lone_members').sql}")
    changed = pa.table({"doc_id": pa.array([member.doc_id for member in publication.members], pa.string())})
    _bind(connection, "changed", changed)
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE touched AS
        SELECT DISTINCT story_id FROM story_members
        WHERE doc_id IN (SELECT doc_id FROM changed)
            OR doc_id IN (SELECT doc_id FROM sightings WHERE run_id = $run_id)
            OR doc_id IN (SELECT doc_id FROM documents WHERE run_id = $run_id)""",
        {"run_id": publication.run.run_id},
    )
    connection.execute(
        """DELETE FROM stories WHERE story_id IN (SELECT story_id FROM touched)
        OR story_id NOT IN (SELECT story_id FROM story_members)"""
    )
    connection.execute(f"INSERT INTO stories {sql_file('sql', 'current_stories').sql}")
    connection.unregister("changed")


def _write_statements(connection: duckdb.DuckDBPyConnection, statements: Statements) -> None:
    """Write the links and the memberships of statements that are new or changed."""
    _bind(connection, "regrouped", pa.table({"statement_id": pa.array(statements.touched, pa.string())}))
    connection.execute("DELETE FROM statement_members WHERE statement_id IN (SELECT statement_id FROM regrouped)")
    for table, files in (("statement_links", statements.links), ("statement_members", statements.members)):
        if files:
            connection.execute(f"INSERT INTO {table} BY NAME FROM read_parquet(?)", [list(map(str, files))])
    connection.unregister("regrouped")


def _add_findings(connection: duckdb.DuckDBPyConnection, publication: Publication) -> None:
    """Add what copies tell of each other, stamped with this run."""
    stamps = (publication.run.config_fingerprint, publication.run.run_id)
    for name, rows in (("artifacts", publication.artifacts), ("mentions", publication.mentions)):
        if rows:
            _bind(connection, "added", arrow_table(BY_NAME[name], rows, stamps))
            connection.execute(f"INSERT INTO {name} BY NAME FROM added")
            connection.unregister("added")


def _replace_actors(connection: duckdb.DuckDBPyConnection, actors: pa.Table) -> None:
    """Make the table of actors equal to the knowledge base and what was discovered, touching only rows that differ."""
    _bind(connection, "known", actors)
    discovered = sql_file("sql", "discovered_actors").sql
    connection.execute(f"CREATE OR REPLACE TEMP VIEW wanted AS (FROM known) UNION ALL ({discovered})")
    connection.execute("DELETE FROM actors WHERE actor_id IN (SELECT actor_id FROM (FROM actors EXCEPT FROM wanted))")
    connection.execute("INSERT INTO actors FROM wanted WHERE actor_id NOT IN (SELECT actor_id FROM actors)")
    connection.execute("DROP VIEW wanted")
    connection.unregister("known")


def _replace_merges(connection: duckdb.DuckDBPyConnection, merges: Path | None) -> None:
    """Make the table of merged actors equal to what was found, touching only rows that differ."""
    if merges:
        connection.execute(f"CREATE OR REPLACE TEMP VIEW merged AS FROM read_parquet('{quoted(str(merges))}')")
        connection.execute(
            "DELETE FROM actor_merges WHERE actor_id IN (SELECT actor_id FROM (FROM actor_merges EXCEPT FROM merged))"
        )
        connection.execute(
            "INSERT INTO actor_merges FROM merged WHERE actor_id NOT IN (SELECT actor_id FROM actor_merges)"
        )
        connection.execute("DROP VIEW merged")


def _replace(connection: duckdb.DuckDBPyConnection, name: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Write rows, in place of those with the same keys."""
    if rows:
        width = [BY_NAME[name].schema.get_field_index(column) for column in BY_NAME[name].key]
        _delete(connection, name, [tuple(row[i] for i in width) for row in rows])
        _insert(connection, name, rows)


def _delete(connection: duckdb.DuckDBPyConnection, name: str, keys: Sequence[tuple[Any, ...]]) -> None:
    """Delete the rows with these keys."""
    if keys:
        columns = BY_NAME[name].key
        _bind(connection, "doomed", pa.table(dict(zip(columns, map(list, zip(*keys, strict=True)), strict=True))))
        matched = " AND ".join(f"{name}.{column} = doomed.{column}" for column in columns)
        connection.execute(f"DELETE FROM {name} USING doomed WHERE {matched}")
        connection.unregister("doomed")


def _insert(connection: duckdb.DuckDBPyConnection, name: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows."""
    if rows:
        _bind(connection, "added", arrow_table(BY_NAME[name], rows))
        connection.execute(f"INSERT INTO {name} FROM added")
        connection.unregister("added")


def _bind(connection: duckdb.DuckDBPyConnection, name: str, content: pa.Table) -> None:
    """Let SQL see an Arrow table under a name."""
    connection.register(name, content)
