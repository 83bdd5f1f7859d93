"""The lake: whole runs or nothing, for readers and after failures."""

from __future__ import annotations

import dataclasses
import datetime as dt
import multiprocessing
import os
import shutil
import signal
import sqlite3
from multiprocessing.synchronize import Event
from pathlib import Path

import duckdb
import pytest

from config.settings import LakeSettings
from tasks.publish import CheckFailedError, publish
from tests.warehouse.publishing import publish_run, stage_run
from warehouse.filters import only_run
from warehouse.lake import Lake, LakeError, open_lake
from warehouse.maintenance import remove_leftovers
from warehouse.query import QueryError, query_connection, run_query
from warehouse.records import Segment
from warehouse.reports import reports
from warehouse.schema import prepare, views
from warehouse.tables import BY_NAME, arrow_table


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A lake with one run in it, for `made` to copy."""
    found = open_lake(LakeSettings(), tmp_path_factory.mktemp("template") / "lake")
    publish_run(found, 0)
    return found.directory


@pytest.fixture
def made(template: Path, lake: Path) -> Lake:
    """An open lake with one run in it."""
    shutil.copytree(template, lake)
    return open_lake(LakeSettings(), lake)


def counted(lake: Lake, table: str) -> int:
    """Rows of a table."""
    with lake.connect() as connection:
        row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
        return int(row[0]) if row else -1


def test_long_queries_write_no_progress_bar_into_the_output(made: Lake) -> None:
    with made.connect() as connection:
        assert connection.execute("SELECT current_setting('enable_progress_bar')").fetchone() == (False,)


def test_publishing_makes_every_document_a_story(made: Lake) -> None:
    assert counted(made, "documents") == counted(made, "stories") == counted(made, "story_members") == 5


def test_reports_of_one_run_are_on_what_it_made(made: Lake) -> None:
    publish_run(made, 1, documents=3)
    with made.connect() as connection:
        assert connection.execute("SELECT count(*) FROM articles").fetchone() == (8,)
        only_run(connection, "run00001", reports())
        assert connection.execute("SELECT count(*) FROM articles").fetchone() == (3,)


def test_spans_outside_their_text_stop_a_run(made: Lake) -> None:
    staged = stage_run(made, "run00001", ["1" * 16], dt.datetime(2024, 1, 2, tzinfo=dt.UTC))
    wrong = arrow_table(BY_NAME["segments"], [Segment("1" * 16, 0, 0, "body", 0, 5, "en", 1.0)], ("print", "run00001"))
    assert [made.files.write("segments", "run00001", "000000", wrong)] == staged.files["segments"]
    with pytest.raises(CheckFailedError, match="inside their document"):
        publish(made, staged)


def test_time_travel_and_moving_the_lake(made: Lake, tmp_path: Path) -> None:
    with made.connect() as connection:
        before = connection.execute("SELECT max(snapshot_id) FROM ducklake_snapshots('lake')").fetchone()
    assert before
    publish_run(made, 1)
    shutil.move(made.directory, tmp_path / "moved")
    moved = open_lake(LakeSettings(), tmp_path / "moved")
    with moved.connect() as connection:
        assert connection.execute(f"SELECT count(*) FROM documents AT (VERSION => {before[0]})").fetchone() == (5,)
        assert connection.execute("SELECT count(*) FROM documents").fetchone() == (10,)


def test_a_failing_check_leaves_the_lake_as_it_was(made: Lake) -> None:
    started = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
    twice = stage_run(made, "runtwice", ["a" * 16, "a" * 16], started)
    with pytest.raises(CheckFailedError, match="one row of raw"):
        publish(made, twice)
    lost = stage_run(made, "runlost", ["b" * 16], started)
    stages = [lost.run.stages[0]._replace(rows_in=2)]
    with pytest.raises(CheckFailedError, match="rows in = rows out"):
        publish(made, dataclasses.replace(lost, run=lost.run._replace(stages=stages)))
    assert counted(made, "documents") == 5
    assert counted(made, "runs") == 1


def test_leftovers_of_runs_that_never_committed_are_removed_and_nothing_else(made: Lake) -> None:
    stage_run(made, "dead", ["c" * 16], dt.datetime(2025, 1, 1, tzinfo=dt.UTC))
    (made.directory / "data" / "main" / "raw" / "ducklake-of-a-commit-cut-short.parquet").write_bytes(b"PAR1")
    with made.connect(read_only=False) as connection:
        assert remove_leftovers(connection) == 4
        assert remove_leftovers(connection) == 0
    assert counted(made, "documents") == 5


def _die_while_writing(catalog: Path) -> None:
    """Another process: killed in the middle of a commit, when SQLite has begun to overwrite the catalog's pages."""
    connection = sqlite3.connect(catalog, isolation_level=None)
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("BEGIN IMMEDIATE")
    for table in ("ducklake_column", "ducklake_file_column_stats", "ducklake_data_file"):
        connection.execute(f"UPDATE {table} SET table_id = table_id + 1000")
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_catalog_whose_writer_was_killed_is_read_as_it_was(made: Lake) -> None:
    catalog = made.directory / "catalog.sqlite"
    writer = multiprocessing.get_context("spawn").Process(target=_die_while_writing, args=(catalog,))
    writer.start()
    writer.join()
    journal = made.directory / "catalog.sqlite-journal"
    assert journal.stat().st_size
    assert counted(made, "documents") == 5
    assert not journal.exists()


