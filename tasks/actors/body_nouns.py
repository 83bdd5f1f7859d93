"""Nouns for bodies beside a name that no other cue tells."""

from __future__ import annotations

import re
from typing import Final

from config.discovery import NameLexicon
from tasks.actors.characters import COMMA, stands_at
from tasks.actors.shapes import Piece

FARTHEST: Final = 32  # code points before a name that hold two words
MOST_WORDS: Final = 6  # of an apposition that are read for a noun
NEXT: Final = re.compile(r" ([^\W\d_]+)(?: [^\W\d_]+)?")
APPOSED: Final = re.compile(r", ([^,.;:\"”“()\n]{2,64})")


class BodyNouns:
    """One language's nouns for bodies, compiled."""

    def __init__(self, lexicon: NameLexicon) -> None:
        self._nouns = lexicon.body_nouns
        self._openers = lexicon.noun_openers
        self._followers = lexicon.noun_followers

    def call(self, text: str, start: int, end: int, piece: Piece) -> bool:
        """Reads "the group Arbor Now", "the Arbor Now group", "Arbor Now, a charity based in"."""
        if not self._nouns:
            return False
        if piece.opens and text[start - 1 : start] == " ":
            before = text[max(0, start - FARTHEST) : start - 1].rsplit(" ", 2)[-2:]
            if before[-1] in self._nouns or " ".join(before) in self._nouns:
                return True
        return piece.closes and self._follows(text, end)

    def _follows(self, text: str, end: int) -> bool:
        """Whether a noun stands right after a name, or opens what is apposed to it."""
        if stands_at(text, end, COMMA):
            apposed = APPOSED.match(text, end)
            return apposed is not None and self._is_noun_phrase(apposed[1].split(" "))
        match = NEXT.match(text, end)
        return match is not None and (match[1] in self._nouns or match[0][1:] in self._nouns)

    def _is_noun_phrase(self, words: list[str]) -> bool:
        """Whether an article opens an apposition and a noun for bodies ends it, or is followed by what describes it."""
        if words[0] not in self._openers:
            return False
        for at, word in enumerate(words[:MOST_WORDS]):
            if word in self._nouns:
                return at + 1 == len(words) or words[at + 1] in self._followers
        return False
