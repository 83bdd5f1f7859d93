"""Offices as names: "the Russian president", "President of Ukraine" mean their holder on the day of publication."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from tasks.actors.gazetteer import Gazetteer
from tasks.actors.passage import Passage
from warehouse.records import Segment


class Owner(NamedTuple):
    """A country or body that an office may belong to, where the text names it."""

    start: int
    end: int
    actor_id: str
    segment: Segment


class Holder(NamedTuple):
    """The office's words, and who held it."""

    start: int
    end: int
    actor_id: str
    confidence: float


def find_holder(owner: Owner, passage: Passage, gazetteer: Gazetteer, seen: Collection[str]) -> Holder | None:
    """The holder of an office named right after or before its owner, if nobody is named there."""
    return _after(owner, passage, gazetteer, seen) or _before(owner, passage, gazetteer, seen)


def _after(owner: Owner, passage: Passage, gazetteer: Gazetteer, seen: Collection[str]) -> Holder | None:
    match = gazetteer.patterns.role_after.match(passage.text, owner.end, owner.segment.end)
    if match is None or _blocked(match["between"].strip(), gazetteer):
        return None
    if _blocked(passage.previous_word(owner.start, owner.segment), gazetteer) or _name_follows(passage, match.end()):
        return None
    return _holder(match.span("role"), match["role"], owner, (passage, gazetteer), seen)


def _before(owner: Owner, passage: Passage, gazetteer: Gazetteer, seen: Collection[str]) -> Holder | None:
    before = passage.before(owner.start, owner.segment)
    if not before.endswith((" of ", " of the ")):
        return None
    match = gazetteer.patterns.role_before.search(before)
    if match is None or _blocked(match["between"] or "", gazetteer) or _name_follows(passage, owner.end):
        return None
    offset = owner.start - len(before)
    start, end = match.span("role")
    return _holder((offset + start, offset + end), match["role"], owner, (passage, gazetteer), seen)


def _blocked(word: str, gazetteer: Gazetteer) -> bool:
    return word.lower().rstrip("-") in gazetteer.rules.role_words.blockers


def _name_follows(passage: Passage, end: int) -> bool:
    """Whether a name follows, as in "Russian President Vladimir Putin"."""
    word = passage.next_word(end)
    return bool(word) and word[0].isupper()


def _holder(
    span: tuple[int, int], role: str, owner: Owner, where: tuple[Passage, Gazetteer], seen: Collection[str]
) -> Holder | None:
    """Who held the office on the day; without a day, the one holder whom the document names."""
    passage, gazetteer = where
    word = role.lower()
    held = [
        tenure
        for canonical, words in gazetteer.rules.roles.items()
        if word in words
        for tenure in gazetteer.holders.get((canonical, owner.actor_id), ())
    ]
    day = passage.document.published_on
    fitting = {tenure.actor_id for tenure in held if (tenure.covers(day) if day else tenure.actor_id in seen)}
    if len(fitting) != 1:
        return None
    return Holder(*span, fitting.pop(), 0.85 if day else 0.6)
