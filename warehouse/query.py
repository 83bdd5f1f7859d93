"""Ad-hoc SQL on a lake that cannot be changed by it, nor reach anything else on the machine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

import duckdb
import pyarrow as pa

from warehouse.lake import Lake, first_line, quoted
from warehouse.schema import overlay_views, views_current

_ALLOWED = {duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN}
BATCH = 2048
# Functions of the catalog's extensions that open files and servers by themselves, past DuckDB's guard; and those that
# run SQL from a text, where such a function could hide.
_OUTSIDE = re.compile(rb"sqlite_\w+|postgres_\w+|read_postgres_\w+|query|query_table", re.IGNORECASE)
_NAME = re.compile(rb'"?(\w+)')


class QueryError(ValueError):
    """A query cannot be answered. The message is one line."""


def query_connection(lake: Lake) -> duckdb.DuckDBPyConnection:
    """A read-only connection that can read the lake's files and no others. Raises LakeError.

    Where the lake was last written by another version, this version's views stand before the lake's.
    """
    connection = lake.connect(read_only=True)
    if not views_current(connection):
        overlay_views(connection)
    folders = ", ".join(f"'{quoted(folder)}'" for folder in (lake.data_path, f"{lake.directory}/"))
    connection.execute(f"SET allowed_directories = [{folders}]")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def run_query(connection: duckdb.DuckDBPyConnection, query: str) -> duckdb.DuckDBPyConnection:
    """Execute one SELECT (or WITH, FROM, DESCRIBE, SHOW, SUMMARIZE, EXPLAIN) and return its open result.

    Raises QueryError for anything else, for several statements, and for what DuckDB refuses.
    """
    with plain_errors():
        statements = duckdb.extract_statements(query)
    if len(statements) != 1:
        raise QueryError(f"one statement is expected, {len(statements)} were given")
    if statements[0].type not in _ALLOWED:
        raise QueryError(f"{statements[0].type.name} is not allowed here: the lake is read-only, ask with SELECT")
    if name := _reaches_outside(query):
        raise QueryError(f"{name} is not allowed here: queries read the lake and nothing else")
    with plain_errors():
        return connection.execute(statements[0])


def _reaches_outside(query: str) -> str | None:
    """The first function called in a query that could read what is not the lake's."""
    text = query.encode()  # offsets of tokens count bytes; comments are no tokens
    for (start, _), (following, _) in pairwise(duckdb.tokenize(query)):
        name = _NAME.match(text, start)
        if name and text[following : following + 1] == b"(" and _OUTSIDE.fullmatch(name[1]):
            return name[1].decode()
    return None


def column_names(result: duckdb.DuckDBPyConnection) -> list[str]:
    """Column names of an open result, each once: a repeated name gets a number."""
    names: list[str] = []
    for column in result.description or ():
        name, number = column[0], 1
        while name in names:
            number += 1
            name = f"{column[0]}_{number}"
        names.append(name)
    return names


def rows(result: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    """Rows of an open result, fetched a batch at a time. Raises QueryError where a later row cannot be computed."""
    while True:
        with plain_errors():
            batch = result.fetchmany(BATCH)
        if not batch:
            return
        yield from batch


@contextmanager
def plain_errors() -> Iterator[None]:
    """Turn what DuckDB raises, itself or through Arrow, into QueryError; errors of the system pass."""
    try:
        yield
    except (duckdb.Error, pa.ArrowException, OSError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise QueryError(_shown(error)) from error


def _shown(error: Exception) -> str:
    """DuckDB's message in one line, with its hint where there is one."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    hints = [line for line in lines[1:] if line.startswith(("Did you mean", "Candidate bindings", "LINE"))]
    if any("Out of Memory Error" in line for line in lines):
        hints = ["Ask for less, or raise memory_limit under [lake] in pipeline.toml."]
    late = [line.removeprefix("Error: ") for line in lines if line.startswith("Error: ")]  # met while fetching rows
    return " ".join([*(late[:1] or [first_line(error)]), *hints])
