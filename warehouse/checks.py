"""Data checks: each a bare SELECT of the rows that break a rule, in warehouse/checks; no rows is a pass."""

from __future__ import annotations

from typing import Literal, NamedTuple

import duckdb

from warehouse.sqlfiles import sql_files

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
    results = []
    for file in sql_files("checks"):
        mark, rule = file.description.split(" ", 1)
        level: Severity = "fail" if mark == "#fail" else "warn"
        if severity in (None, level):
            rows = connection.execute(f"SELECT * FROM ({file.sql}) LIMIT 1000").fetchall()
            results.append(CheckResult(file.name, level, rule, len(rows), "; ".join(map(str, rows[:3]))))
    return results
