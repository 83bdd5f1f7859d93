"""The tagger of Demarche itself: names told by the words beside them (titles, roles, speech, legal forms, acronyms)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import IntEnum
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from config.discovery import NameLexicon
from tasks.actors.acronyms import defined_by
from tasks.actors.passage import Passage
from tasks.actors.shapes import LONGEST, Shapes
from tasks.actors.spans import BODY, PERSON, THING, Span
from warehouse.records import Segment

SILENT = "boilerplate"
FARTHEST = 48  # code points between a name and the role that follows it as an apposition
AGE = re.compile(r"\d\d(?:, |\.\s|\.$)")
ABBREVIATED = re.compile(r"\b[A-Z]\.")
PARTY = re.compile(r"\([A-Z](?:\)|[-–—.,])")
DEFINED = re.compile(r"\((?:the )?([A-Z][A-Za-z&.-]{1,9})[);,]")
JOINTS = ("and ", "but ", "who ", "which ")


class Cue(IntEnum):
    """What kind of word a cue is: which reader of `_Reading` reads it."""

    TITLE = 0
    ROLE = 1
    SPEECH = 2
    AGE = 3
    BRACKET = 4
    HEAD = 5
    TAIL = 6
    LEGAL = 7


class Cues(NamedTuple):
    """One language's cues, compiled."""

    automaton: AhoCorasick
    kinds: tuple[int, ...]
    shapes: Shapes
    heads: frozenset[str]


def compile_cues(lexicon: NameLexicon) -> Cues:
    """Compile one language's lexicon, once a process."""
    words = {f", {digit}": Cue.AGE for digit in range(1, 10)} | {"(": Cue.BRACKET}
    words |= dict.fromkeys((form.removesuffix(".") for form in lexicon.legal_forms), Cue.LEGAL)
    words |= dict.fromkeys(lexicon.body_tails, Cue.TAIL) | dict.fromkeys(lexicon.body_heads, Cue.HEAD)
    words |= dict.fromkeys(lexicon.speech, Cue.SPEECH) | dict.fromkeys(lexicon.roles, Cue.ROLE)
    words |= dict.fromkeys((f"{role}s" for role in lexicon.roles), Cue.ROLE)
    words |= dict.fromkeys((f"{title} " for title in lexicon.titles), Cue.TITLE)
    automaton = AhoCorasick(list(words), matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA)
    return Cues(automaton, tuple(map(int, words.values())), Shapes(lexicon), lexicon.body_heads)


class CueTagger:
    """Tags the passages whose language has cues."""

    def __init__(self, languages: Mapping[str, NameLexicon], first_names: frozenset[str]) -> None:
        """`first_names`: of people that are known, which make a name before a verb of speech a person's."""
        self._languages = {language: compile_cues(lexicon) for language, lexicon in languages.items()}
        self._first_names = first_names

    def __call__(self, passages: Sequence[Passage]) -> list[list[Span]]:
        """The spans of each passage, in text order."""
        return [self._spans(passage) for passage in passages]

    def _spans(self, passage: Passage) -> list[Span]:
        cues = self._languages.get(passage.document.language)
        return list(_Reading(passage, cues, self._first_names)) if cues else []


