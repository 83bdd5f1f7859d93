"""Measure what two texts have in common."""

from __future__ import annotations

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


class Body(NamedTuple):
    """One text, prepared for comparing: its words, by number, and its word pairs, by the number of the first word."""

    text: Folded
    starts: Places
    ends: Places
    words: Hashes  # in reading order
    running_pairs: Hashes  # in reading order
    pairs: Hashes  # distinct, sorted
    plain_pairs: Hashes  # those of two words that are neither capitalized nor numbers; distinct, sorted


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
    [content] = folded([text])
    starts, ends = word_spans(content.words)
    values = word_hashes(content.words, starts, ends)
    pairs = pair_hashes(values)
    plain = plain_words(content, starts)
    return Body(content, starts, ends, values, pairs, distinct(pairs), distinct(pairs[plain[:-1] & plain[1:]]))


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
    plain = _plain_overlap(shorter, longer, shared / max(1, fewer))
    if shared < rules.least_overlap * fewer or not shared or plain < rules.least_plain_overlap:
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
    if any(len(body.plain_pairs) < FEW_PLAIN * len(body.pairs) for body in (one, other)):
        return otherwise
    return _common(one.plain_pairs, other.plain_pairs) / max(1, min(len(one.plain_pairs), len(other.plain_pairs)))
