"""Bring documents that an older config made up to the current one, from `raw` alone: no source files are needed."""

from __future__ import annotations

from prefect import flow

from flows import artifacts, steps
from flows.context import new_run
from flows.ingest import check_and_report, refine_and_commit, worker_rooms
from flows.pool import worker_pool
from flows.runners import configured_task_runner
from flows.summary import RunSummary


@flow(name="reprocess", flow_run_name="reprocess", task_runner=configured_task_runner())
def reprocess(lake: str | None = None, config: str | None = None) -> RunSummary:
    """Refine again every document whose config fingerprint is not the current one, and replace its rows.

    A document that the new config refuses keeps its old rows and leaves a row in rejects. Raises ConfigError,
    LakeError and CheckFailedError; the lake is then as it was before.
    """
    run = new_run("reprocess", lake, config)
    workers = worker_pool(run.settings.run.workers, worker_rooms(run))
    with run.lake.lock(), run.lake.attached_once(), workers, run.scratch_folder():
        with artifacts.failure_told(run):
            row = refine_and_commit(run, steps.recall(run), steps.Findings([], 0))
        return check_and_report(run, row, 0)
