"""A quick look at a whole text: where a word stands that a cue can hang on, so that few sentences are read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from ahocorasick_rs import AhoCorasick, BytesAhoCorasick, Implementation, MatchKind

_REACH: Final = 48  # characters behind a word in which its particle must stand
_FEW: Final = 5  # words there
_WORD: Final = re.compile(r"\w+")
_BLANK: Final = 32
_JOINT: Final = 95  # the underscore: part of a word, yet no letter
# ASCII in lower case, with a blank for whatever is in no word.
_PLAIN: Final = (
    bytes(code if chr(code).isalnum() or code == _JOINT else _BLANK for code in range(128)).lower().ljust(256)
)


class Gate:
    """Finds the triggers of one language in a text, all at once."""

    def __init__(self, triggers: Iterable[str], particles: Mapping[str, frozenset[str]]) -> None:
        """`triggers` are words in lower case with straight apostrophes; some count only before their `particles`."""
        words = sorted(triggers)
        self._needed = [_first_words(particles[word]) if word in particles else None for word in words]
        self._needed_bytes = [frozenset(word.encode() for word in ones) if ones else None for ones in self._needed]
        self._ascii = all(word.isascii() and word.isalnum() for word in words)
        plain = [word.encode() for word in words] if self._ascii else []
        self._in_bytes = BytesAhoCorasick(plain, MatchKind.LeftmostLongest, Implementation.DFA)
        self._in_text = AhoCorasick(
            [] if self._ascii else words, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA
        )

    def places(self, text: str) -> list[int]:
        """Offsets of the triggers that stand as whole words, in order; in either case.

        Triggers in plain ASCII are looked for in bytes, which is several times quicker; a foreign letter counts as the
        end of a word there.
        """
        if self._ascii:
            return self._places_in_bytes(text.encode("ascii", "replace").translate(_PLAIN))
        low = _lower(text)
        last = len(low)
        needed = self._needed
        return [
            start
            for word, start, end in self._in_text.find_matches_as_indexes(low)
            if not (start and low[start - 1].isalnum())
            and not (end < last and low[end].isalnum())
            and ((particles := needed[word]) is None or _any_of(particles, low[end : end + _REACH]))
        ]

    def _places_in_bytes(self, low: bytes) -> list[int]:
        """The places of triggers in plain ASCII."""
        last = len(low)
        places: list[int] = []
        for word, start, end in self._in_bytes.find_matches_as_indexes(low):
            if (start and _is_letter(low[start - 1])) or (end < last and _is_letter(low[end])):
                continue
            particles = self._needed_bytes[word]
            if particles is None or not particles.isdisjoint(low[end : end + _REACH].split(None, _FEW)[:_FEW]):
                places.append(start)
        return places


def _is_letter(code: int) -> bool:
    """Whether a byte is a letter or digit."""
    return code not in (_BLANK, _JOINT)


def _first_words(particles: frozenset[str]) -> frozenset[str]:
    """What the particles begin with, up to an apostrophe."""
    return frozenset(match[0] for particle in particles if (match := _WORD.search(particle)))


def _any_of(particles: frozenset[str], behind: str) -> bool:
    """Whether one of the particles is among the next few words."""
    return not particles.isdisjoint(_WORD.findall(behind)[:_FEW])


def _lower(text: str) -> str:
    """The text in lower case with straight apostrophes, of the same length, so that offsets hold."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    return low.replace("’", "'")


def any_between(places: list[int], start: int, end: int) -> bool:
    """Whether one of the sorted `places` lies in a stretch."""
    at = first_from(places, start)
    return at < len(places) and places[at] < end


def first_from(places: list[int], start: int) -> int:
    """The number of the first of the sorted `places` that is not before `start`; compiled, quicker than `bisect`."""
    first, behind = 0, len(places)
    while first < behind:
        middle = (first + behind) >> 1
        if places[middle] < start:
            first = middle + 1
        else:
            behind = middle
    return first
