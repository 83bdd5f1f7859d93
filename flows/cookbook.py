"""Writes the answers into docs/cookbook.md: each SQL block is run, and its rows stand below it as a table."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import duckdb

from config.settings import LakeSettings
from warehouse.lake import open_lake
from warehouse.query import column_names, query_connection, rows, run_query

# An SQL block, and the table below it where there is one.
_RECIPE = re.compile(r"(^```sql\n(?P<query>.*?)^```\n)(?:\n(?:^\|[^\n]*\n)+)?", re.MULTILINE | re.DOTALL)
_LONGEST = 90  # characters of a cell


def answered(page: str, connection: duckdb.DuckDBPyConnection) -> str:
    """The page with the answers that a lake gives. Raises QueryError."""
    return _RECIPE.sub(lambda match: f"{match[1]}\n{_answer(connection, match['query'])}", page)


def _answer(connection: duckdb.DuckDBPyConnection, query: str) -> str:
    """A query's rows as a Markdown table."""
    result = run_query(connection, query)
    names = column_names(result)
    lines = [names, ["---"] * len(names), *([_cell(value) for value in row] for row in rows(result))]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _cell(value: Any) -> str:
    """A value as a cell of a Markdown table."""
    shown = ", ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
    shown = " ".join(shown.split()).replace("|", "\\|").replace("<", "&lt;")
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"


def write(page: Path, lake: Path) -> None:
    """Bring a page's answers up to date with a lake. Raises LakeError and QueryError."""
    with query_connection(open_lake(LakeSettings(), lake)) as connection:
        page.write_text(answered(page.read_text(encoding="utf-8"), connection), encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]), Path(sys.argv[2]))
