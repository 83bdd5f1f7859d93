"""Counts of what stands between spaces, against the plain ones of bytes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.normalize.rates import rates_of

LINK = re.compile(rb"(?:the |an? |its |their )?[\w'\x80-\xff-]+(?: [\w'\x80-\xff-]+)?")
PIECES = st.sampled_from(
    ["the", "a", "of", "of the", "port's", "s", "'s", "Port.", ".", "", "x" * 25, "city\n\na", "é"]
)
TEXTS = st.lists(PIECES, max_size=30).map(" ".join)


@given(st.lists(TEXTS, max_size=4))
def test_counts_are_those_of_bytes(texts: list[str]) -> None:
    contents = [text.encode() for text in texts]
    for content, rates in zip(contents, rates_of(contents), strict=True):
        assert rates.words == content.count(b" ") + 1
        assert rates.articles == content.count(b" the ") + content.count(b" a ")
        assert rates.possessives == content.count(b"'s ")
        between = content.split(b" of ")[1:-1]
        assert rates.of_chains == sum(len(one) <= 60 and LINK.fullmatch(one) is not None for one in between)


def test_sentences_of_one_length_are_even() -> None:
    sentence, long = b"x" * 30 + b". ", b"x" * 300 + b". "
    texts = [sentence * 6, sentence * 5, b"", (sentence + long) * 3]
    even, few, empty, uneven = (rates.evenness for rates in rates_of(texts))
    assert (even, few, empty) == (1.0, 0.0, 0.0)
    spread = 135 / 165
    assert uneven == pytest.approx(max(0.0, 1 - spread / 0.55))
