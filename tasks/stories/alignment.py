"""Which words of one text stand, in the same order, in another."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterable, Sequence

Anchor = tuple[int, int]  # where a shared word pair begins in one text, and in the other
Words = Sequence[Hashable]

_SHORTEST_TILE = 10  # words; less of a text says nothing


def anchor_chain(shared: Sequence[Anchor]) -> list[Anchor]:
    """Longest run of anchors that rises in both texts.

    Word pairs that occur once in each text pin the texts together, as in patience diff (Bram Cohen); the longest
    rising run is found by patience sorting (Fredman 1975), n log n in their number.
    """
    lasts: list[int] = []  # lowest last position in the other text of a run, by length
    ends: list[int] = []  # the anchor that ends that run
    before: list[int] = []
    for number, (_, other) in enumerate(shared):
        length = bisect_left(lasts, other)
        before.append(ends[length - 1] if length else -1)
        lasts[length : length + 1] = [other]
        ends[length : length + 1] = [number]
    return _walk_back(shared, before, ends[-1] if ends else -1)


def aligned_positions(words: Words, others: Words, chain: Sequence[Anchor], gap_words: int) -> set[int]:
    """Positions in `words` of the words that stand in order in `others`.

    These are the words of the chain's word pairs, the equal words that continue them to either side, and, where at
    most `gap_words` then remain on both sides between two of them, as many as their longest common subsequence has.
    """
    aligned = {at for position, _ in chain for at in (position, position + 1)}
    start, other_start = 0, 0
    for left, other_left in [*chain, (len(words), len(others))]:
        if left > start and other_left > other_start:
            between = common_between(words[start:left], others[other_start:other_left], gap_words)
            aligned.update(start + position for position in between)
        start, other_start = left + 2, other_left + 2
    return aligned


def common_between(words: Words, others: Words, gap_words: int) -> Iterable[int]:
    """Positions of the words between two anchors that are common, in order: from both ends, then in a short middle."""
    ahead = _equal_words(words, others)
    rest, others_rest = words[ahead:], others[ahead:]
    back = _equal_words(rest[::-1], others_rest[::-1])
    middle, others_middle = rest[: len(rest) - back], others_rest[: len(others_rest) - back]
    short = 0 < len(middle) <= gap_words and 0 < len(others_middle) <= gap_words
    inner = growth_positions(middle, others_middle) if short and not set(middle).isdisjoint(others_middle) else []
    return [*range(ahead), *(ahead + position for position in inner), *range(len(words) - back, len(words))]


def growth_positions(words: Words, others: Words) -> list[int]:
    """Positions where the longest common subsequence of `words`, read that far, and `others` grows.

    They are as many as it is long. By the recurrence of Hyyrö ("Bit-parallel LCS-length computation revisited",
    2004), one bit a word.
    """
    places: dict[Hashable, int] = {}
    for position, word in enumerate(words):
        places[word] = places.get(word, 0) | 1 << position
    full = (1 << len(words)) - 1
    row = full
    for word in others:
        match = row & places.get(word, 0)
        if match:
            row = ((row + match) | (row - match)) & full
    return [position for position in range(len(words)) if not row >> position & 1]


def covered_tiles(aligned: Iterable[int], length: int, tile_words: int, needed: float) -> tuple[int, int]:
    """Count a text's tiles of which the share `needed` is aligned, and all its tiles.

    `length` is the text's, in words. Tiles are about `tile_words` long; a short text has four, as far as it goes.
    """
    tiles = max(1, length // tile_words, min(4, length // _SHORTEST_TILE))
    counts = [0] * tiles
    for position in aligned:
        counts[position * tiles // length] += 1
    return sum(count >= needed * length / tiles for count in counts), tiles


def _equal_words(words: Words, others: Words) -> int:
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
