"""Read two candidate texts side by side and say how they are related, with the evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import NamedTuple

from config.stories import StorySettings, VerdictSettings
from tasks.stories.alignment import Bigram, aligned_positions, anchor_chain, covered_tiles, single_bigrams
from tasks.stories.anchors import anchor_surfaces
from tasks.stories.pairs import Pair
from tasks.stories.words import words_of
from warehouse.records import StoryLink


class _Body(NamedTuple):
    """One text, prepared for comparing."""

    text: str
    words: list[bytes]
    bigrams: set[Bigram]
    singles: dict[Bigram, int]


class Comparison(NamedTuple):
    """What two texts have in common; all but the last two are shares from 0 to 1."""

    similarity: float  # Jaccard, of word pairs
    overlap: float  # shared word pairs by those of the text that has fewer
    length: float  # words of the shorter by words of the longer
    aligned: float  # words of the shorter that stand in order in the other
    tiles: float  # tiles of the shorter with enough aligned words
    tiles_covered: int
    aligned_words: int


def verify(pairs: Iterable[Pair], texts: Mapping[str, str], settings: StorySettings) -> list[StoryLink]:
    """Links of the pairs that are copies, in the pairs' order (see `tasks.stories.oriented`).

    `texts` maps doc_id to body text, for every pair that is not exact; for exact pairs it may lack them, which only
    costs the anchors. Raises KeyError where the text of another pair is missing.
    """
    bodies: dict[str, _Body] = {}
    copied: dict[str, list[str]] = {}
    links = []
    for pair in pairs:
        link = _exact(pair, texts, copied, settings) if pair.exact else _compared(pair, texts, bodies, settings)
        if link:
            links.append(link)
    return links


def relation_of(found: Comparison, rules: VerdictSettings) -> str | None:
    """Relation that a comparison amounts to, or None where the texts are independent.

    A text that shares only a passage of furniture with another is aligned word for word in a few tiles and nowhere
    else; a re-translated text is aligned a little in nearly all of them.
    """
    if found.similarity >= rules.near_copy_similarity:
        return "near_copy" if found.length >= rules.near_copy_length else "partial"
    if found.overlap >= rules.contained_overlap and found.aligned_words >= rules.contained_words:
        return "partial"
    if found.aligned >= rules.passage_density * found.tiles:
        passage = found.aligned >= rules.passage_aligned and found.aligned_words >= rules.passage_words
        return "partial" if passage else None
    scattered = found.tiles >= rules.retranslation_tiles and found.tiles_covered >= rules.retranslation_tiles_covered
    if not scattered or found.overlap < rules.retranslation_overlap:
        return None
    return "retranslation" if found.length >= rules.retranslation_length else "partial"


def _exact(pair: Pair, texts: Mapping[str, str], copied: dict[str, list[str]], settings: StorySettings) -> StoryLink:
    """Link of two bodies with the same letters and digits; `copied` keeps the anchors of texts with many copies."""
    anchors = copied.get(pair.other_doc_id) or copied.get(pair.doc_id)
    if anchors is None:
        text = texts.get(pair.other_doc_id) or texts.get(pair.doc_id) or ""
        singles = single_bigrams(words_of(text))
        anchors = anchor_surfaces(text, sorted(singles, key=singles.__getitem__), settings.verdict.anchors)
        copied[pair.doc_id] = copied[pair.other_doc_id] = anchors
    return StoryLink(pair.doc_id, pair.other_doc_id, "exact", 1.0, 1.0, list(anchors))


def _compared(
    pair: Pair, texts: Mapping[str, str], bodies: dict[str, _Body], settings: StorySettings
) -> StoryLink | None:
    """Link of two bodies that were read side by side, if they are copies."""
    for doc_id in (pair.doc_id, pair.other_doc_id):
        if doc_id not in bodies:
            bodies[doc_id] = _prepared(texts[doc_id])
    one, two = bodies[pair.doc_id], bodies[pair.other_doc_id]
    shorter, longer = sorted((one, two), key=lambda body: len(body.words))
    if len(shorter.words) < settings.signature.minimum_words:
        return None
    overlap = len(shorter.bigrams & longer.bigrams) / min(len(shorter.bigrams), len(longer.bigrams))
    if overlap < settings.verdict.retranslation_overlap:
        return None  # below what any relation needs
    chain = anchor_chain(shorter.singles, longer.singles)
    found = _measured(shorter, longer, chain, settings.verdict)
    relation = relation_of(found, settings.verdict)
    if relation is None:
        return None
    shared = [(shorter.words[at], shorter.words[at + 1]) for at, _ in chain]
    anchors = anchor_surfaces(shorter.text, shared, settings.verdict.anchors)
    return StoryLink(*pair[:2], relation, round(found.similarity, 4), round(found.aligned, 4), anchors)


def _prepared(text: str) -> _Body:
    """Words and word pairs of a text."""
    words = words_of(text)
    return _Body(text, words, set(pairwise(words)), single_bigrams(words))


def _measured(shorter: _Body, longer: _Body, chain: list[tuple[int, int]], rules: VerdictSettings) -> Comparison:
    """Compare two bodies that are pinned together by `chain`."""
    shared = len(shorter.bigrams & longer.bigrams)
    fewer, more = sorted((len(shorter.bigrams), len(longer.bigrams)))
    length = len(shorter.words)
    aligned = aligned_positions(shorter.words, longer.words, chain, rules.gap_words)
    covered, tiles = covered_tiles(aligned, length, rules.tile_words, rules.tile_aligned)
    return Comparison(
        similarity=shared / (fewer + more - shared),
        overlap=shared / fewer,
        length=length / len(longer.words),
        aligned=len(aligned) / length,
        tiles=covered / tiles,
        tiles_covered=covered,
        aligned_words=len(aligned),
    )
