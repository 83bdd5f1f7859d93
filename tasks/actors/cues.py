"""The tagger of Demarche itself: stretches of capitalised words, and what beside them tells that they name somebody.

What tells a person: titles, roles, verbs of speech, ages, parties, appositions, given names, surnames that come again;
what tells a body: its words and legal forms, acronyms that the text defines, an article and a verb of speech.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from mypy_extensions import mypyc_attr

from config.discovery import NameLexicon
from tasks.actors.acronyms import abbreviates, defined_by
from tasks.actors.characters import SPACE, STOP, capital_at, places_of, stands_at
from tasks.actors.cue_words import CueWords
from tasks.actors.passage import Passage
from tasks.actors.shapes import LONGEST, SURNAME, Piece
from tasks.actors.spans import BODY, PERSON, THING, Span
from warehouse.records import Segment

SILENT: Final = "boilerplate"
FARTHEST: Final = 48  # code points between a name and the role that follows it as an apposition
AGE: Final = re.compile(r",? ?\(?\d\d(?:\)|, |\.\s|\.$)")
PARTY: Final = re.compile(r" \([A-Z](?:\)|[-–—.,])")
DEFINED: Final = re.compile(r" \((?:the )?([A-ZÀ-ÖØ-ÞА-ЯЁЇІЄҐ][\w&.-]{1,9})[);,]")
WORD: Final = re.compile(r" ([^\W\d_]+)")
UNSURE: Final = 0.75  # below it a person may be a body
ABBREVIATED: Final = re.compile(r"\b([A-Z])\.")
APPOSED: Final = re.compile(r"[^,.;:\"”“()\n]{2,}")
TOWN: Final = "St. "  # "the St. Louis Post-Dispatch"
SENTENCE_STARTS: Final = frozenset({"", "\n\n", ". ", "? ", "! ", '" ', "” "})
OPENING_BRACKET: Final = 0x28
OPENING: Final = frozenset("\"'“‘(—–")


class CueTagger:
    """Tags the passages whose language has cues."""

    def __init__(
        self, languages: Mapping[str, NameLexicon], given_names: frozenset[str], adjectives: frozenset[str]
    ) -> None:
        """`given_names`: of people that are known; `adjectives`: of countries, which may stand before a name."""
        self._languages = {
            language: CueWords(lexicon, given_names, adjectives) for language, lexicon in languages.items()
        }

    def __call__(self, passages: Sequence[Passage]) -> list[list[Span]]:
        """The spans of each passage, in text order."""
        return [self._spans(passage) for passage in passages]

    def _spans(self, passage: Passage) -> list[Span]:
        cues = self._languages.get(passage.document.language)
        return _Reading(passage, cues).spans() if cues else []


@mypyc_attr(acyclic=True)
class _Waiting:
    """A name that may be a person's, without a cue so far."""

    def __init__(self, start: int, end: int) -> None:
        self.start = start
        self.end = end


