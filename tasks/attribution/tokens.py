"""Cut sentences into tokens, with every quotation folded into one token."""

from __future__ import annotations

from typing import Any, Final, final

from tasks.attribution.lexicon import Language
from tasks.attribution.quotes import Quote
from tasks.attribution.vocabulary import Piece, Pieces
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
        self.stop = 0  # one past the last token that is no closing punctuation

    def start_of(self, at: int) -> int:
        """The offset of a token."""
        return self._span(at)[0]

    def end_of(self, at: int) -> int:
        """The offset behind a token."""
        return self._span(at)[1]

    def _span(self, at: int) -> tuple[int, int]:
        """Where a token stands; few tokens are asked for."""
        number = len(self.parts) - 1
        while self.parts[number].first > at:
            number -= 1
        return self.parts[number].span(self.text, at)


@final
class Stretch:
    """A stretch of a sentence without quotations: its pieces as written, most of them a token each."""

    def __init__(self, first: int, start: int, written: list[str], known: Pieces) -> None:
        """`first` is the number of its first token in the sentence, `start` where it begins in the text."""
        self.first = first
        self.written = written
        self.known = known
        self.wide: list[tuple[int, int, int]] = []  # pieces of several tokens: number, first token, how many
        self._starts: list[int] = []  # of the pieces up to the last one that was asked for
        self._behind = start

    def span(self, text: str, at: int) -> tuple[int, int]:
        """Where a token of the sentence stands."""
        token = at - self.first
        number = token
        for piece, begins, count in self.wide:
            if token < begins:
                break
            if token < begins + count:
                start = self._start_of(text, piece)
                first, last = self.known.place(self.written[piece], token - begins)
                return start + first, start + last
            number = token - begins - count + piece + 1
        start = self._start_of(text, number)
        return start, start + len(self.written[number])

    def _start_of(self, text: str, number: int) -> int:
        """Where a piece stands: only blanks are between it and the piece before it."""
        starts, written = self._starts, self.written
        while len(starts) <= number:
            start = self._behind
            while text[start].isspace():
                start += 1
            self._behind = start + len(written[len(starts)])
            starts.append(start)
        return starts[number]


@final
class Fold:
    """A quotation, or the name of a work in quote marks, as one token."""

    def __init__(self, first: int, start: int, end: int) -> None:
        """Its number in the sentence, and its span in the text."""
        self.first = first
        self.start = start
        self.end = end

    def span(self, text: str, at: int) -> tuple[int, int]:
        """Where the token stands."""
        return self.start, self.end


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
            sentence.parts.append(Fold(len(sentence.low), quote.start, quote.end))
            sentence.low.append(QUOTE)
            sentence.classes.append(CAPITAL if text[quote.start].isupper() else 0)
        at = max(quote.end, at)
    _add_words(sentence, at, end, language)
    stop = len(sentence.low)
    while stop and sentence.low[stop - 1] in _STRONG:
        stop -= 1
    sentence.stop = stop
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
    sentence.parts.append(Fold(len(sentence.low), quote.start, quote.inner_end - comma if comma else quote.end))
    sentence.low.append(text[quote.inner_start : quote.inner_end - comma].lower())
    sentence.classes.append(WORD | CAPITAL)
    if comma:
        _add_words(sentence, quote.inner_end - 1, quote.inner_end, language)


def _add_words(sentence: Sentence, start: int, end: int, language: Language) -> None:
    """Append the tokens of a stretch without quotations.

    Its commas and its last full stop are pieces of their own: fewer pieces are to be known.
    """
    written = sentence.text[start:end].replace(", ", " , ").split()
    if not written:
        return
    last = written[-1]
    if len(last) > 1 and last.endswith("."):  # never that of an abbreviation
        written[-1] = last[:-1]
        written.append(".")
    pieces = language.pieces
    first = pieces.first
    low = written.copy()
    classes: list[Any] = []  # its numbers stay the objects they are, for making each anew is slow
    others: list[int] = []
    for number, word in enumerate(written):
        piece = first.get(word)
        if piece is None:
            piece = pieces.other(word)
        classes.append(piece)
        if not isinstance(piece, int):
            others.append(number)
        elif piece & CAPITAL:
            low[number] = word.lower()
    stretch = Stretch(len(sentence.low), start, written, pieces)
    sentence.parts.append(stretch)
    if others:
        _spread(stretch, others, low, classes)
    if sentence.low:
        sentence.low += low
        sentence.classes += classes
    else:
        sentence.low, sentence.classes = low, classes


def _spread(stretch: Stretch, numbers: list[int], low: list[str], classes: list[Any]) -> None:
    """Put the tokens of the pieces of those numbers in their places."""
    more = 0
    for number in numbers:
        at = number + more
        piece: Piece = classes[at]
        count = len(piece.low)
        if count == 1:
            low[at], classes[at] = piece.low[0], piece.classes[0]
        else:
            low[at : at + 1] = piece.low
            classes[at : at + 1] = piece.classes
            stretch.wide.append((number, at, count))
            more += count - 1


def opening_word(sentence: Sentence, at: int) -> int:
    """The first word of a sentence, where only words stand before the token `at`; else `at`."""
    first = 0
    while first < at and not sentence.classes[first] & WORD:
        first += 1
    for number in range(first, at):
        if sentence.low[number] in (QUOTE, ":", ";"):
            return at
    return first
