"""One pass over a text that finds every phrase of every rule.

An Aho-Corasick automaton over all phrases costs about 6 nanoseconds a character however many rules there are; only
what it finds is looked at closely.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from ahocorasick_rs import AhoCorasick, BytesAhoCorasick, Implementation, MatchKind

from tasks.normalize.alignment import AlignedText, Mark

_ASCII = bytes(range(128))
_LAST_LATIN = "\xff"
_STAND_INS = tuple(map(chr, range(0x80, 0xA0)))  # control characters, which no clean text has
_UNKNOWN = "?"  # what encoding puts for a character beyond Latin-1 without a stand-in
_NOTHING = "\ufffe"
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


class Scanner:
    """Automata over phrases whose places matter, and literals of which only the presence does (gates).

    The quick one, of ten times the memory, has only what can stand in a text of Latin letters. It reads one byte a
    character: a sign beyond Latin-1 that some phrase holds has a stand-in, any other such character is a question mark.
    """

    def __init__(self, phrases: Iterable[str], gates: Iterable[Gate]) -> None:
        opened: dict[str, list[Gate]] = {}
        for gate in gates:
            opened.setdefault(fold(gate.literal), []).append(gate)
        placed = {fold(phrase) for phrase in phrases}
        literals = sorted(placed | set(opened), key=lambda literal: (_FOREIGN.search(literal) is not None, literal))
        plain = [literal for literal in literals if _FOREIGN.search(literal) is None]
        signs = sorted({one for literal in plain for one in literal if one > _LAST_LATIN and not one.isalnum()})
        self._stand_ins = [(sign.encode(), sign, stand_in) for sign, stand_in in zip(signs, _STAND_INS, strict=False)]
        self._certain = frozenset(n for n, one in enumerate(literals) if one.isascii() and _UNKNOWN not in one)
        self._sought = [(literal if literal in placed else None, opened.get(literal, ())) for literal in literals]
        self._every = AhoCorasick(
            literals or [_NOTHING], matchkind=MatchKind.Standard, implementation=Implementation.ContiguousNFA
        )
        self._latin = BytesAhoCorasick(
            [self._as_bytes(literal, literal.encode()) for literal in plain or [_NOTHING]],
            matchkind=MatchKind.Standard,
            implementation=Implementation.DFA,
        )

    def scan(self, text: AlignedText) -> Scan:
        """Find every phrase in a text in any letter case, and every gate's literal as it is written."""
        places: list[tuple[str, int, int]] = []
        found: dict[str, set[str]] = {}
        marks: list[Mark] = []
        content = text.text
        for number, start, end in self._matches(text):
            phrase, gates = self._sought[number]
            if phrase is not None and (number in self._certain or fold(content[start:end]) == phrase):
                places.append((phrase, start, end))
            for literal, rule_id, begins in gates:
                if content.startswith(literal, start):
                    if begins is None:
                        found.setdefault(rule_id, set()).add(literal)
                    else:
                        marks.append((start + begins, rule_id))
        return Scan(places, found, sorted(marks))

    def _matches(self, text: AlignedText) -> list[tuple[int, int, int]]:
        """Numbers, starts and ends of what may be a phrase; in bytes only ASCII is folded."""
        others = text.rare.translate(None, _ASCII).decode("utf-8", "replace")
        lowered = others.lower()
        if _FOREIGN.search(lowered):
            return self._every.find_matches_as_indexes(fold(text.text), overlapping=True)
        content = text.text.replace("’", "'") if lowered == others else fold(text.text)
        return self._latin.find_matches_as_indexes(self._as_bytes(content, text.rare).lower(), overlapping=True)

    def _as_bytes(self, text: str, rare: bytes) -> bytes:
        """A text, one byte a character; its signs are in `rare`."""
        for encoded, sign, stand_in in self._stand_ins:
            if encoded in rare:
                text = text.replace(sign, stand_in)
        return text.encode("latin-1", "replace")


def fold(text: str) -> str:
    """Lower case with straight apostrophes, code point for code point (İ, whose lower case is two, becomes i)."""
    if not text.isascii():
        text = text.replace("’", "'").replace("İ", "i")
    return text.lower()
