"""One snapshot of a lake, asked in SQL: tables for pages, and the rows behind their numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources import files
from itertools import groupby
from typing import Any

import duckdb

from flows.site.model import Column, Row, Table
from warehouse.lake import quoted
from warehouse.query import plain_errors

_LARGE = 20_000  # documents
_PORTION = 50  # keys that are gathered at once in a large lake
_WINDOW = 20  # keys whose rows are held at once


class _Gathered:
    """Rows found for pages: their SQL, the keys in the order of the pages, and the rows of some keys."""

    def __init__(self, sql: str, keys: list[str]) -> None:
        self.sql = sql
        self.keys = keys
        self.order = {key: number for number, key in enumerate(keys)}
        self.window: dict[str, list[Row]] = {}


class Snapshot:
    """A lake as it stands while a site is built. `limit` is the number of rows that one table of a page shows."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, limit: int) -> None:
        self.connection = connection
        self._gathered: dict[str, _Gathered] = {}
        self.limit = limit
        connection.begin()

    def close(self) -> None:
        """End the transaction that holds the snapshot."""
        self.connection.rollback()

    def keep(self, views: Sequence[str]) -> None:
        """Compute views once: later questions read their rows under the same name, in the same order."""
        for view in views:
            self.ask(f"CREATE TEMP TABLE kept AS SELECT * FROM {view}")
            self.ask(f"DROP VIEW IF EXISTS temp.main.{view}")  # where views of this version stand before the lake's
            self.ask(f"ALTER TABLE kept RENAME TO {view}")

    def ask(self, sql: str, parameters: dict[str, Any] | None = None) -> list[Row]:
        """Rows of a query. Raises QueryError."""
        with plain_errors():
            cursor = self.connection.execute(sql, parameters or {})
            names = [column[0] for column in cursor.description or ()]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def count(self, sql: str) -> int:
        """How many rows a query has."""
        return int(self.ask(f"SELECT count(*) AS n FROM ({sql})")[0]["n"])

    def table(
        self, name: str, caption: str, sql: str, columns: Sequence[Column], *, limit: int = 0, choose: str | None = None
    ) -> Table:
        """A table of the first rows of a query, `limit` or as many as a page shows."""
        bound = min(limit or self.limit, self.limit)
        rows = self.ask(f"SELECT * FROM ({sql}) LIMIT {bound + 1}")
        total = self.count(sql) if len(rows) > bound else len(rows)
        return Table(name, caption, columns, rows[:bound], total, sql, choose)

    def gather(self, name: str, keys: Sequence[str], parted_by: str = "''", *, most: int = 0, **given: str) -> None:
        """Find the rows of flows/site/sql/<name>.sql for all pages: `most` rows a key, or what a page shows.

        `keys` are the keys that have pages, in their order; with `parted_by`, a column, as many for each of its values;
        `given` are SQL expressions to put for $names; for $keys a query gets the keys themselves, where it cannot wait
        for the condition on them.
        """
        sql = _sql(name)
        for parameter, expression in given.items():
            sql = sql.replace(f"${parameter}", expression)
        self._gathered[name] = _Gathered(sql, list(keys))
        ranked, shown = _steps(sql)
        bound = min(most or self.limit, self.limit)
        for number, part in enumerate(self._portions(keys)):
            listed = ", ".join(f"'{quoted(key)}'" for key in part) or "NULL"
            found = f"SELECT * FROM ({_with_keys(ranked, part)}) WHERE place <= {bound} AND key IN ({listed})"
            self.ask(f"CREATE OR REPLACE TEMP TABLE ranked AS {found}")
            made = f"CREATE OR REPLACE TEMP TABLE found_{name} AS" if number == 0 else f"INSERT INTO found_{name}"
            self.ask(f"{made} SELECT *, {parted_by} AS part FROM ({shown})")

    def _portions(self, keys: Sequence[str]) -> Iterator[Sequence[str]]:
        """All keys, in one go or, in a large lake, some at a time: DuckDB must not run out.

        Queries name them one by one, as only then DuckDB looks at no others on the way.
        """
        large = self.count("SELECT 1 FROM documents") > _LARGE
        portions = max(1, -(-len(keys) // _PORTION)) if large else 1
        for number in range(portions):
            yield keys[number::portions]

    def keyed(self, name: str, key: str, caption: str, columns: Sequence[Column]) -> Table:
        """A table of the gathered rows of one key."""
        rows = self._rows(name, key)
        return Table(name, caption, columns, rows, rows[0]["total"] if rows else 0, self._shown(name, key))

    def parted(self, name: str, key: str, column: str, columns: Sequence[Column]) -> list[Table]:
        """Tables of the gathered rows of one key, one for each value of the column they were parted by."""
        rows = self._rows(name, key)
        return [
            Table(
                part,
                part,
                columns,
                group,
                group[0]["total"],
                self._shown(name, key, f"\nAND {column} = '{quoted(part)}'"),
            )
            for part, group in ((part, list(found)) for part, found in groupby(rows, key=lambda row: str(row["part"])))
        ]

    def part(self, name: str, key: str, value: str) -> Table:
        """The gathered rows of one key and one value of the column they were parted by, empty where there are none."""
        found = {table.name: table for table in self.parted(name, key, "part", ())}
        return found.get(value, Table(value, value, (), [], 0))

    def _rows(self, name: str, key: str) -> list[Row]:
        """The gathered rows of one key, by part and place: read for some keys at once, those of the next pages."""
        gathered = self._gathered[name]
        if key not in gathered.window:
            at = gathered.order.get(key)
            wanted = [key] if at is None else gathered.keys[at : at + _WINDOW]
            found = self.ask(
                f"SELECT * FROM found_{name} WHERE key IN (SELECT unnest($keys)) ORDER BY key, part, place",
                {"keys": wanted},
            )
            gathered.window = {wanted_key: [] for wanted_key in wanted}
            for row in found:
                gathered.window[row["key"]].append(row)
        return gathered.window[key]

    def _shown(self, name: str, key: str, more: str = "") -> str:
        """The SQL that gives all rows of one key."""
        rows = f"SELECT * EXCLUDE (key, place, total)\nFROM (\n{_with_keys(self._gathered[name].sql, [key])}\n)"
        return f"{rows}\nWHERE key = '{quoted(key)}'{more}\nORDER BY place"


def _with_keys(sql: str, keys: Sequence[str]) -> str:
    """A query with its keys in it, where it asks for them."""
    return sql.replace("$keys", ", ".join(f"('{quoted(key)}')" for key in keys) or "(NULL)")


def _sql(name: str) -> str:
    """A query of this package, without the comment at its top."""
    text = files("flows.site").joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")
    return "\n".join(line for line in text.strip().splitlines() if not line.startswith("--"))


def _steps(sql: str) -> tuple[str, str]:
    """A query in two: what ranks rows by narrow columns, and what reads their text, over the relation `ranked`.

    In one, DuckDB would hold all texts in memory, as it cannot know how few rows are left to join them with.
    """
    head, found, tail = sql.partition("\n)\n\nSELECT\n    ranked.")
    if not found:
        return sql, "SELECT * FROM ranked"
    return f"{head}\n)\n\nSELECT * FROM ranked", f"SELECT\n    ranked.{tail}"
