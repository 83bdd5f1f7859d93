"""Actors: the league table and the speakers, and a page for each actor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flows.site.asking import Snapshot
from flows.site.columns import counted, evidence, outlet_column, pair_link, spread, statement_columns
from flows.site.links import Links
from flows.site.model import Column, Page, Row, Table
from flows.site.pages.company import company, gather_company, matrix, most_together
from warehouse.lake import quoted


def actors_page(snapshot: Snapshot, links: Links) -> Page:
    """The page actors.html."""
    given = {
        "league": _league(snapshot, links),
        "speakers": _speakers(snapshot, links),
        "together": matrix(snapshot, links),
        "pairs": most_together(snapshot, links),
    }
    return Page("actors.html", "actors.html", "Actors", "actors", given)


def _league(snapshot: Snapshot, links: Links) -> Table:
    """Actors by the independent sources that name them."""

    def naming(row: Row) -> str | None:
        return links.to("actors", row["actor_id"], "documents")

    columns = [
        Column("actor_id", "actor", "actor"),
        Column("kind", "kind", "code"),
        Column("country", "country", "speaker"),
        *spread(naming),
        Column("mentions", "mentions", "number", naming),
    ]
    return snapshot.table(
        "league", "Actors by independent sources that name them", "SELECT * FROM report_actors", columns, choose="kind"
    )


def _speakers(snapshot: Snapshot, links: Links) -> Table:
    """Speakers by reported statements."""

    def said(row: Row) -> str | None:
        return _statements_link(links, row)

    columns = [
        Column("speaker", "speaker", "text", lambda row: links.to("actors", row["speaker_actor_id"])),
        Column("speaker_kind", "kind", "code"),
        counted(said),
        Column("statements", "statements", "number", said),
        Column("direct", "direct speech", "number", said),
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


def actor_pages(snapshot: Snapshot, links: Links, actors: Sequence[str]) -> Iterator[Page]:
    """One page an actor: what it says, what is said about it, sanctions as sender and target, where it is named."""
    for name in ("statements_by", "statements_about", "actor_documents"):
        snapshot.gather(name, actors)
    gather_company(snapshot, actors)
    snapshot.gather("actor_sanctions", actors, parted_by="side")
    facts = _facts(snapshot, actors)
    for actor in actors:
        about = facts.get(actor, {"actor_id": actor, "name": actor})
        given = {
            "actor": about,
            "as_sender": _sanctions(snapshot, links, actor, "sender"),
            "as_target": _sanctions(snapshot, links, actor, "target"),
            "tables": _tables(snapshot, links, actor),
            "company": company(snapshot, links, actor),
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
        *spread(pair_link(links, with_status=True)),
        Column("first_on", "first", "date"),
        Column("last_on", "last", "date"),
    ]
    sql = f"SELECT * FROM report_sanctions WHERE {side}_id = '{quoted(actor)}'"
    found = snapshot.part("actor_sanctions", actor, side)
    return Table(f"as-{side}", f"As {side}", columns, found.rows, found.total, sql)


def _tables(snapshot: Snapshot, links: Links, actor: str) -> list[Table]:
    """What an actor says, what is said about it, and where it is named."""
    speaker = Column("speaker_actor_id", "said by", "speaker")
    first = evidence(links, "m", "mention_no")
    title = Column("title", "article", "text", first)
    naming = [
        Column("published_on", "date", "date"), title, outlet_column(), Column("surface", "first named as"),
        Column("mentions", "mentions", "number", first), Column("story_id", "story", "story"),
    ]  # fmt: skip
    return [
        snapshot.keyed("statements_by", actor, "Statements by", statement_columns(links)),
        snapshot.keyed("statements_about", actor, "Statements about", statement_columns(links, speaker)),
        snapshot.keyed("actor_documents", actor, "Documents that name it", naming),
    ]


def speaker_pages(snapshot: Snapshot, links: Links, kinds: Sequence[str]) -> Iterator[Page]:
    """One page a kind of speakers that are no known actors: what they say."""
    snapshot.gather("unlinked_statements", kinds)
    for kind in kinds:
        columns = statement_columns(links, Column("source", "said by"))
        table = snapshot.keyed("unlinked_statements", kind, "Statements", columns)
        title = f"Speakers without a known name: {kind.replace('_', ' ')}"
        yield Page(links.to("speakers", kind) or "", "speaker.html", title, "actors", {"table": table})
