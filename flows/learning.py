"""Boilerplate learned from numbers: which lines of a document its outlet repeats, by what the lake has counted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

from config.text import load_artifact_rules
from warehouse.sqlfiles import sql_file


def count_with(connection: duckdb.DuckDBPyConnection, files: Sequence[str], directory: Path) -> None:
    """Make relation repeated_now (doc_id, repeated_lines) of the contents in files of deliveries that are not `known`.

    Most have no such lines, and no row. Counted are the lake as it stands and the new contents together, so a run
    knows the lines of its own input, whatever its shards are. Reads relation known (doc_id). Raises ConfigError.
    """
    delivered = {"files": files}
    connection.execute(f"CREATE TEMP TABLE new_lines AS {sql_file('sql', 'delivered_lines').sql}", delivered)
    connection.execute("CREATE TEMP VIEW counted AS FROM edge_lines UNION ALL FROM new_lines")
    wanted = "SELECT DISTINCT doc_id FROM read_parquet($files) WHERE doc_id NOT IN (SELECT doc_id FROM known)"
    connection.execute(f"CREATE TEMP TABLE wanted AS {wanted}", delivered)
    _count(connection, directory)


def count_again(connection: duckdb.DuckDBPyConnection, directory: Path) -> None:
    """Make relation repeated_now of all documents of the lake. Raises ConfigError."""
    connection.execute("CREATE TEMP VIEW counted AS FROM edge_lines")
    connection.execute("CREATE TEMP VIEW wanted AS SELECT doc_id FROM documents")
    _count(connection, directory)


def _count(connection: duckdb.DuckDBPyConnection, directory: Path) -> None:
    """Make relation repeated_now from relations counted and wanted."""
    limits = load_artifact_rules(directory).repeats.model_dump()
    connection.execute(f"CREATE TEMP TABLE repeated_now AS {sql_file('sql', 'repeated_lines').sql}", limits)
