"""Stretches of capitalised words in a text, where names may stand.

A text is read letter by letter, in machine numbers, which costs compiled code a nanosecond each; a pattern would try
every capital.
"""

from __future__ import annotations

import re
from typing import Final

from mypy_extensions import i64

from config.discovery import NameLexicon
from tasks.actors.characters import FIRST_CAPITAL, FIRST_SMALL, HYPHEN, LAST_CAPITAL, LAST_SMALL, SPACE, STOP

CAPITAL: Final = "A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁЇІЄҐ"
MARKS: Final = ' \n\t\r\f\v\xa0,;:()"“”«»„—–/!?[]…*|'  # end a word
ARABIC: Final = frozenset({"al", "el", "as", "ash", "ad", "an", "ar", "at", "az"})  # with a hyphen
FULL_WORD: Final = 4  # small letters before a full stop that ends a sentence: "Relief." but "Gov."
LIMIT: Final = 0x2100  # no capital or mark stands beyond
AMPERSAND: Final = 0x26
PAIRS: Final = 4096
IS_CAPITAL: Final = 1
IS_MARK: Final = 2
_CAPITALS: Final = re.compile(f"[{CAPITAL}]")
_KINDS: Final = bytes(
    IS_MARK if chr(code) in MARKS else IS_CAPITAL if _CAPITALS.match(chr(code)) else 0 for code in range(LIMIT)
)


class Stretches:
    """The stretches of one language: capitalised words in a row, or one before a small word that bodies' names have."""

    def __init__(self, lexicon: NameLexicon) -> None:
        self._particles = lexicon.particles
        self._inner = lexicon.particles | lexicon.inner_particles
        self._links = frozenset(lexicon.body_links)
        small = (*self._particles, *lexicon.body_links, *ARABIC)
        opened = {_pair(f"{word}{joint}", 0) for word in small for joint in " -"}
        self._openings = bytes(place in opened for place in range(PAIRS))
        self._initials = bytes(any(word.startswith(chr(code)) for word in small) for code in range(LIMIT))

    def find(self, text: str) -> list[tuple[int, int]]:
        """Where stretches start and end, in text order."""
        found: list[tuple[int, int]] = []
        at: i64 = 0
        size: i64 = len(text)
        while at < size:
            code: i64 = ord(text[at])
            if code >= LIMIT or _KINDS[code] != IS_CAPITAL:  # one branch, which processors foresee for most letters
                at += 1
                continue
            start = at
            at = _word_end(text, at)
            if at + 1 < size and ord(text[at]) == SPACE:
                end = self._stretch_end(text, at)
                if end:
                    found.append((start, end))
                    at = end
        return found

    def _stretch_end(self, text: str, end: i64) -> i64:
        """Where a stretch ends whose first word ends before a space; 0 where nothing goes on."""
        following = self._next(text, end)
        if following < 0 or _ends_sentence(text, end):
            return 0
        if following == end:
            joint = _joint(text, end + 1)
            return end if ord(text[joint]) == SPACE and text[end + 1 : joint] in self._links else 0
        while following > end:
            end = _word_end(text, following)
            if _ends_sentence(text, end):
                return end - 1
            following = self._next(text, end)
        return end

    def _next(self, text: str, end: i64) -> i64:
        """Where the capital of the next word stands, past particles; `end` where none does, -1 where nothing can."""
        if end + 1 >= len(text) or ord(text[end]) != SPACE:
            return -1
        code: i64 = ord(text[end + 1])
        if code == AMPERSAND or _kind(code) == IS_CAPITAL:
            return end + 1
        if not self._opens_small(text, end + 1):
            return -1
        particle = _joint(text, end + 1)
        word = text[end + 1 : particle]
        if word in self._particles or (word in ARABIC and ord(text[particle]) == HYPHEN):
            if _is_capital(text, particle + 1):
                return particle + 1
            inner = _joint(text, particle + 1)
            if word in self._particles and text[particle + 1 : inner] in self._inner and _is_capital(text, inner + 1):
                return inner + 1
        return end

    def _opens_small(self, text: str, at: i64) -> bool:
        """Whether two letters perhaps open a small word that names have; most are told by the first one."""
        code: i64 = ord(text[at])
        return (
            code < LIMIT and self._initials[code] != 0 and at + 1 < len(text) and self._openings[_pair(text, at)] != 0
        )


def _kind(code: i64) -> int:
    """Whether a code point is a capital's or a mark's."""
    return _KINDS[code] if code < LIMIT else 0


def _pair(text: str, at: i64) -> i64:
    """Two letters as one small number, which some others have, too."""
    first: i64 = ord(text[at])
    second: i64 = ord(text[at + 1])
    return (first * 61 + second) % PAIRS


def _is_capital(text: str, at: i64) -> bool:
    """Whether a capital stands at a place."""
    return at < len(text) and _kind(ord(text[at])) == IS_CAPITAL


def _word_end(text: str, at: i64) -> i64:
    """Where a word ends that goes on at a place: at the next mark."""
    size: i64 = len(text)
    while at < size:
        code: i64 = ord(text[at])
        if code < LIMIT and _KINDS[code] == IS_MARK:
            break
        at += 1
    return at


def _joint(text: str, start: i64) -> i64:
    """Where a small word ends before a space or a hyphen; `start` where it ends otherwise."""
    at = start
    while at < len(text):
        code: i64 = ord(text[at])
        if code in (SPACE, HYPHEN):
            return at
        if _kind(code) == IS_MARK:
            break
        at += 1
    return start


def _ends_sentence(text: str, end: i64) -> bool:
    """Whether a word ends with a full stop that is no abbreviation's."""
    if end <= FULL_WORD or ord(text[end - 1]) != STOP:
        return False
    at: i64 = end - 1 - FULL_WORD
    while at < end - 1:
        code: i64 = ord(text[at])
        if not FIRST_SMALL <= code <= LAST_SMALL and not _is_small(text[at]):
            return False
        at += 1
    return True


def _is_small(letter: str) -> bool:
    """Whether a character is a letter or number but no plain capital or digit."""
    return letter.isalnum() and not letter.isdecimal() and not FIRST_CAPITAL <= ord(letter) <= LAST_CAPITAL
