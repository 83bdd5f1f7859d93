"""Ad-hoc SQL on a lake that cannot be changed by it, nor reach anything else on the machine."""

from __future__ import annotations

import csv
import datetime as dt
import json
import math
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from itertools import pairwise
from typing import IO, Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from warehouse.lake import Lake, first_line, quoted

_ALLOWED = {duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN}
_BATCH = 2048
# Functions of the catalog's extensions that open files and servers by themselves, past DuckDB's guard; and those that
# run SQL from a text, where such a function could hide.
_OUTSIDE = re.compile(rb"sqlite_\w+|postgres_\w+|read_postgres_\w+|query|query_table", re.IGNORECASE)
_NAME = re.compile(rb'"?(\w+)')


class QueryError(ValueError):
    """A query cannot be answered. The message is one line."""


def query_connection(lake: Lake) -> duckdb.DuckDBPyConnection:
    """A read-only connection that can read the lake's files and no others. Raises LakeError."""
    connection = lake.connect(read_only=True)
    folders = ", ".join(f"'{quoted(folder)}'" for folder in (lake.data_path, f"{lake.directory}/"))
    connection.execute(f"SET allowed_directories = [{folders}]")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def run_query(connection: duckdb.DuckDBPyConnection, query: str) -> duckdb.DuckDBPyConnection:
    """Execute one SELECT (or WITH, FROM, DESCRIBE, SHOW, SUMMARIZE, EXPLAIN) and return its open result.

    Raises QueryError for anything else, for several statements, and for what DuckDB refuses.
    """
    with _plain_errors():
        statements = duckdb.extract_statements(query)
    if len(statements) != 1:
        raise QueryError(f"one statement is expected, {len(statements)} were given")
    if statements[0].type not in _ALLOWED:
        raise QueryError(f"{statements[0].type.name} is not allowed here: the lake is read-only, ask with SELECT")
    if name := _reaches_outside(query):
        raise QueryError(f"{name} is not allowed here: queries read the lake and nothing else")
    with _plain_errors():
        return connection.execute(statements[0])


def _reaches_outside(query: str) -> str | None:
    """The first function called in a query that could read what is not the lake's."""
    text = query.encode()  # offsets of tokens count bytes; comments are no tokens
    for (start, _), (following, _) in pairwise(duckdb.tokenize(query)):
        name = _NAME.match(text, start)
        if name and text[following : following + 1] == b"(" and _OUTSIDE.fullmatch(name[1]):
            return name[1].decode()
    return None


def write_csv(result: duckdb.DuckDBPyConnection, out: IO[str]) -> None:
    """Write a result as CSV with a header line."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(column_names(result))
    for row in rows(result):
        writer.writerow(["" if value is None else _csv_cell(value) for value in row])


def write_json(result: duckdb.DuckDBPyConnection, out: IO[str]) -> None:
    """Write a result as one JSON array of objects, a row a line; see `json_value` for what JSON lacks."""
    names = column_names(result)
    separator = "["
    for row in rows(result):
        item = json.dumps(dict(zip(names, map(json_value, row), strict=True)), ensure_ascii=False, allow_nan=False)
        out.write(f"{separator}{item}")
        separator = ",\n"
    out.write("[]\n" if separator == "[" else "]\n")


def write_parquet(result: duckdb.DuckDBPyConnection, out: IO[bytes]) -> None:
    """Write a result as a Parquet file."""
    with _plain_errors():
        reader = result.to_arrow_reader(_BATCH)
        with pq.ParquetWriter(out, reader.schema, compression="zstd") as writer:
            for batch in reader:
                writer.write_table(pa.Table.from_batches([batch]))


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
        with _plain_errors():
            batch = result.fetchmany(_BATCH)
        if not batch:
            return
        yield from batch


def json_value(value: object) -> object:
    """A value as JSON has it.

    Dates and times become ISO 8601, bytes hex, decimals numbers, keys of maps text, what is no number null, and
    everything else that JSON lacks its text.
    """
    if isinstance(value, dict):
        return {key if isinstance(key, str) else str(key): json_value(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [json_value(inner) for inner in value]
    if isinstance(value, float | Decimal):
        return float(value) if math.isfinite(value) else None
    return value if value is None or isinstance(value, str | int) else _text(value)


def _text(value: object) -> str:
    """A date, time, bytes or anything else as text."""
    if isinstance(value, bytes):
        return value.hex()
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)


def _csv_cell(value: object) -> object:
    """A cell of CSV: lists and structs as JSON, dates, times and bytes as JSON has them."""
    if isinstance(value, list | dict):
        return json.dumps(json_value(value), ensure_ascii=False, allow_nan=False)
    return value if isinstance(value, str | int | float | Decimal) else _text(value)


@contextmanager
def _plain_errors() -> Iterator[None]:
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
    late = [line.removeprefix("Error: ") for line in lines if line.startswith("Error: ")]  # met while fetching rows
    return " ".join([*(late[:1] or [first_line(error)]), *hints])


WRITERS: dict[str, Callable[..., None]] = {"csv": write_csv, "json": write_json, "parquet": write_parquet}
