"""A sentence tagged with everything the lexicon knows about its words."""

from __future__ import annotations

from typing import Final, final

from mypy_extensions import mypyc_attr

from config.sanctions import Predicate, Trigger
from tasks.sanctions.compiling import STARTING, Entry, Heads, Lexicon, word_matches
from tasks.sanctions.tokens import ACTOR_WORD, Token

DASHES = "—–"

_BESIDE: Final = 4  # tokens beside a trigger in which its adjectives stand
_NONE: Final[list[Entry]] = []


@final
@mypyc_attr(acyclic=True)
class Hit:
    """A phrase found at tokens [start, end)."""

    def __init__(self, start: int, end: int, entry: Entry) -> None:
        """The phrase of `entry` at tokens [start, end)."""
        self.start = start
        self.end = end
        self.entry = entry


@final
@mypyc_attr(acyclic=True)
class Governor:
    """A predicate phrase at tokens [start, end), with every predicate that its words can be."""

    def __init__(self, start: int, end: int, choices: tuple[Predicate, ...]) -> None:
        """A phrase at tokens [start, end) that can be any of `choices`."""
        self.start = start
        self.end = end
        self.choices = choices


@final
@mypyc_attr(acyclic=True)
class Sentence:
    """Tokens with their tags, by position, and the longest phrase of a category at each start.

    `starts` knows only the categories of `STARTING`.
    """

    def __init__(self, tokens: list[Token], lexicon: Lexicon) -> None:
        """A sentence whose words are tagged with what they are alone; `tag` adds the rest."""
        self.tokens = tokens
        self.lexicon = lexicon
        self.tags: list[set[str]] = []
        self.starts: dict[str, dict[int, Hit]] = {category: {} for category in STARTING}
        self.governors: dict[int, Governor] = {}
        self.governors_by_end: dict[int, Governor] = {}
        self.absorbed: set[int] = set()
        self.persons: set[int] = set()
        self.places: set[int] = set()

    def is_a(self, position: int, *categories: str) -> bool:
        """Whether the token at `position` belongs to one of the categories."""
        if position < 0 or position >= len(self.tags):
            return False
        tags = self.tags[position]
        for category in categories:  # noqa: SIM110 (the hottest line of the room: a generator costs five times as much)
            if category in tags:
                return True
        return False

    def has(self, category: str) -> bool:
        """Whether a token belongs to the category."""
        return any(category in tags for tags in self.tags)

    def all_of(self, category: str) -> list[int]:
        """Positions of the tokens that belong to the category, in order."""
        return [position for position, tags in enumerate(self.tags) if category in tags]

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
        if not self.is_actor(position) or position in self.places or self.only_owns(position):
            return False
        return not self.is_a(position - 1 - (self.tokens[position - 1].word == "-"), "anti")  # "anti-Assad forces"

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


def name_senders(sentence: Sentence) -> None:
    """Make an actor of an adjective beside a trigger that names a sender: "European sanctions" are those of the EU."""
    named = sentence.lexicon.source.sender_adjectives
    for start, end, _ in sentence.triggers() if named else ():
        behind = range(end, end + _BESIDE) if sentence.lexicon.source.owner_follows else range(0)
        for beside in (range(start - 1, max(-1, start - _BESIDE), -1), behind):
            for position in beside:
                token = sentence.tokens[position] if position < len(sentence.tokens) else None
                if token is not None and token.word in named:
                    token.actor_id = named[token.word]
                elif not sentence.is_a(position, "modifiers", "measure", "origins"):
                    break


def tag(tokens: list[Token], lexicon: Lexicon) -> Sentence | None:
    """Find every phrase of the lexicon in the tokens; None where no trigger is among them."""
    words = [token.word for token in tokens]
    found = [lexicon.beginning_with(word) for word in words]
    if not _has_trigger(found, words):
        return None
    sentence = Sentence(tokens, lexicon)
    sentence.tags = [heads.tags for heads in found]  # shared between sentences: never changed in place
    governors: dict[tuple[int, int], list[Predicate]] = {}
    for start, heads in enumerate(found):
        for entry in heads.marked:
            _note(sentence, start, entry, governors)
        for entry in _longer(heads, words, start):
            for position in range(start, start + len(entry.words)):
                if entry.category != "predicate" and entry.category not in sentence.tags[position]:
                    sentence.tags[position] = sentence.tags[position] | {entry.category}
            _note(sentence, start, entry, governors)
    _note_governors(sentence, governors)
    _absorb_descriptions(sentence)
    return sentence


def _has_trigger(found: list[Heads], words: list[str]) -> bool:
    """Whether a trigger stands in the words; most of what is known of them is only needed behind one."""
    for start, heads in enumerate(found):
        if not heads.triggers:
            continue
        if "trigger" in heads.tags:
            return True
        for entry in _longer(heads, words, start):
            if entry.category == "trigger":
                return True
    return False


def _longer(heads: Heads, words: list[str], start: int) -> list[Entry]:
    """The entries of several words that stand at `start`."""
    if not heads.goes_on or start + 1 >= len(words):
        return _NONE
    entries = heads.before(words[start + 1])
    if not entries:
        return _NONE
    return [entry for entry in entries if len(entry.words) == 2 or _rest_matches(entry.words, words, start)]


def _rest_matches(pattern: tuple[str, ...], words: list[str], start: int) -> bool:
    """Whether a pattern goes on to match behind its first two words."""
    if start + len(pattern) > len(words):
        return False
    for offset in range(2, len(pattern)):
        wanted, word = pattern[offset], words[start + offset]
        if wanted != word and not ("*" in wanted and word_matches(wanted, word)):
            return False
    return True


def _note(sentence: Sentence, start: int, entry: Entry, governors: dict[tuple[int, int], list[Predicate]]) -> None:
    """Note a phrase at `start` as a predicate, or as the longest of its category."""
    end = start + len(entry.words)
    if entry.category == "predicate":
        assert isinstance(entry.payload, Predicate)
        governors.setdefault((start, end), []).append(entry.payload)
    elif entry.category in STARTING:
        starts = sentence.starts[entry.category]
        known = starts.get(start)
        if known is None or end > known.end:
            starts[start] = Hit(start, end, entry)


def _note_governors(sentence: Sentence, found: dict[tuple[int, int], list[Predicate]]) -> None:
    """Keep the longest predicate phrase from the left; words of a trigger are no predicate."""
    position = 0
    counted = sentence.starts["quantities"]
    for (start, end), choices in sorted(found.items(), key=lambda item: (item[0][0], -item[0][1])):
        modal = sentence.is_a(start, "must") and sentence.is_a(end, "must")  # "needs to"
        opens, closes = sentence.is_a(start, "trigger"), sentence.is_a(end - 1, "trigger")
        quantity = counted.get(start)
        if quantity is not None and quantity.end > end:  # "sets of"
            continue
        if start < position or modal or (opens and closes):
            continue
        if not opens and closes and (start, start + 1) in found and end > start + 1:
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
                "trigger",
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
