"""Surnames: whom "Biden" names, and whom "Hunter Biden" does not."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from tasks.actors.gazetteer import Gazetteer
from tasks.actors.passage import Passage
from tasks.actors.scan import Hit

VARIANT = 0.7
BEGINNING = dt.date(1, 1, 1)


class Person(NamedTuple):
    """Whom a surname names; `start` is where the span begins (a variant first name belongs to it)."""

    actor_id: str
    start: int
    method: str
    confidence: float
    candidates: tuple[str, ...]


class Before(NamedTuple):
    """What stands before a surname: a title, a first name, or neither."""

    title: str = ""
    first_name: str = ""


class SurnameReader:
    """Reads the surnames of one document in order.

    `named` are the spans where the document gives a known person's full name; `ends` the ends of all its forms.
    """

    def __init__(
        self, passage: Passage, gazetteer: Gazetteer, named: Iterable[tuple[int, int, str]], ends: frozenset[int]
    ) -> None:
        self.passage = passage
        self.gazetteer = gazetteer
        self.ends = ends
        self._introduced: dict[str, list[int]] = defaultdict(list)
        self._bearers: dict[str, set[str]] = defaultdict(set)
        self._strangers: set[str] = set()
        for start, end, person in named:
            self._introduced[person].append(start)
            self._bearers[passage.text[start:end].rsplit(" ", 1)[-1]].add(person)

    def read(self, hit: Hit) -> Person | None:
        """The person, or None where the surname is somebody else's or nobody can tell."""
        holders = [sense.actor_id for sense in hit.choice.senses if sense.kind == "surname"]
        if self._inside_longer_name(hit):
            return None
        before = self._before(hit)
        if before.first_name:
            return self._with_first_name(hit, holders, before.first_name)
        return self._alone(hit, holders, before.title)

    def _inside_longer_name(self, hit: Hit) -> bool:
        """A tail follows ("Trump Tower"), or a capital after a surname that is also a given name ("Kerry Jones")."""
        word = self.passage.next_word(hit.end)
        if not word or not word[0].isupper() or hit.capitals:
            return False
        rules = self.gazetteer.rules
        if word in rules.name_tails:
            return True
        if hit.form.text not in rules.given_like or self.passage.title_case(hit.segment):
            return False
        return word not in rules.titles and word.lower() not in rules.starters

    def _before(self, hit: Hit) -> Before:
        """Read the word before a surname; initials are skipped."""
        start, passage, rules = hit.start, self.passage, self.gazetteer.rules
        word = passage.previous_word(start, hit.segment)
        while len(word) == 2 and word[1] == "." and word[0].isupper():
            start -= 3
            word = passage.previous_word(start, hit.segment)
        if not word or not word[0].isupper() or hit.capitals:
            return Before()
        if word in rules.titles:
            return Before(title=word)
        if start - 1 in self.ends or word.lower() in rules.starters or word.endswith("'s"):
            return Before()
        if passage.title_case(hit.segment) and word not in self.gazetteer.all_first_names:
            return Before()
        opens = passage.opens_sentence(start - 1 - len(word), hit.segment)
        if opens and word.lower().endswith(("ing", "ly")):
            return Before()
        return Before(first_name=word)

    def _with_first_name(self, hit: Hit, holders: Sequence[str], first_name: str) -> Person | None:
        """A known first name, spelt as usual or a little differently; any other makes it another bearer."""
        for holder in holders:
            if any(_alike(first_name, known) for known in self.gazetteer.first_names.get(holder, ())):
                start = self.passage.text.rindex(first_name, 0, hit.start)
                self._introduced[holder].append(start)
                return Person(holder, start, "name_variant", 0.85, ())
        self._strangers.add(hit.form.text)
        return None

    def _alone(self, hit: Hit, holders: Sequence[str], title: str) -> Person | None:
        """Whoever the document has named in full: first those who go by the surname, then any other bearer."""
        for bearers in (holders, sorted(self._bearers.get(hit.form.text, ()))):
            known = [person for person in bearers if person in self._introduced]
            if known and not (title and bearers is not holders):
                if len(known) == 1:
                    return Person(known[0], hit.start, "surname_introduced", 0.95, ())
                nearest = max(known, key=lambda person: self._last_before(person, hit.start))
                rest = tuple(person for person in known if person != nearest)
                return Person(nearest, hit.start, "surname_introduced", 0.8, rest)
        found = self._by_office(hit, holders, title)
        if found is not None and title:
            self._introduced[found.actor_id].append(hit.start)
        return found

    def _last_before(self, person: str, position: int) -> int:
        """Where the full name last stood before a position; -1 where it only comes later."""
        return max((start for start in self._introduced[person] if start < position), default=-1)

    def _by_office(self, hit: Hit, holders: Sequence[str], title: str) -> Person | None:
        """A surname whose full name the document never gives: by title, office and date."""
        if hit.form.text in self._strangers and not title:
            return None
        risky = any(sense.ambiguous for sense in hit.choice.senses)
        if title:
            holders = self._with_title(title.lower(), holders) or holders
        elif risky:
            return None
        ranked = sorted(holders, key=self._rank, reverse=True)
        if not ranked or (risky and not self._in_office(ranked[0])):
            return None
        rest = tuple(ranked[1:])
        unsure = bool(rest) and self._in_office(ranked[0]) == self._in_office(rest[0])
        method = "surname_title" if title else "surname_office"
        return Person(ranked[0], hit.start, method, 0.5 if unsure else 0.8, rest if unsure else ())

    def _with_title(self, title: str, holders: Iterable[str]) -> list[str]:
        """Holders of an office whose name has the title in it."""
        return [
            holder
            for holder in holders
            if any(title.rstrip(".") in role for role, _ in self.gazetteer.tenures.get(holder, ()))
        ]

    def _in_office(self, holder: str) -> bool:
        day = self.passage.document.published_on
        tenures = self.gazetteer.tenures.get(holder, ())
        return day is not None and any(tenure.covers(day) for _, tenure in tenures)

    def _rank(self, holder: str) -> tuple[bool, dt.date]:
        """In office first, then by the latest start of an office before publication."""
        day = self.passage.document.published_on or dt.date.max
        starts = [tenure.since for _, tenure in self.gazetteer.tenures.get(holder, ()) if tenure.since]
        return self._in_office(holder), max((since for since in starts if since <= day), default=BEGINNING)


@lru_cache(maxsize=4096)
def _alike(first: str, second: str) -> bool:
    """Whether two first names are spellings of one: same initial, similar letters (Andrei, Andriy)."""
    if first == second:
        return True
    if first[0] != second[0] or abs(len(first) - len(second)) > 2 or min(len(first), len(second)) < 3:
        return False
    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= VARIANT
