"""Damaged names that only their neighbours explain: "spokeswoman Chen Zaki" where President Biden is named, too.

The word before the name says the office, the people named in the document say of which country; the office's holder on
the day must look and sound like the name, and the first name must be no ordinary one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tasks.actors.gazetteer import Gazetteer
from tasks.actors.links import Link, is_free
from tasks.actors.passage import Passage
from tasks.actors.roles import TWO_WORDS, looks_like, opens_alike, stands_alone

METHOD: Final = "damaged_neighbours_date_sound"
CONFIDENCE: Final = 0.35


class NeighbourReader:
    """Reads the damaged names of one document; `named` is what it links so far."""

    def __init__(self, passage: Passage, gazetteer: Gazetteer, named: list[Link]) -> None:
        self.passage = passage
        self.gazetteer = gazetteer
        self._named = named
        self._seen: set[str] | None = None
        self._countries: frozenset[str] = frozenset()

    def read(self, offices: list[tuple[int, int]]) -> list[Link]:
        """The names right after offices; nobody without a day of publication."""
        found: list[Link] = []
        text = self.passage.text
        if self.passage.document.published_on is None:
            return found
        for start, end in offices:
            if self.passage.capital_follows(end) and stands_alone(text, start, end):
                match = TWO_WORDS.match(text, end + 1)
                if match is None or not is_free(match.start(), match.end(), self._named):
                    continue
                person = self._whose(text[start:end].lower(), match[0])
                if person:
                    segment = self.passage.segment_at(match.start())
                    found.append(Link(*match.span(), segment, person, "damaged_name", METHOD, CONFIDENCE))
        return found

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
        if self._seen is None:
            self._seen = {link.actor_id for link in self._named}
            people = (one for one in self._seen if one in gazetteer.names)
            self._countries = frozenset(country for one in people if (country := gazetteer.countries.get(one)))
        if not self._countries or day is None:
            return
        for country in self._countries:
            for owner in gazetteer.owners_in.get(country, ()):
                for office in gazetteer.roles.get(word, ()):
                    for tenure in gazetteer.holders.get((office, owner), ()):
                        if tenure.covers(day) and tenure.actor_id not in self._seen:
                            yield tenure.actor_id
