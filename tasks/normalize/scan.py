"""One pass over a text that finds every phrase of every rule.

An Aho-Corasick automaton over all phrases costs about 6 nanoseconds a character however many rules there are; only
what it finds is looked at closely.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from tasks.normalize.alignment import AlignedText, Mark

_ASCII = bytes(range(128))
_APOSTROPHE = "’".encode()
_FOREIGN = re.compile("[^\x00-\u036f\u2000-\u2fff]")  # beyond Latin letters, marks and symbols


Gates: TypeAlias = Mapping[str, Collection[str]]
"""The gates that are open, and the literals that opened each."""


class Gate(NamedTuple):
    """A literal that tells that a rule has something to do; `begins`: where in it, should the place matter."""

    literal: str
    rule_id: str
    begins: int | None = None


class Scan(NamedTuple):
    """What a text holds: places of phrases as (phrase, start, end), gates, and the gates' places in order."""

    places: list[tuple[str, int, int]]
    gates: Gates
    marks: Sequence[Mark]


class Folded(NamedTuple):
    """A text as `fold` gives it, and whether it has letters of other scripts than the Latin one."""

    text: str
    foreign: bool


class Scanner:
    """Automata over phrases whose places matter, and literals of which only the presence does (gates).

    The quick one, of ten times the memory, has only what can stand in a text of Latin letters.
    """

    def __init__(self, phrases: Iterable[str], gates: Iterable[Gate]) -> None:
        opened: dict[str, list[Gate]] = {}
        for gate in gates:
            opened.setdefault(fold(gate.literal), []).append(gate)
        placed = {fold(phrase) for phrase in phrases}
        literals = sorted(placed | set(opened), key=lambda literal: (_FOREIGN.search(literal) is not None, literal))
        plain = [literal for literal in literals if _FOREIGN.search(literal) is None]
        self._literals = literals
        self._placed = [literal in placed for literal in literals]
        self._gates = [tuple(opened.get(literal, ())) for literal in literals]
        self._every = _automaton(literals, Implementation.ContiguousNFA)
        self._latin = _automaton(plain, Implementation.DFA)

    def scan(self, text: str, folded: Folded) -> Scan:
        """Find every phrase in a text in any letter case, and every gate's literal as it is written.

        `folded` is the text as `fold_aligned` gives it.
        """
        places: list[tuple[str, int, int]] = []
        found: dict[str, set[str]] = {}
        marks: list[Mark] = []
        automaton = self._every if folded.foreign else self._latin
        for number, start, end in automaton.find_matches_as_indexes(folded.text, overlapping=True):
            if self._placed[number]:
                places.append((self._literals[number], start, end))
            for literal, rule_id, begins in self._gates[number]:
                if text.startswith(literal, start):
                    if begins is None:
                        found.setdefault(rule_id, set()).add(literal)
                    else:
                        marks.append((start + begins, rule_id))
        return Scan(places, found, sorted(marks))


def _automaton(literals: Sequence[str], implementation: Implementation) -> AhoCorasick:
    return AhoCorasick(literals or ["\ufffe"], matchkind=MatchKind.Standard, implementation=implementation)


def fold_aligned(text: AlignedText) -> Folded:
    """What `fold` gives: in bytes, which fold faster, where only ASCII has capitals."""
    if text.rare.isascii():
        return Folded(text.text.lower(), False)
    others = text.rare.translate(None, _ASCII).decode("utf-8", "replace")
    lowered = others.lower()
    foreign = _FOREIGN.search(lowered) is not None
    if lowered != others:
        return Folded(fold(text.text), foreign)
    return Folded(text.utf8.replace(_APOSTROPHE, b"'").lower().decode("utf-8", "replace"), foreign)


def fold(text: str) -> str:
    """Lower case with straight apostrophes, code point for code point (İ, whose lower case is two, becomes i)."""
    if not text.isascii():
        text = text.replace("’", "'").replace("İ", "i")
    return text.lower()
