"""Rows of an open result written out, a batch at a time: CSV, JSON, JSON lines, Parquet."""

from __future__ import annotations

import csv
import datetime as dt
import json
import math
import re
import unicodedata
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import IO

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from warehouse.query import BATCH, column_names, plain_errors, rows

# A spreadsheet takes a cell that begins so for a formula (OWASP, "CSV Injection"); written wide as well: U+FF1D and
# the like. A number with its sign is none.
_FORMULA = tuple("=+-@\t\r\n")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*%?")


def write_csv(result: duckdb.DuckDBPyConnection, out: IO[str]) -> None:
    """Write a result as CSV with a header line.

    Text that a spreadsheet would run as a formula gets an apostrophe before it; numbers stay as they are.
    """
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(map(harmless, column_names(result)))
    for row in rows(result):
        writer.writerow(["" if value is None else _csv_cell(value) for value in row])


def harmless(text: str) -> str:
    """Text as no spreadsheet takes it for a formula."""
    wide = unicodedata.normalize("NFKC", text[:1])
    return f"'{text}" if wide.startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text


def write_json(result: duckdb.DuckDBPyConnection, out: IO[str]) -> None:
    """Write a result as one JSON array of objects, a row a line; see `json_value` for what JSON lacks."""
    separator = "["
    for item in _objects(result):
        out.write(f"{separator}{item}")
        separator = ",\n"
    out.write("[]\n" if separator == "[" else "]\n")


def write_jsonl(result: duckdb.DuckDBPyConnection, out: IO[str]) -> None:
    """Write a result as JSON lines: an object a row."""
    for item in _objects(result):
        out.write(f"{item}\n")


def write_parquet(result: duckdb.DuckDBPyConnection, out: IO[bytes]) -> None:
    """Write a result as a Parquet file."""
    with plain_errors():
        reader = result.to_arrow_reader(BATCH)
        with pq.ParquetWriter(out, reader.schema, compression="zstd") as writer:
            for batch in reader:
                writer.write_table(pa.Table.from_batches([batch]))


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


def _objects(result: duckdb.DuckDBPyConnection) -> Iterator[str]:
    """Each row as a JSON object on one line."""
    names = column_names(result)
    for row in rows(result):
        yield json.dumps(dict(zip(names, map(json_value, row), strict=True)), ensure_ascii=False, allow_nan=False)


def _csv_cell(value: object) -> object:
    """A cell of CSV: text harmless, lists and structs as JSON, dates, times and bytes as JSON has them."""
    if isinstance(value, str):
        return harmless(value)
    if isinstance(value, list | dict):
        return json.dumps(json_value(value), ensure_ascii=False, allow_nan=False)
    return value if isinstance(value, int | float | Decimal) else _text(value)


WRITERS: dict[str, Callable[..., None]] = {
    "csv": write_csv,
    "json": write_json,
    "jsonl": write_jsonl,
    "parquet": write_parquet,
}
