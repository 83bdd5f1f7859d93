"""Who is named that no list has: a tagger's spans become actors of their own, merged inside the document.

A person is met again by surname; a body by its acronym. Nothing overlaps what the knowledge base names, but a body's
name swallows the places, adjectives and people inside it ("Arbor University" is no town).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, NamedTuple, Protocol

from config.discovery import Decisions
from config.linking import LinkingRules
from tasks.actors.characters import is_token
from tasks.actors.latin import plain
from tasks.actors.links import Link
from tasks.actors.passage import Passage
from tasks.actors.spans import BODY, PERSON, THING, Span
from warehouse.records import Segment

FOUND: Final = "found-"
SWALLOWED: Final = frozenset({"place", "adjective", "metonym", "surname"})
AGAIN: Final = 0.1  # confidence that a second naming adds
SURNAME: Final = 0.8
SHORTEST_SURNAME: Final = 3
SURE: Final = 0.95
WEAK: Final = frozenset({"title", "repeated"})
TITLED: Final = 0.9  # confidence of a person right after a title
PIECES: Final = re.compile(r"[^\W_]+")


class Linked(Protocol):
    """A span that the knowledge base names."""

    @property
    def start(self) -> int:
        """First code point."""

    @property
    def end(self) -> int:
        """One past the last."""

    @property
    def kind(self) -> str:
        """As in a mention."""


class Discovered(NamedTuple):
    """A discovered actor in one document."""

    actor_id: str
    name: str
    kind: str
    rule: str
    confidence: float


@dataclass(slots=True)
class _Actor:
    """One actor while its document is read."""

    name: str
    kind: str
    rule: str
    confidence: float
    spans: list[Span] = field(default_factory=list)


class Findings(NamedTuple):
    """What discovery makes of a document: actors, their mentions, and the links that longer names swallow."""

    actors: list[Discovered]
    mentions: list[Link]
    swallowed: set[tuple[int, int]]


NOTHING: Final = Findings([], [], set())


def settle(
    passage: Passage, links: Sequence[Linked], spans: Sequence[Span], rules: LinkingRules, decisions: Decisions
) -> Findings:
    """Turn a tagger's spans into discovered actors and all their mentions in the document.

    `links` are in text order. An actor that a decision merges into another goes by the other's id.
    """
    if not spans:
        return NOTHING
    room = _Room(links)
    actors = _gather(passage, _told(passage.text, links, spans), room)
    reader = _Mentions(passage, room, rules)
    found: list[Link] = []
    listed: list[Discovered] = []
    found += reader.acronyms(actors, decisions)
    for key, actor in actors.items():
        if actor.kind == THING:
            continue
        actor_id = decisions.resolve(FOUND + key)
        sure = min(SURE, actor.confidence + AGAIN * (len(actor.spans) > 1))
        if actor_id.startswith(FOUND):
            listed.append(Discovered(actor_id, actor.name, actor.kind, actor.rule, sure))
        found += reader.named(actor.spans, actor_id, sure)
    found += reader.surnames({key: actor for key, actor in actors.items() if actor.kind == PERSON}, decisions)
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


class _Room:
    """The text that is not taken: links of the knowledge base, and what discovery has placed."""

    def __init__(self, links: Sequence[Linked]) -> None:
        self._from = [link.start for link in links]
        self._to = [link.end for link in links]
        self._links = links
        self._begins: list[int] = []
        self._ends: list[int] = []
        self.swallowed: set[tuple[int, int]] = set()

    def overlapped(self, start: int, end: int) -> list[Linked]:
        """The links that share a character with a span."""
        found: list[Linked] = []
        for at in range(max(0, bisect_left(self._from, start) - 2), len(self._from)):
            if self._from[at] >= end:
                break
            if self._to[at] > start:
                found.append(self._links[at])
        return found

    def take(self, span: Span) -> bool:
        """Place a span where it may stand; whether it may."""
        others = self.overlapped(span.start, span.end)
        if others and not (span.kind == BODY and _swallows(span, others)):
            return False
        at = bisect_left(self._ends, span.start + 1)
        if at < len(self._ends) and self._begins[at] < span.end:
            return False
        self.swallowed.update((other.start, other.end) for other in others)
        self._ends.insert(at, span.end)
        self._begins.insert(at, span.start)
        return True


def _told(text: str, links: Sequence[Linked], spans: Sequence[Span]) -> Sequence[Span]:
    """The spans without weak people whose last word elsewhere names a known actor: "Consider Trump", "Seat Maine"."""
    weak = [span for span in spans if span.kind == PERSON and span.rule in WEAK and span.confidence < TITLED]
    if not weak:
        return spans
    known = {text[link.start : link.end] for link in links}
    void = {span for span in weak if text[span.start : span.end].rsplit(" ", 1)[-1] in known}
    return [span for span in spans if span not in void] if void else spans


def _swallows(span: Span, others: Sequence[Linked]) -> bool:
    """Whether a body's name holds only links that a longer name makes void."""
    if span.rule == "acronym_again":
        return True
    inside = all(span.start <= other.start and other.end <= span.end for other in others)
    whole = any(other.start == span.start and other.end == span.end for other in others)
    return inside and not whole and all(other.kind in SWALLOWED for other in others)


