"""Documents to read side by side, brought from the lake once, and no more of the lake's files than they take up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import duckdb

from tasks.stories.candidates import bind
from warehouse.lake import NAME, quoted

_COLUMNS = "doc_id, text, raw_alignment"


def show_compared(connection: duckdb.DuckDBPyConnection, staged: Sequence[str]) -> None:
    """Make table `compared`, which no document is in yet, and view `staged_documents` of the run's files."""
    files = f"read_parquet({list(staged)!r})" if staged else f"{NAME}.documents WHERE false"
    connection.execute(f"CREATE OR REPLACE TEMP VIEW staged_documents AS SELECT {_COLUMNS} FROM {files}")
    connection.execute("CREATE OR REPLACE TEMP TABLE compared AS FROM staged_documents LIMIT 0")


def bring(connection: duckdb.DuckDBPyConnection, doc_ids: Iterable[str]) -> None:
    """Add these documents to table `compared`, those that are not in it.

    Ids are looked up first; then, of each file, only the groups of rows that hold one of them are read. The table
    may leave memory for the disk. Reads relation replaced (doc_id). Raises duckdb.Error.
    """
    bind(connection, "missing", doc_ids)
    connection.execute("CREATE OR REPLACE TEMP TABLE lacking AS FROM missing ANTI JOIN compared USING (doc_id)")
    connection.execute("INSERT INTO compared FROM staged_documents WHERE doc_id IN (FROM lacking)")
    places = connection.execute(f"""
        SELECT filename, list(file_row_number ORDER BY file_row_number) FROM {NAME}.documents
        WHERE doc_id IN (FROM lacking) AND doc_id NOT IN (SELECT doc_id FROM replaced)
        GROUP BY filename ORDER BY filename""").fetchall()
    for file, rows in places:
        connection.execute(f"""
            INSERT INTO compared SELECT {_COLUMNS} FROM {NAME}.documents
            WHERE filename = '{quoted(file)}' AND file_row_number IN ({", ".join(map(str, rows))})""")
