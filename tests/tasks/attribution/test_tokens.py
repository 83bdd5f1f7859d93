"""Tokens keep their place in the text."""

import pytest

from tasks.attribution.pieces import Pieces, Token
from tasks.attribution.tokens import Sentence, tokenize
from tests.quality.attribution_room import make_segments
from tests.tasks.attribution.test_golden import compiled


def tokens(text: str, language: str = "en") -> Sentence:
    tables = compiled()[0].language(language)
    assert tables is not None
    return tokenize(text, 0, len(text), make_segments(text)[0], [], tables)


def low(sentence: Sentence) -> list[str]:
    return sentence.words(0, len(sentence.tokens))


def written(sentence: Sentence) -> list[str]:
    return [sentence.text[sentence.start_of(at) : sentence.end_of(at)] for at in range(len(sentence.tokens))]


@pytest.mark.parametrize(
    "text", ["The crew  left\tthe pier.", " Mr. Hale paid 75,000 in the U.S. on Monday", "“No,” he said — (twice)"]
)
def test_tokens_are_where_they_stand(text: str) -> None:
    assert "".join(written(tokens(text))) == "".join(text.split())


def test_an_abbreviation_keeps_its_full_stop_but_is_looked_up_without() -> None:
    sentence = tokens("Mr. Hale left.")
    assert written(sentence) == ["Mr.", "Hale", "left", "."]
    assert low(sentence) == ["mr", "hale", "left", "."]


def test_elided_words_are_tokens_of_their_own() -> None:
    sentence = tokens("Il dit qu’il n’attend pas l'île.", "fr")
    assert low(sentence) == ["il", "dit", "qu", "il", "n", "attend", "pas", "l", "île", "."]
    assert written(sentence)[2:4] == ["qu’", "il"]


def test_a_contracted_verb_is_no_token_in_english() -> None:
    assert low(tokens("It’s late.")) == ["it", "late", "."]


def test_commas_and_the_last_full_stop_are_tokens_but_not_inside_a_number() -> None:
    assert low(tokens("On May 6, 1,200 left , he said... ")) == [
        *("on", "may", "6", ",", "1,200", "left", ",", "he", "said", ".", ".", "."),
    ]


def test_any_white_space_parts_words_and_nothing_else_does() -> None:
    blanks = "".join(chr(code) for code in range(0x10000) if chr(code).isspace())
    assert low(tokens("a".join(blanks))) == ["a"] * (len(blanks) - 1)
    assert low(tokens("a\x1bb c\u200bd")) == ["a", "\x1b", "b", "c", "\u200b", "d"]


@pytest.mark.parametrize("language", ["en", "fr", "ru"])
def test_a_piece_is_the_same_met_early_or_late_and_written_long_or_short(language: str) -> None:
    tables = compiled()[0].language(language)
    assert tables is not None
    early, late = Pieces(tables.pieces.forms), Pieces(tables.pieces.forms)
    read(late, " ".join(f"x{number}" for number in range(40_000)))
    words = "said Said jointly hasn’t Hale iPhone 2003 U.S. port; so-called qu'il counterproductive inter-governmental"
    for text in (
        words,
        words.upper(),
        "сказал Сказала a\0b \0a a aaaaaaaa aaaaaaaaa aaaaaaaaaaaaaaaa aaaaaaaaaaaaaaaaa",
    ):
        forms = tables.pieces.forms
        expected = [each for piece in text.split() for each in zip(*forms.cut(piece), strict=True)]
        for pieces in (early, late):
            for _ in range(2):
                assert [(token.low, token.bits) for token in read(pieces, text)] == expected


def read(pieces: Pieces, text: str) -> list[Token]:
    found: list[Token] = []
    pieces.read(text, 0, len(text), found, [])
    return found
