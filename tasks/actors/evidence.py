"""Words anywhere in a document that speak for or against an actor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind

from config.linking import ContextRule

MOST_WORDS: Final = 3
NO_WORD: Final = b"\xff"  # in no text


class Evidence:
    """One actor's context rule. So few words are found many letters at a time, but only where none overlaps another."""

    def __init__(self, rule: ContextRule) -> None:
        number = {word: at for at, word in enumerate(dict.fromkeys((*rule.words, *rule.against)))}
        self._words = words = [word.encode() for word in number]
        self._standing = rule.standing
        self._for = _bits(number[word] for word in rule.words)
        self._against = _bits(number[word] for word in rule.against)
        self._inside = [_bits(at for at, other in enumerate(words) if other in word) for word in words]
        self._hidden = [_hidden(word, words) for word in words]
        self._automaton = BytesAhoCorasick(
            words or [NO_WORD], matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA
        )

    def points(self, text: bytes) -> int:
        """What a text says: a point for each word for the actor, up to three, and two off for each against."""
        matches: list[tuple[int, int, int]] = self._automaton.find_matches_as_indexes(text)
        found = 0
        for number, start, _ in matches:
            found |= self._inside[number]
            for offset, other in self._hidden[number]:
                if text.startswith(self._words[other], start + offset):
                    found |= 1 << other
        return (
            self._standing + min(MOST_WORDS, (found & self._for).bit_count()) - 2 * (found & self._against).bit_count()
        )


def _bits(numbers: Iterable[int]) -> int:
    """A set of numbers as bits."""
    return sum({1 << number for number in numbers})


def _hidden(word: bytes, words: Sequence[bytes]) -> list[tuple[int, int]]:
    """Where in a word another one may begin that goes on behind it and is then not found by itself, and its number."""
    return [
        (offset, number)
        for number, other in enumerate(words)
        for offset in range(1, len(word))
        if other.startswith(word[offset:]) and other not in word
    ]


def compile_evidence(rules: Mapping[str, ContextRule]) -> dict[str, Evidence]:
    """The context rules by actor."""
    return {actor_id: Evidence(rule) for actor_id, rule in rules.items()}
