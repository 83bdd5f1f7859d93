"""A quick look at a whole text: where a word stands that a cue can hang on, so that few sentences are read."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

_REACH: Final = 48  # characters behind a word in which its particle must stand
_FEW: Final = 5  # words there
_WORD: Final = re.compile(r"\w+")


class Gate:
    """Finds the triggers of one language in a text, all at once."""

    def __init__(self, triggers: Iterable[str], particles: Mapping[str, frozenset[str]]) -> None:
        """`triggers` are words in lower case with straight apostrophes; some count only before their `particles`."""
        words = sorted(triggers)
        self._needed = [_first_words(particles[word]) if word in particles else None for word in words]
        self._ascii = all(word.isascii() and "'" not in word for word in words)
        self._automaton = AhoCorasick(words, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA)

    def places(self, text: str) -> list[int]:
        """Offsets of the triggers that stand as whole words, in order; in either case.

        Triggers in plain ASCII are looked for in ASCII, which is several times quicker; a foreign letter counts as the
        end of a word there.
        """
        low = text.encode("ascii", "replace").decode("ascii").lower() if self._ascii else _lower(text)
        last = len(low)
        needed = self._needed
        return [
            start
            for word, start, end in self._automaton.find_matches_as_indexes(low)
            if not (start and low[start - 1].isalnum())
            and not (end < last and low[end].isalnum())
            and ((particles := needed[word]) is None or _any_of(particles, low[end : end + _REACH]))
        ]


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


def any_between(places: Sequence[int], start: int, end: int) -> bool:
    """Whether one of the sorted `places` lies in a stretch."""
    at = bisect_left(places, start)
    return at < len(places) and places[at] < end
