"""Cut sentences into tokens, with every quotation folded into one token."""

from __future__ import annotations

from typing import Final, final

from tasks.attribution.lexicon import Language
from tasks.attribution.quotes import Quote
from tasks.attribution.vocabulary import Piece
from tasks.attribution.wordclass import CAPITAL, DETERMINER, POSSESSIVE, PREPOSITION, SOURCE_NOUN, WORD
from warehouse.records import Segment

QUOTE: Final = '"'
_STRONG: Final = frozenset(".!?…")
_MARKS: Final = ",.!?:;"
_WORK: Final = 8  # words that the name of a work has at most
_WORDS: Final = 2  # words that it has at least where nobody owns it
_SMALL: Final = 5  # letters from which a word of a name has a capital


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
        self.parts: list[Stretch | Fold] = []
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
        for part in self.parts:
            part.place(self.text, self._starts, self._widths)


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
        single = text.startswith(" ".join(self.written), at)  # one blank between any two pieces
        for word, piece in zip(self.written, self.pieces, strict=True):
            if not single:
                at = text.index(word, at)
            width = len(word)
            if isinstance(piece, int):
                starts.append(at)
                widths.append(width)
            else:
                for offset in piece.offsets:
                    starts.append(at + offset)
                widths += piece.widths
            at += width + 1


@final
class Fold:
    """A quotation, or the name of a work in quote marks, as one token."""

    def __init__(self, start: int, end: int) -> None:
        """Its span in the text."""
        self.start = start
        self.end = end

    def place(self, text: str, starts: list[int], widths: list[int]) -> None:
        """Append where the token stands, and how wide it is."""
        starts.append(self.start)
        widths.append(self.end - self.start)


def tokenize(text: str, start: int, end: int, segment: Segment, quotes: list[Quote], language: Language) -> Sentence:
    """The tokens of `text[start:end]`; `quotes` are the quotations that begin in it, in order."""
    sentence = Sentence(text, segment)
    at = start
    for quote in quotes:
        _add_words(sentence, at, quote.start, language)
        if _names_a_work(sentence, quote, language):
            _add_work(sentence, quote, language)
        else:
            sentence.quotes[len(sentence.low)] = quote
            sentence.low.append(QUOTE)
            sentence.classes.append(CAPITAL if text[quote.start].isupper() else 0)
            sentence.parts.append(Fold(quote.start, quote.end))
        at = max(quote.end, at)
    _add_words(sentence, at, end, language)
    return sentence


def _names_a_work(sentence: Sentence, quote: Quote, language: Language) -> bool:
    """Whether a quotation names a show, a book or the like: `on "Morning Desk"`, `the paper's "Letter from Averil"`.

    Every longer word has a capital, and a possessor, a preposition or an article stands before it.
    """
    if not sentence.low or language.capitalised_nouns:
        return False
    before = sentence.classes[-1]
    owned = sentence.low[-1].endswith(language.possessive_endings)
    if not owned and not before & (PREPOSITION | DETERMINER | POSSESSIVE | SOURCE_NOUN):
        return False
    words = sentence.text[quote.inner_start : quote.inner_end].rstrip(_MARKS).split()
    if not 1 <= len(words) <= _WORK or (len(words) < _WORDS and not owned):
        return False
    return words[0][0].isupper() and all(word[0].isupper() or len(word) < _SMALL for word in words)


def _add_work(sentence: Sentence, quote: Quote, language: Language) -> None:
    """Append the name of a work as one capitalised word, and the comma that stands inside its marks."""
    text = sentence.text
    comma = text[quote.inner_end - 1] == ","
    sentence.low.append(text[quote.inner_start : quote.inner_end - comma].lower())
    sentence.classes.append(WORD | CAPITAL)
    sentence.parts.append(Fold(quote.start, quote.inner_end - comma if comma else quote.end))
    if comma:
        _add_words(sentence, quote.inner_end - 1, quote.inner_end, language)


def _add_words(sentence: Sentence, start: int, end: int, language: Language) -> None:
    """Append the tokens of a stretch without quotations."""
    written = sentence.text[start:end].split()
    pieces: list[int | Piece] = []
    sentence.parts.append(Stretch(start, written, pieces))
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
