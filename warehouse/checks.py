"""Data checks: each a bare SELECT of the rows that break a rule, in warehouse/checks; no rows is a pass."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

import duckdb

from warehouse.sqlfiles import SqlFile, sql_files

Severity = Literal["fail", "warn"]


class CheckResult(NamedTuple):
    """One check's outcome: `broken` rows break the rule; `examples` shows up to three of them."""

    name: str
    severity: Severity
    rule: str
    broken: int
    examples: str


def run_checks(connection: duckdb.DuckDBPyConnection, severity: Severity | None = None) -> list[CheckResult]:
    """Run all checks, or those of one severity, in the lake's current state (or open transaction)."""
    return [_run(connection, file) for file in sql_files("checks") if severity in (None, _severity(file))]


def checks_after_commit(connection: duckdb.DuckDBPyConnection) -> list[CheckResult]:
    """What all checks say of a run that was just committed: without those of severity `fail` there was no commit."""
    return [_result(file, []) if _severity(file) == "fail" else _run(connection, file) for file in sql_files("checks")]


def _severity(file: SqlFile) -> Severity:
    """The severity that a check's first line gives."""
    return "fail" if file.description.startswith("#fail ") else "warn"


def _run(connection: duckdb.DuckDBPyConnection, file: SqlFile) -> CheckResult:
    """Run one check."""
    return _result(file, connection.execute(f"SELECT * FROM ({file.sql}) LIMIT 1000").fetchall())


def _result(file: SqlFile, rows: list[tuple[Any, ...]]) -> CheckResult:
    """A check's outcome from the rows that break it."""
    rule = file.description.split(" ", 1)[1]
    return CheckResult(file.name, _severity(file), rule, len(rows), "; ".join(map(str, rows[:3])))
