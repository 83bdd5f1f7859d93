"""What a run came to, in a few numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from flows.context import RunContext
from warehouse.checks import CheckResult
from warehouse.records import Run


class RunSummary(NamedTuple):
    """A finished run.

    `documents` new documents (or, reprocessing, renewed ones), `known` contents that were there already, `rejected`
    inputs refused, `files_known` files passed over because an earlier run read them; `seconds` from its start until it
    is committed and checked.
    """

    run_id: str
    kind: str
    lake: str
    documents: int
    known: int
    rejected: int
    files_known: int
    seconds: float
    warnings: list[str]


def summarize(run: RunContext, row: Run, files_known: int, checks: Sequence[CheckResult]) -> RunSummary:
    """Sum up a committed run."""
    stages = {stage.stage: stage for stage in row.stages}
    return RunSummary(
        run_id=run.run_id,
        kind=run.kind,
        lake=str(run.lake.directory),
        documents=stages["normalize"].rows_out,
        known=stages["claim"].known,
        rejected=stages["read"].rejected + stages["normalize"].rejected,
        files_known=files_known,
        seconds=(dt.datetime.now(dt.UTC) - row.started).total_seconds(),
        warnings=[f"{check.rule} Broken by {check.broken} rows." for check in checks if check.broken],
    )
