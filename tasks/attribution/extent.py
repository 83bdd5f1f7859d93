"""Where content before its cue begins, and where it goes on behind the cue: `"...," he said, "..."`."""

from __future__ import annotations

from typing import Final

from tasks.attribution.addressees import skip_adverbials
from tasks.attribution.clauses import channel_at, clause_end, is_gerund
from tasks.attribution.content import has_verb
from tasks.attribution.pieces import Token
from tasks.attribution.scan import Scan
from tasks.attribution.times import is_time, skip_times
from tasks.attribution.tokens import QUOTE, Sentence
from tasks.attribution.wordclass import (
    ADVERB,
    ADVERBIAL,
    COMPLEMENTIZER,
    COORDINATOR,
    DIGITS,
    LINKING,
    PREPOSITION,
    SUBORDINATOR,
    TIME,
    VERBAL,
    WORD,
)

_SHORT: Final = 5
_YEAR: Final = 4  # digits
_ASIDE: Final = 16  # tokens between the two parts of a quotation


def resumed(scan: Scan, at: int, first: int, last: int) -> int:
    """Last token of content that goes on after its cue: `"...," he said, "..."`, `When ..., he said, ...`."""
    sentence, language = scan.sentence, scan.language
    tokens = sentence.tokens
    after, _ = skip_adverbials(sentence, language, at + 1, scan.stop)
    after = _past_date(scan, at, after)
    if after + 1 >= scan.stop or tokens[after].low not in (",", ":", ";"):
        return last
    if tokens[after + 1].low == QUOTE and (tokens[first].low == QUOTE or goes_on(sentence, after + 1)):
        return after + 1
    if tokens[first].low == QUOTE and is_gerund(tokens[after + 1].low, language):
        return _behind_aside(scan, after + 2, last)
    broken = tokens[first].bits & (SUBORDINATOR | PREPOSITION | ADVERBIAL) or first == last
    broken = broken or (last - first < _SHORT and not has_verb(sentence, language, first, last + 1))
    phrase = tokens[after + 1].bits & (LINKING | TIME | ADVERB) == LINKING
    phrase = phrase and not channel_at(sentence, after + 1, scan.stop)
    if tokens[first].low != QUOTE and (broken or phrase or tokens[after + 1].bits & (VERBAL | COMPLEMENTIZER)):
        return clause_end(sentence, language, after + 1, scan.stop) - 1
    return last


def _past_date(scan: Scan, at: int, after: int) -> int:
    """Where a date with commas that stands behind a cue at `at` ends: `on Friday, May 6, 2022`."""
    sentence, tokens = scan.sentence, scan.sentence.tokens
    while after - 1 > at and after + 1 < scan.stop and tokens[after].low == "," and is_time(sentence, after - 1):
        year = tokens[after + 1].bits & DIGITS and len(tokens[after + 1].low) == _YEAR
        end = after + 2 if year else skip_times(sentence, after + 1, scan.stop)
        if end == after + 1:
            break
        after = end
    return after


def _behind_aside(scan: Scan, first: int, last: int) -> int:
    """The quotation that goes on behind a participle: `"This," he said, pointing to a map, "is where it began."`."""
    for at in range(first, min(scan.stop, first + _ASIDE)):
        if scan.sentence.tokens[at].low == QUOTE:
            return at if scan.sentence.tokens[at - 1].low == "," and goes_on(scan.sentence, at) else last
    return last


def goes_on(sentence: Sentence, at: int) -> bool:
    """Whether a quotation goes on a clause that began before it: it starts in lower case."""
    quote = sentence.quotes.get(at)
    return quote is not None and sentence.text[quote.inner_start].islower()


def _open_bracket(tokens: list[Token], last: int) -> int:
    """The bracket that is still open behind token `last`; -1 where none is."""
    depth = 0
    for at in range(last, -1, -1):
        depth += (tokens[at].low == ")") - (tokens[at].low == "(")
        if depth < 0:
            return at
    return -1


def content_start(scan: Scan, last: int, at: int) -> int:
    """First token of the content that ends with token `last`."""
    tokens = scan.sentence.tokens
    if tokens[last].low == QUOTE and (last == 0 or tokens[last - 1].low == QUOTE or not tokens[last - 1].bits & WORD):
        first = last
        while first > 0 and tokens[first - 1].low == QUOTE and first - 1 not in scan.quoted:
            first -= 1
        return first
    first = 0
    for found in scan.found:
        if found.cue and found.content[1] < found.cue[0] and found.cue[1] < last:
            first = max(first, found.cue[1] + 1)
    first = max(first, _open_bracket(tokens, last) + 1)
    while first < last and (
        tokens[first].bits & COORDINATOR or not (tokens[first].bits & WORD or tokens[first].low == QUOTE)
    ):
        first += 1
    return first
