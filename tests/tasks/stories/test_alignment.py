from functools import cache
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tasks.stories.alignment import (
    Anchor,
    aligned_positions,
    anchor_chain,
    covered_tiles,
    growth_positions,
)
from tasks.stories.comparison import prepare, shared_anchors

WORDS = st.lists(st.sampled_from([b"a", b"b", b"c", b"d"]), max_size=12)


def _chain(one: list[bytes], two: list[bytes]) -> list[Anchor]:
    bodies = [prepare(b" ".join(words).decode()) for words in (one, two)]
    return anchor_chain(shared_anchors(*bodies))


def _longest_common(one: list[bytes], two: list[bytes]) -> int:
    @cache
    def length(i: int, j: int) -> int:
        if i == len(one) or j == len(two):
            return 0
        if one[i] == two[j]:
            return 1 + length(i + 1, j + 1)
        return max(length(i + 1, j), length(i, j + 1))

    return length(0, 0)


@given(WORDS, WORDS)
def test_growth_positions_count_the_longest_common_subsequence_of_every_beginning(
    one: list[bytes], two: list[bytes]
) -> None:
    positions = growth_positions(one, two)
    for end in range(len(one) + 1):
        assert sum(position < end for position in positions) == _longest_common(one[:end], two)


@given(st.permutations(range(8)))
def test_chain_is_a_longest_rising_run(places: list[int]) -> None:
    chain = anchor_chain(list(enumerate(places)))
    assert all(one[0] < two[0] and one[1] < two[1] for one, two in pairwise(chain))
    best = [1] * 8
    for end in range(8):
        best[end] = 1 + max((best[at] for at in range(end) if places[at] < places[end]), default=0)
    assert len(chain) == max(best)


@given(st.lists(st.sampled_from([b"a", b"b", b"c", b"d", b"e", b"f", b"g"]), min_size=1, max_size=40))
def test_a_text_is_aligned_with_itself_where_pairs_pin_it(words: list[bytes]) -> None:
    chain = _chain(words, words)
    aligned = aligned_positions(words, words, chain, 30)
    assert aligned <= set(range(len(words)))
    if chain:
        assert aligned == set(range(len(words)))


def test_words_between_anchors_are_aligned_from_both_ends_and_inside() -> None:
    one = b"red fox met the old grey bear near our blue lake".split()
    two = b"red fox met a very old white bear near our blue lake".split()
    aligned = aligned_positions(one, two, _chain(one, two), 30)
    assert [one[position] for position in sorted(aligned)] == b"red fox met old bear near our blue lake".split()


def test_tiles_of_a_passage_and_of_scattered_words() -> None:
    assert covered_tiles(range(25), 100, 25, 0.3) == (1, 4)
    assert covered_tiles(range(0, 100, 3), 100, 25, 0.3) == (4, 4)
    assert covered_tiles([], 3, 25, 0.3) == (0, 1)
