"""Actors: the league table and who is named with whom, and a page for each actor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from flows.site.asking import Snapshot
from flows.site.columns import COUNTS, evidence, outlet_column, pair_link, statement_columns
from flows.site.links import Links, pair_key
from flows.site.model import Column, Page, Row, Table
from flows.site.pages.claims import shade
from warehouse.lake import quoted

_SIDE = 14
_TOGETHER = 30
_TOGETHER_PAGES = 150  # beside those of the matrix
_OUTLETS = Column("outlets", "outlets", "number")


def actors_page(snapshot: Snapshot, links: Links) -> Page:
    """The page actors.html."""
    given = {
        "league": _league(snapshot, links),
        "speakers": _speakers(snapshot, links),
        "together": _together(snapshot, links),
        "pairs": _company(snapshot, links, "SELECT * FROM report_cooccurrence", "Named together most"),
    }
    return Page("actors.html", "actors.html", "Actors", "actors", given)


def _league(snapshot: Snapshot, links: Links) -> Table:
    """Actors by the independent sources that name them."""
    columns = [
        Column("actor_id", "actor", "actor"),
        Column("kind", "kind", "code"),
        Column("country", "country", "speaker"),
        COUNTS._replace(href=lambda row: links.to("actors", row["actor_id"], "documents")),
        _OUTLETS,
        Column("mentions", "mentions", "number"),
    ]
    return snapshot.table(
        "league", "Actors by independent sources that name them", "SELECT * FROM report_actors", columns, choose="kind"
    )


def _speakers(snapshot: Snapshot, links: Links) -> Table:
    """Speakers by reported statements."""
    columns = [
        Column("speaker", "speaker", "text", lambda row: links.to("actors", row["speaker_actor_id"])),
        Column("speaker_kind", "kind", "code"),
        COUNTS._replace(href=lambda row: _statements_link(links, row)),
        Column("statements", "statements", "number"),
        Column("direct", "direct speech", "number"),
    ]
    return snapshot.table(
        "speakers",
        "Speakers by independent sources that carry them",
        "SELECT * FROM report_speakers",
        columns,
        choose="speaker_kind",
    )


def _statements_link(links: Links, row: Row) -> str | None:
    """The page with a speaker's statements: an actor's, or that of all speakers of a kind who are no known actors."""
    if row["speaker_actor_id"]:
        return links.to("actors", row["speaker_actor_id"], "statements-by")
    return links.to("speakers", row["speaker_kind"])


def _together(snapshot: Snapshot, links: Links) -> dict[str, Any]:
    """The most named actors against one another; a cell is (row of report_cooccurrence, shade)."""
    named, sql = _most_named(snapshot)
    rows = snapshot.ask(sql)
    most = max((row["independent_sources"] for row in rows), default=1)
    cells: dict[tuple[str, str], dict[str, Any]] = {}
    for row in rows:
        cell = {"row": row, "shade": shade(row["independent_sources"], most), "href": _together_link(links, row)}
        cells[row["actor_id"], row["other_id"]] = cells[row["other_id"], row["actor_id"]] = cell
    return {"senders": named, "targets": named, "cells": cells, "sql": sql}


def _most_named(snapshot: Snapshot) -> tuple[list[str], str]:
    """The most named actors, and the SQL of the pairs among them."""
    named = [
        row["actor_id"]
        for row in snapshot.ask(f"SELECT actor_id FROM report_actors WHERE kind <> 'outlet' LIMIT {_SIDE}")
    ]
    listed = ", ".join(f"'{quoted(actor)}'" for actor in named) or "NULL"
    return named, f"SELECT * FROM report_cooccurrence WHERE actor_id IN ({listed}) AND other_id IN ({listed})"


def together_keys(snapshot: Snapshot, most: int) -> list[str]:
    """Which pairs of actors named together have pages: those of the matrix, and those named together most."""
    often = f"SELECT * FROM report_cooccurrence LIMIT {_TOGETHER_PAGES}"
    rows = [*snapshot.ask(_most_named(snapshot)[1]), *snapshot.ask(often)]
    return list(dict.fromkeys(pair_key(row["actor_id"], row["other_id"]) for row in rows))[:most]


def _together_link(links: Links, row: Row) -> str | None:
    """The page of two actors named together, whichever comes first."""
    return links.to("together", pair_key(*sorted((row["actor_id"], row["other_id"]))))


def _company(snapshot: Snapshot, links: Links, sql: str, caption: str) -> Table:
    """Actors named with one another."""
    counts = COUNTS._replace(href=lambda row: _together_link(links, row))
    columns = [Column("actor_id", "actor", "actor"), Column("other_id", "named with", "actor"), counts, _OUTLETS]
    return snapshot.table("together", caption, sql, columns, limit=_TOGETHER)


def actor_pages(snapshot: Snapshot, links: Links, actors: Sequence[str]) -> Iterator[Page]:
    """One page an actor: what it says, what is said about it, sanctions as sender and target, where it is named."""
    for name in ("statements_by", "statements_about", "actor_documents", "actor_company"):
        snapshot.gather(name, actors)
    snapshot.gather("actor_sanctions", actors, parted_by="side")
    facts = _facts(snapshot, actors)
    for actor in actors:
        about = facts.get(actor, {"actor_id": actor, "name": actor})
        given = {
            "actor": about,
            "as_sender": _sanctions(snapshot, links, actor, "sender"),
            "as_target": _sanctions(snapshot, links, actor, "target"),
            "tables": _tables(snapshot, links, actor),
        }
        yield Page(links.to("actors", actor) or "", "actor.html", str(about["name"]), "actors", given)


def _facts(snapshot: Snapshot, actors: Sequence[str]) -> dict[str, Row]:
    """Rows of the table actors, and what report_actors counts for them."""
    rows = snapshot.ask(
        """SELECT actors.*, found.mentions, found.documents, found.outlets, found.independent_sources
        FROM actors LEFT JOIN report_actors AS found ON found.actor_id = actors.actor_id
        WHERE actors.actor_id IN (SELECT unnest($actors))""",
        {"actors": list(actors)},
    )
    return {row["actor_id"]: row for row in rows}


def _sanctions(snapshot: Snapshot, links: Links, actor: str, side: str) -> Table:
    """Sanctions of an actor as sender or as target."""
    other = "target" if side == "sender" else "sender"
    columns = [
        Column(f"{other}_id", other, "actor"),
        Column("status", "status", "status"),
        COUNTS._replace(href=pair_link(links, with_status=True)),
        _OUTLETS,
        Column("first_on", "first", "date"),
        Column("last_on", "last", "date"),
    ]
    sql = f"SELECT * FROM report_sanctions WHERE {side}_id = '{quoted(actor)}'"
    found = snapshot.part("actor_sanctions", actor, side)
    return Table(f"as-{side}", f"As {side}", columns, found.rows, found.total, sql)


def _tables(snapshot: Snapshot, links: Links, actor: str) -> list[Table]:
    """What an actor says, what is said about it, where it is named, and with whom."""
    speaker = Column("speaker_actor_id", "said by", "speaker")
    title = Column("title", "article", "text", lambda row: links.article(row["doc_id"], f"m{row['mention_no']}"))
    counts = COUNTS._replace(href=lambda row: _together_link(links, {"actor_id": actor, "other_id": row["other_id"]}))
    company = [Column("other_id", "actor", "actor"), counts, _OUTLETS]
    naming = [
        Column("published_on", "date", "date"), title, outlet_column(), Column("surface", "first named as"),
        Column("mentions", "mentions", "number"), Column("story_id", "story", "story"),
    ]  # fmt: skip
    return [
        snapshot.keyed("statements_by", actor, "Statements by", statement_columns(links)),
        snapshot.keyed("statements_about", actor, "Statements about", statement_columns(links, speaker)),
        snapshot.keyed("actor_documents", actor, "Documents that name it", naming),
        snapshot.keyed("actor_company", actor, "Named together with", company),
    ]


def speaker_pages(snapshot: Snapshot, links: Links, kinds: Sequence[str]) -> Iterator[Page]:
    """One page a kind of speakers that are no known actors: what they say."""
    snapshot.gather("unlinked_statements", kinds)
    for kind in kinds:
        columns = statement_columns(links, Column("source", "said by"))
        table = snapshot.keyed("unlinked_statements", kind, "Statements", columns)
        title = f"Speakers without a known name: {kind.replace('_', ' ')}"
        yield Page(links.to("speakers", kind) or "", "speaker.html", title, "actors", {"table": table})


def together_pages(snapshot: Snapshot, links: Links, pairs: Sequence[str]) -> Iterator[Page]:
    """One page a pair of actors: the documents that name both."""
    snapshot.gather("together_documents", pairs)
    columns = [
        Column("published_on", "date", "date"),
        Column("title", "article", "text", lambda row: links.article(row["doc_id"])),
        Column("surface", "names one as", "text", evidence(links, "m", "mention_no")),
        Column("other_surface", "and the other as", "text", evidence(links, "m", "other_mention_no")),
        outlet_column(),
        Column("story_id", "story", "story"),
    ]
    for pair in pairs:
        table = snapshot.keyed("together_documents", pair, "Documents that name both", columns)
        yield Page(
            links.to("together", pair) or "", "together.html", "", "actors", {"pair": pair.split("--"), "table": table}
        )
