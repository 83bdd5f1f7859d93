"""Tokens keep their place in the text."""

import pytest

from tasks.attribution.tokens import Sentence, tokenize
from tasks.attribution.vocabulary import Piece, Pieces
from tests.quality.attribution_room import make_segments
from tests.tasks.attribution.test_golden import compiled


def tokens(text: str, language: str = "en") -> Sentence:
    tables = compiled()[0].language(language)
    assert tables is not None
    return tokenize(text, 0, len(text), make_segments(text)[0], [], tables)


def written(sentence: Sentence) -> list[str]:
    return [sentence.text[sentence.start_of(at) : sentence.end_of(at)] for at in range(len(sentence.low))]


@pytest.mark.parametrize(
    "text", ["The crew  left\tthe pier.", " Mr. Hale paid 75,000 in the U.S. on Monday", "“No,” he said — (twice)"]
)
def test_tokens_are_where_they_stand(text: str) -> None:
    assert "".join(written(tokens(text))) == "".join(text.split())


def test_an_abbreviation_keeps_its_full_stop_but_is_looked_up_without() -> None:
    sentence = tokens("Mr. Hale left.")
    assert written(sentence) == ["Mr.", "Hale", "left", "."]
    assert sentence.low == ["mr", "hale", "left", "."]


def test_elided_words_are_tokens_of_their_own() -> None:
    sentence = tokens("Il dit qu’il n’attend pas l'île.", "fr")
    assert sentence.low == ["il", "dit", "qu", "il", "n", "attend", "pas", "l", "île", "."]
    assert written(sentence)[2:4] == ["qu’", "il"]


def test_a_contracted_verb_is_no_token_in_english() -> None:
    assert tokens("It’s late.").low == ["it", "late", "."]


def parts(piece: int | Piece) -> int | tuple[list[str], list[int]]:
    return (piece.low, piece.classes) if isinstance(piece, Piece) else piece


def test_a_piece_is_the_same_where_the_first_table_is_full() -> None:
    tables = compiled()[0].language("en")
    assert tables is not None
    early, late = Pieces(tables.pieces.forms), Pieces(tables.pieces.forms)
    for number in range(10_000):
        late.other(f"x{number}")
    known, others = ("said", "Said", "jointly", "hasn’t"), ("Hale", "iPhone", "2003", "U.S.", "port;", "so-called")
    for piece in known + others:
        assert parts(late.other(piece)) == parts(early.other(piece)), piece
    assert len(late.first) < 10_000
