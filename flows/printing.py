"""Rows on their way out of a command: as a table, or as CSV, JSON or Parquet to standard output or a file."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import IO, Any

from flows.options import Format
from flows.terminal import EXIT_USAGE, fail, out, show_table
from warehouse.query import column_names, rows
from warehouse.writers import WRITERS


def print_rows(result: Any, form: Format, output: Path | None) -> None:
    """Print an open result, or write it to a file."""
    if form is Format.table:
        if output:
            fail("--output needs --format csv, json, jsonl or parquet", EXIT_USAGE)
        show_table(column_names(result), rows(result))
    elif form is Format.parquet:
        if output is None and sys.stdout.isatty():
            fail("a Parquet file does not belong on a terminal: add --output FILE", EXIT_USAGE)
        with opened(output, "wb") if output else os.fdopen(os.dup(sys.stdout.fileno()), "wb") as binary:
            WRITERS[form](result, binary)
    elif output:
        with opened(output, "w") as text:
            WRITERS[form](result, text)
    else:
        WRITERS[form](result, sys.stdout)


def opened(path: Path, mode: str) -> IO[Any]:
    """A file to write rows to; where it cannot be had, the call ends."""
    text = None if "b" in mode else ""
    try:
        return path.open(mode, encoding="utf-8" if text is not None else None, newline=text)
    except OSError as error:
        fail(f"{path} cannot be written: {error.strerror}", EXIT_USAGE)


def show_pairs(names: list[str], pairs: dict[str, str], as_json: bool = False) -> None:
    """Print names with their descriptions."""
    if as_json:
        out.print_json(json.dumps(pairs))
    else:
        show_table(names, list(pairs.items()), whole=True)