class _Reading:
    """One passage read for names."""

    def __init__(self, passage: Passage, cues: CueWords) -> None:
        self.passage = passage
        self.text = passage.text
        self.cues = cues
        self.found: list[Span] = []
        self._waiting: list[_Waiting] = []
        self._unsure: list[tuple[int, int]] = []
        self._titled: set[str] = set()
        self._last: Span | None = None

    def spans(self) -> list[Span]:
        """The spans, in no order."""
        text, shapes, elisions = self.text, self.cues.shapes, self.cues.elisions
        segments = self.passage.segments
        number = 0
        for begin, end in shapes.stretches.find(text):
            start = begin + 2 if elisions and text.startswith(elisions, begin) else begin
            for piece in shapes.pieces(text[start:end]):
                first = start + piece.start
                while number < len(segments) and segments[number].end <= first:
                    number += 1
                if number == len(segments):
                    break
                segment = segments[number]
                if segment.kind != SILENT and segment.start <= first:
                    self._read(piece, first, start + piece.end, segment)
        if self.cues.quoted is not None:
            self._quoted(self.cues.quoted)
        self._defined()
        if self._waiting:
            self._come_again()
        if len(self._unsure) > 1:
            self.found += self.cues.recurring.spans(self.passage, self._unsure)
        return self.found

    def _read(self, piece: Piece, start: int, end: int, segment: Segment) -> None:
        """Read one piece of a stretch."""
        text = self.text
        if end > segment.end or self.passage.title_case(segment):
            return
        if piece.kind == SURNAME:
            self._titled.add(text[start:end])
        elif piece.kind == BODY:
            if span := self.cues.shapes.body(text, start, end, piece, segment.start):
                self.found.append(span)
        elif stands_at(text, start - 2, STOP) and text.endswith(TOWN, 0, start):
            return
        elif span := self._person(piece, start, end):
            self._take(span, start)
        else:
            self._wait(start, end)

    def _take(self, span: Span, start: int) -> None:
        """Keep a person, and the one before "and" who waits for a cue."""
        self.found.append(span)
        if span.confidence < UNSURE:
            self._unsure.append((span.start, span.end))
        if self._waiting and self._joined(self._waiting[-1].end, start):
            other = self._waiting.pop()
            self.found.append(Span(other.start, other.end, PERSON, span.rule, span.confidence))
        self._last = span

    def _wait(self, start: int, end: int) -> None:
        """Keep a name that may be a person's: at once after a person and "and", else till its surname comes again."""
        last = self._last
        if last is not None and last.rule in ("title", "role") and self._joined(last.end, start):
            self.found.append(Span(start, end, PERSON, last.rule, last.confidence))
        else:
            self._waiting.append(_Waiting(start, end))

    def _joined(self, end: int, start: int) -> bool:
        """Whether only an "and" stands between two names."""
        return start - end <= 5 and self.text[end:start] in self.cues.joints

    def _person(self, piece: Piece, start: int, end: int) -> Span | None:
        """A person whom something beside the name tells, the surest first."""
        if piece.titled:
            return self._party(start, end) or Span(start, end, PERSON, "title", 0.9)
        if self._surname(start, end) not in self.cues.regions:
            if piece.closes and (span := self._by_what_follows(start, end, piece)):
                return span
            if piece.opens and (span := self._by_what_precedes(start, end, piece)):
                return span
            if piece.familiar:
                return Span(start, end, PERSON, "given_name", 0.75)
        called = self.cues.nouns.call(self.text, start, end, piece) and self.cues.shapes.may_be_body(
            self.text[start:end]
        )
        return Span(start, end, BODY, "noun", 0.8) if called else None

    def _surname(self, start: int, end: int) -> str:
        text, at = self.text, end
        while at > start and not stands_at(text, at - 1, SPACE):
            at -= 1
        return text[at:end]

    def _party(self, start: int, end: int) -> Span | None:
        found = stands_at(self.text, end + 1, OPENING_BRACKET) and PARTY.match(self.text, end) is not None
        return Span(start, end, PERSON, "party", 0.9) if found else None

    def _by_what_follows(self, start: int, end: int, piece: Piece) -> Span | None:
        """Reads "Ann Lee (D-Arboria)", "Ann Lee, 31,", "Ann Lee said", "Ann Lee, who", "Ann Lee, an analyst"."""
        text = self.text
        mark = text[end : end + 1]
        if mark not in (" ", ","):
            return None
        following = text[end + 1 : end + 3]
        if self.cues.aged is not None and self.cues.aged.match(text, end):
            return Span(start, end, PERSON, "age", 0.9)
        if following[:1] == "(" or following[-1:].isdigit():
            return Span(start, end, PERSON, "age", 0.9) if AGE.match(text, end) else self._party(start, end)
        match = WORD.match(text, end + (mark == ","))
        if match is None:
            return None
        word = match[1]
        if word in self.cues.speech or (mark == " " and text.startswith(self.cues.said, end)):
            return self._speaker(start, end, piece)
        apposed = mark == "," and word not in self.cues.conjunctions and self._is_described(end + 2)
        return Span(start, end, PERSON, "apposition", 0.85) if apposed or word in self.cues.who else None

    def _is_described(self, start: int) -> bool:
        """Whether what follows a name and a comma has a word for a role before the next mark."""
        following = self.text[start : start + FARTHEST]
        if "." in following:
            following = ABBREVIATED.sub(r"\1", following)
        match = APPOSED.match(following)
        words = match[0].split(" ") if match else []
        return not self.cues.described.isdisjoint(words)

    def _by_what_precedes(self, start: int, end: int, piece: Piece) -> Span | None:
        """Reads "spokesman Ann Lee", "the spokesman, Ann Lee,", "said Ann Lee", "according to Ann Lee"."""
        text = self.text
        left = start - 1
        if left < 1 or text[left] != " ":
            return None
        comma = text[left - 1] == ","
        if comma:
            left -= 1
        word = text[max(text.rfind(" ", 0, left), text.rfind("\n", 0, left)) + 1 : left]
        if word[:1] in OPENING:
            word = word[1:]
        if self.cues.elisions:
            word = word.rsplit("'", 1)[-1]
        if word in self.cues.roles:
            if not comma or text[end : end + 1] in (",", ".", ";"):
                return Span(start, end, PERSON, "role", 0.85)
        elif not comma and (word in self.cues.speech or text.endswith(self.cues.phrases, 0, start)):
            return self._speaker(start, end, piece)
        return None

    def _speaker(self, start: int, end: int, piece: Piece) -> Span:
        """Who speaks: with an article before the name a body, else a person, less sure without a given name."""
        text = self.text
        if not piece.familiar and piece.opens and text.endswith(self.cues.articles, 0, start):
            return Span(start, end, BODY, "speech", 0.7)
        return Span(start, end, PERSON, "speech", 0.85 if piece.familiar else 0.7)

    def _quoted(self, pattern: re.Pattern[str]) -> None:
        """Reads "ООО «Северный путь»"."""
        for match in pattern.finditer(self.text):
            if self._segment(match.start()) is not None:
                self.found.append(Span(match.start(), match.end(), BODY, "legal_form", 0.85))

    def _defined(self) -> None:
        """Reads "Arbor Relief Fund (ARF)"."""
        text = self.text
        bodies = {span.end: span for span in self.found if span.kind == BODY}
        opening = text.find("(")
        while opening >= 0:
            at = opening - 1
            match = DEFINED.match(text, at) if stands_at(text, at, SPACE) else None
            if match is not None and (segment := self._segment(at)) is not None:
                first = defined_by(match[1], text, at, max(segment.start, at - LONGEST * 2), self.cues.small)
                body = bodies.get(at)
                if first is None and body is not None and abbreviates(match[1], text[body.start : at]):
                    self.found.append(Span(body.start, at, BODY, "acronym", 0.9))
                elif first is not None:
                    following = WORD.match(text, match.end())
                    thing = following is not None and following[1].capitalize() in self.cues.things
                    kind = THING if thing or not self.cues.shapes.may_be_body(text[first:at]) else BODY
                    self.found.append(Span(first, at, kind, "acronym", 0.9))
            opening = text.find("(", opening + 1)

    def _segment(self, at: int) -> Segment | None:
        """The segment that holds a place; None in one that is not read."""
        segment = self.passage.segment_at(at)
        if not segment.start <= at < segment.end or segment.kind == SILENT or self.passage.title_case(segment):
            return None
        return segment

    def _come_again(self) -> None:
        """Names without a cue whose surname comes again: after a title, or as one who acts."""
        for one in self._waiting:
            surname = self._surname(one.start, one.end)
            if surname in self._titled:
                self.found.append(Span(one.start, one.end, PERSON, "title", 0.85))
            elif self._may_be_surname(surname, one.start) and self._acts(surname, one.end):
                self.found.append(Span(one.start, one.end, PERSON, "repeated", 0.7))
            else:
                self._unsure.append((one.start, one.end))

    def _may_be_surname(self, surname: str, start: int) -> bool:
        """Whether a last word is perhaps a surname: not in "Take Oregon" and, opening a sentence, "Codifying Arbor"."""
        if len(surname) <= 2 or surname in self.cues.regions:
            return False
        verb = self.text[start : self.text.find(" ", start)].endswith(self.cues.verb_endings)
        return not verb or self.text[max(0, start - 2) : start] not in SENTENCE_STARTS

    def _acts(self, surname: str, after: int) -> bool:
        """Whether a surname stands alone further on, as one who speaks or acts."""
        text = self.text
        for at in places_of(text, surname, after):
            end = at + len(surname)
            if text[at - 1] in ' \n“"' and self._is_alone(at):
                if text.startswith("'s ", end):
                    return True
                match = WORD.match(text, end)
                if match is not None and match[1] in self.cues.verbs:
                    return True
        return False

    def _is_alone(self, at: int) -> bool:
        """Whether no name goes on to a word from the left."""
        left = self.text.rfind(" ", max(0, at - 24), at - 1) + 1
        word = self.text[left : at - 1]
        return not capital_at(word, 0) or word[-1:] in ".,;:" or self.cues.shapes.is_no_name(word)
