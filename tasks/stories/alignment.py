"""Which words of one text stand, in the same order, in another."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import pairwise

Bigram = tuple[bytes, bytes]
Anchor = tuple[int, int]  # where a shared word pair begins in one text, and in the other


def single_bigrams(words: Sequence[bytes]) -> dict[Bigram, int]:
    """Word pairs that occur once in a text, and the position of their first word."""
    positions: dict[Bigram, int] = {}
    for position, bigram in enumerate(pairwise(words)):
        positions[bigram] = -1 if bigram in positions else position
    return {bigram: position for bigram, position in positions.items() if position >= 0}


def anchor_chain(singles: Mapping[Bigram, int], others: Mapping[Bigram, int]) -> list[Anchor]:
    """Longest run of shared word pairs that rises in both texts, as positions in each.

    Word pairs that occur once in each text pin the texts together, as in patience diff (Bram Cohen); the longest
    rising run is found by patience sorting (Fredman 1975), n log n in their number.
    """
    shared = sorted((position, others[bigram]) for bigram, position in singles.items() if bigram in others)
    lasts: list[int] = []  # lowest last position in the other text of a run, by length
    ends: list[int] = []  # the anchor that ends that run
    before: list[int] = []
    for number, (_, other) in enumerate(shared):
        length = bisect_left(lasts, other)
        before.append(ends[length - 1] if length else -1)
        lasts[length : length + 1] = [other]
        ends[length : length + 1] = [number]
    return _walk_back(shared, before, ends[-1] if ends else -1)


def aligned_positions(
    words: Sequence[bytes], others: Sequence[bytes], chain: Sequence[Anchor], gap_words: int
) -> set[int]:
    """Positions in `words` of the words that stand in order in `others`.

    These are the words of the chain's word pairs, the equal words that continue them to either side, and, where at
    most `gap_words` then remain on both sides between two of them, a longest common subsequence of those.
    """
    aligned: set[int] = set()
    start, other_start = 0, 0
    for left, other_left in [*chain, (len(words), len(others))]:
        between, others_between = words[start:left], others[other_start:other_left]
        ahead = _equal_words(between, others_between) if start else 0
        back = _equal_words(between[ahead:][::-1], others_between[ahead:][::-1]) if left < len(words) else 0
        aligned.update(range(start, start + ahead), range(left - back, left))
        inner, others_inner = between[ahead : len(between) - back], others_between[ahead : len(others_between) - back]
        if 0 < len(inner) <= gap_words and 0 < len(others_inner) <= gap_words:
            aligned.update(start + ahead + position for position in common_positions(inner, others_inner))
        aligned.update(range(left, min(left + 2, len(words))))
        start, other_start = left + 2, other_left + 2
    return aligned


def common_positions(words: Sequence[bytes], others: Sequence[bytes]) -> list[int]:
    """Positions in `words` of one longest common subsequence with `others`.

    The bit-parallel recurrence of Hyyrö ("Bit-parallel LCS-length computation revisited", 2004), one bit a word.
    """
    places: dict[bytes, int] = {}
    for position, word in enumerate(words):
        places[word] = places.get(word, 0) | 1 << position
    full = (1 << len(words)) - 1
    row = full
    for word in others:
        match = row & places.get(word, 0)
        if match:
            row = ((row + match) | (row - match)) & full
    return [position for position in range(len(words)) if not row >> position & 1]


def covered_tiles(aligned: set[int], length: int, tile_words: int, needed: float) -> float:
    """Share of a text's tiles, each about `tile_words` long, of which the share `needed` is aligned."""
    tiles = max(1, length // tile_words)
    counts = [0] * tiles
    for position in aligned:
        counts[position * tiles // length] += 1
    return sum(count >= needed * length / tiles for count in counts) / tiles


def _equal_words(words: Sequence[bytes], others: Sequence[bytes]) -> int:
    """How many first words two runs of words have in common."""
    equal = 0
    for one, other in zip(words, others, strict=False):
        if one != other:
            break
        equal += 1
    return equal


def _walk_back(shared: Sequence[Anchor], before: Sequence[int], last: int) -> list[Anchor]:
    """Run that ends with anchor `last`, first anchor first."""
    run = []
    while last >= 0:
        run.append(shared[last])
        last = before[last]
    return run[::-1]
