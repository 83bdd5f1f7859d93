"""Sanctions: the page of timeline, matrix and measures, and the pages of claims behind their numbers."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any, get_args

from config.sanctions import Status
from flows.site.asking import Snapshot
from flows.site.charts import NARROW, WIDE, Bar, Part, over_time
from flows.site.columns import claim_columns, counted, pair_link, spread
from flows.site.links import Links, pair_key
from flows.site.model import Column, Href, Page, Picture, Row, Table
from flows.site.periods import UNDATED, Unit, periods_between
from warehouse.schema import views

STATUSES: tuple[str, ...] = get_args(Status)
_MOST_PERIODS = 80
_SIDE = 12  # senders and targets of the matrix
_SHADES = 5
_MATRIX = "SELECT * FROM report_matrix"
_ALL = "SELECT * FROM report_sanctions"
_CONTRADICTIONS = "report_contradictions"


def sanctions_page(snapshot: Snapshot, links: Links, totals: Row, unit: Unit) -> Page:
    """The page sanctions.html."""
    given = {
        "timeline": _timeline(snapshot, links, totals, unit),
        "matrix": _matrix(snapshot, links),
        "measures": _measures(snapshot, links),
        "contradictions": _contradictions(snapshot, links),
        "pairs": pairs_table(snapshot, links, "pairs", "Every sender, target and status", _ALL),
    }
    return Page("sanctions.html", "sanctions.html", "Sanctions", "sanctions", given)


def pairs_table(snapshot: Snapshot, links: Links, name: str, caption: str, sql: str, limit: int = 0) -> Table:
    """Senders, targets and statuses with their counts, each leading to its claims."""
    columns = [
        Column("sender_id", "sender", "actor"),
        Column("target_id", "target", "actor"),
        Column("status", "status", "status"),
        *spread(pair_link(links, with_status=True)),
        Column("first_on", "first", "date"),
        Column("last_on", "last", "date"),
    ]
    return snapshot.table(name, caption, sql, columns, limit=limit, choose="status")


def timeline_sql(unit: Unit) -> str:
    """Claims by period and status."""
    return f"""SELECT
    {unit.key} AS period,
    status,
    count(DISTINCT doc_id) AS documents,
    count(DISTINCT story_id) AS independent_sources
