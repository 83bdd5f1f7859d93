"""Attributions of a batch of documents: who says what, by which words, through whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tasks.attribution.lexicon import AttributionLexicon
from tasks.attribution.reader import Reader
from tasks.attribution.sentences import paragraphs
from warehouse.records import Attribution, Document, Mention, Segment

_SKIPPED_KINDS: Final = frozenset({"boilerplate", "byline", "dateline"})


def attribute(
    documents: Sequence[Document],
    segments: Sequence[Sequence[Segment]],
    mentions: Sequence[Sequence[Mention]],
    lexicon: AttributionLexicon,
) -> list[list[Attribution]]:
    """Find every reported statement of every document.

    Lists are parallel by document; so is the result, in text order of content. Statements in boilerplate, bylines and
    datelines, and in languages without a lexicon, are left out. Raises ValueError where the lists differ in length.
    """
    return [
        _attribute_one(document, parts, named, lexicon)
        for document, parts, named in zip(documents, segments, mentions, strict=True)
    ]


def _attribute_one(
    document: Document, segments: Sequence[Segment], mentions: Sequence[Mention], lexicon: AttributionLexicon
) -> list[Attribution]:
    """The attributions of one document."""
    language = lexicon.language(document.language)
    body = [segment for segment in segments if segment.kind not in _SKIPPED_KINDS and segment.start < segment.end]
    if language is None or not body:
        return []
    reader = Reader(document, segments, mentions, lexicon, language)
    for paragraph in paragraphs(body):
        reader.read(paragraph)
    return reader.finish()
