"""What two copies write differently at the same place: names, numbers, and sanctions that became fines.

Word pairs that both copies have pin them together; between two pins stand a few words of the one where the other has a
few of its own. Only these are compared, so a difference is one of wording at the same place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from config.stories import DifferenceSettings
from tasks.stories.alignment import anchor_chain
from tasks.stories.comparison import Body, prepare, shared_anchors

Span = tuple[int, int]  # code points, half-open
_NUMBER = re.compile(r"\d[\d.,:]*\d|\d")
_NAME = re.compile(r"[^\W\d_a-z][\w’'-]+(?: [^\W\d_a-z][\w’'-]+)*")  # words that begin with a capital letter
_SHORTEST = 4  # letters of a name that can be told from another
_SEPARATORS = str.maketrans("", "", ".,:")


class Named(NamedTuple):
    """A mention of an actor in a copy."""

    start: int
    end: int
    actor_id: str
    kind: str  # of the mention


class Copy(NamedTuple):
    """One copy: its clean text, the actors it names, and its sanctions claims' triggers."""

    doc_id: str
    text: str
    mentions: Sequence[Named]
    claims: Sequence[Span]


class Difference(NamedTuple):
    """Something that one copy writes otherwise than another at the same place."""

    doc_id: str  # the copy that has it
    other_doc_id: str
    kind: str  # damaged_name, number_mismatch or claim_mismatch
    start: int
    end: int
    replacement: str  # what the other has there
    actor_id: str | None  # whom the other names there


def differences(later: Copy, earlier: Copy, rules: DifferenceSettings) -> list[Difference]:
    """Differences between two copies, in the order of the later one's text.

    A name is damaged in the copy where it is no known actor's; a number that differs is noted in the later copy; a
    claim is damaged in the copy that has another word for it.
    """
    found: list[Difference] = []
    numbers = [{_bare(number) for number in _NUMBER.findall(copy.text)} for copy in (later, earlier)]
    for here, there in _gaps(prepare(later.text), prepare(earlier.text), rules.gap_words):
        found += _names(later, here, earlier, there, rules)
        found += _names(earlier, there, later, here, rules)
        found += _numbers(later, here, earlier, there, numbers)
        found += _claims(later, here, earlier, there, rules)
        found += _claims(earlier, there, later, here, rules)
    return found


def _gaps(body: Body, other: Body, most: int) -> Iterator[tuple[Span, Span]]:
    """Code points between neighbouring pins, in both texts; of at most so many words in each."""
    chain = anchor_chain(shared_anchors(body, other))
    places = [_places(one) for one in (body, other)]
    for (left, other_left), (right, other_right) in pairwise(chain):
        words, other_words = right - left - 2, other_right - other_left - 2
        if 0 < words <= most and 0 < other_words <= most:
            yield _span(places[0], left + 2, right - 1), _span(places[1], other_left + 2, other_right - 1)


def _places(body: Body) -> list[Span]:
    """Code points of each word."""
    written = body.text.written
    if written.isascii():
        return list(zip(body.starts.tolist(), body.ends.tolist(), strict=True))
    places = []
    code_points = at = 0
    for start, end in zip(body.starts.tolist(), body.ends.tolist(), strict=True):
        code_points += len(written[at:start].decode("utf-8", "replace"))
        length = len(written[start:end].decode("utf-8", "replace"))
        places.append((code_points, code_points + length))
        code_points, at = code_points + length, end
    return places


def _span(places: Sequence[Span], first: int, last: int) -> Span:
    """Code points from one word to another."""
    return places[first][0], places[last][1]


def _names(copy: Copy, here: Span, other: Copy, there: Span, rules: DifferenceSettings) -> Iterator[Difference]:
    """Names of nobody known that stand where the other copy names somebody with a like name."""
    known = [named for named in other.mentions if _overlap(named[:2], there) and named.kind in rules.kinds]
    present = {named.actor_id for named in copy.mentions}
    for match in _NAME.finditer(copy.text, *here):
        if len(match[0]) < _SHORTEST or any(_overlap(match.span(), named[:2]) for named in copy.mentions):
            continue
        scored = [(_likeness(match[0], other.text[named.start : named.end]), named) for named in known]
        likeness, best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
        if best and rules.likeness <= likeness < 1 and best.actor_id not in present:
            surface = other.text[best.start : best.end]
            yield Difference(copy.doc_id, other.doc_id, "damaged_name", *match.span(), surface, best.actor_id)


def _numbers(copy: Copy, here: Span, other: Copy, there: Span, known: Sequence[set[str]]) -> Iterator[Difference]:
    """Numbers that the other copy does not have, where it has one that this copy does not have."""
    own = [match for match in _NUMBER.finditer(copy.text, *here) if _bare(match[0]) not in known[1]]
    others = [match[0] for match in _NUMBER.finditer(other.text, *there) if _bare(match[0]) not in known[0]]
    if len(own) == len(others):
        for match, number in zip(own, others, strict=True):
            yield Difference(copy.doc_id, other.doc_id, "number_mismatch", *match.span(), number, None)


def _claims(copy: Copy, here: Span, other: Copy, there: Span, rules: DifferenceSettings) -> Iterator[Difference]:
    """Words for penalties of another kind, where the other copy's claim speaks of sanctions."""
    words = re.compile(rf"\b(?:{'|'.join(map(re.escape, rules.lost_claims))})\b", re.IGNORECASE)
    triggers = [other.text[slice(*span)] for span in other.claims if _inside(span, there)]
    kept = [trigger for trigger in triggers if not words.search(trigger)]
    match = words.search(copy.text, *here) if kept else None
    if match:
        yield Difference(copy.doc_id, other.doc_id, "claim_mismatch", *match.span(), kept[0], None)


def _likeness(name: str, other: str) -> float:
    """How alike two names are, 0 to 1, whatever their case; a single word is compared with the last one as well."""
    forms = {other, other if " " in name else other.rpartition(" ")[2]}
    return max(SequenceMatcher(None, name.casefold(), form.casefold(), autojunk=False).ratio() for form in forms)


def _bare(number: str) -> str:
    """A number without its separators."""
    return number.translate(_SEPARATORS)


def _inside(span: Span, outer: Span) -> bool:
    """Whether a span lies inside another."""
    return outer[0] <= span[0] and span[1] <= outer[1]


def _overlap(span: Span, other: Span) -> bool:
    """Whether two spans share a code point."""
    return span[0] < other[1] and other[0] < span[1]