def test_one_run_at_a_time(made: Lake) -> None:
    with made.lock(), pytest.raises(LakeError, match="another run"), made.lock():
        pass


def test_connections_of_a_run_share_one_attached_lake_but_no_temporary_tables(made: Lake) -> None:
    with made.attached_once():
        with made.connect(read_only=False) as one, made.connect() as other:
            one.execute("CREATE TEMP TABLE own AS SELECT 1")
            one.execute("DELETE FROM runs")
            assert other.execute("SELECT count(*) FROM runs").fetchone() == (0,)
            assert other.execute("SELECT current_setting('TimeZone')").fetchone() == ("UTC",)
            with pytest.raises(duckdb.CatalogException, match="own"):
                other.execute("FROM own")
        assert counted(made, "runs") == 0
    with made.connect() as apart, pytest.raises(duckdb.InvalidInputException, match="read-only"):
        apart.execute("DELETE FROM sightings")


def test_reading_no_lake_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(LakeError, match="no lake in"):
        open_lake(LakeSettings(), tmp_path / "none").connect()


def test_a_lake_made_before_a_column_or_view_gains_it(made: Lake) -> None:
    with made.connect(read_only=False) as connection:
        connection.execute("ALTER TABLE mentions DROP COLUMN candidates")
        connection.execute("DROP VIEW report_actors")
        prepare(connection)
        assert connection.execute("SELECT candidates FROM mentions").fetchall() == []
        assert connection.execute("SELECT count(*) FROM report_actors").fetchone() == (0,)


def test_every_view_of_an_empty_lake_answers(lake: Path) -> None:
    empty = open_lake(LakeSettings(), lake)
    with empty.connect(read_only=False) as connection:
        prepare(connection)
    with query_connection(empty) as connection:
        answers = {view.name: run_query(connection, f"FROM {view.name}").fetchall() for view in views()}
    assert {name for name, found in answers.items() if found} == {"event_codes"}


@pytest.mark.parametrize(
    "query",
    [
        "DELETE FROM documents",
        "CREATE TABLE x AS SELECT 1",
        "COPY (SELECT 1) TO 'x.csv'",
        "ATTACH 'x.db'",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM glob('/etc/*')",
        "SELECT * FROM sqlite_scan('other.sqlite', 't')",
        "SELECT * FROM system.main.\"SQLite_Scan\" /* x */ ('other.sqlite', 't')",
        "EXPLAIN ANALYZE FROM sqlite_attach('other.sqlite')",
        "FROM query('FROM sqlite_' || 'scan(''other.sqlite'', ''t'')')",
        "FROM U&\"sqlite\\005fscan\"('other.sqlite', 't')",
        "FROM 'other.sqlite'",
        "SET enable_external_access = true",
        "SELECT 1; SELECT 2",
        "SELECT nothing FROM documents",
        "CALL ducklake_expire_snapshots('lake', older_than => now())",
    ],
)
def test_queries_cannot_change_the_lake_or_leave_it(made: Lake, query: str) -> None:
    with query_connection(made) as connection, pytest.raises(QueryError) as error:
        run_query(connection, query).fetchall()
    assert "\n" not in str(error.value)


_GOOD = (
    "FROM documents",
    "FROM report_stories",
    "DESCRIBE mentions",
    "SHOW TABLES",
    "EXPLAIN FROM raw",
    "SELECT 'FROM sqlite_scan(1)', 'é' AS query, (1) FROM raw -- query (x)",
)


def test_want_of_memory_is_said_with_its_mend(made: Lake) -> None:
    small = dataclasses.replace(made, settings=LakeSettings(memory_limit="100MB", threads=1))
    greedy = "SELECT list(i) FROM range(30_000_000) AS one (i)"
    with query_connection(small) as connection, pytest.raises(QueryError, match="raise memory_limit"):
        run_query(connection, greedy)


def test_queries_read_tables_views_and_the_past(made: Lake) -> None:
    with query_connection(made) as connection:
        for query in _GOOD:
            assert run_query(connection, query).fetchall()
        with pytest.raises(duckdb.Error):
            connection.execute("INSERT INTO raw FROM raw")


def _write(directory: Path, runs: int, done: Event) -> None:
    """Another process: publish runs one after another."""
    lake = open_lake(LakeSettings(), directory)
    for number in range(1, runs + 1):
        publish_run(lake, number)
    done.set()


def test_a_reader_sees_whole_runs_only(made: Lake) -> None:
    context = multiprocessing.get_context("spawn")
    done = context.Event()
    writer = context.Process(target=_write, args=(made.directory, 5, done))
    writer.start()
    seen = set()
    with made.connect() as connection:
        while not done.is_set():
            row = connection.execute(
                """SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM raw),
                (SELECT count(*) FROM segments), (SELECT count(*) FROM story_members), (SELECT count(*) FROM runs)"""
            ).fetchone()
            assert row is not None
            assert row[0] == row[1] == row[2] == row[3] == 5 * row[4]
            seen.add(row[4])
            assert writer.is_alive() or done.is_set()
    writer.join()
    assert counted(made, "runs") == 6
    assert len(seen) > 2
