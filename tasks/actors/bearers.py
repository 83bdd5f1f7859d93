"""Which of several people with one surname are meant, by title, office, pronoun or date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from tasks.actors.gazetteer import Gazetteer
from tasks.actors.passage import Passage
from tasks.actors.scan import Hit

VARIANT: Final = 0.8  # how like a known first name another spelling of it is
# With nobody else between: "Lee said on Monday that she".
PRONOUN: Final = re.compile(r"[^A-Z\"“”.;:()\n]{1,60}?\b(he|she|himself|herself|his|her)\b")
SHE: Final = frozenset({"she", "her", "herself"})


class Bearers:
    """Chooses among people, given as actor ids, in one document."""

    def __init__(self, passage: Passage, gazetteer: Gazetteer) -> None:
        self.passage = passage
        self.gazetteer = gazetteer

    def with_first_name(self, first_name: str, people: Iterable[str]) -> str | None:
        """The first who has that first name, spelt as usual or a little differently."""
        for person in people:
            for known in self.gazetteer.first_names.get(person, ()):
                if known[0] == first_name[0] and _alike(first_name, known):
                    return person
        return None

    def with_title(self, title: str, holders: Iterable[str]) -> list[str]:
        """Holders of an office whose name has the title in it."""
        return [
            holder
            for holder in holders
            if any(title.rstrip(".") in role.split(" ") for role, _ in self.gazetteer.tenures.get(holder, ()))
        ]

    def with_office(self, words: str, people: Sequence[str]) -> list[str]:
        """Those who held an office that the words after a name have in them."""
        roles = self.gazetteer.rules.roles
        return [
            person
            for person in people
            if any(
                word in words
                for office, _ in self.gazetteer.tenures.get(person, ())
                for word in roles.get(office, (office,))
            )
        ]

    def with_pronoun(self, hit: Hit, people: Sequence[str]) -> list[str]:
        """Those of the gender that the next pronoun has, where the surname opens its sentence."""
        pronoun = PRONOUN.match(self.passage.text, hit.end)
        if pronoun is None or not self.passage.opens_sentence(hit.start, hit.segment):
            return []
        gender = "f" if pronoun[1] in SHE else "m"
        return [person for person in people if self.gazetteer.genders.get(person) == gender]

    def with_gender(self, people: Sequence[str], title: str) -> Sequence[str]:
        """Those whom a title such as "Mrs." or "King" can mean."""
        if not title:
            return people
        rules, genders = self.gazetteer.rules, self.gazetteer.genders
        if title in rules.women:
            return [person for person in people if genders.get(person) != "m"]
        return [person for person in people if genders.get(person) != "f"] if title in rules.men else people

    def are_one(self, people: Sequence[str]) -> bool:
        """Whether they are one person, in office for a known time and on the document's day."""
        tenures = self.gazetteer.tenures.get(people[0], ())
        return len(people) == 1 and any(tenure.since for _, tenure in tenures) and self.in_office(people[0])

    def in_office(self, holder: str) -> bool:
        """Whether a person held an office on the day when the document was published."""
        day = self.passage.document.published_on
        tenures = self.gazetteer.tenures.get(holder, ())
        return day is not None and any(tenure.covers(day) for _, tenure in tenures)


@lru_cache(maxsize=4096)
def _alike(first: str, second: str) -> bool:
    """Whether two first names are spellings of one, which begin alike: similar letters (Andrei, Andriy)."""
    if first == second:
        return True
    if abs(len(first) - len(second)) > 2 or min(len(first), len(second)) < 3:
        return False
    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= VARIANT
