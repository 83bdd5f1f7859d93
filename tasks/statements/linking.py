"""I/O shell of the room: compare statements with DuckDB, group them, leave the rows as Parquet for the commit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import duckdb
import pyarrow as pa

from config.statements import StatementSettings
from tasks.statements.grouping import groups
from warehouse.lake import NAME, Lake, quoted
from warehouse.records import StoryLink
from warehouse.sqlfiles import sql_file

_STATEMENTS = 50_000  # new ones of named speakers, compared at a time
_COPIES = 2_000  # linked documents whose statements are compared at a time


_BUFFERED = 20_000  # rows of a part that are in memory before they are written
_COPIED = "SELECT * FROM all_statements WHERE doc_id IN (SELECT unnest([doc_id, other_doc_id]) FROM copies)"
_NOTHING = "SELECT *, NULL::DATE AS published_on, false AS is_new FROM all_statements WHERE false"


class NewStatements(NamedTuple):
    """What a run staged that statements are linked by, and the documents that it replaces."""

    documents: list[str]
    statement_signatures: list[str]
    replaced: list[str]


class LinkedStatements(NamedTuple):
    """Parquet files of new rows of `statement_links` and `statement_members`, and the statements they replace."""

    links: Sequence[Path] = ()
    members: Sequence[Path] = ()
    touched: Sequence[str] = ()


def link_statements(
    lake: Lake, staged: NewStatements, copies: Iterable[StoryLink], settings: StatementSettings, scratch: Path
) -> LinkedStatements:
    """Link the run's statements with each other and with the lake's, along its new copies and by speaker.

    Writes into `scratch`. Raises LakeError and duckdb.Error.
    """
    if not staged.statement_signatures:
        return LinkedStatements()
    with lake.connect(read_only=True) as connection:
        _show_relations(connection, staged, copies)
        links = list(_write_links(connection, settings, scratch))
        names = [str(path) for path in links]
        connection.execute(f"CREATE TEMP VIEW new_links AS FROM read_parquet({names!r})")
        connection.execute(f"CREATE TEMP TABLE touched AS {sql_file('sql', 'touched_statements').sql}")
        connection.execute(f"CREATE TEMP TABLE nodes AS {sql_file('sql', 'statement_nodes').sql}")
        _group(connection)
        members = scratch / "statement_members.parquet"
        _write(connection, sql_file("sql", "statement_groups").sql, members)
        touched = [str(row[0]) for row in connection.execute("FROM touched ORDER BY ALL").fetchall()]
    return LinkedStatements(links, [members], touched)


def _write_links(connection: duckdb.DuckDBPyConnection, settings: StatementSettings, scratch: Path) -> Iterator[Path]:
    """Write new links to files, so many statements and copies at a time."""
    parts = _parts(connection)
    named = {**settings.parameters, "parts": parts}
    copied = scratch / "copied_statements.parquet"
    _write(connection, _COPIED, copied)
    connection.execute(f"CREATE TEMP VIEW copied_statements AS FROM read_parquet('{quoted(str(copied))}')")
    spoken = scratch / "spoken"
    _write(connection, sql_file("sql", "statement_spoken").sql, spoken, named, ", PARTITION_BY (part)")
    for part in range(parts):
        files = [str(path) for path in sorted((spoken / f"part={part}").glob("*.parquet"))]
        found = f"FROM read_parquet({files!r})" if files else _NOTHING
        connection.execute(f"CREATE OR REPLACE TEMP VIEW spoken AS {found}")
        target = scratch / f"statement_links-{part:04}.parquet"
        _write(connection, sql_file("sql", "statement_links").sql, target, {**named, "part": part})
        yield target


def _parts(connection: duckdb.DuckDBPyConnection) -> int:
    """Into how many parts speakers and copies fall, so that the statements of one are not too many."""
    counted = f"""
        SELECT 1 + greatest(count(*) // {_STATEMENTS}, (SELECT count(*) FROM copies) // {_COPIES})
        FROM new_statements WHERE speaker_actor_id IS NOT NULL"""
    (parts,) = connection.execute(counted).fetchone() or (1,)
    return int(parts)


def _show_relations(connection: duckdb.DuckDBPyConnection, staged: NewStatements, copies: Iterable[StoryLink]) -> None:
    """Views over lake and staged files together, under the names that the SQL files use."""
    connection.execute("USE memory")
    connection.execute(f"SET partitioned_write_flush_threshold = {_BUFFERED}")
    connection.register("replaced", pa.table({"doc_id": pa.array(staged.replaced, pa.string())}))
    pairs = [link[:2] for link in copies]
    connection.register("copies", pa.table({
        "doc_id": pa.array([pair[0] for pair in pairs], pa.string()),
        "other_doc_id": pa.array([pair[1] for pair in pairs], pa.string()),
    }))  # fmt: skip
    kept = "doc_id NOT IN (SELECT doc_id FROM replaced)"
    connection.execute(f"""
        CREATE TEMP VIEW documents AS SELECT * FROM {NAME}.documents WHERE {kept}
        UNION ALL BY NAME SELECT * FROM read_parquet({staged.documents!r})""")
    connection.execute(f"CREATE TEMP VIEW old_statements AS FROM {NAME}.statement_signatures WHERE {kept}")
    files = staged.statement_signatures
    connection.execute(f"CREATE TEMP VIEW new_statements AS FROM read_parquet({files!r})")
    connection.execute("CREATE TEMP VIEW all_statements AS FROM old_statements UNION ALL BY NAME FROM new_statements")
    connection.execute(f"""
        CREATE TEMP VIEW known_links AS FROM {NAME}.statement_links
        WHERE {kept} AND other_doc_id NOT IN (SELECT doc_id FROM replaced)""")
    connection.execute(f"CREATE TEMP VIEW known_members AS FROM {NAME}.statement_members")
    connection.execute(f"CREATE TEMP VIEW seen AS SELECT doc_id, first_seen_at FROM {NAME}.sightings")


def _group(connection: duckdb.DuckDBPyConnection) -> None:
    """Make relation `roots`: each node's number and that of the first node that it hangs together with."""
    (count,) = connection.execute("SELECT count(*) FROM nodes").fetchone() or (0,)
    edges = connection.execute(sql_file("sql", "statement_edges").sql).fetchnumpy()
    found = groups(count, zip(edges["one"].tolist(), edges["other"].tolist(), strict=True))
    connection.register(
        "roots", pa.table({"no": pa.array(range(count), pa.int64()), "root": pa.array(found, pa.int64())})
    )


def _write(
    connection: duckdb.DuckDBPyConnection,
    query: str,
    target: Path,
    parameters: dict[str, int | float] | None = None,
    options: str = "",
) -> None:
    """Write a query's rows to a Parquet file, or with `options` to a folder of them."""
    bound = query
    for name, value in sorted((parameters or {}).items(), reverse=True):
        bound = bound.replace(f"${name}", str(value))
    connection.execute(f"COPY ({bound}) TO '{quoted(str(target))}' (FORMAT parquet{options})")
