"""Columns that many tables share, each with the way to the rows or the characters behind it."""

from __future__ import annotations

from flows.site.links import Links
from flows.site.model import Column, Href

_DATE = Column("published_on", "date", "date")
_OUTLET = Column("outlet_id", "outlet", "outlet")
_STORY = Column("story_id", "story", "story")
_RULE = Column("rule_id", "rule and confidence", "rule")
_COUNTS = Column("independent_sources", "independent sources / documents", "counts")


def claim_columns(links: Links, *sides: str) -> list[Column]:
    """A claim: its sentence leads to its characters."""
    named: dict[str, Column] = {
        "sender_ids": Column("sender_ids", "sender", "actors"),
        "target_ids": Column("target_ids", "target", "actors"),
        "measures": Column("measures", "measures", "measures"),
    }
    return [
        _DATE,
        *(named[side] for side in sides),
        Column("sentence", "sentence", "text", evidence(links, "s", "sanction_no")),
        Column("speaker_actor_id", "said by", "speaker"),
        _OUTLET,
        _STORY,
        _RULE,
    ]


def statement_columns(links: Links, *more: Column) -> list[Column]:
    """A reported statement: its words lead to their characters."""
    words = Column("statement", "statement", "text", evidence(links, "q", "attribution_no"))
    return [_DATE, *more, words, Column("mode", "mode", "code"), _OUTLET, _STORY, _RULE]


def document_columns(links: Links, *more: Column) -> list[Column]:
    """An article, with the story it belongs to."""
    title = Column("title", "article", "text", lambda row: links.article(row["doc_id"]))
    told = Column("story_copies", "documents in story", "number", lambda row: links.story(row["story_id"]))
    return [_DATE, title, *more, _STORY, told]


def counted(href: Href, label: str = _COUNTS.label) -> Column:
    """Independent sources and documents in one cell, leading to the rows that they count."""
    return _COUNTS._replace(label=label, href=href)


def spread(href: Href) -> list[Column]:
    """The same, and how many outlets these documents stand in."""
    return [counted(href), Column("outlets", "outlets", "number", href)]


def outlet_column() -> Column:
    """The outlet of an article."""
    return _OUTLET


def evidence(links: Links, letter: str, number: str) -> Href:
    """The way to a finding's characters: the article's page, at the finding."""
    return lambda row: links.article(row["doc_id"], f"{letter}{row[number]}")


def pair_link(links: Links, with_status: bool) -> Href:
    """The way from a sender and target, with a status or without, to its claims."""
    return lambda row: links.pair(row["sender_id"], row["target_id"], row["status"] if with_status else "")
