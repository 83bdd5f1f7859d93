"""Run health: rows in and out of every stage, seconds, checks and rejects; a page for each of the last runs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flows.site.asking import Snapshot
from flows.site.charts import NARROW, WIDE, Bar, Part, across
from flows.site.columns import document_columns, outlet_column
from flows.site.links import Links
from flows.site.model import Column, Page, Picture, Row, Table
from warehouse.checks import CheckResult
from warehouse.lake import quoted

_PART = (Part("sources", "seconds"),)
RUNS = """SELECT
    run_id,
    any_value(kind) AS kind,
    any_value(started) AS started,
    any_value(run_seconds) AS run_seconds,
    max(rows_in) FILTER (stage = 'read') AS delivered,
    max(rows_out) FILTER (stage = 'normalize') AS documents,
    max(known) FILTER (stage = 'claim') AS known,
    sum(rejected)::BIGINT AS rejected,
    sum(rows_in - rows_out - known - rejected)::BIGINT AS lost,
    any_value(config_fingerprint) AS config_fingerprint,
    any_value(version) AS version
FROM report_runs
GROUP BY run_id
ORDER BY started DESC"""
REASONS = """SELECT reason, count(*) AS inputs
FROM report_rejects
GROUP BY reason
ORDER BY inputs DESC, reason"""
_BALANCE = "rows_in - rows_out - known - rejected AS lost"


def runs_page(snapshot: Snapshot, links: Links, checks: Sequence[CheckResult]) -> Page:
    """The page runs.html."""
    columns = [
        Column("run_id", "run", "id", lambda row: links.to("runs", row["run_id"])),
        Column("kind", "kind", "code"),
        Column("started", "started", "time"),
        Column("run_seconds", "seconds", "number"),
        Column("delivered", "rows in", "number", lambda row: links.to("runs", row["run_id"])),
        Column("documents", "documents", "number", lambda row: links.to("runs", row["run_id"])),
        Column("known", "known", "number"),
        Column("rejected", "rejected", "number", lambda row: links.to("runs", row["run_id"], "rejects")),
        Column("lost", "lost", "check"),
        Column("config_fingerprint", "config", "id"),
        Column("version", "version", "id"),
    ]
    inputs = Column("inputs", "inputs", "number", lambda row: f"#rejects-{row['reason']}")
    reasons = snapshot.table("reasons", "Rejects by reason", REASONS, [Column("reason", "reason", "code"), inputs])
    given = {
        "runs": snapshot.table("runs", "Runs, the last first", RUNS, columns),
        "checks": _checks(checks),
        "reasons": reasons,
        "rejects": [
            _rejects(snapshot, f"SELECT * FROM report_rejects WHERE reason = '{quoted(row['reason'])}'", row["reason"])
            for row in reasons.rows
        ],
    }
    return Page("runs.html", "runs.html", "Run health", "runs", given)


def _checks(checks: Sequence[CheckResult]) -> Table:
    """Data checks, broken ones first."""
    ordered = sorted(checks, key=lambda check: (-check.broken, check.severity, check.name))
    columns = [
        Column("broken", "rows that break it", "check"),
        Column("severity", "severity", "code"),
        Column("rule", "rule"),
        Column("examples", "examples"),
    ]
    return Table("checks", "Data checks", columns, [check._asdict() for check in ordered], len(ordered))


def _rejects(snapshot: Snapshot, sql: str, reason: str = "") -> Table:
    """Refused inputs, of all reasons or of one."""
    columns = [Column("uri", "input"), Column("detail", "what is wrong"), Column("byte_count", "bytes", "number")]
    if reason:
        return snapshot.table(f"rejects-{reason}", f"Rejects: {reason.replace('_', ' ')}", sql, columns)
    return snapshot.table("rejects", "Rejects", sql, [Column("reason", "reason", "code"), *columns], choose="reason")


def run_pages(snapshot: Snapshot, links: Links, runs: Sequence[str]) -> Iterator[Page]:
    """One page a run: its stages, its articles, what it refused."""
    snapshot.gather("run_documents", runs)
    for run_id in runs:
        of_run = f"WHERE run_id = '{quoted(run_id)}'"
        stages = _stages(snapshot, f"SELECT *, {_BALANCE} FROM report_runs {of_run}")
        given = {
            "run": stages.rows[0] if stages.rows else {"run_id": run_id},
            "seconds": _seconds(stages),
            "stages": stages,
            "documents": snapshot.keyed("run_documents", run_id, "Articles", document_columns(links, outlet_column())),
            "rejects": _rejects(snapshot, f"SELECT * FROM report_rejects {of_run}"),
        }
        yield Page(links.to("runs", run_id) or "", "run.html", run_id, "runs", given)


def _stages(snapshot: Snapshot, sql: str) -> Table:
    """Rows in and out of each stage."""
    columns = [
        Column("stage", "stage", "code"),
        Column("rows_in", "rows in", "number"), Column("rows_out", "rows out", "number"),
        Column("known", "known", "number"), Column("rejected", "rejected", "number", lambda _row: "#rejects"),
        Column("lost", "lost", "check"),
        Column("stage_seconds", "seconds", "number"),
    ]  # fmt: skip
    return snapshot.table("stages", "Stages: rows in = rows out + known + rejected", sql, columns)


def _seconds(stages: Table) -> Picture | None:
    """Seconds of each stage."""
    rows: Sequence[Row] = stages.rows
    if not rows:
        return None
    places = [row["stage"] for row in rows]
    bars = [Bar(row["stage"], "sources", row["stage_seconds"], None) for row in rows]
    wide, narrow = (across(bars, places, _PART, width) for width in (WIDE, NARROW))
    return Picture(
        "seconds",
        "Processor-bound seconds of each stage, summed over workers",
        "Lying bars, one a stage.",
        wide,
        narrow,
        stages,
    )
