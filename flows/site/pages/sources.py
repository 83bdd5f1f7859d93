"""Sources: outlets by independent stories and by copies, who relays whom, sources without a name; a page an outlet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from flows.site.asking import Snapshot
from flows.site.charts import NARROW, WIDE, Bar, Part, across, short
from flows.site.columns import counted, document_columns, evidence
from flows.site.links import Links
from flows.site.model import Column, Href, Page, Picture, Table
from flows.site.relays import Flow, network
from warehouse.lake import quoted

_BARS = 20
_FLOWS = 40
_PARTS = (Part("sources", "stories of its own"), Part("copies", "copies"))
_RELAYS = "SELECT * FROM report_relays"


def sources_page(snapshot: Snapshot, links: Links) -> Page:
    """The page sources.html."""
    relays = snapshot.table("relays", "Who relays whom", _RELAYS, _relay_columns(links))
    flows = [
        Flow(row["source_outlet_id"], row["source"], row["outlet_id"], row["outlet"], row["documents"])
        for row in relays.rows[:_FLOWS]
    ]
    given = {
        "outlets": _outlets(snapshot, links),
        "relays": relays,
        "network": network(flows),
        "anonymous": _anonymous(snapshot, links),
    }
    return Page("sources.html", "sources.html", "Sources", "sources", given)


def _outlets(snapshot: Snapshot, links: Links) -> Picture | None:
    """Outlets by stories of their own and by copies."""
    columns = [
        Column("outlet_id", "outlet", "outlet"),
        Column("country", "country", "speaker"),
        counted(links.documents),
        Column("copies", "copies", "number", links.documents),
        Column("credited_elsewhere", "credit another", "number", links.documents),
        Column("first_on", "first", "date"),
        Column("last_on", "last", "date"),
    ]
    table = snapshot.table("outlets", "Outlets", "SELECT * FROM report_sources", columns)
    rows = table.rows[:_BARS]
    if not rows:
        return None
    places = [short(row["outlet"]) for row in rows]
    bars = [
        Bar(place, part.colour, value, links.to("outlets", row["outlet_id"]))
        for place, row in zip(places, rows, strict=True)
        for part, value in zip(_PARTS, (row["documents"] - row["copies"], row["copies"]), strict=True)
        if value
    ]
    wide, narrow = (across(bars, list(dict.fromkeys(places)), _PARTS, width) for width in (WIDE, NARROW))
    caption = f"Documents of the {len(rows)} outlets that carry most: stories of their own, and copies of others'"
    return Picture("outlets", caption, "Lying bars, one an outlet.", wide, narrow, table, _PARTS)


def _relay_columns(links: Links) -> list[Column]:
    """Who relays whom."""
    return [
        Column("source_outlet_id", "from", "outlet"),
        Column("outlet_id", "relayed by", "outlet"),
        counted(links.documents),
        Column("credited", "credited", "number", links.documents),
        Column("quoted", "quoted", "number", lambda row: links.to("outlets", row["outlet_id"], "taken")),
        Column("copied", "copied", "number", links.documents),
    ]


def _relays(snapshot: Snapshot, links: Links, outlet: str, side: str, caption: str) -> Table:
    """What an outlet relays (`side` is outlet) or what of it is relayed (source)."""
    found = snapshot.part("outlet_relays", outlet, side)
    column = "outlet_id" if side == "outlet" else "source_outlet_id"
    sql = f"{_RELAYS} WHERE {column} = '{quoted(outlet)}'"
    return Table(f"as-{side}", caption, _relay_columns(links), found.rows, found.total, sql)


def _anonymous(snapshot: Snapshot, links: Links) -> Table:
    """Outlets by statements of sources without a name."""

    def statements(part: str) -> Href:
        return lambda row: links.to("outlets", row["outlet_id"], part)

    columns = [
        Column("outlet_id", "outlet", "outlet"),
        Column("anonymous", "without a name", "number", statements("nameless")),
        Column("statements", "statements", "number", statements("every")),
        Column("anonymous_share", "share", "share"),
    ]
    return snapshot.table("anonymous", "Statements whose source has no name", "SELECT * FROM report_anonymous", columns)


def _statements(snapshot: Snapshot, links: Links, outlet: str) -> list[Table]:
    """What an outlet reports, with what it takes from other outlets and from sources without a name once more apart."""
    via = Column("via_outlet_id", "taken from", "outlet")
    captions = {
        "taken": ("Statements taken from other outlets", [via]),
        "nameless": ("Statements whose source has no name", []),
        "every": ("Every statement", [via]),
    }
    found = {table.name: table for table in snapshot.parted("outlet_statements", outlet, "which", ())}
    return [
        replace(found.get(part, Table(part, "", (), [], 0)), caption=caption, columns=_said(links, *more))
        for part, (caption, more) in captions.items()
    ]


def _said(links: Links, *more: Column) -> list[Column]:
    """A statement on the page of its outlet."""
    return [
        Column("published_on", "date", "date"),
        Column("source", "source"),
        *more,
        Column("statement", "statement", "text", evidence(links, "q", "attribution_no")),
        Column("story_id", "story", "story"),
        Column("rule_id", "rule and confidence", "rule"),
    ]


def outlet_pages(snapshot: Snapshot, links: Links, outlets: Sequence[str]) -> Iterator[Page]:
    """One page an outlet: its articles, whom it relays and who relays it, what it reports and from whom it has that."""
    snapshot.gather("outlet_documents", outlets)
    snapshot.gather("outlet_statements", outlets, parted_by="which")
    snapshot.gather("outlet_relays", outlets, parted_by="side")
    totals = {row["outlet_id"]: row for row in snapshot.ask("SELECT * FROM report_sources")}
    origin = Column("origin_outlet_id", "credits", "outlet")
    score = Column("translationese", "translated", "share")
    for outlet in outlets:
        given = {
            "outlet": totals[outlet],
            "tables": [
                snapshot.keyed("outlet_documents", outlet, "Articles", document_columns(links, origin, score)),
                _relays(snapshot, links, outlet, "outlet", "Relays others"),
                _relays(snapshot, links, outlet, "source", "Is relayed by others"),
                *_statements(snapshot, links, outlet),
            ],
        }
        yield Page(links.to("outlets", outlet) or "", "outlet.html", totals[outlet]["outlet"], "sources", given)
