"""What a run leaves in the Prefect UI: accounts, rejects, checks and reports, under keys that stay the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import duckdb
from prefect import get_run_logger, task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE

from flows.context import RunContext
from flows.run_page import failure_page, summary_page
from flows.summary import RunSummary
from warehouse.checks import CheckResult
from warehouse.filters import only_run
from warehouse.reports import Report, reports

_MAIN = ("sources", "actors", "sanctions")
_ROWS = 50
_STAGES = "SELECT stage, rows_in, rows_out, known, rejected, stage_seconds FROM report_runs"
_REASONS = "SELECT reason, count(*), arg_min(detail, uri), regexp_extract(min(uri), '[^/]*$') FROM rejects"


@contextmanager
def failure_told(run: RunContext) -> Iterator[None]:
    """Where what is inside fails, leave a summary that says why before the failure goes on; no commit may follow."""
    try:
        yield
    except Exception as error:
        page = failure_page(run.kind, run.run_id, str(run.lake.directory), str(error) or type(error).__name__)
        create_markdown_artifact(page, key="summary", description=f"Run {run.run_id}, failed")
        raise


@task(task_run_name="report", cache_policy=NO_CACHE)
def publish_report(run: RunContext, summary: RunSummary, checks: Sequence[CheckResult]) -> None:
    """Leave a run's artifacts: summary, rejects, checks, the main reports on its documents; a last line in its log."""
    broken = "; ".join(check.rule for check in checks if check.broken)
    counts = (summary.documents, summary.known, summary.rejected)
    get_run_logger().info("%d new documents, %d known, %d rejected; %s", *counts, broken or "all checks hold")
    publish_checks(checks)
    with run.lake.connect(read_only=True) as connection:
        stages = _rows(connection, f"{_STAGES} WHERE run_id = '{run.run_id}'")
        reasons = _rows(connection, f"{_REASONS} WHERE run_id = '{run.run_id}' GROUP BY reason ORDER BY 2 DESC, 1")
        page = summary_page(summary, checks, stages, reasons)
        create_markdown_artifact(page, key="summary", description=f"Run {summary.run_id}")
        rejects = f"SELECT reason, detail, uri, byte_count FROM rejects WHERE run_id = '{run.run_id}' LIMIT {_ROWS}"
        _show(connection, "rejects", rejects, "What was refused, and why")
        if summary.documents:
            main = [report for report in reports() if report.name in _MAIN]
            only_run(connection, run.run_id, main)
            for report in main:
                _show(connection, _key("run", report), _first(report), f"{report.description} Of this run.")


def publish_reports(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Leave all reports, on the whole lake, as artifacts; gives their keys."""
    for report in reports():
        _show(connection, _key("report", report), _first(report), report.description)
    return [_key("report", report) for report in reports()]


def _key(kind: str, report: Report) -> str:
    """The key of a report's artifact, which takes no underscore."""
    return f"{kind}-{report.name.replace('_', '-')}"


def _first(report: Report) -> str:
    """SELECT of a report's first rows."""
    return f"FROM {report.view} LIMIT {_ROWS}"


def publish_checks(checks: Sequence[CheckResult]) -> None:
    """Leave the outcome of data checks as an artifact, broken ones first."""
    ordered = sorted(checks, key=lambda check: (-check.broken, check.severity, check.name))
    columns = (
        "broken",
        "severity",
        "rule",
        "examples",
        "name",
    )  # what is wrong stands where the UI shows it unscrolled
    rows = [{column: getattr(check, column) for column in columns} for check in ordered]
    create_table_artifact(rows, key="checks", description="Data checks: how many rows break each")


def _show(connection: duckdb.DuckDBPyConnection, key: str, query: str, description: str) -> None:
    """Leave a query's rows as an artifact."""
    cursor = connection.execute(query)
    names = [column[0] for column in cursor.description or ()]
    create_table_artifact(_table(names, cursor.fetchall()), key=key, description=description)


def _rows(connection: duckdb.DuckDBPyConnection, query: str) -> list[tuple[Any, ...]]:
    """A query's rows."""
    return connection.execute(query).fetchall()


def _table(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> list[dict[str, Any]]:
    """Rows as Prefect's table artifacts take them; dates and lists as text."""
    plain = (int, float, str, bool, type(None))
    return [
        {name: value if isinstance(value, plain) else str(value) for name, value in zip(names, row, strict=True)}
        for row in rows
    ]
