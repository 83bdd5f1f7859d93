"""Measure what two texts have in common."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from config.stories import VerdictSettings
from tasks.stories.alignment import (
    Anchor,
    Bigram,
    aligned_positions,
    anchor_chain,
    covered_tiles,
    shared_anchors,
    single_bigrams,
)
from tasks.stories.words import words_of


class Body(NamedTuple):
    """One text, prepared for comparing."""

    text: str
    words: list[bytes]
    bigrams: set[Bigram]
    singles: dict[Bigram, int]


class Comparison(NamedTuple):
    """What two texts have in common. Shares are from 0 to 1; tiles are those of the shorter text."""

    similarity: float  # Jaccard, of word pairs
    overlap: float  # shared word pairs by those of the text that has fewer
    length: float  # words of the shorter by words of the longer
    aligned: float  # words of the shorter that stand in order in the other
    aligned_words: int
    tiles: float  # tiles with enough aligned words
    tiles_covered: int
    shared_tiles: float  # tiles with enough words that stand anywhere in the other, in a pair that both have once
    chain: list[Anchor]  # shared word pairs in order, shorter text first


def prepare(text: str) -> Body:
    """Words and word pairs of a text."""
    words = words_of(text)
    return Body(text, words, set(pairwise(words)), single_bigrams(words))


def compare(shorter: Body, longer: Body, rules: VerdictSettings) -> Comparison | None:
    """Compare two bodies; None where they share too few word pairs for any relation."""
    shared = len(shorter.bigrams & longer.bigrams)
    fewer, more = sorted((len(shorter.bigrams), len(longer.bigrams)))
    if shared < rules.retranslation_overlap * fewer or not shared:
        return None
    length = len(shorter.words)
    anchors = shared_anchors(shorter.singles, longer.singles)
    chain = anchor_chain(anchors)
    aligned = aligned_positions(shorter.words, longer.words, chain, rules.gap_words)
    anywhere = {at for position, _ in anchors for at in (position, position + 1)}
    covered, tiles = covered_tiles(aligned, length, rules.tile_words, rules.tile_aligned)
    covered_anywhere, _ = covered_tiles(anywhere, length, rules.tile_words, rules.tile_aligned)
    return Comparison(
        similarity=shared / (fewer + more - shared),
        overlap=shared / fewer,
        length=length / len(longer.words),
        aligned=len(aligned) / length,
        aligned_words=len(aligned),
        tiles=covered / tiles,
        tiles_covered=covered,
        shared_tiles=covered_anywhere / tiles,
        chain=chain,
    )
