"""A lake's tables in a file of DuckDB's own: the same rows, views and names, asked in a tenth of DuckLake's time.

For tests of queries and pages, not of the lake: DuckLake reads its catalog and Parquet files anew for every query.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from config.settings import LakeSettings
from warehouse.extensions import settle
from warehouse.lake import NAME, Lake, quoted
from warehouse.schema import views
from warehouse.tables import TABLES


class NativeLake(Lake):
    """A copy of a lake that can be read, as often and by as many as like."""

    @property
    def file(self) -> Path:
        """DuckDB's database."""
        return self.directory / "lake.duckdb"

    def connect(self, read_only: bool = True) -> duckdb.DuckDBPyConnection:
        """A connection with the copy attached and in use under the name that a lake has."""
        connection = duckdb.connect(config={"threads": self.settings.threads, "preserve_insertion_order": False})
        settle(connection)
        options = " (READ_ONLY)" if read_only else ""
        connection.execute(f"ATTACH '{quoted(str(self.file))}' AS {NAME}{options}")
        connection.execute(f"USE {NAME}")
        return connection


def native_copy(lake: Lake, directory: Path) -> NativeLake:
    """Copy a lake's rows."""
    copy = NativeLake(directory, LakeSettings(threads=1))
    directory.mkdir(parents=True)
    with lake.connect() as source, copy.connect(read_only=False) as target:
        for table in TABLES:
            target.register("rows", source.execute(f"FROM {table.name}").to_arrow_table())
            target.execute(f"CREATE TABLE {table.name} AS FROM rows")
            target.unregister("rows")
        for view in views():
            target.execute(f"CREATE VIEW {view.name} AS {view.sql}")
            target.execute(f"COMMENT ON VIEW {view.name} IS '{quoted(view.comment)}'")
    return copy
