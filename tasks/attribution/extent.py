"""Where content before its cue begins, and where it goes on behind the cue: `"...," he said, "..."`."""

from __future__ import annotations

from typing import Final

from tasks.attribution.addressees import skip_adverbials
from tasks.attribution.clauses import channel_at, clause_end, is_gerund
from tasks.attribution.content import has_verb
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
    low, classes = sentence.low, sentence.classes
    after, _ = skip_adverbials(sentence, language, at + 1, scan.stop)
    after = _past_date(scan, at, after)
    if after + 1 >= scan.stop or low[after] not in (",", ":", ";"):
        return last
    if low[after + 1] == QUOTE and (low[first] == QUOTE or goes_on(sentence, after + 1)):
        return after + 1
    if low[first] == QUOTE and is_gerund(low[after + 1], language):
        return _behind_aside(scan, after + 2, last)
    broken = classes[first] & (SUBORDINATOR | PREPOSITION | ADVERBIAL) or first == last
    broken = broken or (last - first < _SHORT and not has_verb(sentence, language, first, last + 1))
    phrase = classes[after + 1] & (LINKING | TIME | ADVERB) == LINKING
    phrase = phrase and not channel_at(sentence, after + 1, scan.stop)
    if low[first] != QUOTE and (broken or phrase or classes[after + 1] & (VERBAL | COMPLEMENTIZER)):
        return clause_end(sentence, language, after + 1, scan.stop) - 1
    return last


def _past_date(scan: Scan, at: int, after: int) -> int:
    """Where a date with commas that stands behind a cue at `at` ends: `on Friday, May 6, 2022`."""
    sentence, low, classes = scan.sentence, scan.sentence.low, scan.sentence.classes
    while after - 1 > at and after + 1 < scan.stop and low[after] == "," and is_time(sentence, after - 1):
        year = classes[after + 1] & DIGITS and len(low[after + 1]) == _YEAR
        end = after + 2 if year else skip_times(sentence, after + 1, scan.stop)
        if end == after + 1:
            break
        after = end
    return after


def _behind_aside(scan: Scan, first: int, last: int) -> int:
    """The quotation that goes on behind a participle: `"This," he said, pointing to a map, "is where it began."`."""
    for at in range(first, min(scan.stop, first + _ASIDE)):
        if scan.sentence.low[at] == QUOTE:
            return at if scan.sentence.low[at - 1] == "," and goes_on(scan.sentence, at) else last
    return last


def goes_on(sentence: Sentence, at: int) -> bool:
    """Whether a quotation goes on a clause that began before it: it starts in lower case."""
    quote = sentence.quotes.get(at)
    return quote is not None and sentence.text[quote.inner_start].islower()


def _open_bracket(low: list[str], last: int) -> int:
    """The bracket that is still open behind token `last`; -1 where none is."""
    depth = 0
    for at in range(last, -1, -1):
        depth += (low[at] == ")") - (low[at] == "(")
        if depth < 0:
            return at
    return -1


def content_start(scan: Scan, last: int, at: int) -> int:
    """First token of the content that ends with token `last`."""
    low, classes = scan.sentence.low, scan.sentence.classes
    if low[last] == QUOTE and (last == 0 or low[last - 1] == QUOTE or not classes[last - 1] & WORD):
        first = last
        while first > 0 and low[first - 1] == QUOTE and first - 1 not in scan.quoted:
            first -= 1
        return first
    first = 0
    for found in scan.found:
        if found.cue and found.content[1] < found.cue[0] and found.cue[1] < last:
            first = max(first, found.cue[1] + 1)
    first = max(first, _open_bracket(low, last) + 1)
    while first < last and (classes[first] & COORDINATOR or not (classes[first] & WORD or low[first] == QUOTE)):
        first += 1
    return first
