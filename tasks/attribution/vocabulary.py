"""What a piece of text between blanks is: its tokens, and their classes as lexicon and form tell them."""

from __future__ import annotations

import re
from typing import Final, final

from mypy_extensions import i64

from tasks.attribution.wordclass import ADVERB, ADVERBIAL, CAPITAL, DIGITS, LEXICAL, LISTED, PAST, TIME, WORD

# Words and numbers, also with marks inside ("75,000", "U.S", "so-called"); any other mark by itself.
_TOKEN: Final = re.compile(r"\w+(?:['’\-&/.,]\w+)*|[^\w\s]")
_ELISION: Final = re.compile(r"(\w+)['’]")
_ABBREVIATED: Final = 4  # letters that a capitalised abbreviation has at most
_SHORTEST_ADVERB: Final = 5


@final
class Forms:
    """What reading the written form of a word needs."""

    def __init__(
        self,
        classes: dict[str, int],
        heads: frozenset[str],
        elisions: frozenset[str],
        enclitic: re.Pattern[str] | None,
        adverb_endings: tuple[str, ...],
        past_endings: tuple[str, ...],
    ) -> None:
        """Keep a language's lists.

        classes  the lexicon's
        heads    words from which a contracted verb is cut off ("he's")
        elisions words that stand before another without a blank ("qu'il"), tokens of their own
        enclitic what is tied to a verb with a hyphen ("dit-il", "a-t-elle"), a token of its own; None where nothing is
        adverb_endings, past_endings  tell adverbs and past forms that no list has
        """
        self.classes = classes
        self.heads = heads
        self.elisions = elisions
        self.enclitic = enclitic
        self.adverb_endings = adverb_endings
        self.past_endings = past_endings

    def fold(self, word: str) -> str:
        """The form to look up: lower case, straight apostrophe, a pronoun without its contracted verb."""
        low = word.lower()
        if low.isalnum():
            return low
        low = low.replace("’", "'")
        head, mark, rest = low.partition("'")
        return head if mark and head and (not rest or head in self.heads) else low

    def split(self, word: str) -> list[str]:
        """A word with what is elided before it or tied behind it cut off: `qu’` and `il`, `dit` and `il`."""
        head = _ELISION.match(word)
        if head and head.group(1).lower() in self.elisions and head.end() < len(word):
            return [head.group(), *self.split(word[head.end() :])]
        tied = self.enclitic.fullmatch(word) if self.enclitic else None
        return [tied.group(1), tied.group(2)] if tied else [word]

    def classify(self, word: str, low: str) -> i64:
        """The bits of `wordclass` for a written word; `low` is its form to look up."""
        capital = word[0].isupper()
        bits: i64 = self.classes.get(low, 0)
        form: i64 = CAPITAL if capital else 0
        if bits:
            form |= LISTED
        if low.endswith(self.past_endings):
            form |= PAST
        if low[0].isalnum():
            form |= WORD
            if low.isdigit():
                form |= DIGITS
        by_ending = not capital and len(low) >= _SHORTEST_ADVERB and low.endswith(self.adverb_endings)
        if bits & ADVERB or (by_ending and not bits & LEXICAL & ~TIME):
            form |= ADVERBIAL
        return bits | form

    def cut(self, piece: str) -> tuple[list[str], list[int]]:
        """The forms of a piece's tokens, and their classes."""
        low: list[str] = []
        classes: list[int] = []
        for written in self._words(piece):
            word = written.rstrip(".") or written
            form = self.fold(word)
            bits = self.classify(word, form)
            low.append(form)
            classes.append(bits)
        return low, classes

    def _words(self, piece: str) -> list[str]:
        """The tokens as written; a full stop belongs to an abbreviation in capitals before it."""
        if piece.isalnum():
            return [piece]
        words = _TOKEN.findall(piece)
        if self.elisions or self.enclitic:
            words = [part for word in words for part in self.split(word)]
        for at in range(len(words) - 1, 0, -1):
            if words[at] == "." and words[at - 1][0].isupper() and len(words[at - 1].replace(".", "")) <= _ABBREVIATED:
                words[at - 1 : at + 1] = [words[at - 1] + "."]
        return words

    def place(self, piece: str, number: int) -> tuple[int, int]:
        """Where a token stands in its piece; a hyphen between two tokens belongs to neither."""
        start = end = 0
        for word in self._words(piece)[: number + 1]:
            start = piece.index(word, end)
            end = start + len(word)
        return start, end
