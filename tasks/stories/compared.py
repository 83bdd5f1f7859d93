"""Documents to read side by side, left in a file for each job that reads some: each text is read once.

No join or sort keeps texts: they stream from the run's and the lake's files into the jobs' files, which worker
processes open by themselves.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from tasks.stories.candidates import bind
from warehouse.lake import NAME, quoted
from warehouse.sqlfiles import sql_file

_COLUMNS = "doc_id, text, raw_alignment"
_ROWS = 2000  # in memory at a time
_FILES = 200  # open at a time, one a job
_LEAST = 250  # pairs of a job
# Joins stand as they are written, with the relation that is kept in memory last: never the one with the texts.
_AS_WRITTEN = "SET disabled_optimizers = 'join_order,build_side_probe_side'"


def show_compared(connection: duckdb.DuckDBPyConnection, staged: Sequence[str]) -> None:
    """Make relation `compared`: the run's documents, and those that are brought from the lake, which are none yet."""
    files = f"read_parquet({list(staged)!r})" if staged else f"{NAME}.documents WHERE false"
    connection.execute(f"CREATE OR REPLACE TEMP TABLE brought AS SELECT {_COLUMNS} FROM {NAME}.documents LIMIT 0")
    connection.execute(f"""
        CREATE OR REPLACE TEMP VIEW compared AS SELECT {_COLUMNS} FROM {files} UNION ALL FROM brought""")


def job_size(pairs: int) -> int:
    """Pairs of one job, so that there are neither too many files nor too much in one."""
    return max(_LEAST, -(-pairs // _FILES))


def leave_for_jobs(
    connection: duckdb.DuckDBPyConnection,
    query: str,
    jobs: Sequence[Collection[str]],
    folder: Path,
    parameters: Mapping[str, Any] | None = None,
) -> list[Path]:
    """Write the rows of a query for the documents of each job to a file (see `rows_left`); at most `_FILES` jobs.

    `query` names a file of warehouse/sql whose first column is the job's number. Raises duckdb.Error and OSError.
    """
    bind(connection, "missing", {doc_id for job in jobs for doc_id in job})
    _bring(connection)
    wanted = [(number, doc_id) for number, job in enumerate(jobs) for doc_id in sorted(job)]
    connection.register("wanted", pa.table({
        "job_no": pa.array([number for number, _ in wanted], pa.int32()),
        "doc_id": pa.array([doc_id for _, doc_id in wanted], pa.string()),
    }))  # fmt: skip
    files = [folder / f"{query}-{number:03}.arrow" for number in range(len(jobs))]
    connection.execute(_AS_WRITTEN)
    reader = connection.execute(sql_file("sql", query).sql, dict(parameters or {})).to_arrow_reader(_ROWS)
    with ExitStack() as opened:
        sinks = [opened.enter_context(pa.OSFile(str(file), "wb")) for file in files]
        writers = [opened.enter_context(pa.ipc.new_stream(sink, reader.schema)) for sink in sinks]
        for batch in reader:
            for number, rows in _by_job(batch):
                writers[number].write_batch(rows)
    connection.execute("RESET disabled_optimizers")
    return files


def rows_left(file: Path) -> list[tuple[Any, ...]]:
    """Rows that a query left for a job, without its number."""
    with pa.OSFile(str(file)) as source, pa.ipc.open_stream(source) as reader:
        columns = reader.read_all().columns[1:]
    return list(zip(*(column.to_pylist() for column in columns), strict=True))


def _by_job(batch: pa.RecordBatch) -> Iterator[tuple[int, pa.RecordBatch]]:
    """Rows of each job, by its number in the first column."""
    numbers = batch.column(0).to_numpy()
    order = np.argsort(numbers, kind="stable")
    ranked, numbers = batch.take(pa.array(order)), numbers[order]
    edges = [0, *(np.flatnonzero(np.diff(numbers)) + 1).tolist(), len(numbers)]
    for start, end in pairwise(edges):
        if end > start:
            yield int(numbers[start]), ranked.slice(start, end - start)


def _bring(connection: duckdb.DuckDBPyConnection) -> None:
    """Add to table `brought` the lake's documents of relation `missing` (doc_id) that are not in it.

    Ids are looked up first; then, of each file, only the groups of rows that hold one of them are read. The table
    may leave memory for the disk. Reads relations replaced and fresh (doc_id). Raises duckdb.Error.
    """
    places = connection.execute(f"""
        SELECT filename, list(file_row_number ORDER BY file_row_number) FROM {NAME}.documents
        WHERE doc_id IN (FROM missing)
            AND doc_id NOT IN (SELECT doc_id FROM brought)
            AND doc_id NOT IN (FROM fresh)
            AND doc_id NOT IN (FROM replaced)
        GROUP BY filename ORDER BY filename""").fetchall()
    for file, rows in places:
        connection.execute(f"""
            INSERT INTO brought SELECT {_COLUMNS} FROM {NAME}.documents
            WHERE filename = '{quoted(file)}' AND file_row_number IN ({", ".join(map(str, rows))})""")
