"""The demo's lake, made once for all tests that ask it something."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from config.settings import LakeSettings
from warehouse.lake import open_lake
from warehouse.query import query_connection


@pytest.fixture
def demo(demo_lake: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection for queries, as `demarche sql` makes it."""
    with query_connection(open_lake(LakeSettings(), demo_lake)) as connection:
        yield connection
