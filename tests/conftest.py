"""Fixtures for tests that run whole flows."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from config.configuration import DEFAULT_DIRECTORY, fingerprint
from config.settings import LakeSettings
from flows.compiled import StaleRoomsError, refuse_stale_rooms
from flows.pool import worker_pool
from flows.server import embedded, send_what_waits
from flows.worker import rooms_for
from tests.docs.pages import ROOT
from warehouse.lake import open_lake

Ask = Callable[[str], list[tuple[Any, ...]]]


def pytest_configure() -> None:
    """Tests must not pass on compiled rooms of an older source."""
    try:
        refuse_stale_rooms()
    except StaleRoomsError as error:
        pytest.exit(str(error), returncode=4)


@pytest.fixture(scope="session")
def prefect_harness(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A real Prefect API with a database of its own, once for all flow tests of a process: the one that runs start."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):  # for moto's store; workers inherit them from here
        os.environ.setdefault(name, "test")
    with worker_pool(2, _ready), embedded(tmp_path_factory.mktemp("prefect")) as server:
        from prefect.settings import PREFECT_API_URL, temporary_settings

        logging.getLogger("prefect").setLevel(logging.ERROR)
        server.wait()
        with temporary_settings({PREFECT_API_URL: server.url}):
            yield
            send_what_waits()


def _ready() -> None:
    """What the session's worker processes do first: compile the rooms of our own config."""
    rooms_for(DEFAULT_DIRECTORY.absolute(), fingerprint(DEFAULT_DIRECTORY))


@pytest.fixture
def lake(tmp_path: Path) -> Path:
    """Where a test's lake goes."""
    return tmp_path / "lake"


@pytest.fixture
def ask(lake: Path) -> Ask:
    """Query the test's lake."""

    def rows(query: str) -> list[tuple[Any, ...]]:
        connection: duckdb.DuckDBPyConnection
        with open_lake(LakeSettings(), lake).connect(read_only=True) as connection:
            return connection.execute(query).fetchall()

    return rows


@pytest.fixture(scope="session")
def demo_lake(prefect_harness: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A lake with samples/ in it, brought there by the flow."""
    from flows.ingest import ingest

    directory = tmp_path_factory.mktemp("demo") / "lake"
    ingest([str(ROOT / "samples")], lake=str(directory))
    return directory
