"""Words are counted as `str.split` parts them."""

import sys

from hypothesis import given
from hypothesis import strategies as st

from tasks.normalize import count_words

WHITE = [chr(code) for code in range(sys.maxunicode) if chr(code).isspace()]
PIECES = st.sampled_from([*WHITE, "a", "é", "中", "\U0001f600", "\u3001", "\u200b", "-"])


@given(st.lists(st.lists(PIECES, max_size=12).map("".join) | st.text(max_size=8), max_size=40))
def test_words_are_what_split_gives(texts: list[str]) -> None:
    assert count_words(texts) == [len(text.split()) for text in texts]
