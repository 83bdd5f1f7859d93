"""Measure what two texts have in common."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from config.stories import VerdictSettings
from tasks.stories.alignment import Anchor, aligned_positions, anchor_chain, covered_tiles
from tasks.stories.words import Folded, Hashes, Places, folded, pair_hashes, word_hashes, word_spans

_FEW_PLAIN = 0.25  # a text with a smaller share of plain word pairs is written in capitals, or is a list


class Body(NamedTuple):
    """One text, prepared for comparing: its words, by number, and its word pairs, by the number of the first word."""

    text: Folded
    starts: Places
    ends: Places
    words: list[int]  # hashes, in reading order
    pairs: Hashes  # distinct, sorted
    plain_pairs: Hashes  # those of two words that are neither capitalized nor numbers; distinct, sorted
    singles: Hashes  # those that stand in the text once, sorted
    singles_at: Places


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
    shared_tiles: float  # tiles with enough words that stand anywhere in the other, in a pair that both have once
    chain: list[Anchor]  # shared word pairs in order, shorter text first


def prepare(text: str) -> Body:
    """Words and word pairs of a text."""
    content = folded(text)
    starts, ends = word_spans(content.words)
    values = word_hashes(content.words, starts, ends)
    pairs = pair_hashes(values)
    plain = plain_words(content, starts)
    order = np.argsort(pairs)
    ranked = pairs[order]
    new = np.ones(len(ranked) + 1, dtype=bool)
    np.not_equal(ranked[1:], ranked[:-1], out=new[1:-1])
    single = new[:-1] & new[1:]
    return Body(
        content,
        starts,
        ends,
        values.tolist(),
        ranked[new[:-1]],
        np.unique(pairs[plain[:-1] & plain[1:]]),
        ranked[single],
        order[single],
    )


def plain_words(text: Folded, starts: Places) -> npt.NDArray[np.bool_]:
    """Which words are neither capitalized (within their first two bytes) nor begin with a digit."""
    written, words = (np.frombuffer(content + b" ", dtype=np.uint8) for content in text)
    first = words[starts]
    kept: npt.NDArray[np.bool_] = (written[starts] == first) & (written[starts + 1] == words[starts + 1])
    kept &= (first < ord("0")) | (first > ord("9"))
    return kept


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
    aligned = aligned_positions(shorter.words, longer.words, chain, rules.gap_words)
    anywhere = {at for position, _ in anchors for at in (position, position + 1)}
    covered, tiles = covered_tiles(aligned, length, rules.tile_words, rules.tile_aligned)
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
        shared_tiles=covered_anywhere / tiles,
        chain=chain,
    )


def shared_anchors(body: Body, other: Body) -> list[Anchor]:
    """Where the word pairs stand that occur once in each of two texts, in the order of the first."""
    places = np.searchsorted(other.singles, body.singles)
    places[places == len(other.singles)] = 0
    shared = other.singles[places] == body.singles if len(other.singles) else np.zeros(len(places), dtype=bool)
    own, others = body.singles_at[shared], other.singles_at[places[shared]]
    order = np.argsort(own)
    return list(zip(own[order].tolist(), others[order].tolist(), strict=True))


def _common(one: Hashes, other: Hashes) -> int:
    """How many hashes two sorted sets of distinct ones share."""
    both = np.concatenate((one, other))
    both.sort()
    return int(np.count_nonzero(both[1:] == both[:-1]))


def _plain_overlap(one: Body, other: Body, otherwise: float) -> float:
    """Shared plain word pairs by those of the text that has fewer; `otherwise` where a text hardly has any."""
    if any(len(body.plain_pairs) < _FEW_PLAIN * len(body.pairs) for body in (one, other)):
        return otherwise
    return _common(one.plain_pairs, other.plain_pairs) / max(1, min(len(one.plain_pairs), len(other.plain_pairs)))
