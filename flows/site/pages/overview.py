"""The first page: how much there is, how many independent sources, by period, and what the last run brought."""

from __future__ import annotations

from collections.abc import Sequence

from flows.site.asking import Snapshot
from flows.site.charts import NARROW, WIDE, Bar, Part, over_time
from flows.site.columns import claim_columns
from flows.site.links import Links
from flows.site.model import Column, Href, Page, Picture, Row, Table, Tile
from flows.site.pages.claims import pairs_table
from flows.site.periods import UNDATED, Unit, periods_between
from warehouse.checks import CheckResult
from warehouse.lake import quoted

_PAIRS = 12
_NEW = 10
_MOST_PERIODS = 80
_PARTS = (Part("documents", "documents"), Part("sources", "independent sources"))
TOTALS = """SELECT
    (SELECT count(*) FROM articles) AS documents,
    (SELECT count(DISTINCT story_id) FROM articles) AS independent_sources,
    (SELECT count(DISTINCT outlet_id) FROM document_outlets) AS outlets,
    (SELECT count(*) FROM sanctions) AS claims,
    (SELECT count(*) FROM attributions) AS statements,
    (SELECT min(published_on) FROM articles) AS first_on,
    (SELECT max(published_on) FROM articles) AS last_on"""


def overview(snapshot: Snapshot, links: Links, totals: Row, unit: Unit, checks: Sequence[CheckResult]) -> Page:
    """The page index.html."""
    given = {
        "totals": totals,
        "tiles": _tiles(totals),
        "by_period": _by_period(snapshot, links, totals, unit),
        "pairs": pairs_table(snapshot, links, "most", "Who acts against whom, on the most sources", _NAMED, _PAIRS),
        "new": _new(snapshot, links),
        "failed": [check for check in checks if check.broken],
        "checks": len(checks),
    }
    return Page("index.html", "overview.html", "Overview", "overview", given)


_NAMED = "SELECT * FROM report_sanctions WHERE sender_id IS NOT NULL AND target_id IS NOT NULL"


def _tiles(totals: Row) -> list[Tile]:
    """The figures at the head."""
    copies = totals["documents"] - totals["independent_sources"]
    return [
        Tile(totals["documents"], "documents", "sources.html", f"{copies:,} of them copies"),
        Tile(totals["independent_sources"], "independent sources", "stories.html", "stories, each counted once"),
        Tile(totals["outlets"], "outlets", "sources.html"),
        Tile(totals["claims"], "claims about sanctions", "sanctions.html"),
        Tile(totals["statements"], "reported statements", "actors.html"),
    ]


def period_sql(unit: Unit) -> str:
    """Documents, outlets and independent sources by period."""
    return f"""SELECT
    {unit.key} AS period,
    count(DISTINCT articles.doc_id) AS documents,
    count(DISTINCT document_outlets.outlet_id) AS outlets,
    count(DISTINCT articles.story_id) AS independent_sources
FROM articles
LEFT JOIN document_outlets ON document_outlets.doc_id = articles.doc_id
GROUP BY period
ORDER BY period = '{UNDATED}', period"""


def _by_period(snapshot: Snapshot, links: Links, totals: Row, unit: Unit) -> Picture | None:
    """Documents and independent sources by period."""
    of_period: Href = lambda row: links.to("periods", row["period"])  # noqa: E731 (one line says it)
    columns = [
        Column("period", unit.name, "text", of_period),
        Column("documents", "documents", "number", of_period),
        Column("outlets", "outlets", "number", of_period),
        Column("independent_sources", "independent sources", "number", of_period),
    ]
    table = snapshot.table("by-period", f"Documents by {unit.name}", period_sql(unit), columns)
    if totals["first_on"] is None:
        return None
    places = periods_between(unit, totals["first_on"], totals["last_on"], _MOST_PERIODS)
    known = set(places)
    bars = [
        Bar(row["period"], part.colour, row[key], of_period(row))
        for row in table.rows
        if row["period"] in known
        for part, key in zip(_PARTS, ("documents", "independent_sources"), strict=True)
    ]
    wide, narrow = (over_time(bars, places, _PARTS, width, stacked=False) for width in (WIDE, NARROW))
    summary = f"Bars of documents and of independent sources by {unit.name}, {places[0]} to {places[-1]}."
    return Picture("by-period", table.caption, summary, wide, narrow, table, [*_PARTS])


def _new(snapshot: Snapshot, links: Links) -> dict[str, object] | None:
    """What the last run that brought or renewed documents left: its counts, and its first claims."""
    runs = snapshot.ask(
        """SELECT run_id, kind, finished FROM runs
        WHERE run_id IN (SELECT run_id FROM documents) ORDER BY started DESC LIMIT 1"""
    )
    if not runs:
        return None
    run = runs[0]
    of_run = f"run_id = '{quoted(run['run_id'])}'"
    counts = snapshot.ask(
        f"""SELECT count(*) AS documents, count(DISTINCT story_id) AS stories,
        count(*) FILTER (story_id = doc_id) AS new_stories,
        (SELECT count(*) FROM sanctions WHERE {of_run}) AS claims FROM articles WHERE {of_run}"""
    )[0]
    return {
        "run": run,
        "counts": counts,
        "href": links.to("runs", run["run_id"]),
        "claims": _new_claims(snapshot, links, of_run),
    }


def _new_claims(snapshot: Snapshot, links: Links, of_run: str) -> Table:
    """The newest claims of a run that name both sides, each with its characters."""
    sql = f"""SELECT * FROM sanctions
WHERE {of_run} AND len(sender_ids) > 0 AND len(target_ids) > 0 AND status <> 'mentioned'
ORDER BY published_on DESC NULLS LAST, doc_id, sanction_no"""
    columns = claim_columns(links, "sender_ids", "target_ids")
    return snapshot.table(
        "new-claims", "Newest claims", sql, [Column("status", "status", "status"), *columns], limit=_NEW
    )
