"""Offices named without country or body: "the prime minister", where the document tells whose he is."""

from __future__ import annotations

from typing import Final

from tasks.actors.characters import SPACE, stands_at
from tasks.actors.gazetteer import Gazetteer
from tasks.actors.links import Link
from tasks.actors.passage import Passage
from tasks.actors.roles import stands_alone
from tasks.actors.tenures import Tenure
from warehouse.records import Segment

ARTICLES: Final = ("the ", "The ")
OF: Final = (" of ", " for ")
ONLY_ONE: Final = 0.75
SOLE: Final = 0.7
NOBODY: Final[frozenset[str]] = frozenset()


class BareOfficeReader:
    """Reads the offices of one document that stand without an owner; `named` is what the document links, in order."""

    def __init__(self, passage: Passage, gazetteer: Gazetteer, named: list[Link]) -> None:
        self.passage = passage
        self.gazetteer = gazetteer
        self._named = named
        self._holders: dict[str, frozenset[str]] = {}

    def read(self, offices: list[tuple[int, int]]) -> list[Link]:
        """Whom the offices mean, where that is plain."""
        found: list[Link] = []
        text = self.passage.text
        for start, end in offices:
            articled = stands_at(text, start - 1, SPACE) and text.endswith(ARTICLES, 0, start)
            if articled and stands_alone(text, start, end) and self._is_whole(end):
                segment = self.passage.segment_at(start)
                if start < segment.end and (meant := self._meant(start, end, segment)) is not None:
                    found.append(meant)
        return found

    def _is_whole(self, end: int) -> bool:
        """Whether nothing goes on behind an office: an owner, a name, another office."""
        passage = self.passage
        if passage.capital_follows(end) or passage.text.startswith(OF, end):
            return False
        if passage.text.startswith(", ", end) and passage.text[end + 2 : end + 3].isupper():
            return False
        return passage.next_word(end) not in self.gazetteer.rules.role_words.not_before

    def _meant(self, start: int, end: int, segment: Segment) -> Link | None:
        rules = self.gazetteer.rules.role_words
        word = self.passage.text[start:end].lower()
        if word in rules.bodies_only or not rules.named_only.isdisjoint(self.gazetteer.roles.get(word, ())):
            return None
        holders = self._holding(word)
        if len(holders) == 1:
            return Link(start, end, segment, next(iter(holders)), "role", "role_again", ONLY_ONE)
        return None if holders else self._sole(start, end, segment, word)

    def _holding(self, word: str) -> frozenset[str]:
        """The people whom the document names that hold such an office on the day."""
        known = self._holders.get(word)
        if known is None:
            offices = self.gazetteer.roles.get(word, ())
            known = self._holders[word] = frozenset(
                one.actor_id
                for one in self._named
                if any(
                    office in offices and self._covers(tenure)
                    for office, tenure in self.gazetteer.tenures.get(one.actor_id, ())
                )
            )
        return known

    def _covers(self, tenure: Tenure) -> bool:
        day = self.passage.document.published_on
        return day is None or tenure.covers(day)

    def _sole(self, start: int, end: int, segment: Segment, word: str) -> Link | None:
        """Who holds an office that few countries or bodies have, where the document names one of those."""
        day = self.passage.document.published_on
        rare = self.gazetteer.rare_offices.get(word, NOBODY)
        owners = {one.actor_id for one in self._named if one.actor_id in rare} if rare else NOBODY
        if day is None or len(owners) != 1:
            return None
        owner = next(iter(owners))
        held = (self.gazetteer.holders.get((office, owner), ()) for office in self.gazetteer.roles.get(word, ()))
        fitting = {tenure.actor_id for tenures in held for tenure in tenures if tenure.covers(day)}
        return Link(start, end, segment, fitting.pop(), "role", "role_sole", SOLE) if len(fitting) == 1 else None
