"""The page of a period: its articles, and its claims by status."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flows.site.asking import Snapshot
from flows.site.columns import document_columns, outlet_column
from flows.site.links import Links
from flows.site.model import Page
from flows.site.pages.claims import claims_by_status
from flows.site.periods import Unit


def period_pages(snapshot: Snapshot, links: Links, periods: Sequence[str], unit: Unit) -> Iterator[Page]:
    """One page a period."""
    snapshot.gather("period_claims", periods, parted_by="status", period=unit.key)
    snapshot.gather("period_documents", periods, period=unit.key)
    for period in periods:
        columns = document_columns(links, outlet_column())
        given = {
            "period": period,
            "unit": unit.name,
            "claims": claims_by_status(snapshot, links, period),
            "documents": snapshot.keyed("period_documents", period, "Articles", columns),
        }
        yield Page(links.to("periods", period) or "", "period.html", period, "overview", given)
