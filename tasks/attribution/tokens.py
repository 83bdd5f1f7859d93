"""Cut sentences into tokens, with every quotation folded into one token."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import accumulate

from tasks.attribution.lexicon import Language
from tasks.attribution.quotes import Quote

QUOTE = '"'
# Numbers; initials and "U.S."; words, also with inner hyphens and apostrophes; short capitalised abbreviations with
# their full stop; dashes; any other mark by itself.
_TOKEN = re.compile(
    r"(\d+(?:[.,:]\d+)*%?|[^\W\d_](?:\.[^\W\d_])+\.?|[A-ZÀ-ÞА-ЯІЇЄҐ]\w{0,3}\.(?=[\s,])|\w+(?:['’\-&/]\w+)*['’]?|--+|[^\w\s])"
)
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
    if sentence.low and len(sentence.low[-1]) > 1 and sentence.text[sentence.ends[-1] - 1] == ".":
        _part_full_stop(sentence)


def _part_full_stop(sentence: Sentence) -> None:
    """The full stop of an abbreviation that ends a sentence is also the sentence's own."""
    sentence.ends[-1] -= 1
    sentence.low.append(".")
    sentence.starts.append(sentence.ends[-1])
    sentence.ends.append(sentence.ends[-1] + 1)


def _words(sentence: Sentence, start: int, end: int, language: Language) -> None:
    """Append the tokens of a stretch without quotations."""
    if start >= end:
        return
    parts = _TOKEN.split(sentence.text[start:end])
    edges = list(accumulate(map(len, parts), initial=start))
    sentence.low.extend([_fold(word, language) for word in map(str.lower, parts[1::2])])
    sentence.starts.extend(edges[1:-1:2])
    sentence.ends.extend(edges[2::2])


def _fold(word: str, language: Language) -> str:
    """The form to look up: straight apostrophe, no abbreviation's full stop, a pronoun without its contracted verb."""
    if word.isalpha():
        return word
    if word[-1] == "." and len(word) > 1:
        return word.rstrip(".")
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