def _gather(passage: Passage, spans: Sequence[Span], room: _Room) -> dict[str, _Actor]:
    """Actors by key, with the spans that name them in full; the longest span wins where spans overlap."""
    actors: dict[str, _Actor] = {}
    text = passage.text
    for span in sorted(spans, key=lambda span: (span.start - span.end, -span.confidence, span.start)):
        name = text[span.start : span.end]
        key = key_of(name, span.kind)
        if not key or not room.take(span):
            continue
        actor = actors.get(key)
        if actor is None:
            actors[key] = _Actor(name, span.kind, span.rule, span.confidence, [span])
        else:
            actor.spans.append(span)
            if span.confidence > actor.confidence:
                actor.rule, actor.confidence = span.rule, span.confidence
    return actors


class _Mentions:
    """Finds everything that names discovered actors in one document."""

    def __init__(self, passage: Passage, room: _Room, rules: LinkingRules) -> None:
        self.passage = passage
        self.text = passage.text
        self.room = room
        self.rules = rules
        self._starts = [segment.start for segment in passage.segments]

    def named(self, spans: Sequence[Span], actor_id: str, confidence: float) -> Iterator[Link]:
        """The spans that a cue told."""
        for span in spans:
            segment = self._segment(span.start)
            yield Link(span.start, span.end, segment, actor_id, "name", f"discovered_{span.rule}", confidence, ())

    def surnames(self, people: dict[str, _Actor], decisions: Decisions) -> Iterator[Link]:
        """Surnames alone, and full names without a cue; of several bearers the one last named in full."""
        bearers: dict[str, list[str]] = defaultdict(list)
        for key, person in people.items():
            bearers[person.name.rsplit(" ", 1)[-1]].append(key)
        for surname, keys in bearers.items():
            if len(surname) >= SHORTEST_SURNAME:
                introduced = sorted((span.start, key) for key in keys for span in people[key].spans)
                yield from self._of_surname(surname, introduced, people, decisions)

    def _of_surname(
        self, surname: str, introduced: list[tuple[int, str]], people: dict[str, _Actor], decisions: Decisions
    ) -> Iterator[Link]:
        at = self.text.find(surname)
        while at >= 0:
            end = at + len(surname)
            if is_token(self.text, at, end) and (named := self._whom(at, end, introduced, people)) is not None:
                start, key = named
                kind = "name" if start < at else "surname"
                if self.room.take(Span(start, end, PERSON, kind, SURNAME)):
                    method = "discovered_again" if start < at else "discovered_surname"
                    yield Link(
                        start, end, self._segment(start), decisions.resolve(FOUND + key), kind, method, SURNAME, ()
                    )
            at = self.text.find(surname, end)

    def _whom(
        self, at: int, end: int, introduced: list[tuple[int, str]], people: dict[str, _Actor]
    ) -> tuple[int, str] | None:
        """Where the mention begins and whom it names; None where it is somebody else's name or a part of one."""
        segment = self._segment(at)
        if segment.kind == "boilerplate" or end > segment.end or self._goes_on(end, segment):
            return None
        word = self.passage.previous_word(at, segment)
        if word[:1].isupper() and not self._opens_nothing(word, at, segment):
            for _, key in introduced:
                name = people[key].name
                if name.split(" ", 1)[0] == word:
                    return at - 1 - len(word), key
            return None
        earlier = [key for start, key in introduced if start < at]
        return at, (earlier[-1] if earlier else introduced[0][1])

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

    def acronyms(self, actors: dict[str, _Actor], decisions: Decisions) -> Iterator[Link]:
        """The acronyms that the text defines for names it gives to nobody known; a thing's acronym names nobody."""
        for key, actor in actors.items():
            if actor.rule == "acronym":
                span = next(span for span in actor.spans if span.rule == "acronym")
                actor_id = "" if actor.kind == THING else decisions.resolve(FOUND + key)
                yield from self._of_acronym(span, actor_id)

    def _of_acronym(self, span: Span, actor_id: str) -> Iterator[Link]:
        opening = self.text.index("(", span.end)
        acronym = re.split(r"[);,]", self.text[opening + 1 : opening + LONGEST_ACRONYM], maxsplit=1)[0]
        acronym = acronym.removeprefix("the ")
        at = self.text.find(acronym, span.end) if len(acronym) > 1 else -1
        while at >= 0:
            end = at + len(acronym)
            if (
                is_token(self.text, at, end)
                and self.room.take(Span(at, end, BODY, "acronym_again", SURNAME))
                and actor_id
            ):
                yield Link(at, end, self._segment(at), actor_id, "name", "discovered_acronym", SURE - AGAIN, ())
            at = self.text.find(acronym, end)

    def _segment(self, at: int) -> Segment:
        """The segment a place stands in."""
        return self.passage.segments[max(0, bisect_left(self._starts, at + 1) - 1)]


LONGEST_ACRONYM: Final = 16
