"""Ad-hoc SQL on a lake that cannot be changed by it, nor reach anything else on the machine."""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Callable, Iterator
from typing import IO, Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from warehouse.lake import Lake, first_line

_ALLOWED = {duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN}
_BATCH = 2048


class QueryError(ValueError):
    """A query cannot be answered. The message is one line."""


def query_connection(lake: Lake) -> duckdb.DuckDBPyConnection:
    """A read-only connection that can read the lake's files and no others. Raises LakeError."""
    connection = lake.connect(read_only=True)
    folders = ", ".join("'" + folder.replace("'", "''") + "'" for folder in (lake.data_path, f"{lake.directory}/"))
    connection.execute(f"SET allowed_directories = [{folders}]")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def run_query(connection: duckdb.DuckDBPyConnection, query: str) -> duckdb.DuckDBPyConnection:
    """Execute one SELECT (or WITH, FROM, DESCRIBE, SHOW, SUMMARIZE, EXPLAIN) and return its open result.

    Raises QueryError for anything else, for several statements, and for what DuckDB refuses.
    """
    try:
        statements = duckdb.extract_statements(query)
    except duckdb.Error as error:
        raise QueryError(_shown(error)) from error
    if len(statements) != 1:
        raise QueryError(f"one statement is expected, {len(statements)} were given")
    if statements[0].type not in _ALLOWED:
        raise QueryError(f"{statements[0].type.name} is not allowed here: the lake is read-only, ask with SELECT")
    try:
        return connection.execute(statements[0])
    except duckdb.Error as error:
        raise QueryError(_shown(error)) from error


def write_csv(result: duckdb.DuckDBPyConnection, out: IO[str]) -> None:
    """Write a result as CSV with a header line."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(column_names(result))
    for row in rows(result):
        writer.writerow(["" if value is None else _csv_cell(value) for value in row])


def write_json(result: duckdb.DuckDBPyConnection, out: IO[str]) -> None:
    """Write a result as one JSON array of objects, a row a line."""
    names = column_names(result)
    separator = "["
    for row in rows(result):
        item = json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False, default=json_value)
        out.write(f"{separator}{item}")
        separator = ",\n"
    out.write("[]\n" if separator == "[" else "]\n")


def write_parquet(result: duckdb.DuckDBPyConnection, out: IO[bytes]) -> None:
    """Write a result as a Parquet file."""
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
    """Rows of an open result, fetched a batch at a time."""
    while batch := result.fetchmany(_BATCH):
        yield from batch


def json_value(value: object) -> object:
    """JSON form of values that JSON lacks: dates and times in ISO 8601, bytes in hex, the rest as text."""
    if isinstance(value, dt.date | dt.datetime | dt.time):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    return str(value)


def _csv_cell(value: object) -> object:
    """A cell of CSV: lists and structs as JSON."""
    return json.dumps(value, ensure_ascii=False, default=json_value) if isinstance(value, list | dict) else value


def _shown(error: Exception) -> str:
    """DuckDB's message in one line, with its hint where there is one."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    hints = [line for line in lines[1:] if line.startswith(("Did you mean", "Candidate bindings", "LINE"))]
    return " ".join([first_line(error), *hints])


WRITERS: dict[str, Callable[..., None]] = {"csv": write_csv, "json": write_json, "parquet": write_parquet}
