"""A quick look at a whole text: where a word stands that a cue can hang on, so that few sentences are read."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind


class Gate:
    """Finds the triggers of one language in a text, all at once."""

    def __init__(self, triggers: Iterable[str]) -> None:
        """`triggers` are words in lower case with straight apostrophes."""
        words = sorted(triggers)
        self._ascii = all(word.isascii() and "'" not in word for word in words)
        self._automaton = AhoCorasick(words, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA)

    def places(self, text: str) -> list[int]:
        """Offsets of the triggers that stand as whole words, in order; in either case.

        Triggers in plain ASCII are looked for in ASCII, which is several times quicker; a foreign letter counts as the
        end of a word there.
        """
        low = text.encode("ascii", "replace").decode("ascii").lower() if self._ascii else _lower(text)
        last = len(low)
        return [
            start
            for _, start, end in self._automaton.find_matches_as_indexes(low)
            if not (start and low[start - 1].isalnum()) and not (end < last and low[end].isalnum())
        ]


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
