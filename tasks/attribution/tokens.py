"""Cut sentences into tokens, with every quotation folded into one token."""

from __future__ import annotations

from tasks.attribution.lexicon import Language
from tasks.attribution.quotes import Quote
from tasks.attribution.vocabulary import Piece
from tasks.attribution.wordclass import CAPITAL
from warehouse.records import Segment

QUOTE = '"'
_STRONG = frozenset(".!?…")


class Sentence:
    """Tokens of one sentence; parallel lists. A quotation is one token whose lower form is `QUOTE`."""

    def __init__(self, text: str, start: int, end: int, segment: Segment) -> None:
        """The stretch `text[start:end]`, which begins in `segment`; without tokens as yet."""
        self.text = text
        self.start = start
        self.end = end
        self.segment = segment
        self.paragraph_no = segment.paragraph_no
        self.kind = segment.kind
        self.low: list[str] = []
        self.starts: list[int] = []
        self.widths: list[int] = []
        self.quotes: dict[int, Quote] = {}
        self.classes: list[int] = []

    def end_of(self, at: int) -> int:
        """The offset behind a token."""
        return self.starts[at] + self.widths[at]


def tokenize(sentence: Sentence, quotes: list[Quote], language: Language) -> None:
    """Fill the sentence's token lists; `quotes` are the quotations that begin in it, in order."""
    at = sentence.start
    for quote in quotes:
        _add_words(sentence, at, quote.start, language)
        sentence.quotes[len(sentence.low)] = quote
        sentence.low.append(QUOTE)
        sentence.starts.append(quote.start)
        sentence.widths.append(quote.end - quote.start)
        sentence.classes.append(CAPITAL if sentence.text[quote.start].isupper() else 0)
        at = max(quote.end, at)
    _add_words(sentence, at, sentence.end, language)


def _add_words(sentence: Sentence, start: int, end: int, language: Language) -> None:
    """Append the tokens of a stretch without quotations."""
    stretch = sentence.text[start:end]
    written = stretch.split()
    if not written:
        return
    pieces = list(map(language.pieces.__getitem__, written))
    pieces[-1] = language.last_pieces[written[-1]]
    at = start + (stretch.index(written[0]) if stretch[0].isspace() else 0)
    low, classes, starts, widths = sentence.low, sentence.classes, sentence.starts, sentence.widths
    known = len(low)
    for number, piece in enumerate(pieces):
        word = written[number]
        width = len(word)
        if isinstance(piece, int):
            low.append(word.lower() if piece & CAPITAL else word)
            classes.append(piece)
            starts.append(at)
            widths.append(width)
        else:
            low += piece.low
            classes += piece.classes
            starts += [at + offset for offset in piece.offsets]
            widths += piece.widths
        at += width + 1
    if at - 1 != start + len(stretch.rstrip()):
        starts[known:] = _spaced(stretch, start, written, pieces)


def _spaced(stretch: str, start: int, written: list[str], pieces: list[int | Piece]) -> list[int]:
    """The offsets of the tokens where more than single blanks stand between pieces."""
    starts: list[int] = []
    at = 0
    for word, piece in zip(written, pieces, strict=True):
        at = stretch.index(word, at)
        starts += [start + at] if isinstance(piece, int) else [start + at + offset for offset in piece.offsets]
        at += len(word)
    return starts


def last_word(sentence: Sentence) -> int:
    """Index one past the last token that is no closing punctuation."""
    at = len(sentence.low)
    while at and sentence.low[at - 1] in _STRONG:
        at -= 1
    return at
