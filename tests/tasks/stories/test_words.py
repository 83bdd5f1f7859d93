import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.stories.words import folded, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("Don’t “quote” U.S.–style…", ["don", "t", "quote", "u", "s", "style"]),
        ("1,200\u00a0km — Straße", ["1", "200", "km", "strasse"]),
        ("Été à Kyïv, Москва!", ["été", "à", "kyïv", "москва"]),
        ("北京，said。（12）", ["北", "京", "said", "12"]),
        ("قال، ثم ذهب؟", ["قال", "ثم", "ذهب"]),
        ("शांति।", ["शांति"]),
        ("snake_case\ttab\nline", ["snake", "case", "tab", "line"]),
    ],
)
def test_words_are_letters_and_digits_folded(text: str, words: list[str]) -> None:
    assert [word.decode() for word in words_of(text)] == words


@given(st.lists(st.text(max_size=20), max_size=4))
def test_texts_are_folded_together_as_alone(texts: list[str]) -> None:
    assert folded(texts) == [one for text in texts for one in folded([text])]


@given(st.text(max_size=20))
def test_other_scripts_in_the_text_change_no_word(text: str) -> None:
    assert words_of(f"{text} 北") == [*words_of(text), "北".encode()]
