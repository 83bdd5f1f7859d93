"""Reports: the views whose names begin with `report_`, and how to read them."""

from __future__ import annotations

from typing import NamedTuple

import duckdb

from warehouse.schema import views

_PREFIX = "report_"


class Report(NamedTuple):
    """One report: `demarche report NAME` shows view `report_NAME`."""

    name: str
    description: str

    @property
    def view(self) -> str:
        """The view behind it."""
        return _PREFIX + self.name


def reports() -> tuple[Report, ...]:
    """All reports, in the order of their views."""
    return tuple(
        Report(view.name.removeprefix(_PREFIX), view.description) for view in views() if view.name.startswith(_PREFIX)
    )


def report_rows(
    connection: duckdb.DuckDBPyConnection, report: Report, limit: int | None
) -> tuple[list[str], list[tuple[object, ...]]]:
    """Column names and rows of a report, the first `limit` of them or all."""
    cursor = connection.execute(f"SELECT * FROM {report.view}" + (f" LIMIT {int(limit)}" if limit else ""))
    return [column[0] for column in cursor.description or ()], cursor.fetchall()
