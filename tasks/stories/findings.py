"""Differences between copies as rows: artifacts with the other copy as evidence, and mentions that they repair."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from config.stories import DifferenceSettings
from tasks.stories.differences import Copy, Difference, Named, differences
from warehouse.records import Artifact, Mention, StoryLink

_CLOSENESS = {"near_copy": 2, "retranslation": 1, "partial": 0}
_METHOD = "copy"

Pair = tuple[str, str]  # later and earlier copy


class Known(NamedTuple):
    """What lake and run know of a copy."""

    copy: Copy
    alignment: Sequence[Mapping[str, int]]  # as documents.raw_alignment
    noted: frozenset[tuple[str, int]]  # kind and raw start of its artifacts
    segments: Sequence[tuple[int, int]]  # start and number, in order
    artifacts: int  # the first number that is free
    mentions: int


class Findings(NamedTuple):
    """New rows about copies: of documents of this run and of earlier ones."""

    artifacts: list[Artifact]
    mentions: list[Mention]


def known_of(row: Sequence[Any]) -> Known:
    """What a row of warehouse/sql/story_copies.sql says, behind its job number."""
    doc_id, text, alignment, mentions, claims, artifacts, segments, last_artifact, last_mention = row
    triggers = [(text.find(trigger, int(start)), len(trigger)) for start, trigger in claims]
    return Known(
        Copy(
            doc_id,
            text,
            [Named(int(start), int(end), actor_id, kind) for start, end, actor_id, kind in mentions],
            [(at, at + length) for at, length in triggers if at >= 0],
        ),
        alignment,
        frozenset((kind, int(start)) for kind, start in artifacts),
        [(start, number) for start, number in segments],
        last_artifact + 1,
        last_mention + 1,
    )


def pairs_to_read(links: Iterable[StoryLink], rules: DifferenceSettings) -> list[Pair]:
    """Which linked pairs to read side by side: for each later document the closest few; sorted."""
    closest: dict[str, list[tuple[int, float, str]]] = defaultdict(list)
    for link in links:
        if link.relation in rules.relations:
            closest[link.doc_id].append((_CLOSENESS[link.relation], link.similarity, link.other_doc_id))
    return sorted(
        (doc_id, other) for doc_id, found in closest.items() for *_, other in sorted(found, reverse=True)[: rules.links]
    )


def read_pairs(pairs: Sequence[Pair], copies: Mapping[str, Copy], rules: DifferenceSettings) -> list[Difference]:
    """Differences of all pairs, in their order. Raises KeyError for a document that is not in `copies`."""
    return [found for later, earlier in pairs for found in differences(copies[later], copies[earlier], rules)]


def rows_of(found: Iterable[Difference], known: Mapping[str, Known], rules: DifferenceSettings, rows: Findings) -> None:
    """Add to `rows` those of the differences that are not noted yet, numbered on from those that a document has.

    A difference in a stretch that was not taken over from the raw text as it stands has no place there and is left
    out.
    """
    noted = {(row.doc_id, row.kind, row.raw_start) for row in rows.artifacts}
    artifacts = Counter(row.doc_id for row in rows.artifacts)
    mentions = Counter(row.doc_id for row in rows.mentions)
    for one in found:
        own = known[one.doc_id]
        raw_start = _raw(own.alignment, one.start, one.end)
        place = (one.doc_id, one.kind, raw_start)
        if raw_start < 0 or place in noted or place[1:] in own.noted:
            continue
        noted.add(place)
        rows.artifacts.append(_artifact(one, own, raw_start, own.artifacts + artifacts[one.doc_id]))
        artifacts[one.doc_id] += 1
        if one.actor_id:
            rows.mentions.append(_mention(one, own, own.mentions + mentions[one.doc_id], rules))
            mentions[one.doc_id] += 1


def _artifact(found: Difference, own: Known, raw_start: int, number: int) -> Artifact:
    """A difference as an artifact."""
    text = own.copy.text[found.start : found.end]
    raw_end = raw_start + len(text)
    rule = f"copies.{found.kind}"
    return Artifact(
        *(found.doc_id, number, found.kind, raw_start, raw_end, text, found.replacement, "flagged", rule),
        other_doc_id=found.other_doc_id,
    )


def _mention(found: Difference, own: Known, number: int, rules: DifferenceSettings) -> Mention:
    """A damaged name as a mention of the actor whom the other copy names there."""
    text = own.copy.text[found.start : found.end]
    segment = max(0, bisect_right(own.segments, (found.start, 1 << 62)) - 1)
    number_of_segment = own.segments[segment][1] if own.segments else 0
    place = (found.doc_id, number, number_of_segment, found.start, found.end)
    return Mention(*place, text, found.actor_id or "", "name", _METHOD, rules.confidence, [])


def _raw(alignment: Sequence[Mapping[str, int]], start: int, end: int) -> int:
    """Where a span of clean text stands in the raw text; -1 where it does not stand there as it is."""
    for stretch in alignment:
        offset = start - stretch["clean_start"]
        if offset >= 0 and end <= stretch["clean_start"] + stretch["length"]:
            return stretch["raw_start"] + offset
    return -1
