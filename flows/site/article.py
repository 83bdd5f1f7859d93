"""An article's page: its text with every finding marked, notes beside each paragraph, and the text as delivered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from markupsafe import Markup

from flows.site.model import Page, Row
from flows.site.plain import file_name
from flows.site.spans import Span, marked
from warehouse.reading import Reading

_GAP = re.compile(r"\n\s*\n")
_LONGEST = 200_000  # code points of a text that are shown
_CLAIM, _SAID, _PART, _NAME = range(4)


class Paragraph(NamedTuple):
    """One paragraph: its marked text, and the findings that begin in it."""

    text: Markup
    claims: list[Row]
    statements: list[Row]
    mentions: list[Row]


def article_page(reading: Reading) -> Page:
    """The page of one document."""
    article = reading.article
    text = article["text"][:_LONGEST]
    raw = reading.raw_text[:_LONGEST]
    given = {
        "article": article,
        "paragraphs": list(paragraphs(text, reading)),
        "raw": marked(raw, [_artifact(row) for row in reading.artifacts], 0, len(raw), set()),
        "artifacts": reading.artifacts,
        "counts": {
            "claims": len(reading.sanctions),
            "statements": len(reading.attributions),
            "mentions": len(reading.mentions),
            "artifacts": len(reading.artifacts),
        },
        "cut": max(0, len(article["text"]) - len(text)),
        "raw_cut": max(0, len(reading.raw_text) - len(raw)),
    }
    path = f"articles/{file_name(article['doc_id'])}.html"
    return Page(path, "article.html", article["title"] or article["doc_id"], "articles", given)


def paragraphs(text: str, reading: Reading) -> Iterator[Paragraph]:
    """The text by paragraphs, each with what begins in it."""
    spans = list(_spans(reading))
    statements = [_with_parts(row, text) for row in reading.attributions]
    claims = [_with_condition(row, text) for row in reading.sanctions]
    begun: set[str] = set()
    for start, end in _stretches(text):
        yield Paragraph(
            marked(text, spans, start, end, begun),
            _beginning(claims, "start", start, end),
            _beginning(statements, "content_start", start, end),
            _beginning(reading.mentions, "start", start, end),
        )


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Where the paragraphs begin and end; the blank lines between them belong to none."""
    start = 0
    for gap in [*_GAP.finditer(text), None]:
        end = gap.start() if gap else len(text)
        if text[start:end].strip():
            yield start, end
        start = gap.end() if gap else end


def _beginning(rows: Sequence[Row], key: str, start: int, end: int) -> list[Row]:
    """Findings whose first code point is in a paragraph."""
    return [row for row in rows if start <= row[key] < end]


def _spans(reading: Reading) -> Iterator[Span]:
    """All that is marked in the clean text. Claims are outermost, so that none of them is ever cut by another kind."""
    for row in reading.sanctions:
        anchor, status = f"s{row['sanction_no']}", row["status"]
        yield Span(row["start"], row["end"], _CLAIM, f"claim st-{status}", anchor, f"{status} · {_rule(row)}")
        if row["condition_start"] is not None:
            yield Span(row["condition_start"], row["condition_end"], _PART, "condition", f"{anchor}-if", "condition")
    for row in reading.attributions:
        anchor = f"q{row['attribution_no']}"
        hint = f"{row['speaker']}: {row['mode']} speech · {_rule(row)}"
        yield Span(row["content_start"], row["content_end"], _SAID, "said", anchor, hint)
        for part in ("source", "cue"):
            if row[f"{part}_start"] is not None:
                yield Span(
                    row[f"{part}_start"], row[f"{part}_end"], _PART, part, f"{anchor}-{part}", f"{part} · {hint}"
                )
    for row in reading.mentions:
        hint = f"{row['actor']} · {row['kind']} · {row['method']} {row['confidence']:.2f}"
        yield Span(row["start"], row["end"], _NAME, "mention", f"m{row['mention_no']}", hint)


def _artifact(row: Row) -> Span:
    """An artifact in the text as delivered."""
    hint = f"{row['kind']} · {row['action']} · {row['rule_id']}"
    return Span(row["raw_start"], row["raw_end"], 0, f"artifact {row['action']}", f"a{row['artifact_no']}", hint)


def _rule(row: Row) -> str:
    """Rule and confidence."""
    return f"{row['rule_id']} {row['confidence']:.2f}"


def _with_parts(row: Row, text: str) -> dict[str, Any]:
    """An attribution with the characters of its source and cue."""
    parts = {part: _cut(text, row[f"{part}_start"], row[f"{part}_end"]) for part in ("source", "cue")}
    return row | parts


def _with_condition(row: Row, text: str) -> dict[str, Any]:
    """A claim with the characters of its condition."""
    return row | {"condition": _cut(text, row["condition_start"], row["condition_end"])}


def _cut(text: str, start: int | None, end: int | None) -> str | None:
    """Some characters, where they are known."""
    return None if start is None or end is None else text[start:end]
