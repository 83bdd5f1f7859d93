"""Link the documents of a batch to the knowledge base."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from tasks.actors.discoverer import Discoverer
from tasks.actors.discovery import Findings
from tasks.actors.gazetteer import Gazetteer
from tasks.actors.imported_names import Span
from tasks.actors.linker import Linker
from tasks.actors.links import Link, in_text_order, merged
from tasks.actors.passage import Passage
from tasks.actors.scan import read_segments
from warehouse.records import Discovery, Document, Mention, Segment

_new: Final = tuple.__new__  # of a record, without its constructor's checks: there are dozens in a document


class Linked(NamedTuple):
    """What linking makes of a batch: mentions and discovered actors, both parallel to the documents."""

    mentions: list[list[Mention]]
    discoveries: list[list[Discovery]]


def link(
    documents: Sequence[Document], segments: Sequence[Sequence[Segment]], gazetteer: Gazetteer
) -> list[list[Mention]]:
    """Mentions of actors of the knowledge base in each document, in text order and numbered from 0.

    No two overlap but a country and the organ whose name its possessive opens ("China's Foreign Ministry"); the country
    comes first.

    `segments[i]` belongs to `documents[i]`. Segments of kind boilerplate are not read. The result is parallel to
    `documents`.
    """
    linked = _links(_passages(documents, segments), gazetteer)
    return [_mentions(document, links) for document, links in zip(documents, linked, strict=True)]


def link_and_discover(
    documents: Sequence[Document], segments: Sequence[Sequence[Segment]], gazetteer: Gazetteer, discoverer: Discoverer
) -> Linked:
    """The same, with the people and bodies that the knowledge base lacks.

    Their mentions have ids that begin with "found-", and never overlap others. Links of places, adjectives and surnames
    inside a longer unknown name fall away.
    """
    passages = _passages(documents, segments)
    linked = _links(passages, gazetteer)
    findings = discoverer.discover(passages, linked)
    mentions = [
        _mentions(document, _together(links, found))
        for document, links, found in zip(documents, linked, findings, strict=True)
    ]
    named = [
        sorted({link.actor_id for link in links}) if found.actors else []
        for links, found in zip(linked, findings, strict=True)
    ]
    discoveries = [
        [
            _new(Discovery, (document.doc_id, one.actor_id, one.name, one.kind, one.rule, one.confidence, companions))
            for one in found.actors
        ]
        for document, found, companions in zip(documents, findings, named, strict=True)
    ]
    return Linked(mentions, discoveries)


def _passages(documents: Sequence[Document], segments: Sequence[Sequence[Segment]]) -> list[Passage]:
    return [Passage(document, own) for document, own in zip(documents, segments, strict=True)]


def _links(passages: Sequence[Passage], gazetteer: Gazetteer) -> list[list[Link]]:
    """The links of each document; imported names are looked for in all documents at once."""
    imported: list[list[Span]] = [[] for _ in passages]
    if gazetteer.imported is not None:
        texts, segments = [passage.text for passage in passages], [read_segments(passage) for passage in passages]
        imported = gazetteer.imported.spans(texts, segments)
    return [Linker(passage, gazetteer, own).links() for passage, own in zip(passages, imported, strict=True)]


def _together(links: list[Link], found: Findings) -> list[Link]:
    """Links and discovered mentions in text order, without what longer names swallow."""
    if not found.mentions:
        return links
    swallowed = found.swallowed
    kept = [link for link in links if (link.start, link.end) not in swallowed] if swallowed else links
    return merged(kept, sorted(found.mentions, key=in_text_order))


def _mentions(document: Document, links: list[Link]) -> list[Mention]:
    text, doc_id, record = document.text, document.doc_id, Mention
    nobody: list[str] = []  # one for all, as rows never change
    return [
        _new(
            record,
            (
                doc_id, number, link.segment.segment_no, link.start, link.end,
                link.surface or text[link.start : link.end],
                link.actor_id, link.kind, link.method, link.confidence,
                list(link.candidates) if link.candidates else nobody,
            ),
        )
        for number, link in enumerate(links)
    ]  # fmt: skip