FROM sanctions
GROUP BY period, status
ORDER BY period = '{UNDATED}', period, status"""


def _timeline(snapshot: Snapshot, links: Links, totals: Row, unit: Unit) -> Picture | None:
    """Independent sources by period and status."""
    rows = snapshot.ask(timeline_sql(unit))
    if not rows or totals["first_on"] is None:
        return None
    lead: Href = lambda row: links.to("periods", row["period"], row["status"])  # noqa: E731 (one line says it)
    columns = [
        Column("period", unit.name),
        Column("status", "status", "status"),
        counted(lead),
    ]
    caption = f"Independent sources that speak of sanctions, by {unit.name} and status"
    table = Table("timeline", caption, columns, rows[: snapshot.limit], len(rows), timeline_sql(unit), "status")
    places = periods_between(unit, totals["first_on"], totals["last_on"], _MOST_PERIODS)
    known = set(places)
    bars = [
        Bar(row["period"], f"st-{row['status']}", row["independent_sources"], lead(row))
        for row in rows
        if row["period"] in known
    ]
    there = {row["status"] for row in rows}
    parts = [Part(f"st-{status}", status) for status in STATUSES if status in there]
    wide, narrow = (over_time(bars, places, parts, width, stacked=True) for width in (WIDE, NARROW))
    summary = f"Stacked bars, one a {unit.name}, {places[0]} to {places[-1]}, one colour a status."
    return Picture("timeline", caption, summary, wide, narrow, table, parts)


def _matrix(snapshot: Snapshot, links: Links) -> dict[str, Any]:
    """Most named senders against most named targets; a cell is (row of report_matrix, shade 1 to 5, link)."""
    rows = snapshot.ask(f"{_MATRIX} LIMIT {snapshot.limit}")
    targets = _most(rows, "target_id")
    senders = _most([row for row in rows if row["target_id"] in targets], "sender_id")
    most = max((row["independent_sources"] for row in rows), default=1)
    cells = {
        (row["sender_id"], row["target_id"]): {
            "row": row,
            "shade": shade(row["independent_sources"], most),
            "href": links.pair(row["sender_id"], row["target_id"]),
        }
        for row in rows
    }
    return {"senders": senders, "targets": targets, "cells": cells, "sql": _MATRIX}


def shade(value: int, most: int) -> int:
    """A step of the scale of shades, 1 to 5, by the square root, so that small numbers differ too."""
    return math.ceil(_SHADES * math.sqrt(value / most)) if value else 0


def _most(rows: Sequence[Row], side: str) -> list[str]:
    """The actors on one side that have the most sources."""
    totals: dict[str, int] = {}
    for row in rows:
        totals[row[side]] = totals.get(row[side], 0) + row["independent_sources"]
    return sorted(totals, key=lambda actor: (-totals[actor], actor))[:_SIDE]


def _measures(snapshot: Snapshot, links: Links) -> Table:
    """Measures by status."""
    columns = [
        Column("measure", "measure", "code", lambda row: links.to("measures", row["measure"])),
        Column("status", "status", "status"),
        *spread(lambda row: links.to("measures", row["measure"], row["status"])),
        Column("first_on", "first", "date"),
        Column("last_on", "last", "date"),
    ]
    return snapshot.table("measures", "Measures by status", "SELECT * FROM report_measures", columns, choose="measure")


def _contradictions(snapshot: Snapshot, links: Links) -> Table | None:
    """Documents that contradict one another, where the lake's views tell them."""
    if _CONTRADICTIONS not in {view.name for view in views()}:
        return None

    def other_side(row: Row) -> str | None:
        status = row["other_status"] if row["other_status"] in STATUSES else "mentioned"
        return links.pair(row["sender_id"], row["target_id"], status)

    columns = [
        Column("day", "day", "date"),
        Column("sender_id", "sender", "actor"),
        Column("target_id", "target", "actor"),
        Column("status", "some say", "status"),
        counted(pair_link(links, with_status=True)),
        Column("sentence", "in words"),
        Column("other_status", "others say", "status"),
        Column("other_independent_sources", "their independent sources", "number", other_side),
        Column("other_sentence", "in words"),
    ]
    caption = "Documents of one day that contradict one another"
    return snapshot.table("contradictions", caption, f"SELECT * FROM {_CONTRADICTIONS}", columns)


def pair_pages(snapshot: Snapshot, links: Links, pairs: Sequence[tuple[str | None, str | None]]) -> Iterator[Page]:
    """One page a sender and target: their claims by status."""
    snapshot.gather("pair_claims", [pair_key(*pair) for pair in pairs], parted_by="status")
    snapshot.gather("pair_counts", [pair_key(*pair) for pair in pairs])
    for sender, target in pairs:
        key = pair_key(sender, target)
        given = {
            "sender": sender,
            "target": target,
            "tables": _by_status(snapshot, links, "pair_claims", key, "measures"),
            "counts": snapshot.keyed("pair_counts", key, "", ()).rows,
        }
        yield Page(links.to("pairs", key) or "", "pair.html", "", "sanctions", given)


def measure_pages(snapshot: Snapshot, links: Links, measures: Sequence[str]) -> Iterator[Page]:
    """One page a measure: the claims that name it, by status."""
    snapshot.gather("measure_claims", measures, parted_by="status")
    for measure in measures:
        tables = _by_status(snapshot, links, "measure_claims", measure, "sender_ids", "target_ids")
        yield Page(
            links.to("measures", measure) or "",
            "measure.html",
            measure,
            "sanctions",
            {"tables": tables, "measure": measure},
        )


def _by_status(snapshot: Snapshot, links: Links, name: str, key: str, *sides: str) -> list[Table]:
    """Claims of one key, a table a status, named after it, so that links find it."""
    tables = snapshot.parted(name, key, "status", claim_columns(links, *sides))
    return sorted(tables, key=lambda table: STATUSES.index(table.name))


def claims_by_status(snapshot: Snapshot, links: Links, period: str) -> list[Table]:
    """Claims of a period, a table a status."""
    return _by_status(snapshot, links, "period_claims", period, "sender_ids", "target_ids")
