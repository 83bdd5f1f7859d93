"""The main job, top to bottom: from files to rows that SQL answers from.

Each step is a Prefect task in `flows/steps.py`; `read` and `refine` run once a shard, side by side, in worker
processes. What happens to an article inside `refine` is `flows/shard.py`.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from prefect import flow, get_run_logger, unmapped
from prefect.runtime import flow_run

from flows import artifacts, steps
from flows.context import RunContext, new_run
from flows.pool import end_prepared, start_in_pool, worker_pool
from flows.progress import progress
from flows.runners import configured_task_runner
from flows.shard import Rooms
from flows.summary import RunSummary, summarize
from flows.worker import actor_table, rooms_for
from tasks.read import Reading
from warehouse.lake import first_line
from warehouse.records import Run


def run_name() -> str:
    """A flow run's name: what it ingests."""
    return f"ingest {' '.join(flow_run.parameters['inputs'])}"[:200]


@flow(name="ingest", flow_run_name=run_name, task_runner=configured_task_runner())
def ingest(inputs: list[str], lake: str | None = None, config: str | None = None) -> RunSummary:
    """Bring files, folders and globs into the lake.

    `lake` is a directory (default: DEMARCHE_LAKE, then the settings), `config` a config directory. Contents that the
    lake has already add nothing. Raises InputError, ConfigError, LakeError and CheckFailedError; the lake is then as
    it was before.
    """
    run = new_run("ingest", lake, config)
    workers = worker_pool(run.settings.run.workers, worker_rooms(run))
    with run.lake.lock(), run.lake.attached_once(), workers, run.scratch_folder():
        with artifacts.failure_told(run):
            findings = steps.discover(run, inputs)
            size = sum(file.read_bytes for plan in findings.plans for file in plan)
            progress().begin("reading", size, "B")
            readings: list[Reading] = mapped(run, steps.read, range(len(findings.plans)), findings.plans)
            row = refine_and_commit(run, readings, findings)
        return check_and_report(run, row, findings.known)


def refine_and_commit(run: RunContext, readings: list[Reading], findings: steps.Findings) -> Run:
    """From deliveries on disk to a committed run: what ingesting and reprocessing share."""
    actors = start_in_pool(actor_table, run)  # the workers have nothing to do while documents are claimed
    shards = steps.claim(run, readings)
    progress().begin("refining", sum(shard.documents for shard in shards), "documents")
    reports = mapped(run, steps.refine, shards)
    work = steps.Work(findings.plans, readings, shards, reports, actors())
    end_prepared(sum(shard.documents for shard in shards))
    progress().begin("linking and publishing", 0, "")
    replaced = steps.replaced_documents(run, work)
    return steps.commit(run, work, steps.link(run, work, replaced), replaced)


def check_and_report(run: RunContext, row: Run, files_known: int) -> RunSummary:
    """What follows a commit: the checks that only warn, and what the run leaves in the Prefect UI.

    The run is in the lake by now: what goes wrong here is a warning of its summary and a failed task in the UI.
    """
    summary = summarize(run, row, files_known, [])
    try:
        checks = steps.check(run)
        progress().end()
        summary = summarize(run, row, files_known, checks)
        artifacts.publish_report(run, summary, checks)
    except Exception as error:
        said = f"the run is committed, but its checks and reports are not complete: {first_line(error)}"
        get_run_logger().warning(said)
        return summary._replace(warnings=[*summary.warnings, said])
    return summary


def mapped(run: RunContext, step: Any, *lists: Any) -> list[Any]:
    """Run a step once for each element, side by side, and give the results in order. Raises the first failure."""
    settings = run.settings.run
    tried = step.with_options(retries=settings.retries, retry_delay_seconds=settings.retry_delay_seconds)
    return list(tried.map(unmapped(run), *lists).result())


def worker_rooms(run: RunContext) -> partial[Rooms]:
    """What each worker process gets ready before its first shard."""
    return partial(rooms_for, run.config_directory, run.config_fingerprint)
