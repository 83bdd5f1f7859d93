"""An empty in-memory database with every table and view of the contract: what their columns are, without a lake."""

from __future__ import annotations

from functools import cache

import duckdb

from warehouse.schema import sql_type, views
from warehouse.tables import TABLES


def blank_database() -> duckdb.DuckDBPyConnection:
    """All tables, empty, and all views over them."""
    connection = duckdb.connect(config={"threads": 1})
    connection.execute("SET TimeZone = 'UTC'")
    for table in TABLES:
        columns = ", ".join(f'"{field.name}" {sql_type(field.type)}' for field in table.schema)
        connection.execute(f"CREATE TABLE {table.name} ({columns})")
    for view in views():
        connection.execute(f"CREATE VIEW {view.name} AS {view.sql}")
    return connection


@cache
def view_columns(name: str) -> dict[str, str]:
    """Column names of a view and their SQL types, in order. Raises duckdb.CatalogException for an unknown one."""
    with blank_database() as connection:
        return {row[0]: row[1] for row in connection.execute(f"DESCRIBE {name}").fetchall()}
