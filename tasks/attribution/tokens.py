"""Cut sentences into tokens, with every quotation folded into one token."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate, chain

from tasks.attribution.lexicon import Language
from tasks.attribution.quotes import Quote
from tasks.attribution.wordclass import CAPITAL

QUOTE = '"'
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


def tokenize(sentence: Sentence, quotes: list[Quote], language: Language) -> None:
    """Fill the sentence's token lists; `quotes` are the quotations that begin in it, in order."""
    at = sentence.start
    for quote in quotes:
        _words(sentence, at, quote.start, language)
        sentence.quotes[len(sentence.low)] = quote
        sentence.low.append(QUOTE)
        sentence.starts.append(quote.start)
        sentence.ends.append(quote.end)
        sentence.classes.append(CAPITAL if sentence.text[quote.start].isupper() else 0)
        at = max(quote.end, at)
    _words(sentence, at, sentence.end, language)


def _words(sentence: Sentence, start: int, end: int, language: Language) -> None:
    """Append the tokens of a stretch without quotations."""
    stretch = sentence.text[start:end]
    written = stretch.split()
    if not written:
        return
    pieces = list(map(language.pieces.__getitem__, written))
    pieces[-1] = language.last_pieces[written[-1]]
    widths: Sequence[tuple[int, ...]]
    low, classes, widths = zip(*pieces, strict=True)
    at = start + stretch.index(written[0]) - 1
    if " ".join(written) != stretch.strip():
        widths = _spaced(stretch, written, widths)
    edges = list(accumulate(chain.from_iterable(widths), initial=at))
    sentence.low.extend(chain.from_iterable(low))
    sentence.classes.extend(chain.from_iterable(classes))
    sentence.starts.extend(edges[1::2])
    sentence.ends.extend(edges[2::2])


def _spaced(stretch: str, written: list[str], widths: Sequence[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """The widths where other white space than single blanks stands between pieces."""
    result = [widths[0]]
    at = stretch.index(written[0]) + len(written[0])
    for word, (_, *rest) in zip(written[1:], widths[1:], strict=True):
        place = stretch.index(word, at)
        result.append((place - at, *rest))
        at = place + len(word)
    return result


def last_word(sentence: Sentence) -> int:
    """Index one past the last token that is no closing punctuation."""
    at = len(sentence.low)
    while at and sentence.low[at - 1] in _STRONG:
        at -= 1
    return at
