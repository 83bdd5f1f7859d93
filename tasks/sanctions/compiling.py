"""Compile the configured grammars: phrases indexed by first word, small word classes as categories."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, final

from ahocorasick_rs import AhoCorasick, BytesAhoCorasick, Implementation

from config.imported import ImportedActors, Lookup
from config.knowledge import ActorEntry
from config.sanctions import Predicate, SanctionsGrammars, SanctionsLexicon, StatusRules, Trigger
from tasks.sanctions.tokens import split_words

_MOST_HEADS = 200_000
_MOST_SECONDS = 1_000
# categories of which one asks where a phrase begins and how far it goes, not only which tokens belong to it
STARTING: Final = frozenset(
    {
        "any_event", "companions", "conditions", "enacts", "inclusions", "initial_conditions", "measure",
        "opening_conditions", "own_country", "purposes", "quantities", "sender_prepositions", "target_prepositions",
        "trigger",
    }
)  # fmt: skip
Payload = Trigger | Predicate | str | None


@final
class Entry:
    """A phrase of the lexicon: what it is (`category`) and what it stands for."""

    def __init__(self, category: str, words: tuple[str, ...], payload: Payload = None) -> None:
        """A phrase of `words`; a trigger, a predicate and a measure say more in `payload`."""
        self.category = category
        self.words = words
        self.payload = payload


_NONE: Final[list[Entry]] = []  # one for all words without: never changed in place


@final
class Heads:
    """Entries that can begin with one word: those of that word alone, and longer ones by their second word.

    `tags` are the categories of the word alone, `marked` its entries of which more than that must be known,
    `triggers` says whether a trigger is among all, and `goes_on` whether any is longer.
    """

    def __init__(self, entries: list[Entry]) -> None:
        """Sort `entries` by how many words they have."""
        self.single: list[Entry] = []
        self.longer: dict[str, list[Entry]] = {}
        self.patterns: list[Entry] = []
        for entry in entries:
            if len(entry.words) == 1:
                self.single.append(entry)
            elif "*" in entry.words[1]:
                self.patterns.append(entry)
            else:
                self.longer.setdefault(entry.words[1], []).append(entry)
        self.tags: set[str] = {entry.category for entry in self.single if entry.category != "predicate"}
        self.marked = [entry for entry in self.single if entry.category == "predicate" or entry.category in STARTING]
        self.triggers = any(entry.category == "trigger" for entry in entries)
        self.goes_on = bool(self.longer or self.patterns)
        self._seconds: dict[str, list[Entry]] = {}

    def before(self, second: str) -> list[Entry]:
        """The longer entries whose second word matches `second`; remembered where patterns must be asked."""
        if not self.patterns:
            return self.longer.get(second, _NONE)
        found = self._seconds.get(second)
        if found is None:
            found = [*self.longer.get(second, _NONE), *(e for e in self.patterns if word_matches(e.words[1], second))]
            if len(self._seconds) < _MOST_SECONDS:
                self._seconds[second] = found or _NONE
        return found


_NO_HEADS: Final = Heads([])  # one for all words that begin nothing, as most


@dataclass(slots=True)
class Lexicon:
    """One language, ready to match. `heads` remembers, per word, the entries that can begin with it.

    `plain_stems` finds the stems in what `plain_lower_case` makes of a text; where not all are ASCII, `stems` finds
    them in a lower-case text. `phrases` are those, by number, of several words, which stand at the beginning of a word
    ("aid to", not "said to"). `anaphors` finds words that may stand for an actor.
    """

    source: SanctionsLexicon
    exact: dict[str, list[Entry]]
    patterns: list[Entry]
    specific: frozenset[str]
    stems: AhoCorasick
    plain_stems: BytesAhoCorasick | None
    phrases: frozenset[int]
    anaphors: AhoCorasick
    heads: dict[str, Heads] = field(default_factory=dict)

    def beginning_with(self, word: str) -> Heads:
        """Entries whose first word matches `word`."""
        found = self.heads.get(word)
        if found is None:
            entries = [*self.exact.get(word, ()), *(e for e in self.patterns if word_matches(e.words[0], word))]
            found = Heads(entries) if entries else _NO_HEADS
            if len(self.heads) < _MOST_HEADS:
                self.heads[word] = found
        return found


@dataclass(frozen=True, slots=True)
class SanctionsGrammar:
    """Every language's lexicon, the composition rules, and the kind and country of every known actor.

    `seats` gives, for a capital, the country that it stands for.
    """

    lexicons: dict[str, Lexicon]
    rules: StatusRules
    kinds: Mapping[str, str]
    countries: Mapping[str, str | None]
    usual_senders: frozenset[str]
    own_discipline: frozenset[str]
    seats: dict[str, str]


def word_matches(pattern: str, word: str) -> bool:
    """Whether a pattern word (`lift*`, `*sanktionen`, `*sankt*` or plain) matches a word."""
    if pattern.startswith("*"):
        return pattern[1:-1] in word if pattern.endswith("*") else word.endswith(pattern[1:])
    return word.startswith(pattern[:-1]) if pattern.endswith("*") and len(pattern) > 1 else word == pattern


def compile_grammar(
    grammars: SanctionsGrammars, actors: Sequence[ActorEntry], imported: ImportedActors | None = None
) -> SanctionsGrammar:
    """Compile once a process; the result may be passed to any number of `find_sanctions` calls.

    `imported` are actors beside the curated ones.
    """
    kinds: dict[str, str] = {actor.id: actor.kind for actor in actors}
    countries = {actor.id: actor.country for actor in actors}
    return SanctionsGrammar(
        lexicons={lexicon.language: _compile(lexicon) for lexicon in grammars.languages},
        rules=grammars.rules,
        kinds=Lookup(kinds, imported, lambda actor: actor.kind) if imported else kinds,
        countries=Lookup(countries, imported, lambda actor: actor.country) if imported else countries,
        usual_senders=frozenset(grammars.rules.usual_senders),
        own_discipline=frozenset(grammars.rules.own_discipline),
        seats={actor.id: _seated(actor, grammars.rules) for actor in actors if actor.kind == "place" and actor.seat_of},
    )


def _seated(place: ActorEntry, rules: StatusRules) -> str:
    """Whom a capital stands for: a usual sender that sits there ("Brussels": the EU), else the first."""
    return next((actor for actor in place.seat_of if actor in rules.usual_senders), place.seat_of[0])


def _compile(source: SanctionsLexicon) -> Lexicon:
    exact: dict[str, list[Entry]] = {}
    patterns: list[Entry] = []
    for entry in _entries(source):
        if not entry.words:
            continue
        if "*" in entry.words[0]:
            patterns.append(entry)
        else:
            exact.setdefault(entry.words[0], []).append(entry)
    specific = frozenset(name for trigger in source.trigger for name in trigger.requires)
    phrases = frozenset(number for number, stem in enumerate(source.stems) if " " in stem and stem[0] != " ")
    return Lexicon(
        source=source,
        exact=exact,
        patterns=patterns,
        specific=specific,
        stems=_automaton(source.stems),
        plain_stems=_plain_automaton(source.stems) if all(map(str.isascii, source.stems)) else None,
        phrases=phrases,
        anaphors=_automaton(tuple(source.anaphors)),
    )


def _automaton(stems: Sequence[str]) -> AhoCorasick:
    return AhoCorasick(list(stems), implementation=Implementation.DFA)


def _plain_automaton(stems: Sequence[str]) -> BytesAhoCorasick:
    """The same over bytes, which takes half the time: no table of code points is made."""
    return BytesAhoCorasick([stem.encode() for stem in stems], implementation=Implementation.DFA)


def _entries(source: SanctionsLexicon) -> list[Entry]:
    entries = [Entry("trigger", split_words(form), t) for t in source.trigger for form in t.forms]
    entries += [Entry("predicate", split_words(form), p) for p in source.predicate for form in p.forms]
    for category in type(source.words).model_fields:
        if not category.endswith("_endings"):
            entries += [Entry(category, split_words(phrase)) for phrase in getattr(source.words, category)]
    friends = source.false_friends
    entries += [Entry("not_fields", split_words(word)) for words in friends.fields.values() for word in words]
    for category in ("never", "approved", "acts", "doers", "limited", "elsewhere", "phrases"):
        entries += [Entry(f"not_{category}", split_words(phrase)) for phrase in getattr(friends, category)]
    entries += [Entry("measure", split_words(p), name) for name, ps in source.measures.items() for p in ps]
    return entries
