"""Periods that dates are counted by: as fine as the span of the dates allows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import NamedTuple

UNDATED = "undated"


class Unit(NamedTuple):
    """One way to cut time: its name, the label of a date's period in SQL, and in Python."""

    name: str
    sql: str
    label: Callable[[dt.date], str]

    @property
    def key(self) -> str:
        """The SQL expression of a row's period by its published_on."""
        return f"coalesce({self.sql}, '{UNDATED}')"


_UNITS = (
    (62, Unit("day", "strftime(published_on, '%Y-%m-%d')", lambda day: f"{day:%Y-%m-%d}")),
    (
        5 * 366,
        Unit("month", "strftime(published_on, '%Y-%m')", lambda day: f"{day:%Y-%m}"),
    ),
    (
        20 * 366,
        Unit(
            "quarter",
            "year(published_on) || '-Q' || quarter(published_on)",
            lambda day: f"{day:%Y}-Q{(day.month + 2) // 3}",
        ),
    ),
)
_YEAR = Unit("year", "year(published_on) || ''", lambda day: str(day.year))


def unit_for(first: dt.date | None, last: dt.date | None) -> Unit:
    """The finest unit that cuts a span into a readable number of periods."""
    days = (last - first).days if first and last else 0
    return next((unit for limit, unit in _UNITS if days <= limit), _YEAR)


def periods_between(unit: Unit, first: dt.date, last: dt.date, most: int) -> list[str]:
    """Labels of the last `most` periods from `first` to `last`, those without a date too."""
    labels: dict[str, None] = {}
    day = last
    while day >= first and len(labels) < most:
        labels[unit.label(day)] = None
        if day == dt.date.min:
            break
        day -= dt.timedelta(days=1)
    return list(labels)[::-1]
