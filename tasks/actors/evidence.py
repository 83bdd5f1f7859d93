"""Words anywhere in a document that speak for or against an actor, all found in one pass."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from config.linking import ContextRule

MOST_WORDS: Final = 3


class EvidenceWords:
    """The words of all context rules as one automaton (a few hundred words, so the large, fast kind)."""

    def __init__(self, rules: Mapping[str, ContextRule]) -> None:
        self.rules = rules
        self._words = sorted({word for rule in rules.values() for word in (*rule.words, *rule.against)})
        self._automaton = AhoCorasick(
            self._words or ["\ufffe"], matchkind=MatchKind.Standard, implementation=Implementation.DFA
        )

    def find(self, text: str) -> frozenset[str]:
        """The words that a text holds, parts of longer words included."""
        found = {index for index, _, _ in self._automaton.find_matches_as_indexes(text, overlapping=True)}
        return frozenset([self._words[index] for index in found])


def points(rule: ContextRule, found: frozenset[str]) -> int:
    """Points for what a document says: words for an actor, up to three, and two against for each other."""
    words = min(MOST_WORDS, sum(word in found for word in rule.words))
    return rule.standing + words - 2 * sum(word in found for word in rule.against)
