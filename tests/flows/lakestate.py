"""What a lake holds, in a form that two lakes of the same documents share."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from config.settings import LakeSettings
from warehouse.checks import run_checks
from warehouse.lake import open_lake
from warehouse.tables import TABLES

State = dict[str, list[tuple[Any, ...]]]

# Differ from run to run by design.
_PER_RUN = {"run_id", "config_fingerprint", "first_seen_at", "flow_run_id", "started", "finished", "stages"}


def state_of(lake: Path) -> State:
    """Every table's rows but for what differs from run to run. Fails where a check that must hold does not."""
    with open_lake(LakeSettings(), lake).connect(read_only=True) as connection:
        broken = [result for result in run_checks(connection, "fail") if result.broken]
        assert not broken, broken
        rows = {table.name: f"SELECT {_columns(table.columns)} FROM {table.name} ORDER BY ALL" for table in TABLES}
        return {name: connection.execute(query).fetchall() for name, query in rows.items()}


def _columns(names: dict[str, str]) -> str:
    """The columns to compare."""
    return ", ".join(f'"{name}"' for name in names if name not in _PER_RUN)


def known_files(lake: Path) -> set[str]:
    """Data files that the catalog names, for whatever snapshot, as paths below data/."""
    with sqlite3.connect(lake / "catalog.sqlite") as catalog:
        rows = catalog.execute("""
            SELECT ducklake_schema.path || ducklake_table.path || files.path
            FROM (
                SELECT table_id, path FROM ducklake_data_file UNION ALL SELECT table_id, path FROM ducklake_delete_file
            ) AS files
            JOIN ducklake_table USING (table_id) JOIN ducklake_schema USING (schema_id)""").fetchall()
        scheduled = catalog.execute("SELECT path FROM ducklake_files_scheduled_for_deletion").fetchall()
    return {row[0] for row in rows + scheduled}


def files_on_disk(lake: Path) -> set[str]:
    """Files below data/."""
    data = lake / "data"
    return {path.relative_to(data).as_posix() for path in data.rglob("*") if path.is_file()}
