"""The steps of a run as Prefect tasks: thin, a shard each, passing paths and counts from one to the next."""

from __future__ import annotations

import datetime as dt
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from typing import Any, NamedTuple

import duckdb
import pyarrow as pa
from prefect import get_run_logger, task
from prefect.cache_policies import NO_CACHE
from prefect.runtime import flow_run, task_run

from config.version import VERSION
from flows.accounts import stages_of
from flows.context import RunContext
from flows.cutting import shard_numbers
from flows.learning import count_again, count_with
from flows.linking import READ_BY_LINKING, Linked, link_documents
from flows.pool import in_pool
from flows.progress import progress
from flows.stopping import stop_if_interrupted
from flows.worker import Shard, ShardReport, read_plan, refine_shard, shard_uris
from tasks.publish import Publication, Statements, publish
from tasks.read import InputFile, Reading, find_inputs, in_parts, plan_reading, reading_ids
from warehouse.checks import CheckResult, checks_after_commit
from warehouse.lake import first_line
from warehouse.maintenance import remove_leftovers
from warehouse.records import Input, Reject, Run
from warehouse.schema import prepare
from warehouse.sqlfiles import sql_file


class InputError(ValueError):
    """The inputs named for a run are not there. The message names them."""


def reading_name() -> str:
    """A reading task's name: the first of its files, without its folder, from where, and how many more there are."""
    files = task_run.parameters["files"]
    part = f" from line {files[0].part.lines + 1}" if files[0].part else ""
    more = f" and {len(files) - 1} more" if len(files) > 1 else ""
    return f"read {files[0].uri.rsplit('/', 1)[-1]}{part}{more}"


class Findings(NamedTuple):
    """What discovery found: plans of files to read, and how many files were read by an earlier run."""

    plans: list[list[InputFile]]
    known: int


class Work(NamedTuple):
    """What a run has read and refined. `actors` are the rows of that table, as the workers' rooms know them."""

    plans: Sequence[Sequence[InputFile]]
    readings: Sequence[Reading]
    shards: Sequence[Shard]
    reports: Sequence[ShardReport]
    actors: pa.Table


class StepFailedError(RuntimeError):
    """A shard cannot be worked on. The message is one line: which, which files, and why."""


def is_io_error(_task: Any, _run: Any, state: Any) -> bool:
    """Whether a task failed for a reason that may pass: Prefect retries on these alone."""
    return isinstance(state.result(raise_on_failure=False), OSError)


@task(task_run_name="discover inputs", cache_policy=NO_CACHE)
def discover(run: RunContext, patterns: Sequence[str]) -> Findings:
    """Find the files that no committed run has read as they are now, grouped into plans.

    Raises InputError where a pattern names nothing.
    """
    files, missing = find_inputs(patterns)
    if missing:
        raise InputError(f"no such file, folder or match: {', '.join(missing)}")
    with run.lake.connect(read_only=False) as connection:
        prepare(connection)
        _clear_leftovers(run, connection)
        known = set(connection.execute("SELECT uri, byte_count, modified_ns FROM inputs").fetchall())
    fresh = [file for file in files if (file.uri, file.byte_count, file.modified_ns) not in known]
    get_run_logger().info("%d files to read, %d read before", len(fresh), len(files) - len(fresh))
    settings = run.settings.run
    parts = [part for file in fresh for part in in_parts(file, settings.shard_bytes, run.settings.read)]
    return Findings(plan_reading(parts, settings.shard_documents, settings.shard_bytes), len(files) - len(fresh))


