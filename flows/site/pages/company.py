"""Who is named with whom: the matrix of the most named, a page for each pair named often, and each actor's company."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from flows.site.asking import Snapshot
from flows.site.columns import evidence, outlet_column, spread
from flows.site.links import Links, pair_key
from flows.site.model import Column, Href, Page, Row, Table
from flows.site.pages.claims import shade
from warehouse.lake import quoted

_SIDE = 14
_TOGETHER = 30
_TOGETHER_PAGES = 150  # beside those of the matrix
_COMPANIONS = 10  # of an actor, on its page
_DOCUMENTS = 20  # of an actor and a companion, on the actor's page


class Company(NamedTuple):
    """An actor's company: the counts, and for each companion the documents that name both."""

    counts: Table
    documents: Sequence[Table]


def matrix(snapshot: Snapshot, links: Links) -> dict[str, Any]:
    """The most named actors against one another; a cell is (row of report_cooccurrence, shade)."""
    named, sql = _most_named(snapshot)
    rows = snapshot.ask(sql)
    most = max((row["independent_sources"] for row in rows), default=1)
    cells: dict[tuple[str, str], dict[str, Any]] = {}
    for row in rows:
        cell = {"row": row, "shade": shade(row["independent_sources"], most), "href": _pair(links, row)}
        cells[row["actor_id"], row["other_id"]] = cells[row["other_id"], row["actor_id"]] = cell
    return {"senders": named, "targets": named, "cells": cells, "sql": sql}


def most_together(snapshot: Snapshot, links: Links) -> Table:
    """Actors named with one another most."""
    columns = [
        Column("actor_id", "actor", "actor"),
        Column("other_id", "named with", "actor"),
        *spread(lambda row: _pair(links, row)),
    ]
    sql = "SELECT * FROM report_cooccurrence"
    return snapshot.table("together", "Named together most", sql, columns, limit=_TOGETHER)


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


def together_pages(snapshot: Snapshot, links: Links, pairs: Sequence[str]) -> Iterator[Page]:
    """One page a pair of actors: the documents that name both."""
    snapshot.gather("together_documents", pairs)
    for pair in pairs:
        table = snapshot.keyed("together_documents", pair, "Documents that name both", _naming_both(links))
        given = {"pair": pair.split("--"), "table": table}
        yield Page(links.to("together", pair) or "", "together.html", "", "actors", given)


def gather_company(snapshot: Snapshot, actors: Sequence[str]) -> None:
    """Find what `company` shows, once for all actors."""
    snapshot.gather("actor_company", actors, most=_COMPANIONS)
    snapshot.gather("company_documents", actors, "other_id", most=_DOCUMENTS, companions=str(_COMPANIONS))


def company(snapshot: Snapshot, links: Links, actor: str) -> Company:
    """Those named with an actor most, each leading to its documents: a page of the pair, or a table on this page."""
    documents = snapshot.parted("company_documents", actor, "other_id", _naming_both(links))
    shown = {table.name for table in documents}
    columns = [Column("other_id", "actor", "actor"), *spread(_on_page(links, actor, shown))]
    counts = snapshot.keyed("actor_company", actor, "Named together with", columns)
    listed = {row["other_id"] for row in counts.rows if not _pair(links, {"actor_id": actor} | row)}
    return Company(counts, [table for table in documents if table.name in listed])


def _on_page(links: Links, actor: str, shown: set[str]) -> Href:
    """The way from a companion of an actor to the documents that name both."""

    def way(row: Row) -> str | None:
        here = f"#with-{row['other_id']}" if row["other_id"] in shown else None
        return _pair(links, {"actor_id": actor} | row) or here

    return way


def _pair(links: Links, row: Row) -> str | None:
    """The page of two actors named together, whichever comes first."""
    return links.to("together", pair_key(*sorted((row["actor_id"], row["other_id"]))))


def _naming_both(links: Links) -> list[Column]:
    """A document that names two actors."""
    return [
        Column("published_on", "date", "date"),
        Column("title", "article", "text", lambda row: links.article(row["doc_id"])),
        Column("surface", "names one as", "text", evidence(links, "m", "mention_no")),
        Column("other_surface", "and the other as", "text", evidence(links, "m", "other_mention_no")),
        outlet_column(),
        Column("story_id", "story", "story"),
    ]
