"""Words anywhere in a document that speak for or against an actor, all found in one pass."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind

from config.linking import ContextRule

MOST_WORDS: Final = 3


class EvidenceWords:
    """The words of all context rules as one automaton (a few hundred words, so the large, fast kind)."""

    def __init__(self, rules: Mapping[str, ContextRule]) -> None:
        words = sorted({word for rule in rules.values() for word in (*rule.words, *rule.against)})
        number = {word: index for index, word in enumerate(words)}
        self.rules = {
            actor_id: Numbered(
                rule.standing, [number[word] for word in rule.words], [number[word] for word in rule.against]
            )
            for actor_id, rule in rules.items()
        }
        self._automaton = BytesAhoCorasick(
            [word.encode() for word in words or ["\ufffe"]],
            matchkind=MatchKind.Standard,
            implementation=Implementation.DFA,
        )

    def find(self, text: str) -> set[int]:
        """The numbers of the words that a text holds, parts of longer words included."""
        found: list[tuple[int, int, int]] = self._automaton.find_matches_as_indexes(text.encode(), overlapping=True)
        return {match[0] for match in found}


class Numbered:
    """A context rule with its words as numbers."""

    __slots__ = ("against", "standing", "words")

    def __init__(self, standing: int, words: list[int], against: list[int]) -> None:
        self.standing = standing
        self.words = words
        self.against = against


def points(rule: Numbered, found: set[int]) -> int:
    """Points for what a document says: words for an actor, up to three, and two against for each other."""
    words = min(MOST_WORDS, sum(word in found for word in rule.words))
    return rule.standing + words - 2 * sum(word in found for word in rule.against)