@task(task_run_name="recall outdated documents", cache_policy=NO_CACHE)
def recall(run: RunContext) -> list[Reading]:
    """Write the raw content of documents that another config made as deliveries, as if read from their files."""
    target = str(run.scratch / "recalled.parquet")
    with run.lake.connect(read_only=False) as connection:
        prepare(connection)
        _clear_leftovers(run, connection)
        count_again(connection, run.config_directory)
        query = sql_file("sql", "outdated_deliveries").sql.replace("$fingerprint", f"'{run.config_fingerprint}'")
        row = connection.execute(f"COPY ({query}) TO '{target}' (FORMAT parquet, ROW_GROUP_SIZE 2048)").fetchone()
    count = int(row[0]) if row else 0
    return [Reading(target, count, [], {run.lake.attach_statement(read_only=True): count}, 0.0)] if count else []


@task(task_run_name=reading_name, cache_policy=NO_CACHE, retry_condition_fn=is_io_error)
def read(run: RunContext, number: int, files: Sequence[InputFile]) -> Reading:
    """Read one plan's files in a worker process."""
    with _failure_told(lambda: f"reading {_span([file.uri for file in files])}"):
        reading = in_pool(read_plan, run, number, files)
    progress().advance(sum(file.read_bytes for file in files))
    get_run_logger().info("%d files: %d contents, %d refused", len(files), reading.deliveries, len(reading.refused))
    return reading


@task(task_run_name="claim new documents", cache_policy=NO_CACHE)
def claim(run: RunContext, readings: Sequence[Reading]) -> list[Shard]:
    """Decide which delivered contents are new, and cut them into shards for the workers."""
    files = [reading.path for reading in readings if reading.deliveries]
    if not files:
        return []
    delivered = sum(reading.deliveries for reading in readings)
    with run.lake.connect(read_only=True) as connection:
        known = "SELECT doc_id FROM raw" if run.kind == "ingest" else "SELECT NULL AS doc_id WHERE false"
        connection.execute(f"CREATE TEMP VIEW known AS {known}")
        count_with(connection, files, run.config_directory)
        rows = connection.execute(sql_file("sql", "claim_documents").sql, {"files": files}).fetchall()
    numbers = iter(shard_numbers([row[2] for row in rows], run.settings.run))
    shards = [_shard(number, list(group)) for number, group in groupby(rows, key=lambda _: next(numbers))]
    get_run_logger().info("%d of %d contents are new; shards: %d", len(rows), delivered, len(shards))
    return shards


@task(
    task_run_name="refine shard {shard.number}: {shard.documents} documents",
    cache_policy=NO_CACHE,
    retry_condition_fn=is_io_error,
)
def refine(run: RunContext, shard: Shard) -> ShardReport:
    """Take one shard through all rooms in a worker process, and stage its rows."""
    with _failure_told(lambda: f"shard {shard.number}, {shard.documents} documents from {_span(shard_uris(shard))}"):
        report = in_pool(refine_shard, run, shard)
    progress().advance(shard.documents)
    get_run_logger().info("%d documents, %d refused", report.rows.get("documents", 0), len(report.refused))
    return report


def replaced_documents(run: RunContext, work: Work) -> list[str]:
    """Documents whose rows a reprocessing run replaces: all that it refined and did not refuse."""
    if run.kind == "ingest":
        return []
    refused = {item.doc_id for report in work.reports for item in report.refused}
    recalled = {doc_id for reading in work.readings for doc_id in reading_ids(reading.path)}
    return sorted(recalled - refused)


@task(task_run_name="link stories", cache_policy=NO_CACHE)
def link(run: RunContext, work: Work, replaced: Sequence[str] = ()) -> Linked:
    """Find copies, repeated statements and merged actors among the new documents and the lake's."""
    linked = link_documents(
        run,
        {table: _staged(work.reports, table) for table in READ_BY_LINKING},
        [reading.path for reading in work.readings if reading.deliveries],
        replaced,
    )
    get_run_logger().info("%d pairs compared, %d are copies", linked.stories.candidates, len(linked.stories.links))
    return linked


