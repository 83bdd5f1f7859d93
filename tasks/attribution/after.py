"""Record content that stands behind its cue: `said that ...`."""

from __future__ import annotations

from typing import Final

from tasks.attribution.clauses import ends_in_comma
from tasks.attribution.content import Complement, is_particle
from tasks.attribution.frames import Frame, rounded
from tasks.attribution.scan import Found, Scan
from tasks.attribution.sentences import TERMINAL
from tasks.attribution.sources import Source
from tasks.attribution.wordclass import (
    ADVERBIAL,
    CAPITAL,
    COORDINATOR,
    FINITE,
    PAST,
    RELATIVE,
    SUBORDINATOR,
    VERBAL,
)

_CLOSED: Final = TERMINAL | {","}  # marks at the end of a quotation that nothing goes on
_VERBS: Final = VERBAL | FINITE | PAST
_DASHES: Final = frozenset({"-", "–", "—"})


def add_after(
    scan: Scan, at: int, source: Source | None, frame: Frame, complement: Complement, prefix: str, weight: float = 1.0
) -> None:
    """Record content that follows its cue."""
    form = "direct" if complement.kind == "quote" else "indirect"
    rule = f"{form}.{prefix}{'cue_before' if form == 'direct' else complement.kind}"
    first, last = complement.first, complement.last
    if first in scan.sentence.quotes:
        last = _quotation_end(scan, first, last)
    adjacent = frame.length and is_particle(scan.sentence, at + 1, frame)
    cue = cue_span(scan, at, frame.length if adjacent else 0, source)
    last = _inside_dashes(scan, source, first, last)
    last = _inside_relative(scan, source, first, last)
    if complement.kind != "quote" and _opens_subordinate(scan, source):
        last = next((i - 1 for i in range(first + 1, last + 1) if scan.sentence.tokens[i].low == ","), last)
    confidence = frame.confidence if weight == 1.0 else rounded(frame.confidence * weight)
    scan.add(Found(source, cue, (first, last), rule, confidence, complement.addressee))


def _opens_subordinate(scan: Scan, source: Source | None) -> bool:
    """`As NATO backs ..., the union ...`: the cue stands in a subordinate clause that opens the sentence."""
    tokens = scan.sentence.tokens
    first = tokens[1].bits if tokens[0].bits & COORDINATOR and len(tokens) > 1 else tokens[0].bits
    return (
        source is not None
        and source.first > 0
        and first & (SUBORDINATOR | RELATIVE) == SUBORDINATOR
        and scan.sentence.find(",", 0, source.first) < 0
    )


def _inside_dashes(scan: Scan, source: Source | None, first: int, last: int) -> int:
    """`Stone - who said ... - left`: content inside dashes ends at the second one."""
    tokens = scan.sentence.tokens
    if source is None or source.first == 0 or tokens[source.first - 1].low not in _DASHES:
        return last
    return next((at - 1 for at in range(first + 1, last + 1) if tokens[at].low in _DASHES), last)


def _inside_relative(scan: Scan, source: Source | None, first: int, last: int) -> int:
    """Where the outer clause goes on: `The list, which Lee says has ..., is long`, `At the port, where many say ...`.

    The last token of content in the inner one.
    """
    tokens = scan.sentence.tokens
    if source is None:
        return last
    opening = source.first - (not tokens[source.first].bits & RELATIVE)
    verbless = not any(token.bits & _VERBS and not token.bits & CAPITAL for token in tokens[: max(opening, 0)])
    if opening > 1 and verbless and tokens[opening].bits & SUBORDINATOR and tokens[opening - 1].low == ",":
        return next((at - 1 for at in range(first + 1, last) if tokens[at].low == ","), last)
    if opening < 1 or not tokens[opening].bits & RELATIVE or (tokens[opening - 1].low != "," and not verbless):
        return last
    for at in range(first + 1, last):
        outer = tokens[at + 1].bits & _VERBS and not tokens[at + 1].bits & CAPITAL
        if outer and (tokens[at].low == "," or ends_in_comma(scan.sentence, at)):
            return at - (tokens[at].low == ",")
    return last


def _quotation_end(scan: Scan, first: int, last: int) -> int:
    """A quotation after a cue goes on to the end of its clause, but not past a new clause behind it."""
    sentence, tokens = scan.sentence, scan.sentence.tokens
    if sentence.text[sentence.quotes[first].inner_end - 1] in _CLOSED:
        return first
    for at in range(first + 1, last + 1):
        if sentence.tokens[at].bits & COORDINATOR or tokens[at].low == ",":
            return at - 1
    return last


def particle_after(scan: Scan, at: int) -> int:
    """How many words of a particle stand right behind a cue: one in `points out`."""
    if at + 1 >= scan.stop:
        return 0
    frames = scan.language.frames.get(scan.sentence.tokens[at].low, ())
    longest = 0
    for frame in frames:
        if frame.length > longest and is_particle(scan.sentence, at + 1, frame):
            longest = frame.length
    return longest


def cue_span(scan: Scan, at: int, particle: int, source: Source | None) -> tuple[int, int]:
    """The cue with its auxiliaries and adverbs, and its particle of so many words."""
    first = at
    sentence = scan.sentence
    floor = source.last + 1 if source and source.last < at else 0
    while first - 1 >= floor and sentence.tokens[first - 1].bits & (VERBAL | ADVERBIAL):
        first -= 1
    return first, at + particle
