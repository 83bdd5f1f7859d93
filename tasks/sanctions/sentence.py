"""A sentence tagged with everything the lexicon knows about its words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from config.sanctions import Predicate, Trigger
from tasks.sanctions.compiling import Entry, Heads, Lexicon, word_matches
from tasks.sanctions.tokens import ACTOR_WORD, Token

DASHES = "—–"


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found at tokens [start, end)."""

    start: int
    end: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class Governor:
    """A predicate phrase at tokens [start, end), with every predicate that its words can be."""

    start: int
    end: int
    choices: tuple[Predicate, ...]


@dataclass(slots=True)
class Sentence:
    """Tokens with their tags, by position and by category, and the longest phrase of a category at each start."""

    tokens: list[Token]
    lexicon: Lexicon
    tags: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    cover: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    starts: dict[str, dict[int, Hit]] = field(default_factory=lambda: defaultdict(dict))
    governors: dict[int, Governor] = field(default_factory=dict)
    governors_by_end: dict[int, Governor] = field(default_factory=dict)
    absorbed: set[int] = field(default_factory=set)
    persons: set[int] = field(default_factory=set)
    places: set[int] = field(default_factory=set)

    def is_a(self, position: int, *categories: str) -> bool:
        """Whether the token at `position` belongs to one of the categories."""
        tags = self.tags.get(position)
        return tags is not None and not tags.isdisjoint(categories)

    def is_actor(self, position: int) -> bool:
        """Whether the token is an actor that counts (not one that only describes the next)."""
        return self.tokens[position].actor_id is not None and position not in self.absorbed

    def only_owns(self, position: int) -> bool:
        """Whether the token is a person whose something is meant: "Putin's chef", not "Putin's government"."""
        if position not in self.persons or not self.is_a(position + 1, "possessive"):
            return False
        return not any(self.is_a(k, "stands_for") for k in range(position + 2, position + 5))

    def can_act(self, position: int) -> bool:
        """Whether the token is an actor that can be the subject of a verb: not where it only names the place."""
        return self.is_actor(position) and position not in self.places and not self.only_owns(position)

    def ends_in(self, position: int, endings: tuple[str, ...]) -> bool:
        """Whether the word at `position` ends in one of the endings."""
        word = self.tokens[position].word
        return word != ACTOR_WORD and word.endswith(endings)

    def asks(self) -> bool:
        """Whether the sentence ends in a question mark, a closing quote behind it or not."""
        return any(token.word == "?" for token in self.tokens[-2:])

    def triggers(self) -> list[tuple[int, int, Trigger]]:
        """Trigger phrases in order, the longest where they overlap."""
        found: list[tuple[int, int, Trigger]] = []
        for hit in sorted(self.starts["trigger"].values(), key=lambda h: (h.start, -h.end)):
            if not found or hit.start >= found[-1][1]:
                assert isinstance(hit.entry.payload, Trigger)
                found.append((hit.start, hit.end, hit.entry.payload))
        return found


def tag(tokens: list[Token], lexicon: Lexicon) -> Sentence:
    """Find every phrase of the lexicon in the tokens."""
    sentence = Sentence(tokens, lexicon)
    words = [token.word for token in tokens]
    governors: dict[tuple[int, int], list[Predicate]] = {}
    for start, word in enumerate(words):
        for entry in _matching(lexicon.beginning_with(word), words, start):
            end = start + len(entry.words)
            if entry.category == "predicate":
                assert isinstance(entry.payload, Predicate)
                governors.setdefault((start, end), []).append(entry.payload)
            else:
                _note(sentence, Hit(start, end, entry))
    _note_governors(sentence, governors)
    _absorb_descriptions(sentence)
    return sentence


def _matching(heads: Heads, words: list[str], start: int) -> list[Entry]:
    """The entries that stand at `start`, one word or more."""
    following = words[start + 1] if start + 1 < len(words) else ""
    longer = heads.longer.get(following)
    if longer is None and not heads.patterns:
        return heads.single
    return heads.single + [e for e in (*(longer or ()), *heads.patterns) if _rest_matches(e.words, words, start)]


def _rest_matches(pattern: tuple[str, ...], words: list[str], start: int) -> bool:
    if start + len(pattern) > len(words):
        return False
    return all(
        word_matches(wanted, words[start + offset]) if "*" in wanted else wanted == words[start + offset]
        for offset, wanted in enumerate(pattern)
    )


def _note(sentence: Sentence, hit: Hit) -> None:
    category = hit.entry.category
    for position in range(hit.start, hit.end):
        sentence.tags[position].add(category)
        sentence.cover[category].add(position)
    known = sentence.starts[category].get(hit.start)
    if known is None or hit.end > known.end:
        sentence.starts[category][hit.start] = hit


def _note_governors(sentence: Sentence, found: dict[tuple[int, int], list[Predicate]]) -> None:
    """Keep the longest predicate phrase from the left; words of a trigger are no predicate."""
    position = 0
    trigger, must = sentence.cover.get("trigger", set()), sentence.cover.get("must", set())
    counted = sentence.starts["quantities"]
    for (start, end), choices in sorted(found.items(), key=lambda item: (item[0][0], -item[0][1])):
        modal = start in must and end in must  # "needs to"
        quantity = counted.get(start)
        if quantity is not None and quantity.end > end:  # "sets of"
            continue
        if start < position or modal or (start in trigger and end - 1 in trigger):
            continue
        if start not in trigger and end - 1 in trigger and (start, start + 1) in found and end > start + 1:
            continue  # "shut | out of the dollar"
        governor = Governor(start, end, tuple(choices))
        sentence.governors[start] = governor
        sentence.governors_by_end[end - 1] = governor
        position = end


def _absorb_descriptions(sentence: Sentence) -> None:
    """In "Russian President Vladimir Putin" the adjective only describes the person: mark it as absorbed."""
    previous: int | None = None
    for position, token in enumerate(sentence.tokens):
        if token.actor_id is None:
            continue
        if previous is not None and position - previous <= 6 and _describes(sentence, previous, position):
            sentence.absorbed.add(previous)
        previous = position


def _describes(sentence: Sentence, first: int, second: int) -> bool:
    between = range(first + 1, second)
    if not between or not any(sentence.is_a(k, "offices") for k in between):
        return False
    return all(sentence.tokens[k].word.isalpha() or sentence.is_a(k, "possessive") for k in between) and not any(
        (
            sentence.is_a(
                k,
                "coordinators",
                "auxiliaries",
                "determiners",
                "target_prepositions",
                "sender_prepositions",
                "to",
                "barriers",
            )
            and not sentence.is_a(k, "possessive")
        )
        or k in sentence.governors
        for k in between
    )
