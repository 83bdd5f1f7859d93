"""Pieces of text between blanks as they were met: their tokens and classes, worked out once for each piece."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from typing import Final, NamedTuple, final

from tasks.attribution.wordclass import ADVERB, ADVERBIAL, CAPITAL, DIGITS, LEXICAL, LISTED, PAST, TIME, WORD

# Words and numbers, also with marks inside ("75,000", "U.S", "so-called"); any other mark by itself.
_TOKEN: Final = re.compile(r"\w+(?:['’\-&/.,]\w+)*|[^\w\s]")
_ELISION: Final = re.compile(r"(\w+)['’]")
_LIMIT: Final = 200_000  # pieces kept; more than a shard has
_ABBREVIATED: Final = 4  # letters that a capitalised abbreviation has at most
_SHORTEST_ADVERB: Final = 5


@final
class Piece:
    """A piece of several tokens, or of one whose form to look up is not its lower case; parallel lists.

    `offsets` count from the piece's beginning, in characters, as do `widths`.
    """

    def __init__(self, low: list[str], classes: list[int], offsets: list[int], widths: list[int]) -> None:
        """One entry a token."""
        self.low = low
        self.classes = classes
        self.offsets = offsets
        self.widths = widths


class Forms(NamedTuple):
    """What reading the written form of a word needs.

    classes  the lexicon's
    heads    words from which a contracted verb is cut off ("he's")
    elisions words that stand before another without a blank ("qu'il"), tokens of their own
    enclitic what is tied to a verb with a hyphen ("dit-il", "a-t-elle"), a token of its own; None where nothing is
    adverb_endings, past_endings  tell adverbs and past forms that no list has
    """

    classes: Mapping[str, int]
    heads: Set[str]
    elisions: Set[str]
    enclitic: re.Pattern[str] | None
    adverb_endings: tuple[str, ...]
    past_endings: tuple[str, ...]

    def fold(self, word: str) -> str:
        """The form to look up: lower case, straight apostrophe, a pronoun without its contracted verb."""
        low = word.lower().replace("’", "'")
        head, mark, rest = low.partition("'")
        return head if mark and head and (not rest or head in self.heads) else low

    def split(self, word: str) -> list[str]:
        """A word with what is elided before it or tied behind it cut off: `qu’` and `il`, `dit` and `il`."""
        head = _ELISION.match(word)
        if head and head.group(1).lower() in self.elisions and head.end() < len(word):
            return [head.group(), *self.split(word[head.end() :])]
        tied = self.enclitic.fullmatch(word) if self.enclitic else None
        return [tied.group(1), tied.group(2)] if tied else [word]

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


class Pieces(dict[str, int | Piece]):
    """Every piece met so far; a look-up adds what is missing.

    A plain word has its classes alone for value: reading is bound by memory, and most pieces are plain words.
    """

    def __init__(self, forms: Forms, *, last: bool) -> None:
        """`last`: pieces that end a stretch, whose full stop is never that of an abbreviation."""
        super().__init__()
        self.forms = forms
        self.last = last
        self.numbers: dict[int, int] = {}

    def __missing__(self, piece: str) -> int | Piece:
        """Cut a piece into tokens."""
        if len(self) >= _LIMIT:
            self.clear()
        written = self._words(piece)
        low = [self.forms.fold(word.rstrip(".") or word) for word in written]
        classes = [self._classes(word.rstrip(".") or word) for word in written]
        plain = low == [piece.lower()] and (low[0] == piece or classes[0] & CAPITAL)
        if plain:
            self[piece] = classes[0]
        else:
            self[piece] = Piece(low, classes, _offsets(piece, written), [len(word) for word in written])
        return self[piece]

    def _words(self, piece: str) -> list[str]:
        """The tokens as written; a full stop inside a stretch belongs to an abbreviation in capitals before it."""
        words = _TOKEN.findall(piece)
        if self.forms.elisions or self.forms.enclitic:
            words = [part for word in words for part in self.forms.split(word)]
        for at in range(len(words) - 1 - self.last, 0, -1):
            if words[at] == "." and words[at - 1][0].isupper() and len(words[at - 1].replace(".", "")) <= _ABBREVIATED:
                words[at - 1 : at + 1] = [words[at - 1] + "."]
        return words

    def _classes(self, word: str) -> int:
        """The classes of a word; one object for all equal numbers, of which there are few."""
        bits = self.forms.classify(word)
        return self.numbers.setdefault(bits, bits)


def _offsets(piece: str, words: list[str]) -> list[int]:
    """Where the tokens of a piece begin; a hyphen between two of them belongs to neither."""
    offsets: list[int] = []
    end = 0
    for word in words:
        offsets.append(piece.index(word, end))
        end = offsets[-1] + len(word)
    return offsets
