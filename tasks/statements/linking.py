"""I/O shell of the room: compare statements with DuckDB, group them, leave the rows as Parquet for the commit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
# Sentences of linked documents are compared as those of copies alone.
_REPEATED = """FROM read_parquet('{file}')
    WHERE (doc_id, other_doc_id) NOT IN (SELECT (doc_id, other_doc_id) FROM copies)
    AND (other_doc_id, doc_id) NOT IN (SELECT (doc_id, other_doc_id) FROM copies)"""
_KEPT = "doc_id NOT IN (SELECT doc_id FROM replaced)"


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


def find_repeats(lake: Lake, staged: NewStatements, settings: StatementSettings, scratch: Path) -> list[Path]:
    """Find what one speaker says more than once, in whatever documents: Parquet files of pairs, written into `scratch`.

    It knows of no copies: sentences of copies are left out of it afterwards. Raises LakeError and duckdb.Error.
    """
    if not staged.statement_signatures:
        return []
    with lake.connect(read_only=True) as connection:
        _show_statements(connection, staged)
        return list(_write_repeats(connection, settings, scratch))


def link_statements(
    lake: Lake,
    staged: NewStatements,
    copies: Iterable[StoryLink],
    repeats: Sequence[Path],
    settings: StatementSettings,
    scratch: Path,
) -> LinkedStatements:
    """Link the run's statements with each other and with the lake's, along its new copies and by `find_repeats`.

    Writes into `scratch`. Raises LakeError and duckdb.Error.
    """
    if not staged.statement_signatures:
        return LinkedStatements()
    with lake.connect(read_only=True) as connection:
        _show_statements(connection, staged)
        _show_links(connection, staged, copies)
        links = list(_write_links(connection, repeats, settings, scratch))
        connection.execute(f"CREATE TEMP VIEW new_links AS FROM read_parquet({list(map(str, links))!r})")
        connection.execute(f"CREATE TEMP TABLE touched AS {sql_file('sql', 'touched_statements').sql}")
        connection.execute(f"CREATE TEMP TABLE nodes AS {sql_file('sql', 'statement_nodes').sql}")
        _group(connection)
        members = scratch / "statement_members.parquet"
        _write(connection, sql_file("sql", "statement_groups").sql, members)
        touched = [str(row[0]) for row in connection.execute("FROM touched ORDER BY ALL").fetchall()]
    return LinkedStatements(links, [members], touched)


def _write_repeats(connection: duckdb.DuckDBPyConnection, settings: StatementSettings, scratch: Path) -> Iterator[Path]:
    """Write pairs of one speaker's statements to files, so many statements at a time."""
    counted = "FROM new_statements WHERE speaker_actor_id IS NOT NULL"
    named = {**settings.parameters, "parts": _parts(connection, counted, _STATEMENTS)}
    spoken = scratch / "spoken"
    _write(connection, _bound("statement_spoken", named), spoken, ", PARTITION_BY (part), COMPRESSION uncompressed")
    for part, folder in enumerate(sorted(spoken.glob("part=*"))):
        files = [str(path) for path in sorted(folder.glob("*.parquet"))]
        connection.execute(f"CREATE OR REPLACE TEMP VIEW spoken AS FROM read_parquet({files!r})")
        target = scratch / f"statement_repeats-{part:04}.parquet"
        _write(connection, _bound("statement_repeats", named), target)
        yield target


def _write_links(
    connection: duckdb.DuckDBPyConnection, repeats: Sequence[Path], settings: StatementSettings, scratch: Path
) -> Iterator[Path]:
    """Write new links to files, so many copies or repeated statements at a time."""
    named = {**settings.parameters, "parts": _parts(connection, "FROM copies", _COPIES)}
    copied = scratch / "copied_statements.parquet"
    _write(connection, _COPIED, copied)
    connection.execute(f"CREATE TEMP VIEW copied_statements AS FROM read_parquet('{quoted(str(copied))}')")
    pairs = [_bound("statement_copied", {**named, "part": part}) for part in range(int(named["parts"]))]
    pairs += [_REPEATED.format(file=quoted(str(file))) for file in repeats]
    for number, found in enumerate(pairs):
        connection.execute(f"CREATE OR REPLACE TEMP VIEW found AS {found}")
        target = scratch / f"statement_links-{number:04}.parquet"
        _write(connection, _bound("statement_links", named), target)
        yield target


def _parts(connection: duckdb.DuckDBPyConnection, relation: str, most: int) -> int:
    """Into how many parts a relation's rows fall, so that one has not too many."""
    (parts,) = connection.execute(f"SELECT 1 + count(*) // {most} {relation}").fetchone() or (1,)
    return int(parts)


def _show_statements(connection: duckdb.DuckDBPyConnection, staged: NewStatements) -> None:
    """Views of the documents and statements of lake and staged files, under the names that the SQL files use."""
    connection.execute("USE memory")
    connection.execute(f"SET partitioned_write_flush_threshold = {_BUFFERED}")
    connection.register("replaced", pa.table({"doc_id": pa.array(staged.replaced, pa.string())}))
    connection.execute(f"""
        CREATE TEMP VIEW documents AS SELECT * FROM {NAME}.documents WHERE {_KEPT}
        UNION ALL BY NAME SELECT * FROM read_parquet({staged.documents!r})""")
    connection.execute(f"CREATE TEMP VIEW old_statements AS FROM {NAME}.statement_signatures WHERE {_KEPT}")
    files = staged.statement_signatures
    connection.execute(f"CREATE TEMP VIEW new_statements AS FROM read_parquet({files!r})")
    connection.execute("CREATE TEMP VIEW all_statements AS FROM old_statements UNION ALL BY NAME FROM new_statements")


def _show_links(connection: duckdb.DuckDBPyConnection, staged: NewStatements, copies: Iterable[StoryLink]) -> None:
    """Views of what links them, likewise."""
    pairs = [link[:2] for link in copies]
    connection.register("copies", pa.table({
        "doc_id": pa.array([pair[0] for pair in pairs], pa.string()),
        "other_doc_id": pa.array([pair[1] for pair in pairs], pa.string()),
    }))  # fmt: skip
    connection.execute(f"""
        CREATE TEMP VIEW known_links AS FROM {NAME}.statement_links
        WHERE {_KEPT} AND other_doc_id NOT IN (SELECT doc_id FROM replaced)""")
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


def _bound(query: str, parameters: Mapping[str, int | float]) -> str:
    """A query of warehouse/sql with its parameters filled in: COPY and CREATE VIEW take none."""
    bound = sql_file("sql", query).sql
    for name, value in sorted(parameters.items(), reverse=True):
        bound = bound.replace(f"${name}", str(value))
    return bound


def _write(connection: duckdb.DuckDBPyConnection, query: str, target: Path, options: str = "") -> None:
    """Write a query's rows to a Parquet file, or with `options` to a folder of them."""
    connection.execute(f"COPY ({query}) TO '{quoted(str(target))}' (FORMAT parquet{options})")
