"""Who is named that no list has: a tagger's spans become actors of their own, merged inside the document.

A person is met again by surname; a body by its acronym. Nothing overlaps what the knowledge base names, but a body's
name swallows the places, adjectives and people inside it ("Arbor University" is no town).
"""

from __future__ import annotations

import re
from functools import lru_cache
from operator import itemgetter
from typing import Final, NamedTuple

from mypy_extensions import mypyc_attr

from tasks.actors.characters import capital_at, is_token, places_of
from tasks.actors.latin import plain
from tasks.actors.links import Link
from tasks.actors.passage import Passage
from tasks.actors.room import Room
from tasks.actors.rules import Rules
from tasks.actors.spans import BODY, PERSON, THING, Span
from warehouse.records import Segment

FOUND: Final = "found-"
AGAIN: Final = 0.1  # confidence that a second naming adds
SURNAME: Final = 0.8
SHORTEST_SURNAME: Final = 3
SURE: Final = 0.95
WEAK: Final = frozenset({"title", "repeated"})
TITLED: Final = 0.9  # confidence of a person right after a title
LONGEST_ACRONYM: Final = 16
CLOSING: Final = re.compile(r"[);,]")
PIECES: Final = re.compile(r"[^\W_]+")


@mypyc_attr(acyclic=True)
class Discovered:
    """A discovered actor in one document, with the spans that name it in full."""

    __slots__ = ("actor_id", "confidence", "key", "kind", "name", "rule", "spans")

    def __init__(self, key: str, name: str, span: Span) -> None:
        self.key = key
        self.actor_id = ""
        self.name = name
        self.kind = span.kind
        self.rule = span.rule
        self.confidence = span.confidence
        self.spans = [span]


class Findings(NamedTuple):
    """What discovery makes of a document: actors, their mentions, and the links that longer names swallow."""

    actors: list[Discovered]
    mentions: list[Link]
    swallowed: set[tuple[int, int]]


NOTHING: Final = Findings([], [], set())


def settle(passage: Passage, links: list[Link], spans: list[Span], rules: Rules, merged: dict[str, str]) -> Findings:
    """Turn a tagger's spans into discovered actors and all their mentions in the document.

    `links` are in text order. An actor that is `merged` into another goes by the other's id.
    """
    if not spans:
        return NOTHING
    room = Room(links)
    actors = _gather(passage, _told(passage.text, links, spans), room)
    reader = _Mentions(passage, room, rules)
    found: list[Link] = []
    listed: list[Discovered] = []
    for actor in actors:
        found_id = FOUND + actor.key
        actor.actor_id = "" if actor.kind == THING else merged.get(found_id, found_id)
    found += reader.acronyms(actors)
    for actor in actors:
        if actor.kind == THING:
            continue
        if len(actor.spans) > 1:
            actor.confidence += AGAIN
        actor.confidence = min(SURE, actor.confidence)
        if actor.actor_id.startswith(FOUND):
            listed.append(actor)
        found += reader.named(actor)
    found += reader.surnames(actors)
    return Findings(listed, found, room.swallowed)


@lru_cache(maxsize=65536)
def key_of(name: str, kind: str) -> str:
    """A name as the stable part of an id: plain small letters, of a person without middle initials."""
    words = [word for word in _plain(name).split() if word]
    if kind == PERSON and len(words) > 2:
        words = [words[0], *(word for word in words[1:-1] if len(word) > 1), words[-1]]
    return "-".join(words)


def _plain(name: str) -> str:
    return " ".join(PIECES.findall(plain(name.replace("'s ", "s ").replace("'", "").replace(".", ""))))


def _told(text: str, links: list[Link], spans: list[Span]) -> list[Span]:
    """The spans without weak people whose last word elsewhere names a known actor: "Consider Trump", "Seat Maine"."""
    weak = [span for span in spans if span.kind == PERSON and span.rule in WEAK and span.confidence < TITLED]
    if not weak:
        return spans
    void = {span for span in weak if _names_known(text[span.start : span.end].rsplit(" ", 1)[-1], text, links)}
    return [span for span in spans if span not in void] if void else spans


def _names_known(word: str, text: str, links: list[Link]) -> bool:
    """Whether a word by itself names a known actor somewhere."""
    size = len(word)
    return any(link.end - link.start == size and text.startswith(word, link.start) for link in links)


def _gather(passage: Passage, spans: list[Span], room: Room) -> list[Discovered]:
    """Actors with the spans that name them in full; the longest span wins where spans overlap."""
    actors: dict[str, Discovered] = {}
    text = passage.text
    for span in sorted(spans, key=_longest_first):
        if not room.admits(span):
            continue
        name = text[span.start : span.end]
        key = key_of(name, span.kind)
        if not key:
            continue
        room.place(span)
        actor = actors.get(key)
        if actor is None:
            actors[key] = Discovered(key, name, span)
        else:
            actor.spans.append(span)
            if span.confidence > actor.confidence:
                actor.rule, actor.confidence = span.rule, span.confidence
    return list(actors.values())


