"""Measure what two texts have in common."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

import numpy as np

from config.stories import VerdictSettings
from tasks.stories.alignment import Anchor, aligned_positions, anchor_chain, covered_tiles
from tasks.stories.words import (
    FEW_PLAIN,
    Folded,
    Hashes,
    Places,
    distinct,
    folded,
    pair_hashes,
    plain_words,
    word_hashes,
    word_spans,
)

_AT_ONCE = 16  # texts hashed together


class Body(NamedTuple):
    """One text, prepared for comparing: its words, by number, and its word pairs, by the number of the first word."""

    text: Folded
    starts: Places
    ends: Places
    words: Hashes  # in reading order
    running_pairs: Hashes  # in reading order
    pairs: Hashes  # distinct, sorted


class Comparison(NamedTuple):
    """What two texts have in common. Shares are from 0 to 1; tiles are those of the shorter text."""

    similarity: float  # Jaccard, of word pairs
    overlap: float  # shared word pairs by those of the text that has fewer
    plain_overlap: float  # the same of plain word pairs
    length: float  # words of the shorter by words of the longer
    aligned: float  # words of the shorter that stand in order in the other
    aligned_words: int
    tiles: float  # tiles with enough aligned words
    tiles_covered: int
    verbatim: float  # those of the covered tiles that are aligned word for word
    shared_tiles: float  # tiles with enough words that stand anywhere in the other, in a pair that both have once
    chain: list[Anchor]  # shared word pairs in order, shorter text first


def prepare(text: str) -> Body:
    """Words and word pairs of a text."""
    return prepare_all([text])[0]


def prepare_all(texts: Sequence[str]) -> list[Body]:
    """Words and word pairs of texts; a few are hashed together, in arrays that stay in a processor's cache."""
    bodies: list[Body] = []
    for start in range(0, len(texts), _AT_ONCE):
        bodies += _prepared(texts[start : start + _AT_ONCE])
    return bodies


def _prepared(texts: Sequence[str]) -> Iterator[Body]:
    """Words and word pairs of a few texts."""
    contents = folded(texts)
    together = b" ".join([content.words for content in contents])
    starts, ends = word_spans(together)
    values = word_hashes(together, starts, ends)
    pairs = pair_hashes(values)
    offsets = [0, *accumulate(len(content.words) + 1 for content in contents)]
    bounds = np.searchsorted(starts, offsets).tolist()
    for content, offset, (first, last) in zip(contents, offsets, pairwise(bounds), strict=False):
        own = pairs[first : max(first, last - 1)]
        yield Body(
            content, starts[first:last] - offset, ends[first:last] - offset, values[first:last], own, distinct(own)
        )


def plain_pairs(body: Body) -> Hashes:
    """Pairs of two words that are neither capitalized nor numbers; distinct, sorted."""
    plain = plain_words(body.text, body.starts)
    return distinct(body.running_pairs[plain[:-1] & plain[1:]])


def single_pairs(body: Body) -> tuple[Hashes, Places]:
    """Word pairs that stand in a text once, sorted, and where."""
    order = np.argsort(body.running_pairs)
    ranked = body.running_pairs[order]
    new = np.ones(len(ranked) + 1, dtype=bool)
    np.not_equal(ranked[1:], ranked[:-1], out=new[1:-1])
    single = new[:-1] & new[1:]
    return ranked[single], order[single]


def compare(shorter: Body, longer: Body, rules: VerdictSettings) -> Comparison | None:
    """Compare two bodies; None where they share too few word pairs for any relation."""
    shared = _common(shorter.pairs, longer.pairs)
    fewer, more = sorted((len(shorter.pairs), len(longer.pairs)))
    if shared < rules.least_overlap * fewer or not shared:
        return None
    plain = _plain_overlap(shorter, longer, shared / fewer)
    if plain < rules.least_plain_overlap:
        return None
    length = len(shorter.words)
    anchors = shared_anchors(shorter, longer)
    chain = anchor_chain(anchors)
    aligned = aligned_positions(shorter.words.tolist(), longer.words.tolist(), chain, rules.gap_words)
    anywhere = {at for position, _ in anchors for at in (position, position + 1)}
    covered, tiles = covered_tiles(aligned, length, rules.tile_words, rules.tile_aligned)
    verbatim, _ = covered_tiles(aligned, length, rules.tile_words, rules.passage_density)
    covered_anywhere, _ = covered_tiles(anywhere, length, rules.tile_words, rules.tile_aligned)
    return Comparison(
        similarity=shared / (fewer + more - shared),
        overlap=shared / fewer,
        plain_overlap=plain,
        length=length / len(longer.words),
        aligned=len(aligned) / length,
        aligned_words=len(aligned),
        tiles=covered / tiles,
        tiles_covered=covered,
        verbatim=verbatim / max(1, covered),
        shared_tiles=covered_anywhere / tiles,
        chain=chain,
    )


def shared_anchors(body: Body, other: Body) -> list[Anchor]:
    """Where the word pairs stand that occur once in each of two texts, in the order of the first."""
    singles, singles_at = single_pairs(body)
    others, others_at = single_pairs(other)
    if not len(others):
        return []
    places = np.minimum(np.searchsorted(others, singles), len(others) - 1)
    shared = others[places] == singles
    own, theirs = singles_at[shared], others_at[places[shared]]
    order = np.argsort(own)
    return list(zip(own[order].tolist(), theirs[order].tolist(), strict=True))


def _common(one: Hashes, other: Hashes) -> int:
    """How many hashes two sorted sets of distinct ones share."""
    both = np.concatenate((one, other))
    both.sort()
    return int(np.count_nonzero(both[1:] == both[:-1]))


def _plain_overlap(one: Body, other: Body, otherwise: float) -> float:
    """Shared plain word pairs by those of the text that has fewer; `otherwise` where a text hardly has any."""
    own, others = plain_pairs(one), plain_pairs(other)
    if len(own) < FEW_PLAIN * len(one.pairs) or len(others) < FEW_PLAIN * len(other.pairs):
        return otherwise
    return _common(own, others) / max(1, min(len(own), len(others)))
