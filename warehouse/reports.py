"""Reports: the views whose names begin with `report_`, and how to read them."""

from __future__ import annotations

from typing import NamedTuple

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
