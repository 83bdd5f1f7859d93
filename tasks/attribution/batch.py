"""Attributions of a batch of documents: who says what, by which words, through whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tasks.attribution.lexicon import AttributionLexicon, Language
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

    Lists are parallel by document, mentions in text order; so is the result, by content. Statements in boilerplate,
    bylines and datelines, and in languages without a lexicon, are left out. Raises ValueError where the lists differ in
    length.
    """
    languages = [lexicon.language(document.language) for document in documents]
    # One pass for all texts: the gate's tables are large, and what else is read pushes them out of the cache.
    triggers = [
        language.gate.places(document.text) if language else []
        for document, language in zip(documents, languages, strict=True)
    ]
    return [
        _attribute_one(document, parts, named, lexicon, language, places)
        for document, parts, named, language, places in zip(
            documents, segments, mentions, languages, triggers, strict=True
        )
    ]


def _attribute_one(
    document: Document,
    segments: Sequence[Segment],
    mentions: Sequence[Mention],
    lexicon: AttributionLexicon,
    language: Language | None,
    triggers: list[int],
) -> list[Attribution]:
    """The attributions of one document."""
    body = [segment for segment in segments if segment.kind not in _SKIPPED_KINDS and segment.start < segment.end]
    if language is None or not body:
        return []
    reader = Reader(document, segments, mentions, lexicon, language, triggers)
    for paragraph in paragraphs(body):
        reader.read(paragraph)
    return reader.finish()
