"""Names that no cue tells and that come again whole: who they are is told by what stands around all of them.

A capitalised phrase that recurs may be a storm, a law or a show. So it must act somewhere ("Kestrel Basket
said", "Kestrel Basket workers"), be no part of a longer name, and the nouns, articles or pronouns around it must tell a
person from a body.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from config.discovery import NameLexicon
from tasks.actors.characters import capital_at
from tasks.actors.passage import Passage
from tasks.actors.spans import BODY, PERSON, Span

FEWEST: Final = 2
RULE: Final = "recurring"
CONFIDENCE: Final = 0.75  # above that of an unfamiliar name beside a verb of speech, whose kind is a guess
REACH: Final = 140  # code points after a name in which a pronoun is taken to be its own
WORD: Final = re.compile(r" ([^\W\d_]+)")
WORDS: Final = re.compile(r"[^\W\d_]+")
ENDS: Final = '.,;:!?"”»)'
OPENING: Final = "\"'“‘(«—–"


class Recurring:
    """One language's words around names that recur, compiled."""

    def __init__(self, lexicon: NameLexicon) -> None:
        self._speech = frozenset(verb for verb in lexicon.speech if " " not in verb)
        self._acting = self._speech | lexicon.auxiliaries
        self._pronouns: Mapping[str, str] = {
            **dict.fromkeys(lexicon.pronouns, PERSON),
            **dict.fromkeys(lexicon.body_pronouns, BODY),
        }
        self._articles = lexicon.articles
        self._joints = lexicon.body_joints | frozenset(lexicon.body_links)
        self._things = lexicon.no_body
        self._places = lexicon.place_words
        self._members = lexicon.members

    def spans(self, passage: Passage, places: Sequence[tuple[int, int]]) -> list[Span]:
        """The names among `places` (starts and ends, in text order) that recur as somebody's who acts."""
        if not self._pronouns or len(places) < FEWEST:
            return []
        text = passage.text
        same: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for start, end in places:
            same[text[start:end]].append((start, end))
        return [
            Span(start, end, kind, RULE, CONFIDENCE)
            for name, own in same.items()
            if len(own) >= FEWEST and (kind := self._kind(passage, name, own)) is not None
            for start, end in own
        ]

    def _kind(self, passage: Passage, name: str, places: Sequence[tuple[int, int]]) -> str | None:
        """A person or a body; None where the name acts nowhere, is a part of another, a place's, or nothing tells."""
        text = passage.text
        if not self._things.isdisjoint(name.split(" ")) or name.isupper():
            return None
        if sum(not self._goes_on(text, start, end) for start, end in places) < FEWEST:
            return None
        if any(self._before(text, start) in self._places for start, _ in places):
            return None
        if any(self._follows(text, end, self._members) for _, end in places):
            return BODY
        articled = any(text.endswith(self._articles, 0, start) for start, _ in places)
        votes = {vote for _, end in places if (vote := self._pronoun(text, end)) is not None}
        if articled or votes == {BODY}:
            return BODY if any(self._follows(text, end, self._speech) for _, end in places) else None
        return PERSON if votes == {PERSON} and any(self._acts(text, end) for _, end in places) else None

    def _acts(self, text: str, end: int) -> bool:
        """Whether a name here does something: a verb that only who acts has, or a possessive."""
        return text.startswith("'s ", end) or self._follows(text, end, self._acting)

    @staticmethod
    def _follows(text: str, end: int, words: frozenset[str]) -> bool:
        """Whether one of the words stands right after a name."""
        match = WORD.match(text, end)
        return match is not None and match[1] in words

    def _goes_on(self, text: str, start: int, end: int) -> bool:
        """Whether a capitalised word, at once or past a small one, makes a name part of a longer one."""
        match = WORD.match(text, end)
        if match is not None and (capital_at(match[1], 0) or self._joins(match[1], text, match.end())):
            return True
        word = self._before(text, start)
        if word in self._joints:
            word = self._before(text, start - len(word) - 1)
        return capital_at(word, 0) and word[-1] not in ENDS and f"{word} " not in self._articles

    def _joins(self, word: str, text: str, end: int) -> bool:
        """Whether a small word links a capitalised one."""
        return word in self._joints and text[end + 1 : end + 2].isupper()

    @staticmethod
    def _before(text: str, start: int) -> str:
        """The word before a place, where a space parts them."""
        if start < 2 or text[start - 1] != " ":
            return ""
        return text[max(text.rfind(" ", 0, start - 1), text.rfind("\n", 0, start - 1)) + 1 : start - 1].lstrip(OPENING)

    def _pronoun(self, text: str, end: int) -> str | None:
        """What the first pronoun behind a name tells, before another capitalised name can claim it."""
        for match in WORDS.finditer(text, end, end + REACH):
            kind = self._pronouns.get(match[0].lower())
            if kind is not None:
                return kind
            if capital_at(match[0], 0) and text[match.start() - 2 : match.start()] not in (". ", "\n\n"):
                return None
        return None
