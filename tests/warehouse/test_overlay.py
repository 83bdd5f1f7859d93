"""A lake that another version wrote last is read with this version's views."""

from __future__ import annotations

import shutil
from pathlib import Path

from config.settings import LakeSettings
from warehouse.lake import Lake, open_lake
from warehouse.query import query_connection, run_query


def test_views_that_the_lake_lacks_are_there(world: Lake, tmp_path: Path) -> None:
    lake = open_lake(LakeSettings(), shutil.copytree(world.directory, tmp_path / "lake"))
    with lake.connect(read_only=False) as connection:
        connection.execute("DROP VIEW report_sources")
        connection.execute("CREATE OR REPLACE VIEW report_matrix AS SELECT 1 AS old")
    with query_connection(lake) as connection:
        assert run_query(connection, "SELECT count(*) FROM report_sources").fetchone() == (3,)
        assert run_query(connection, "SELECT sender FROM report_matrix").fetchall() == [("European Union",)]


def test_a_view_over_a_table_that_the_lake_lacks_is_left_out(world: Lake, tmp_path: Path) -> None:
    lake = open_lake(LakeSettings(), shutil.copytree(world.directory, tmp_path / "lake"))
    with lake.connect(read_only=False) as connection:
        connection.execute("DROP VIEW report_artifacts")
        connection.execute("DROP TABLE artifacts")
    with query_connection(lake) as connection:
        assert run_query(connection, "SELECT count(*) FROM report_matrix").fetchone() == (1,)
