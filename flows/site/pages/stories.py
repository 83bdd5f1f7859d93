"""Stories: the largest clusters, and for each the origin with its copies side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from flows.site.asking import Snapshot
from flows.site.charts import NARROW, WIDE, Bar, Part, across
from flows.site.links import Links
from flows.site.model import Column, Page, Picture, Row
from flows.site.wordings import compared
from tasks.stories.reading import Passage, changes, side_by_side

_ALIKE = 0.3
_COMPARED = 8  # copies that a story's page shows side by side
_LONGEST = 40_000  # characters of a text that are compared
_PART = (Part("sources", "stories"),)
_STORIES = "SELECT * FROM report_stories"
_SIZES = """SELECT
    CASE
        WHEN copies < 5 THEN copies || ''
        WHEN copies < 10 THEN '5-9'
        WHEN copies < 50 THEN '10-49'
        ELSE '50 or more'
    END AS of_documents,
    count(*) AS stories,
    sum(copies)::BIGINT AS documents
FROM report_stories
GROUP BY ALL
ORDER BY min(report_stories.copies)"""


def stories_page(snapshot: Snapshot, links: Links) -> Page:
    """The page stories.html."""

    def told(row: Row) -> str | None:
        return links.story(row["story_id"])

    columns = [
        Column("title", "story", "text", told),
        Column("published_on", "date", "date"),
        Column("copies", "documents", "number", told),
        Column("outlets", "outlets", "number", told),
        Column("origin_outlet_id", "origin", "outlet"),
        Column("relations", "relations", "list"),
    ]
    given = {
        "sizes": _sizes(snapshot),
        "largest": snapshot.table(
            "largest", "Stories, those with most copies first", "SELECT * FROM report_stories", columns
        ),
    }
    return Page("stories.html", "stories.html", "Stories", "stories", given)


def _sizes(snapshot: Snapshot) -> Picture | None:
    """How many stories have how many documents."""
    columns = [
        Column("of_documents", "documents each"),
        Column("stories", "stories", "number", lambda _row: "#largest"),
        Column("documents", "documents in all", "number", lambda _row: "#largest"),
    ]
    table = snapshot.table("sizes", "Stories by how many documents tell them", _SIZES, columns)
    if not table.rows:
        return None
    places = [f"{row['of_documents']} document{'s' if row['of_documents'] != '1' else ''}" for row in table.rows]
    bars = [Bar(place, "sources", row["stories"], None) for place, row in zip(places, table.rows, strict=True)]
    wide, narrow = (across(bars, places, _PART, width) for width in (WIDE, NARROW))
    return Picture("sizes", table.caption, "Lying bars, one a size of story.", wide, narrow, table)


def story_pages(snapshot: Snapshot, links: Links, stories: Sequence[str]) -> Iterator[Page]:
    """One page a story with copies."""
    snapshot.gather("story_members", stories)
    for story_id in stories:
        members = snapshot.keyed("story_members", story_id, "Members", _member_columns(links))
        origin, *copies = members.rows[: _COMPARED + 1]
        texts = _texts(snapshot, [row["doc_id"] for row in (origin, *copies)])
        given = {"story": origin, "members": members, "copies": [_copy(origin, row, texts) for row in copies]}
        yield Page(links.to("stories", story_id) or "", "story.html", origin["title"] or story_id, "stories", given)


def _member_columns(links: Links) -> list[Column]:
    """A member of a story; its relation leads to its passages beside the origin's, where these are shown."""
    return [
        Column("title", "article", "text", lambda row: links.article(row["doc_id"])),
        Column(
            "relation",
            "relation",
            "code",
            lambda row: f"#copy-{row['doc_id']}" if 1 < row["place"] <= _COMPARED + 1 else None,
        ),
        Column("similarity", "similarity", "share"),
        Column("aligned_fraction", "in order", "share"),
        Column("outlet_id", "outlet", "outlet"),
        Column("origin_outlet_id", "credits", "outlet"),
        Column("published_on", "date", "date"),
        Column("words", "words", "number"),
    ]


def _texts(snapshot: Snapshot, documents: Sequence[str]) -> dict[str, str]:
    """Texts of documents, as far as they are compared."""
    rows = snapshot.ask(
        f"SELECT doc_id, left(text, {_LONGEST}) AS text FROM documents WHERE doc_id IN (SELECT unnest($documents))",
        {"documents": list(documents)},
    )
    return {row["doc_id"]: row["text"] for row in rows}


def _copy(origin: Row, member: Row, texts: dict[str, str]) -> dict[str, Any]:
    """One copy beside the origin: its passages, and which names and numbers changed."""
    text, other = texts[origin["doc_id"]], texts[member["doc_id"]]
    found = changes(text, other)
    return {
        "member": member,
        "passages": [_passage(passage) for passage in side_by_side(text, other, _ALIKE)],
        "changes": [
            (label, values)
            for label, values in (
                ("names only in the origin", found.names_lost),
                ("names only in the copy", found.names_gained),
                ("numbers only in the origin", found.numbers_lost),
                ("numbers only in the copy", found.numbers_gained),
            )
            if values
        ],
    }


def _passage(passage: Passage) -> dict[str, Any]:
    """One paragraph and the copy's, with what differs."""
    if passage.other is None:
        return {"left": [(passage.text, True)], "right": [], "overlap": 0.0}
    left, right = compared(passage.text, passage.other)
    return {"left": left, "right": right, "overlap": passage.overlap}
