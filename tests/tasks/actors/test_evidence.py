"""Words of context rules: found whether or not others overlap them, each counted once."""

from __future__ import annotations

from itertools import product

import pytest

from config.linking import ContextRule
from tasks.actors.characters import places_of
from tasks.actors.evidence import Evidence

FOR = ("White Barn", "Barn of Arbors", "Arbor")
AGAINST = ("bors", "White Barn of", "an Arbor")
PARTS = ("White Barn", " of ", "Barn of Arbors", "Arbor", "an ", "White Barn of Arbors")


@pytest.mark.parametrize("parts", list(product(PARTS, repeat=2)))
def test_every_word_counts_once(parts: tuple[str, ...]) -> None:
    text = "".join(parts)
    expected = 1 + sum(word in text for word in FOR) - 2 * sum(word in text for word in AGAINST)
    assert Evidence(ContextRule(standing=1, words=FOR, against=AGAINST)).points(text.encode()) == expected


def test_at_most_three_words_count_and_none_has_to() -> None:
    assert Evidence(ContextRule(words=("a1", "b2", "c3", "d4"))).points(b"a1 b2 c3 d4") == 3
    assert Evidence(ContextRule(standing=1)).points("Årbor\ufffe".encode()) == 1


def test_a_word_is_found_everywhere_but_never_over_itself() -> None:
    assert places_of("Ana, Anna, DiAna, AnAna", "Ana") == [0, 13, 20]
    assert places_of("Ana, Ana", "Ana", 1) == [5]
    assert places_of("A", "Ana") == places_of("", "Ana") == []
