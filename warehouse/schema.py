"""Create and migrate the lake's tables and views, so that the catalog says what `warehouse.tables` says."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from functools import cache

import duckdb
import pyarrow as pa

from config.event_codes import EventCodes, load_event_codes
from warehouse.lake import NAME, quoted
from warehouse.sqlfiles import sql_files
from warehouse.tables import TABLES, Table

_SQL: dict[pa.DataType, str] = {
    pa.string(): "VARCHAR",
    pa.binary(): "BLOB",
    pa.int64(): "BIGINT",
    pa.float64(): "DOUBLE",
    pa.bool_(): "BOOLEAN",
    pa.date32(): "DATE",
    pa.timestamp("us", tz="UTC"): "TIMESTAMP WITH TIME ZONE",
}
_COLUMN_COUNTS = f"""SELECT table_name, count(*)
FROM __ducklake_metadata_{NAME}.ducklake_table AS one
    JOIN __ducklake_metadata_{NAME}.ducklake_column AS its USING (table_id)
WHERE one.end_snapshot IS NULL AND its.end_snapshot IS NULL AND parent_column IS NULL GROUP BY table_name"""


@dataclass(frozen=True)
class View:
    """One view: a bare SELECT in warehouse/views, described by the comment lines at its top."""

    name: str
    description: str
    sql: str

    @property
    def comment(self) -> str:
        """Description and a short hash of the definition, by which a changed view is told."""
        return f"{self.description} [{hashlib.sha256(self.sql.encode()).hexdigest()[:8]}]"


@cache
def views() -> tuple[View, ...]:
    """All views, in an order in which each may use those before it (file names begin with a number)."""
    codes = _values(load_event_codes())
    return tuple(
        View(file.name.split("_", 1)[1], file.description, file.sql.replace("$event_codes", codes))
        for file in sql_files("views")
    )


def _values(crosswalk: EventCodes) -> str:
    """Rows of a crosswalk as SQL values: status, CAMEO, PLOVER, TIES."""
    rows = [(code.status, code.cameo, code.plover, code.ties) for code in crosswalk.code]
    return ", ".join(f"({', '.join('NULL' if one is None else _text(one) for one in row)})" for row in rows)


def _text(value: str) -> str:
    return f"'{quoted(value)}'"


def prepare(connection: duckdb.DuckDBPyConnection) -> None:
    """Bring the attached lake's tables and views up to the contract; does nothing where they are already."""
    counts = _column_counts(connection)
    connection.begin()
    for table in TABLES:
        if table.name not in counts:
            _create(connection, table)
        elif counts[table.name] != len(table.schema):
            _add_columns(connection, table)
    _replace_views(connection)
    connection.commit()


def overlay_views(connection: duckdb.DuckDBPyConnection, names: Collection[str] | None = None) -> None:
    """Define views, or only these, anew for this connection, over what it sees under the tables' names.

    A view over a table that an older lake does not have yet is left out.
    """
    for view in views():
        if names is not None and view.name not in names:
            continue
        with suppress(duckdb.CatalogException, duckdb.BinderException):
            connection.execute(f"CREATE OR REPLACE TEMP VIEW {view.name} AS {view.sql}")


def views_current(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether the attached lake's views are those of this version."""
    return _present_views(connection) == {view.name: view.comment for view in views()}


def sql_type(kind: pa.DataType) -> str:
    """DuckDB's name of an Arrow type used in a table."""
    if pa.types.is_list(kind):
        return f"{sql_type(kind.value_type)}[]"
    if pa.types.is_struct(kind):
        inner = ", ".join(f'"{field.name}" {sql_type(field.type)}' for field in kind)
        return f"STRUCT({inner})"
    return _SQL[kind]


def _column_counts(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Tables of the lake and how many columns they have, from DuckLake's own tables, as its specification has them.

    DuckDB's own lists take twenty times as long: they read every table's statistics, or bind all views.
    """
    return dict(connection.execute(_COLUMN_COUNTS).fetchall())


def _create(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    """Create one table with its comments."""
    columns = [
        f'"{field.name}" {sql_type(field.type)} {"" if field.nullable else "NOT NULL"}' for field in table.schema
    ]
    connection.execute(f"CREATE TABLE {table.name} ({', '.join(columns)})")
    connection.execute(f"COMMENT ON TABLE {table.name} IS '{quoted(table.description)}'")
    for name, text in table.columns.items():
        connection.execute(f'COMMENT ON COLUMN {table.name}."{name}" IS ' + f"'{quoted(text)}'")


def _add_columns(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    """Add columns that the contract has gained since the lake was made; old rows hold null there."""
    present = {row[0] for row in connection.execute(f"DESCRIBE {table.name}").fetchall()}
    for field in table.schema:
        if field.name not in present:
            connection.execute(f'ALTER TABLE {table.name} ADD COLUMN "{field.name}" {sql_type(field.type)}')


def _replace_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Create views that are missing or defined otherwise; one changed view makes all anew, as views use views."""
    if views_current(connection):
        return
    for name in _present_views(connection):
        connection.execute(f"DROP VIEW {name}")
    for view in views():
        connection.execute(f"CREATE VIEW {view.name} AS {view.sql}")
        connection.execute(f"COMMENT ON VIEW {view.name} IS '{quoted(view.comment)}'")


def _present_views(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Views of the attached lake with their comments."""
    query = "SELECT view_name, comment FROM duckdb_views() WHERE database_name = ?"
    return dict(connection.execute(query, [NAME]).fetchall())
