"""What a run leaves in the Prefect UI: accounts, rejects, checks and reports, under keys that stay the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from prefect import task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE

from flows.context import RunContext
from flows.summary import RunSummary
from warehouse.checks import CheckResult
from warehouse.reports import reports

_SHOWN = ("sources", "actors", "sanctions")
_ROWS = 50


@task(task_run_name="report", cache_policy=NO_CACHE)
def publish_report(run: RunContext, summary: RunSummary, checks: Sequence[CheckResult]) -> None:
    """Leave a run's artifacts: summary, stages, rejects, checks, and the three main reports."""
    create_markdown_artifact(_markdown(summary, checks), key="summary", description=f"Run {summary.run_id}")
    failed_first = sorted(checks, key=lambda check: (-check.broken, check.severity, check.name))
    create_table_artifact([check._asdict() for check in failed_first], key="checks", description="Data checks")
    with run.lake.connect(read_only=True) as connection:

        def show(key: str, query: str, description: str) -> None:
            cursor = connection.execute(query)
            names = [column[0] for column in cursor.description or ()]
            create_table_artifact(_table(names, cursor.fetchall()), key=key, description=description)

        show("stages", _of_run("runs", run.run_id), "Rows in, out, known and rejected, and seconds, per stage")
        show("rejects", f"{_of_run('rejects', run.run_id)} LIMIT {_ROWS}", "What was refused, and why")
        for report in reports():
            if report.name in _SHOWN:
                show(f"report-{report.name}", f"SELECT * FROM {report.view} LIMIT {_ROWS}", report.description)


def _of_run(report: str, run_id: str) -> str:
    """Query of the part of a report that speaks of one run."""
    return f"SELECT * EXCLUDE (run_id) FROM report_{report} WHERE run_id = '{run_id}'"


def _markdown(summary: RunSummary, checks: Sequence[CheckResult]) -> str:
    """The summary as Markdown, failed checks first."""
    failed = [f"- **{check.severity}** {check.rule} ({check.broken} rows)" for check in checks if check.broken]
    return "\n".join([
        f"# {summary.kind.capitalize()} {summary.run_id}",
        "",
        *(failed or ["All data checks pass."]),
        "",
        "| new documents | already known | rejected | files read before | seconds |",
        "|---|---|---|---|---|",
        f"| {summary.documents} | {summary.known} | {summary.rejected} | {summary.files_known} "
        f"| {summary.seconds:.1f} |",
        "",
        f"Lake: `{summary.lake}`. Query it with `demarche --lake {summary.lake} sql`.",
    ])  # fmt: skip


def _table(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> list[dict[str, Any]]:
    """Rows as Prefect's table artifacts take them; dates and lists as text."""
    plain = (int, float, str, bool, type(None))
    return [
        {name: value if isinstance(value, plain) else str(value) for name, value in zip(names, row, strict=True)}
        for row in rows
    ]
