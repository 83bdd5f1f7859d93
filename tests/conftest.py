"""Fixtures for tests that run whole flows."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable, Iterator
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
from tests.warehouse.handmade import fill
from tests.warehouse.native import NativeLake, native_copy
from warehouse.extensions import connect
from warehouse.lake import Lake, open_lake
from warehouse.schema import prepare

Ask = Callable[[str], list[tuple[Any, ...]]]


def pytest_configure() -> None:
    """Tests must not pass on compiled rooms of an older source."""
    try:
        refuse_stale_rooms()
    except StaleRoomsError as error:
        pytest.exit(str(error), returncode=4)


@pytest.fixture(scope="session", autouse=True)
def one_thread() -> Iterator[None]:
    """DuckDB has one thread in the tests' own processes: on lakes this small a second one doubles the processor time.

    The `demarche` processes that tests start have what config says, and must come to the same rows.
    """

    def alone(names: Iterable[str], threads: int = 1, *limit: str) -> duckdb.DuckDBPyConnection:
        return connect(names, min(threads, 1), *limit)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("warehouse.lake.connect", alone)
        yield


@pytest.fixture(scope="session")
def prefect_harness(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A real Prefect API with a database of its own, once for all flow tests: they are one group, for one process.

    Its pool has one worker, as each takes seconds to compile the rooms; `demarche run` of other tests has two.
    """
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):  # for moto's store; workers inherit them from here
        os.environ.setdefault(name, "test")
    with worker_pool(1, _ready, lasting=True), embedded(tmp_path_factory.mktemp("prefect")) as server:
        from prefect.settings import PREFECT_API_URL, temporary_settings

        logging.getLogger("prefect").setLevel(logging.ERROR)
        server.wait()
        with temporary_settings({PREFECT_API_URL: server.url}):
            yield
            send_what_waits()


def _ready() -> None:
    """What the session's worker process does first: compile the rooms of our own config."""
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


@pytest.fixture(scope="session")
def native_demo(demo_lake: Path, tmp_path_factory: pytest.TempPathFactory) -> NativeLake:
    """A copy of the demo's lake for tests that ask it much."""
    return native_copy(open_lake(LakeSettings(), demo_lake), tmp_path_factory.mktemp("native") / "lake")


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    """A lake that holds the hand-made world, for tests that change nothing, or change a copy."""
    lake = open_lake(LakeSettings(), tmp_path_factory.mktemp("world") / "lake")
    with lake.connect(read_only=False) as connection:
        prepare(connection)
        fill(connection)
    return lake
