"""What finding candidates costs: pairs in proportion to new documents, whatever a cluster or the lake has grown to."""

from __future__ import annotations

import numpy as np
import pytest

from config.configuration import DEFAULT_DIRECTORY
from config.stories import load_stories
from tasks.stories.postings import Samples, find_pairs

_SETTINGS = load_stories(DEFAULT_DIRECTORY / "rules" / "stories.toml")
_FEATURES = 100


def samples(name: str, rows: list[list[int]]) -> Samples:
    """Signatures with these features, of bodies that keep all their word pairs."""
    ids = [f"{name}{number:06}" for number in range(len(rows))]
    words = np.full(len(rows), _FEATURES, dtype=np.int64)
    bounds = np.cumsum([0, *map(len, rows)], dtype=np.int64)
    return Samples(ids, words, np.array([one for row in rows for one in sorted(row)], dtype=np.uint32), bounds)


def edited(chance: np.random.Generator, text: list[int]) -> list[int]:
    """Features of a text with a tenth of them its own."""
    kept = chance.choice(text, _FEATURES * 9 // 10, replace=False)
    return sorted({*kept.tolist(), *chance.integers(1 << 32, size=_FEATURES // 10).tolist()})


@pytest.mark.parametrize("copies", [100, 2_000])
def test_one_more_copy_of_a_text_with_many_meets_a_few_of_them(copies: int) -> None:
    chance = np.random.default_rng(1)
    text = chance.integers(1 << 32, size=_FEATURES).tolist()
    known = samples("old", [edited(chance, text) for _ in range(copies)])
    found = find_pairs(samples("new", [edited(chance, text)]), [known], _SETTINGS)
    assert 1 <= len(found) <= _FEATURES // 2


@pytest.mark.parametrize("known", [100, 10_000])
def test_pairs_of_new_documents_do_not_grow_with_the_lake(known: int) -> None:
    chance = np.random.default_rng(1)
    new = [sorted(chance.integers(1 << 32, size=_FEATURES).tolist()) for _ in range(20)]
    rest = [sorted(chance.integers(1 << 32, size=_FEATURES).tolist()) for _ in range(known)]
    found = find_pairs(samples("new", new), [samples("old", [edited(chance, new[0]), *rest])], _SETTINGS)
    assert [pair[:2] for pair in found] in ([("new000000", "old000000")], [("old000000", "new000000")])
