"""Documents to read side by side, left in a file for each job that reads some.

No join or sort keeps texts: those that any job reads stream from the run's files, where they are few among many, into
a file of their own, and from there into the jobs' files, which worker processes open by themselves.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from tasks.stories.candidates import bind
from warehouse.lake import NAME, quoted
from warehouse.sqlfiles import sql_file

_PICKED = "documents.doc_id, text, raw_alignment, coalesce(body, []) AS body"
_WITH_BODIES = "LEFT JOIN bodies ON bodies.doc_id = documents.doc_id"
_ROWS = 2000  # in memory at a time
_GROUP = 2048  # rows of a picked file that are in memory before they are written, the least that DuckDB takes
_FILES = 200  # open at a time, one a job
_LEAST = 250  # pairs of a job


def job_size(pairs: int) -> int:
    """Pairs of one job, so that there are neither too many files nor too much in one."""
    return max(_LEAST, -(-pairs // _FILES))


class Compared:
    """Documents that are compared, picked from the files of the run and of the lake as jobs want them, each once.

    Relation `compared` shows them: text, alignment, and where the segments that make the body begin and end by turns.
    Reads relations segments, replaced, fresh (doc_id) and those that a query of `leave` names. Every method raises
    duckdb.Error and OSError.
    """

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, staged: Sequence[str], kinds: Sequence[str], folder: Path
    ) -> None:
        """Start with none. `staged` are the run's files of documents; files are left in `folder`."""
        self._connection = connection
        self._staged = list(staged)
        self._kinds = list(kinds)  # of segments that make a body
        self._folder = folder
        self._here: set[str] = set()
        self._files: list[str] = []
        connection.execute("CREATE OR REPLACE TEMP TABLE bodies (doc_id VARCHAR, body BIGINT[])")
        connection.execute(f"""
            CREATE OR REPLACE TEMP TABLE brought AS
            SELECT {_PICKED} FROM {NAME}.documents {_WITH_BODIES} LIMIT 0""")
        self._show()

    def leave(self, query: str, jobs: Sequence[Collection[str]]) -> list[Path]:
        """Write the rows of a query for the documents of each job to a file (see `rows_left`); at most `_FILES` jobs.

        `query` names a file of warehouse/sql whose first column is the job's number.
        """
        self.pick({doc_id for job in jobs for doc_id in job})
        wanted = [(number, doc_id) for number, job in enumerate(jobs) for doc_id in sorted(job)]
        self._connection.register("wanted", pa.table({
            "job_no": pa.array([number for number, _ in wanted], pa.int32()),
            "doc_id": pa.array([doc_id for _, doc_id in wanted], pa.string()),
        }))  # fmt: skip
        files = [self._folder / f"{query}-{number:03}.arrow" for number in range(len(jobs))]
        with self._as_written():
            _write(self._connection.execute(sql_file("sql", query).sql).to_arrow_reader(_ROWS), files)
        return files

    def pick(self, doc_ids: Collection[str]) -> None:
        """Have these documents in relation `compared`: one look through the run's files for all that are not yet."""
        missing = set(doc_ids) - self._here
        if not missing:
            return
        self._here |= missing
        bind(self._connection, "missing", missing)
        bodies = sql_file("sql", "story_bodies").sql
        self._connection.execute(f"CREATE OR REPLACE TEMP TABLE bodies AS {bodies}", {"kinds": self._kinds})
        with self._as_written():
            if self._staged:
                self._pick_staged()
            _bring(self._connection)

    def _pick_staged(self) -> None:
        """Copy the run's documents of relation `missing` to a file."""
        target = str(self._folder / f"compared-{len(self._files):03}.parquet")
        self._connection.execute(f"""
            COPY (
                SELECT {_PICKED} FROM read_parquet({self._staged!r}) AS documents {_WITH_BODIES}
                WHERE documents.doc_id IN (FROM missing)
            )
            TO '{quoted(target)}' (FORMAT parquet, COMPRESSION uncompressed, ROW_GROUP_SIZE {_GROUP})""")
        self._files.append(target)
        self._show()

    def _show(self) -> None:
        """Make relation `compared` of what has been picked."""
        files = f"FROM read_parquet({self._files!r}) UNION ALL" if self._files else ""
        self._connection.execute(f"CREATE OR REPLACE TEMP VIEW compared AS {files} FROM brought")

    @contextmanager
    def _as_written(self) -> Iterator[None]:
        """Have joins stand as written: last the relation that is kept in memory, never the one with the texts."""
        self._connection.execute("SET disabled_optimizers = 'join_order,build_side_probe_side'")
        try:
            yield
        finally:
            self._connection.execute("RESET disabled_optimizers")


def rows_left(file: Path) -> list[tuple[Any, ...]]:
    """Rows that a query left for a job, without its number."""
    with pa.OSFile(str(file)) as source, pa.ipc.open_stream(source) as reader:
        columns = reader.read_all().columns[1:]
    return list(zip(*(column.to_pylist() for column in columns), strict=True))


def _write(reader: pa.RecordBatchReader, files: Sequence[Path]) -> None:
    """Write rows to the file whose number is in their first column."""
    with ExitStack() as opened:
        sinks = [opened.enter_context(pa.OSFile(str(file), "wb")) for file in files]
        writers = [opened.enter_context(pa.ipc.new_stream(sink, reader.schema)) for sink in sinks]
        for batch in reader:
            for number, rows in _by_job(batch):
                writers[number].write_batch(rows)


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
            INSERT INTO brought SELECT {_PICKED} FROM {NAME}.documents AS documents {_WITH_BODIES}
            WHERE filename = '{quoted(file)}' AND file_row_number IN ({", ".join(map(str, rows))})""")
