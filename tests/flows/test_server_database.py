"""Prefect's tables are made once a user and release, and copied into each new lake."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from flows import server_database
from flows.server_database import ready_database, template_file


@pytest.fixture
def migrations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Stand-in for Prefect's migrations in `tmp_path/lake`; one entry for each time they ran."""
    ran: list[str] = []

    async def migrate() -> None:
        ran.append("migrated")
        _fill(tmp_path / "lake" / "prefect.db", "made by migrations")

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(server_database, "_migrate", migrate)
    (tmp_path / "lake").mkdir()
    return ran


def test_the_first_lake_migrates_and_the_next_begin_with_a_copy(tmp_path: Path, migrations: list[str]) -> None:
    ready_database(tmp_path / "lake")
    (tmp_path / "second").mkdir()
    ready_database(tmp_path / "second")
    assert migrations == ["migrated"]
    assert _told(tmp_path / "second" / "prefect.db") == "made by migrations"
    assert [file.name for file in template_file().parent.iterdir()] == [template_file().name]


def test_a_known_lake_is_left_alone(tmp_path: Path, migrations: list[str]) -> None:
    _fill(tmp_path / "lake" / "prefect.db", "runs of old")
    ready_database(tmp_path / "lake")
    assert _told(tmp_path / "lake" / "prefect.db") == "runs of old"
    assert not migrations
    assert not template_file().exists()


def test_a_damaged_template_is_made_anew(tmp_path: Path, migrations: list[str]) -> None:
    template_file().parent.mkdir(parents=True)
    template_file().write_bytes(b"no database at all" * 100)
    ready_database(tmp_path / "lake")
    assert migrations == ["migrated"]
    assert _told(template_file()) == "made by migrations"
    assert [file.name for file in (tmp_path / "lake").iterdir()] == ["prefect.db"]


def test_without_a_place_for_the_cache_each_lake_migrates(tmp_path: Path, migrations: list[str]) -> None:
    (tmp_path / "cache").write_text("a file where the cache should be", encoding="utf-8")
    ready_database(tmp_path / "lake")
    assert migrations == ["migrated"]
    assert _told(tmp_path / "lake" / "prefect.db") == "made by migrations"


def _fill(file: Path, text: str) -> None:
    """A database that tells a text."""
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("CREATE TABLE told (text)")
        connection.execute("INSERT INTO told VALUES (?)", [text])


def _told(file: Path) -> str:
    """The text that a database tells."""
    with closing(sqlite3.connect(file)) as connection:
        return str(connection.execute("SELECT text FROM told").fetchone()[0])
