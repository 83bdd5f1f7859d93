"""Cut sentences into tokens, with every quotation folded into one token."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tasks.attribution.quotes import Quote

QUOTE = '"'
_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*%?|[^\W\d_](?:\.[^\W\d_])+\.?|\w+(?:['’\-.&/]\w+)*['’]?\.?|--+|[^\w\s]")
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


def tokenize(sentence: Sentence, quotes: list[Quote]) -> None:
    """Fill the sentence's token lists; `quotes` are the quotations that begin in it, in order."""
    at = sentence.start
    for quote in quotes:
        _words(sentence, at, quote.start)
        sentence.quotes[len(sentence.low)] = quote
        _append(sentence, QUOTE, quote.start, quote.end)
        at = max(quote.end, at)
    _words(sentence, at, sentence.end)


def _append(sentence: Sentence, low: str, start: int, end: int) -> None:
    sentence.low.append(low)
    sentence.starts.append(start)
    sentence.ends.append(end)


def _words(sentence: Sentence, start: int, end: int) -> None:
    """Append the tokens of a stretch without quotations; a full stop inside a sentence belongs to its abbreviation."""
    low, starts, ends = sentence.low, sentence.starts, sentence.ends
    for found in _TOKEN.finditer(sentence.text, start, end):
        word = found.group().lower()
        low.append(word if len(word) == 1 else word.rstrip("."))
        starts.append(found.start())
        ends.append(found.end())
    if ends and len(low[-1]) > 1 and ends[-1] == end and sentence.text[end - 1] == ".":
        # The sentence's own full stop.
        ends[-1] -= 1
        _append(sentence, ".", end - 1, end)


def last_word(sentence: Sentence) -> int:
    """Index one past the last token that is no closing punctuation."""
    at = len(sentence.low)
    while at and sentence.low[at - 1] in _STRONG:
        at -= 1
    return at
