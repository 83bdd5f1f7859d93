"""Cut sentences into tokens, with every quotation folded into one token."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import accumulate, repeat

from tasks.attribution.lexicon import Language
from tasks.attribution.quotes import Quote

QUOTE = '"'
# Words and numbers, also with marks inside ("75,000", "U.S", "so-called"); any other mark by itself.
_TOKEN = re.compile(r"(\w+(?:['’\-&/.,]\w+)*|[^\w\s])")
_ABBREVIATED = 4  # letters that a capitalised abbreviation has at most
_STRONG = frozenset(".!?…")


@dataclass(slots=True)
class Sentence:
    """Tokens of one sentence; parallel lists. A quotation is one token whose lower form is `QUOTE`."""

    text: str
    start: int
    end: int
    segment_no: int
    paragraph_no: int
    kind: str
    low: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    quotes: dict[int, Quote] = field(default_factory=dict)
    classes: list[int] = field(default_factory=list)

    def capital(self, at: int) -> bool:
        """Whether the token starts with an upper-case letter."""
        return self.text[self.starts[at]].isupper()

    def surface(self, first: int, last: int) -> str:
        """Text from token `first` up to and with token `last`."""
        return self.text[self.starts[first] : self.ends[last]]


def tokenize(sentence: Sentence, quotes: list[Quote], language: Language) -> None:
    """Fill the sentence's token lists; `quotes` are the quotations that begin in it, in order."""
    at = sentence.start
    for quote in quotes:
        _words(sentence, at, quote.start, language)
        sentence.quotes[len(sentence.low)] = quote
        sentence.low.append(QUOTE)
        sentence.starts.append(quote.start)
        sentence.ends.append(quote.end)
        at = max(quote.end, at)
    _words(sentence, at, sentence.end, language)
    sentence.classes = list(map(language.classes.get, sentence.low, repeat(0)))


def _join_abbreviations(sentence: Sentence, first: int) -> None:
    """Inside a sentence a full stop after a short capitalised word belongs to it: "Mr.", "U.S.", "Sen."."""
    low, starts, ends = sentence.low, sentence.starts, sentence.ends
    for at in range(len(low) - 2, first, -1):
        short = low[at] == "." and len(low[at - 1].replace(".", "")) <= _ABBREVIATED
        if short and ends[at - 1] == starts[at] and sentence.text[starts[at - 1]].isupper():
            ends[at - 1] = ends[at]
            del low[at], starts[at], ends[at]


def _words(sentence: Sentence, start: int, end: int, language: Language) -> None:
    """Append the tokens of a stretch without quotations."""
    if start >= end:
        return
    stretch = sentence.text[start:end]
    parts = _TOKEN.split(stretch)
    first = len(sentence.low)
    edges = list(accumulate(map(len, parts), initial=start))
    words = map(str.lower, parts[1::2])
    sentence.low.extend(
        [w if w.isalpha() else _fold(w, language) for w in words] if "'" in stretch or "’" in stretch else words
    )
    sentence.starts.extend(edges[1:-1:2])
    sentence.ends.extend(edges[2::2])
    if "." in sentence.low[first:-1]:
        _join_abbreviations(sentence, first)


def _fold(word: str, language: Language) -> str:
    """The form to look up: straight apostrophe, a pronoun without its contracted verb."""
    if "’" in word:
        word = word.replace("’", "'")
    head, mark, _ = word.partition("'")
    return head if mark and (head in language.pronouns or head in language.relatives) else word


def last_word(sentence: Sentence) -> int:
    """Index one past the last token that is no closing punctuation."""
    at = len(sentence.low)
    while at and sentence.low[at - 1] in _STRONG:
        at -= 1
    return at