class _Reading:
    """One passage read for names beside cues."""

    def __init__(self, passage: Passage, cues: Cues, first_names: frozenset[str]) -> None:
        self.passage = passage
        self.text = passage.text
        self.cues = cues
        self.shapes = cues.shapes
        self.first_names = first_names
        body = self._body
        self._read = (self._title, self._role, self._speech, self._age, self._bracket, body, body, body)

    def __iter__(self) -> Iterator[Span]:
        """The spans, in the order of their cues."""
        text, kinds, readers = self.text, self.cues.kinds, self._read
        following = iter(self.passage.segments)
        segment = next(following, None)
        for index, start, end in self.cues.automaton.find_matches_as_indexes(text):
            if text[end : end + 1].islower() or (start and text[start - 1].isalnum() and text[start].isalpha()):
                continue
            while segment is not None and end > segment.end:
                segment = next(following, None)
            if segment is None:
                return
            if start < segment.start or segment.kind == SILENT:
                continue
            span = readers[kinds[index]](start, end, segment)
            if span is not None and not self.passage.title_case(segment):
                yield span
                if text.startswith(" and ", span.start - 5) and (other := self._coordinated(span, segment)):
                    yield other

    def _coordinated(self, span: Span, segment: Segment) -> Span | None:
        """The first of two people: "Ann Lee and Bo Li said"."""
        if span.kind != PERSON:
            return None
        found = self.shapes.person_to(self.text, span.start - 5, segment.start)
        return Span(*found, PERSON, span.rule, span.confidence) if found else None

    def _title(self, _start: int, end: int, segment: Segment) -> Span | None:
        found = self.shapes.person_from(self.text, end)
        return Span(*found, PERSON, "title", 0.9) if found and found[0] == end and found[1] <= segment.end else None

    def _role(self, start: int, end: int, segment: Segment) -> Span | None:
        """A name right after a role, or one that the role follows as an apposition."""
        text = self.text
        mark = text[end : end + 1]
        at = end + 2 if mark == "," else end + 1
        if mark in " ," and text[at : at + 1].isupper():
            found = self.shapes.person_from(text, at)
            if found and found[0] == at and (mark == " " or text[found[1] : found[1] + 1] in ",.;"):
                return Span(*found, PERSON, "role", 0.85)
        comma = text.rfind(", ", max(segment.start, start - FARTHEST), start)
        if comma < 0 or not _describes(text[comma + 2 : start]):
            return None
        found = self.shapes.person_to(text, comma, segment.start)
        return Span(*found, PERSON, "apposition", 0.85) if found else None

    def _speech(self, start: int, end: int, segment: Segment) -> Span | None:
        """A name right before or after a verb of speech; one whose first name nobody known has is less sure."""
        text, found = self.text, None
        left = start - 2 if text[start - 2 : start - 1] == "," else start - 1
        if text[text.rfind(" ", segment.start, left) + 1].isupper() and text[start - 1] == " ":
            found = self.shapes.person_to(text, left, segment.start)
        elif text[end + 1 : end + 2].isupper() and text[end] == " ":
            found = self.shapes.person_from(text, end + 1)
            if found and found[0] != end + 1:
                return None
        if found is None:
            return None
        known = text[found[0] : found[1]].split(" ", 1)[0] in self.first_names
        return Span(*found, PERSON, "speech", 0.85 if known else 0.7)

    def _age(self, start: int, _end: int, segment: Segment) -> Span | None:
        """Reads "Ann Lee, 31, ..."."""
        match = AGE.match(self.text, start + 2)
        if match is None:
            return None
        found = self.shapes.person_to(self.text, start, segment.start)
        return Span(*found, PERSON, "age", 0.9) if found else None

    def _bracket(self, start: int, end: int, segment: Segment) -> Span | None:
        """Reads "Ann Lee (D-Arboria)" and "Arbor Relief Fund (ARF)"."""
        if not self.text[end : end + 1].isalpha() or self.text[start - 1] != " ":
            return None
        if PARTY.match(self.text, start):
            found = self.shapes.person_to(self.text, start - 1, segment.start)
            return Span(*found, PERSON, "party", 0.9) if found else None
        match = DEFINED.match(self.text, start)
        if match is None:
            return None
        first = defined_by(match[1], self.text, start - 1, max(segment.start, start - LONGEST * 2))
        if first is None:
            return None
        kind = BODY if self.shapes.may_be_body(self.text[first : start - 1]) else THING
        return Span(first, start - 1, kind, "acronym", 0.9)

    def _body(self, start: int, end: int, segment: Segment) -> Span | None:
        """The capitalised words around a word of bodies' names."""
        goes_on = self.text[start:end] in self.cues.heads
        return self.shapes.body_around(self.text, (start, end), segment.start, goes_on)


def _describes(between: str) -> bool:
    """Whether words between a name and a role only describe the role: ", a former", ", the company's chief"."""
    if "." in between:
        between = ABBREVIATED.sub("", between)
    return not any(mark in between for mark in ',.;:"”“()') and not between.startswith(
        ("and ", "but ", "who ", "which ")
    )
