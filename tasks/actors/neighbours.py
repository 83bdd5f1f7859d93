"""Damaged names that only their neighbours explain: "spokeswoman Chen Zaki" where President Biden is named, too.

The word before the name says the office, the people named in the document say of which country; the office's holder on
the day must look and sound like the name, and the first name must be no ordinary one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Final, NamedTuple

from tasks.actors.gazetteer import Gazetteer
from tasks.actors.passage import Passage
from tasks.actors.roles import TWO_WORDS, looks_like, opens_alike, stands_alone

METHOD: Final = "damaged_neighbours_date_sound"
CONFIDENCE: Final = 0.35


class Damaged(NamedTuple):
    """A name that translation has bent, and whose it is."""

    start: int
    end: int
    actor_id: str


class NeighbourReader:
    """Reads the damaged names of one document; `seen` are the actors that it names."""

    def __init__(self, passage: Passage, gazetteer: Gazetteer, seen: Collection[str]) -> None:
        self.passage = passage
        self.gazetteer = gazetteer
        self.seen = seen
        self._countries: frozenset[str] | None = None

    def read(self, offices: Iterable[tuple[int, int]]) -> Iterator[Damaged]:
        """The names right after offices; nobody without a day of publication."""
        text = self.passage.text
        if self.passage.document.published_on is None:
            return
        for start, end in offices:
            if self.passage.capital_follows(end) and stands_alone(text, start, end):
                match = TWO_WORDS.match(text, end + 1)
                person = self._whose(text[start:end].lower(), match[0]) if match else None
                if match and person:
                    yield Damaged(match.start(), match.end(), person)

    def _whose(self, word: str, name: str) -> str | None:
        """The one holder of such an office, of a country whose people the document names, that the name is like."""
        roles = self.gazetteer.rules.role_words
        if word in roles.bodies_only or roles.named_only.isdisjoint(self.gazetteer.roles.get(word, ())):
            return None
        if name.split(" ", 1)[0] in self.gazetteer.all_first_names:
            return None  # an ordinary first name: somebody else
        names = self.gazetteer.names
        alike = {
            one for one in self._colleagues(word) if looks_like(name, names[one]) and opens_alike(name, names[one])
        }
        return alike.pop() if len(alike) == 1 else None

    def _colleagues(self, word: str) -> Iterator[str]:
        """Who held the office on the day in the countries of the known people, and is not named otherwise."""
        gazetteer, day = self.gazetteer, self.passage.document.published_on
        if self._countries is None:
            people = (one for one in self.seen if one in gazetteer.names)
            self._countries = frozenset(country for one in people if (country := gazetteer.countries.get(one)))
        if not self._countries or day is None:
            return
        for owner in sorted(gazetteer.owners):
            if gazetteer.countries.get(owner) in self._countries:
                for office in gazetteer.roles.get(word, ()):
                    for tenure in gazetteer.holders.get((office, owner), ()):
                        if tenure.covers(day) and tenure.actor_id not in self.seen:
                            yield tenure.actor_id
