"""Cut sentences into tokens, with every quotation folded into one token."""

from __future__ import annotations

from typing import Final, final

from mypy_extensions import mypyc_attr

from tasks.attribution.lexicon import Language
from tasks.attribution.pieces import Pieces, Stretch, Token
from tasks.attribution.quotes import Quote
from tasks.attribution.wordclass import CAPITAL, DETERMINER, POSSESSIVE, PREPOSITION, SOURCE_NOUN, WORD
from warehouse.records import Segment

QUOTE: Final = '"'
_STRONG: Final = frozenset(".!?…")
_MARKS: Final = ",.!?:;"
_WORK: Final = 8  # words that the name of a work has at most
_WORDS: Final = 2  # words that it has at least where nobody owns it
_SMALL: Final = 5  # letters from which a word of a name has a capital


@mypyc_attr(acyclic=True)
@final
class Sentence:
    """Tokens of one sentence. A quotation is one token whose lower form is `QUOTE`."""

    def __init__(self, text: str, segment: Segment, pieces: Pieces) -> None:
        """A sentence that begins in `segment`; without tokens as yet."""
        self.text = text
        self.pieces = pieces
        self.segment = segment
        self.kind = segment.kind
        self.tokens: list[Token] = []
        self.triggers: list[int] = []  # tokens that a cue can hang on
        self.quotes: dict[int, Quote] = {}
        self.parts: list[Stretch | Fold] = []
        self.stop = 0  # one past the last token that is no closing punctuation

    def words(self, first: int, stop: int) -> list[str]:
        """The lower forms of some tokens."""
        return [token.low for token in self.tokens[first:stop]]

    def find(self, low: str, first: int, stop: int) -> int:
        """The first of some tokens with that lower form; -1 where none has it."""
        for at in range(first, min(stop, len(self.tokens))):
            if self.tokens[at].low == low:
                return at
        return -1

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
        part = self.parts[number]
        return self.pieces.span(self.text, part, at) if isinstance(part, Stretch) else (part.start, part.end)


@mypyc_attr(acyclic=True)
@final
class Fold:
    """A quotation, or the name of a work in quote marks, as one token."""

    def __init__(self, first: int, start: int, end: int) -> None:
        """Its number in the sentence, and its span in the text."""
        self.first = first
        self.start = start
        self.end = end


def tokenize(text: str, start: int, end: int, segment: Segment, quotes: list[Quote], language: Language) -> Sentence:
    """The tokens of `text[start:end]`; `quotes` are the quotations that begin in it, in order."""
    sentence = Sentence(text, segment, language.pieces)
    at = start
    for quote in quotes:
        _add_words(sentence, at, quote.start)
        if _names_a_work(sentence, quote, language):
            _add_work(sentence, quote)
        else:
            sentence.quotes[len(sentence.tokens)] = quote
            sentence.parts.append(Fold(len(sentence.tokens), quote.start, quote.end))
            sentence.tokens.append(Token(QUOTE, CAPITAL if text[quote.start].isupper() else 0))
        at = max(quote.end, at)
    _add_words(sentence, at, end)
    stop = len(sentence.tokens)
    while stop and sentence.tokens[stop - 1].low in _STRONG:
        stop -= 1
    sentence.stop = stop
    return sentence


def _names_a_work(sentence: Sentence, quote: Quote, language: Language) -> bool:
    """Whether a quotation names a show, a book or the like: `on "Morning Desk"`, `the paper's "Letter from Averil"`.

    Every longer word has a capital, and a possessor, a preposition or an article stands before it.
    """
    if not sentence.tokens or language.capitalised_nouns:
        return False
    before = sentence.tokens[-1]
    owned = before.low.endswith(language.possessive_endings)
    if not owned and not before.bits & (PREPOSITION | DETERMINER | POSSESSIVE | SOURCE_NOUN):
        return False
    words = sentence.text[quote.inner_start : quote.inner_end].rstrip(_MARKS).split()
    if not 1 <= len(words) <= _WORK or (len(words) < _WORDS and not owned):
        return False
    return words[0][0].isupper() and all(word[0].isupper() or len(word) < _SMALL for word in words)


def _add_work(sentence: Sentence, quote: Quote) -> None:
    """Append the name of a work as one capitalised word, and the comma that stands inside its marks."""
    text = sentence.text
    comma = text[quote.inner_end - 1] == ","
    sentence.parts.append(Fold(len(sentence.tokens), quote.start, quote.inner_end - comma if comma else quote.end))
    sentence.tokens.append(Token(text[quote.inner_start : quote.inner_end - comma].lower(), WORD | CAPITAL))
    if comma:
        _add_words(sentence, quote.inner_end - 1, quote.inner_end)


def _add_words(sentence: Sentence, start: int, end: int) -> None:
    """Append the tokens of a stretch without quotations."""
    stretch = sentence.pieces.read(sentence.text, start, end, sentence.tokens, sentence.triggers)
    if stretch is not None:
        sentence.parts.append(stretch)


def opening_word(sentence: Sentence, at: int) -> int:
    """The first word of a sentence, where only words stand before the token `at`; else `at`."""
    first = 0
    while first < at and not sentence.tokens[first].bits & WORD:
        first += 1
    for number in range(first, at):
        if sentence.tokens[number].low in (QUOTE, ":", ";"):
            return at
    return first
