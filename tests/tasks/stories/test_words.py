import pytest

from tasks.stories.words import words_of


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