def _longest_first(span: Span) -> int:
    """A number by which the longest spans sort first, of those the surest, and of those the first in the text."""
    return ((span.start - span.end) << 48) + (int((1.0 - span.confidence) * 10_000 + 0.5) << 32) + span.start


class _Mentions:
    """Finds everything that names discovered actors in one document."""

    def __init__(self, passage: Passage, room: Room, rules: Rules) -> None:
        self.passage = passage
        self.text = passage.text
        self.room = room
        self.rules = rules

    def named(self, actor: Discovered) -> list[Link]:
        """The spans that a cue told."""
        return [
            Link(
                span.start, span.end, self.passage.segment_at(span.start), actor.actor_id, "name",
                f"discovered_{span.rule}", actor.confidence,
            )
            for span in actor.spans
        ]  # fmt: skip

    def surnames(self, actors: list[Discovered]) -> list[Link]:
        """Surnames alone, and full names without a cue; of several bearers the one last named in full."""
        bearers: dict[str, list[tuple[int, Discovered]]] = {}
        for person in actors:
            if person.kind == PERSON:
                named = bearers.setdefault(person.name.rsplit(" ", 1)[-1], [])
                for span in person.spans:
                    named.append((span.start, person))
        found: list[Link] = []
        for surname, introduced in bearers.items():
            if len(surname) >= SHORTEST_SURNAME:
                introduced.sort(key=itemgetter(0))
                found += self._of_surname(surname, introduced)
        return found

    def _of_surname(self, surname: str, introduced: list[tuple[int, Discovered]]) -> list[Link]:
        found: list[Link] = []
        for at in places_of(self.text, surname):
            end = at + len(surname)
            if (
                is_token(self.text, at, end)
                and self.room.is_free(at, end)
                and (named := self._whom(at, end, introduced)) is not None
            ):
                start, person = named
                kind = "name" if start < at else "surname"
                if self.room.take(Span(start, end, PERSON, kind, SURNAME)):
                    method = "discovered_again" if start < at else "discovered_surname"
                    segment = self.passage.segment_at(start)
                    found.append(Link(start, end, segment, person.actor_id, kind, method, SURNAME))
        return found

    def _whom(self, at: int, end: int, introduced: list[tuple[int, Discovered]]) -> tuple[int, Discovered] | None:
        """Where the mention begins and whom it names; None where it is somebody else's name or a part of one."""
        segment = self.passage.segment_at(at)
        if segment.kind == "boilerplate" or end > segment.end or self._goes_on(end, segment):
            return None
        word = self.passage.previous_word(at, segment)
        if capital_at(word, 0) and not self._opens_nothing(word, at, segment):
            for _, person in introduced:
                if person.name.split(" ", 1)[0] == word:
                    return at - 1 - len(word), person
            return None
        whom = introduced[0][1]
        for start, person in introduced:
            if start < at:
                whom = person
        return at, whom

    def _goes_on(self, end: int, segment: Segment) -> bool:
        """Whether a capitalised word after a surname makes it another name."""
        if not self.passage.capital_follows(end) or self.passage.title_case(segment):
            return False
        return self.passage.next_word(end).lower() not in self.rules.starters

    def _opens_nothing(self, word: str, at: int, segment: Segment) -> bool:
        """Whether a capitalised word before a surname is a title, or owes its capital to a sentence or a headline."""
        if word in self.rules.titles or word.lower() in self.rules.starters or word in self.rules.before_ok:
            return True
        return self.passage.title_case(segment) or (word.endswith("ing") and self.passage.opens_sentence(at, segment))

    def acronyms(self, actors: list[Discovered]) -> list[Link]:
        """The acronyms that the text defines for names it gives to nobody known; a thing's acronym names nobody."""
        found: list[Link] = []
        for actor in actors:
            if actor.rule == "acronym":
                span = next(span for span in actor.spans if span.rule == "acronym")
                found += self._of_acronym(span, actor.actor_id)
        return found

    def _of_acronym(self, span: Span, actor_id: str) -> list[Link]:
        opening = self.text.index("(", span.end)
        acronym = CLOSING.split(self.text[opening + 1 : opening + LONGEST_ACRONYM], maxsplit=1)[0]
        acronym = acronym.removeprefix("the ")
        found: list[Link] = []
        for at in places_of(self.text, acronym, span.end) if len(acronym) > 1 else ():
            end = at + len(acronym)
            if (
                is_token(self.text, at, end)
                and self.room.take(Span(at, end, BODY, "acronym_again", SURNAME))
                and actor_id
            ):
                segment = self.passage.segment_at(at)
                found.append(Link(at, end, segment, actor_id, "name", "discovered_acronym", SURE - AGAIN))
        return found
