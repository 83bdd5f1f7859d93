"""Offices as names: "the Russian president", "President of Ukraine" mean their holder on the day of publication."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from tasks.actors.gazetteer import Gazetteer, Tenure
from tasks.actors.passage import Passage
from warehouse.records import Segment

LOOK_AHEAD = 30
WORD = re.compile(r"\w+")
LIKE_FIRST_NAME, LIKE_SURNAME = 0.5, 0.6
TWO_WORDS = re.compile(r"[^\W\d_][\w'-]+ [^\W\d_][\w'-]+")


class Owner(NamedTuple):
    """A country or body that an office may belong to, where the text names it."""

    start: int
    end: int
    actor_id: str
    segment: Segment


class Holder(NamedTuple):
    """The span that names the holder of an office: the office's words, or a damaged name after them."""

    start: int
    end: int
    actor_id: str
    method: str
    confidence: float


def find_holder(owner: Owner, passage: Passage, gazetteer: Gazetteer, seen: Collection[str]) -> Holder | None:
    """The holder of an office named right after or before its owner, if nobody else is named there."""
    return _after(owner, passage, gazetteer, seen) or _before(owner, passage, gazetteer, seen)


def _after(owner: Owner, passage: Passage, gazetteer: Gazetteer, seen: Collection[str]) -> Holder | None:
    """An office after its owner: "the Russian president", "Ukraine's foreign minister"."""
    following = passage.text[owner.end : owner.end + LOOK_AHEAD].lower()
    if following[:1] not in {" ", "'"} or gazetteer.patterns.role_firsts.isdisjoint(WORD.findall(following)):
        return None
    match = gazetteer.patterns.role_after.match(passage.text, owner.end, owner.segment.end)
    if match is None or _blocked(match["between"].strip(), gazetteer):
        return None
    if _blocked(passage.previous_word(owner.start, owner.segment), gazetteer):
        return None
    held = _tenures(match["role"], owner, gazetteer)
    if passage.next_word(match.end())[:1].isupper():
        return _damaged(match.end() + 1, held, passage, gazetteer)
    return _choose(match.span("role"), match["role"], held, (passage, gazetteer), seen)


def _before(owner: Owner, passage: Passage, gazetteer: Gazetteer, seen: Collection[str]) -> Holder | None:
    """An office before its owner: "President of Ukraine"."""
    if not passage.text.endswith(("of ", "of the "), owner.segment.start, owner.start):
        return None
    before = passage.before(owner.start, owner.segment)
    match = gazetteer.patterns.role_before.search(before)
    if match is None or _blocked(match["between"] or "", gazetteer) or passage.next_word(owner.end)[:1].isupper():
        return None
    offset = owner.start - len(before)
    start, end = match.span("role")
    held = _tenures(match["role"], owner, gazetteer)
    return _choose((offset + start, offset + end), match["role"], held, (passage, gazetteer), seen)


def _blocked(word: str, gazetteer: Gazetteer) -> bool:
    return word.lower().rstrip("-") in gazetteer.rules.role_words.blockers


def _tenures(role: str, owner: Owner, gazetteer: Gazetteer) -> list[Tenure]:
    """Everybody who held an office of the owner that the role's words may mean."""
    canonical = gazetteer.roles.get(role.lower(), ())
    return [tenure for office in canonical for tenure in gazetteer.holders.get((office, owner.actor_id), ())]


def _choose(
    span: tuple[int, int], role: str, held: Sequence[Tenure], where: tuple[Passage, Gazetteer], seen: Collection[str]
) -> Holder | None:
    """Who held the office on the day; without a day, the one holder whom the document names."""
    passage, gazetteer = where
    if any(office in gazetteer.rules.role_words.named_only for office in gazetteer.roles.get(role.lower(), ())):
        return None
    day = passage.document.published_on
    fitting = {tenure.actor_id for tenure in held if (tenure.covers(day) if day else tenure.actor_id in seen)}
    if len(fitting) != 1:
        return None
    return Holder(*span, fitting.pop(), "role", 0.85 if day else 0.6)


def _damaged(start: int, held: Sequence[Tenure], passage: Passage, gazetteer: Gazetteer) -> Holder | None:
    """A holder whose name translation has bent: "spokeswoman Chen Zaki" for Jen Psaki.

    The office says who it can be; first name and surname must each still look like the holder's.
    """
    match = TWO_WORDS.match(passage.text, start)
    if match is None:
        return None
    day = passage.document.published_on
    fitting = {tenure.actor_id for tenure in held if day is None or tenure.covers(day)}
    alike = [person for person in sorted(fitting) if _looks_like(match[0], gazetteer.names[person])]
    return Holder(start, match.end(), alike[0], "damaged_name", 0.7) if len(alike) == 1 else None


def _looks_like(found: str, name: str) -> bool:
    words, known = found.lower().split(), name.lower().split()
    if len(known) != 2:
        return False
    first, last = (SequenceMatcher(None, *pair, autojunk=False).ratio() for pair in zip(words, known, strict=True))
    return first >= LIKE_FIRST_NAME and last >= LIKE_SURNAME
