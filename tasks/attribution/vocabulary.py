"""Pieces of text between blanks as they were met: their tokens and classes, worked out once for each piece."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Set
from sys import intern
from typing import NamedTuple

from tasks.attribution.wordclass import ADVERB, ADVERBIAL, CAPITAL, DIGITS, LEXICAL, LISTED, PAST, TIME, WORD

# Words and numbers, also with marks inside ("75,000", "U.S", "so-called"); any other mark by itself.
_TOKEN = re.compile(r"(\w+(?:['’\-&/.,]\w+)*|[^\w\s])")
_LIMIT = 200_000  # pieces kept; more than a shard has
_ABBREVIATED = 4  # letters that a capitalised abbreviation has at most
_SHORTEST_ADVERB = 5


class Piece(NamedTuple):
    """Tokens of a piece, parallel: forms to look up, classes; and the width of each with that of the gap before it.

    The gap before the first token is the blank before the piece.
    """

    low: tuple[str, ...]
    classes: tuple[int, ...]
    widths: tuple[int, ...]


class Forms(NamedTuple):
    """What reading the written form of a word needs.

    classes  the lexicon's
    heads    words from which a contracted verb is cut off ("he's")
    adverb_endings, past_endings  tell adverbs and past forms that no list has
    """

    classes: Mapping[str, int]
    heads: Set[str]
    adverb_endings: tuple[str, ...]
    past_endings: tuple[str, ...]

    def fold(self, word: str) -> str:
        """The form to look up: lower case, straight apostrophe, a pronoun without its contracted verb."""
        low = word.lower().replace("’", "'")
        head, mark, _ = low.partition("'")
        return head if mark and head in self.heads else low

    def classify(self, word: str) -> int:
        """The bits of `wordclass` for a written word."""
        low, capital = self.fold(word), word[0].isupper()
        bits = self.classes.get(low, 0)
        form = (LISTED if bits else 0) | (CAPITAL if capital else 0) | (DIGITS if low.isdigit() else 0)
        form |= (WORD if low[0].isalnum() else 0) | (PAST if low.endswith(self.past_endings) else 0)
        by_ending = not capital and len(low) >= _SHORTEST_ADVERB and low.endswith(self.adverb_endings)
        if bits & ADVERB or (by_ending and not bits & LEXICAL & ~TIME):
            form |= ADVERBIAL
        return bits | form


class Pieces(dict[str, Piece]):
    """Every piece met so far; a look-up adds what is missing."""

    def __init__(self, forms: Forms, *, last: bool) -> None:
        """`last`: pieces that end a stretch, whose full stop is never that of an abbreviation."""
        super().__init__()
        self.forms = forms
        self.last = last
        self.tuples: dict[tuple[int, ...], tuple[int, ...]] = {}

    def __missing__(self, written: str) -> Piece:
        """Cut a piece into tokens."""
        if len(self) >= _LIMIT:
            self.clear()
            self.tuples.clear()
        words = _TOKEN.findall(written)
        widths = [(1 if number == 0 else 0, len(word)) for number, word in enumerate(words)]
        low = [self.forms.fold(word) for word in words]
        for at in range(len(words) - 1 - self.last, 0, -1):
            if low[at] == "." and words[at - 1][0].isupper() and len(low[at - 1].replace(".", "")) <= _ABBREVIATED:
                widths[at - 1] = widths[at - 1][0], widths[at - 1][1] + 1
                del words[at], low[at], widths[at]
        flat = tuple(width for pair in widths for width in pair)
        piece = self[written] = Piece(
            tuple(map(intern, low)), self._shared(map(self.forms.classify, words)), self._shared(flat)
        )
        return piece

    def _shared(self, numbers: Iterable[int]) -> tuple[int, ...]:
        """One tuple for all that are equal: reading is bound by memory, and few of them differ."""
        wanted = tuple(numbers)
        return self.tuples.setdefault(wanted, wanted)