@task(task_run_name="publish", cache_policy=NO_CACHE)
def commit(
    run: RunContext,
    work: Work,
    linked: Linked,
    replaced: Sequence[str] = (),
) -> Run:
    """Make the run visible: one transaction for all tables. Raises CheckFailedError and LakeError."""
    stop_if_interrupted()
    linking, statements, merges, seconds = linked
    row = Run(
        run_id=run.run_id,
        flow_run_id=flow_run.get_id(),
        kind=run.kind,
        started=run.started,
        finished=dt.datetime.now(dt.UTC),
        config_fingerprint=run.config_fingerprint,
        version=VERSION,
        stages=stages_of(work.readings, work.shards, work.reports, seconds),
    )
    tables = sorted({table for report in work.reports for table in report.files})
    publish(
        run.lake,
        Publication(
            run=row,
            files={table: _staged(work.reports, table) for table in tables},
            deliveries=[reading.path for reading in work.readings if reading.deliveries and run.kind == "ingest"],
            refused=[item for report in work.reports for item in report.refused],
            rejects=[_reject(run, item) for reading in work.readings for item in reading.refused],
            inputs=_inputs(run, work),
            actors=work.actors,
            replaced=list(replaced),
            links=linking.links,
            members=linking.members,
            artifacts=linking.findings.artifacts,
            mentions=linking.findings.mentions,
            merges=merges,
            statements=Statements(statements.links, statements.members, statements.touched),
        ),
    )
    get_run_logger().info("run %s is in the lake %s", run.run_id, run.lake.directory)
    return row


@task(task_run_name="check", cache_policy=NO_CACHE)
def check(run: RunContext) -> list[CheckResult]:
    """What the data checks say of the committed lake."""
    with run.lake.connect(read_only=True) as connection:
        return checks_after_commit(connection)


@contextmanager
def _failure_told(what: Callable[[], str]) -> Iterator[None]:
    """Say in one line which part of the input an error met; errors of the system stay such, as they are tried again."""
    try:
        yield
    except Exception as error:
        said = f"{what()} failed: {type(error).__name__}: {first_line(error)}"
        get_run_logger().error(said)
        raise (OSError(said) if isinstance(error, OSError) else StepFailedError(said)) from error


def _span(uris: Sequence[str]) -> str:
    """The first and the last of some addresses."""
    return uris[0] if len(uris) == 1 else f"{uris[0]} to {uris[-1]}" if uris else "nothing"


def _clear_leftovers(run: RunContext, connection: duckdb.DuckDBPyConnection) -> None:
    """Remove what runs that never committed have left behind; the lock makes sure none of them is alive."""
    remove_leftovers(connection)
    for folder in run.lake.scratch.glob("*"):
        if folder != run.scratch:
            shutil.rmtree(folder, ignore_errors=True)
    run.scratch.mkdir(parents=True, exist_ok=True)


def _shard(number: int, rows: Sequence[tuple[str, int, int, list[int] | None]]) -> Shard:
    """A shard from its claimed rows (file, row, bytes, repeated lines), which are in order."""
    pieces = [(file, [row for _, row, _, _ in group]) for file, group in groupby(rows, key=lambda row: row[0])]
    return Shard(number, pieces, len(rows), {place: row[3] for place, row in enumerate(rows) if row[3]})


def _staged(reports: Sequence[ShardReport], table: str) -> list[str]:
    """Staged files of one table."""
    return [report.files[table] for report in reports if table in report.files]


def _reject(run: RunContext, item: Any) -> Reject:
    """A refusal as a row of rejects."""
    return Reject(item.uri, item.reason, item.detail, item.byte_count, run.run_id)


def _inputs(run: RunContext, work: Work) -> list[Input]:
    """The files that this run has read to their end, each with the records of all its parts."""
    records: Counter[str] = Counter()
    for reading in work.readings:
        records.update(reading.records)
    whole = {file.uri: file for plan in work.plans for file in plan}
    return [
        Input(file.uri, file.byte_count, file.modified_ns, records[file.uri], run.run_id) for file in whole.values()
    ]
