"""Cut sentences into tokens, with every quotation folded into one token."""

from __future__ import annotations

from typing import Final, final

from tasks.attribution.lexicon import Language
from tasks.attribution.quotes import Quote
from tasks.attribution.vocabulary import Piece
from tasks.attribution.wordclass import CAPITAL, WORD
from warehouse.records import Segment

QUOTE: Final = '"'
_STRONG: Final = frozenset(".!?…")


@final
class Sentence:
    """Tokens of one sentence; parallel lists. A quotation is one token whose lower form is `QUOTE`."""

    def __init__(self, text: str, segment: Segment) -> None:
        """A sentence that begins in `segment`; without tokens as yet."""
        self.text = text
        self.segment = segment
        self.paragraph_no = segment.paragraph_no
        self.kind = segment.kind
        self.low: list[str] = []
        self.classes: list[int] = []
        self.quotes: dict[int, Quote] = {}
        self.stretches: list[Stretch] = []
        self._starts: list[int] = []
        self._widths: list[int] = []

    def start_of(self, at: int) -> int:
        """The offset of a token."""
        if not self._starts:
            self._place()
        return self._starts[at]

    def end_of(self, at: int) -> int:
        """The offset behind a token."""
        if not self._starts:
            self._place()
        return self._starts[at] + self._widths[at]

    def _place(self) -> None:
        """Find where the tokens stand; most sentences are read without."""
        starts, widths = self._starts, self._widths
        quotes = list(self.quotes.values())
        for number, stretch in enumerate(self.stretches):
            if number:
                starts.append(quotes[number - 1].start)
                widths.append(quotes[number - 1].end - quotes[number - 1].start)
            stretch.place(self.text, starts, widths)


@final
class Stretch:
    """A stretch of a sentence without quotations: its pieces as written and as looked up, parallel."""

    def __init__(self, start: int, written: list[str], pieces: list[int | Piece]) -> None:
        """`start` is where it begins in the text."""
        self.start = start
        self.written = written
        self.pieces = pieces

    def place(self, text: str, starts: list[int], widths: list[int]) -> None:
        """Append where each token of the stretch stands, and how wide it is."""
        at = self.start
        for number, word in enumerate(self.written):
            if not text.startswith(word, at):
                at = text.index(word, at)
            piece = self.pieces[number]
            if isinstance(piece, int):
                starts.append(at)
                widths.append(len(word))
            else:
                starts += [at + offset for offset in piece.offsets]
                widths += piece.widths
            at += len(word) + 1


def tokenize(text: str, start: int, end: int, segment: Segment, quotes: list[Quote], language: Language) -> Sentence:
    """The tokens of `text[start:end]`; `quotes` are the quotations that begin in it, in order."""
    sentence = Sentence(text, segment)
    at = start
    for quote in quotes:
        _add_words(sentence, at, quote.start, language)
        sentence.quotes[len(sentence.low)] = quote
        sentence.low.append(QUOTE)
        sentence.classes.append(CAPITAL if text[quote.start].isupper() else 0)
        at = max(quote.end, at)
    _add_words(sentence, at, end, language)
    return sentence


def _add_words(sentence: Sentence, start: int, end: int, language: Language) -> None:
    """Append the tokens of a stretch without quotations."""
    written = sentence.text[start:end].split()
    pieces: list[int | Piece] = []
    sentence.stretches.append(Stretch(start, written, pieces))
    if not written:
        return
    pieces.extend(map(language.pieces.__getitem__, written))
    pieces[-1] = language.last_pieces[written[-1]]
    low, classes = sentence.low, sentence.classes
    for number, piece in enumerate(pieces):
        if isinstance(piece, int):
            word = written[number]
            low.append(word.lower() if piece & CAPITAL else word)
            classes.append(piece)
        else:
            low += piece.low
            classes += piece.classes


def opening_word(sentence: Sentence, at: int) -> int:
    """The first word of a sentence, where only words stand before the token `at`; else `at`."""
    first = 0
    while first < at and not sentence.classes[first] & WORD:
        first += 1
    for number in range(first, at):
        if sentence.low[number] in (QUOTE, ":", ";"):
            return at
    return first


def last_word(sentence: Sentence) -> int:
    """Index one past the last token that is no closing punctuation."""
    at = len(sentence.low)
    while at and sentence.low[at - 1] in _STRONG:
        at -= 1
    return at
