"""The demo's lake, made once for all tests that ask it something."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from config.settings import LakeSettings
from tests.warehouse.native import NativeLake
from warehouse.lake import open_lake
from warehouse.query import query_connection


@pytest.fixture(scope="module")
def demo(demo_lake: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection for queries, as `demarche sql` makes it."""
    with query_connection(open_lake(LakeSettings(), demo_lake)) as connection:
        yield connection


@pytest.fixture(scope="module")
def copied(native_demo: NativeLake) -> Iterator[duckdb.DuckDBPyConnection]:
    """The same on a copy that has no past, but answers faster."""
    with query_connection(native_demo) as connection:
        yield connection
