"""Statements that are read in bulk have the words that each has alone."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from config.configuration import DEFAULT_DIRECTORY
from config.statements import load_statements
from tasks.statements.telling import is_plain, telling_words

SETTINGS = load_statements(DEFAULT_DIRECTORY / "rules" / "statements.toml").words
TEXTS = st.text("abcdeXYZ0123  _-.'’—“\u00a0") | st.sampled_from(["would have", "Through 12 ports", "1234567a 123a"])


def one_by_one(text: str) -> list[str]:
    """The telling words of one text, word for word."""
    words = re.findall(r"[^\W_]+", text.casefold())
    long = {word[: SETTINGS.letters] for word in words if len(word) >= SETTINGS.shortest or word.isdigit()}
    return sorted(long - SETTINGS.common)


@given(st.lists(TEXTS))
def test_words_in_bulk_are_those_of_each_text(texts: list[str]) -> None:
    assert is_plain(texts)
    assert telling_words(texts, SETTINGS) == [one_by_one(text) for text in texts]


def test_more_texts_than_are_read_together() -> None:
    texts = [f"port {number} of Harbour{number}" for number in range(700)]
    assert telling_words(texts, SETTINGS) == [one_by_one(text) for text in texts]


def test_other_letters_are_not_plain() -> None:
    assert is_plain([])
    assert not is_plain(["the port", "the café"])
