"""The compiled lexicon: look-up tables made once a process from the word lists and the actors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from config.attribution import AttributionLexicons, CueNouns, Grammar, LanguageLexicon, Modality, Pronoun, SourceNouns
from config.imported import ImportedActors, Lookup
from config.knowledge import ActorEntry
from tasks.attribution.frames import Frame, needed_particles, verb_frames
from tasks.attribution.gate import Gate
from tasks.attribution.pieces import Pieces
from tasks.attribution.vocabulary import Forms
from tasks.attribution.wordclass import (
    HYPOTHETICAL,
    MODAL_REPORT,
    NEGATED,
    NO_NEGATION,
    PARTICLED,
    PHRASAL,
    PREDICATIVE,
    TRAILING,
    TRIGGER,
    word_classes,
)

DEFAULT_LANGUAGE: Final = "en"
_SETS: Final = (
    "determiners",
    "linking_prepositions",
    "coordinators",
    "relatives",
    "plurals",
    "asides",
    "reflexives",
    "demonstratives",
    "withheld",
    "adrift",
    "quantifiers",
)
_COPIED: Final = (
    "adverb_endings",
    "gerund_endings",
    "past_endings",
    "possessive_endings",
    "plural_endings",
    "capitalised_nouns",
    "comma_clause",
)


@dataclass(frozen=True, slots=True)
class Actor:
    """What resolving a speaker needs to know about an actor."""

    kind: str
    gender: str | None
    role_words: frozenset[str]
    last_year: int | None = None  # when the last office ended; None while in office and where none is known


@dataclass(frozen=True, slots=True)
class Language:
    """One language's words as sets and maps. All keys are lower case.

    `gate` finds the words that a cue can hang on: a sentence without one needs no reading. `pieces`
    grows as texts are read.
    """

    frames: dict[str, tuple[Frame, ...]]
    particles: dict[str, frozenset[str]]
    pronouns: dict[str, Pronoun]
    source_nouns: dict[str, SourceNouns]
    prepositions: dict[str, tuple[tuple[str, ...], ...]]
    preposition_keys: dict[str, tuple[int, ...]]
    cue_nouns: dict[str, tuple[CueNouns, ...]]
    relay_verbs: frozenset[str]
    relay_links: dict[str, tuple[tuple[str, ...], ...]]
    citations: frozenset[str]
    carriers: frozenset[str]
    postpositions: frozenset[str]
    closers: frozenset[str]
    spoken_in: frozenset[str]
    possessed: dict[str, frozenset[str]]
    quoted_only: frozenset[str]
    told_inside: frozenset[str]
    insiders: frozenset[str]
    impersonal: frozenset[str]
    light_verbs: frozenset[str]
    channels: dict[str, tuple[tuple[tuple[str, ...], int], ...]]
    channel_names: tuple[str, ...]
    titles: dict[str, str | None]
    adverb_endings: tuple[str, ...]
    determiners: frozenset[str]
    prepositions_plain: frozenset[str]
    linking_prepositions: frozenset[str]
    coordinators: frozenset[str]
    relatives: frozenset[str]
    gerund_endings: tuple[str, ...]
    past_endings: tuple[str, ...]
    possessive_endings: tuple[str, ...]
    plurals: frozenset[str]
    asides: frozenset[str]
    reflexives: frozenset[str]
    demonstratives: frozenset[str]
    withheld: frozenset[str]
    adrift: frozenset[str]
    quantifiers: frozenset[str]
    plural_endings: tuple[str, ...]
    possessive_pronouns: dict[str, str]
    capitalised_nouns: bool
    comma_clause: bool
    classes: dict[str, int]
    modality: dict[str, int]
    pieces: Pieces
    gate: Gate


@dataclass(frozen=True, slots=True)
class AttributionLexicon:
    """Compiled lexicon of every language, and the actors by id: the curated ones, and all where some are imported."""

    languages: Mapping[str, Language]
    curated: dict[str, Actor]
    every: Mapping[str, Actor] | None
    outlets: frozenset[str]

    def actor(self, actor_id: str) -> Actor | None:
        """A known actor; the curated ones are in a plain dict, in which compiled code looks up fastest."""
        found = self.curated.get(actor_id)
        return self.every.get(actor_id) if found is None and self.every is not None else found

    def language(self, code: str) -> Language | None:
        """The language's tables; the default language's where the text's language is undetermined."""
        return self.languages.get(DEFAULT_LANGUAGE if code == "und" else code)


def compile_attribution(
    lexicons: AttributionLexicons, actors: Sequence[ActorEntry], imported: ImportedActors | None = None
) -> AttributionLexicon:
    """Build the look-up tables that `attribute` uses; call it once a process.

    `imported` are actors beside the curated ones.
    """
    languages = {code: _compile_language(lexicon) for code, lexicon in lexicons.languages.items()}
    outlets = frozenset(entry.id for entry in actors if entry.kind == "outlet")
    known = {entry.id: _compile_actor(entry) for entry in actors}
    return AttributionLexicon(languages, known, Lookup(known, imported, _compile_actor) if imported else None, outlets)


def _compile_actor(entry: ActorEntry) -> Actor:
    """Keep what pronouns and role nouns can be matched against."""
    roles = frozenset(word for office in entry.offices for word in office.title.lower().split())
    ends = [office.until.year if office.until else None for office in entry.offices]
    last_year = max((year for year in ends if year), default=None) if None not in ends else None
    return Actor(entry.kind, entry.gender, roles, last_year)


def _compile_language(lexicon: LanguageLexicon) -> Language:
    """Turn one language's lists into sets and maps."""
    frames = verb_frames(lexicon.verbs)
    elided = bool(lexicon.grammar.elisions)
    prepositions = tuple(p.replace("'", " ") if elided else p for p in lexicon.prepositions)
    keys = _rare_words(prepositions)
    nouns = _nouns(lexicon.cue_nouns)
    relays = frozenset(lexicon.relay_verbs)
    possessed = _possessed(lexicon.possessed)
    others = frozenset((*keys, *possessed, *lexicon.postpositions, *lexicon.closers)) | relays
    elsewhere = frozenset(nouns) | others
    triggers = elsewhere | frozenset(frames)
    particles = needed_particles(frames)
    predicative = [form for form, ways in frames.items() if ways[0].predicative]
    marked = ((TRIGGER, triggers), (PHRASAL, others), (PARTICLED, particles), (PREDICATIVE, predicative))
    classes = word_classes(lexicon, marked)
    pronouns = {pronoun.form: pronoun for pronoun in lexicon.pronouns}
    grammar = lexicon.grammar
    heads = frozenset(pronouns) | frozenset(grammar.relatives)
    elisions, enclitic = frozenset(grammar.elisions), _enclitic(grammar.enclitics)
    forms = Forms(classes, heads, elisions, enclitic, grammar.adverb_endings, grammar.past_endings)
    return Language(
        frames=frames,
        particles=particles,
        pronouns=pronouns,
        source_nouns={word: group for group in lexicon.source_nouns for word in group.words},
        prepositions=_phrases(prepositions),
        preposition_keys=keys,
        cue_nouns=nouns,
        relay_verbs=relays,
        relay_links=_phrases(lexicon.relay_links),
        citations=frozenset(lexicon.citations),
        carriers=frozenset(lexicon.carriers),
        postpositions=frozenset(lexicon.postpositions),
        closers=frozenset(lexicon.closers),
        spoken_in=frozenset(lexicon.spoken_in),
        possessed=possessed,
        quoted_only=frozenset(lexicon.quoted_only),
        told_inside=frozenset(lexicon.told_inside),
        insiders=frozenset(lexicon.insiders),
        impersonal=frozenset(lexicon.impersonal),
        light_verbs=frozenset(lexicon.light_verbs),
        channels=_channels(lexicon.channels),
        channel_names=tuple(lexicon.channels),
        titles={word: None if sex == "any" else sex for sex, words in lexicon.titles.items() for word in words},
        prepositions_plain=frozenset(grammar.prepositions),
        possessive_pronouns=dict(lexicon.possessive_pronouns),
        classes=classes,
        modality=_modality(lexicon.modality),
        pieces=Pieces(forms),
        gate=Gate(triggers, {form: needed for form, needed in particles.items() if form not in elsewhere}),
        **_grammar_fields(grammar),
    )


def _enclitic(pronouns: Sequence[str]) -> re.Pattern[str] | None:
    """A verb with one of the pronouns tied behind it, as two groups; None where no pronoun is."""
    return re.compile(rf"(\w+)(?:-t)?-({'|'.join(pronouns)})", re.IGNORECASE) if pronouns else None


def _grammar_fields(grammar: Grammar) -> dict[str, Any]:
    """The fields of `Language` that a grammar fills: word sets, and values as they are."""
    sets = {name: frozenset(getattr(grammar, name)) for name in _SETS}
    return sets | {name: getattr(grammar, name) for name in _COPIED}


def _modality(words: Modality) -> dict[str, int]:
    """Every word that bears on modality with its bits."""
    found: dict[str, int] = {}
    lists = (
        (NEGATED, words.negations),
        (NO_NEGATION, words.no_negations),
        (MODAL_REPORT, words.modals),
        (HYPOTHETICAL, words.conditions),
        (TRAILING, words.trailing),
    )
    for bit, listed in lists:
        for word in listed:
            found[word] = found.get(word, 0) | bit
    return found


def _nouns(groups: Iterable[CueNouns]) -> dict[str, tuple[CueNouns, ...]]:
    """Every cue noun with its groups."""
    found: dict[str, list[CueNouns]] = {}
    for group in groups:
        for word in group.words:
            found.setdefault(word, []).append(group)
    return {word: tuple(entries) for word, entries in found.items()}


def _phrases(phrases: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Phrases by their first word; the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        words = tuple(phrase.split())
        found.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(rest, key=len, reverse=True)) for first, rest in found.items()}


def _possessed(phrases: Iterable[str]) -> dict[str, frozenset[str]]:
    """The nouns of phrases around a possessor, each with the prepositions that open them."""
    found: dict[str, set[str]] = {}
    for phrase in phrases:
        preposition, noun = phrase.split()
        found.setdefault(noun, set()).add(preposition)
    return {noun: frozenset(opening) for noun, opening in found.items()}


def _rare_words(phrases: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """The longest word of each phrase with its place there: "in the words of" is looked for only at "words"."""
    found: dict[str, set[int]] = {}
    for phrase in phrases:
        words = phrase.split()
        place = max(range(len(words)), key=lambda at: len(words[at]))
        found.setdefault(words[place], set()).add(place)
    return {word: tuple(sorted(places)) for word, places in found.items()}


def _channels(channels: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[tuple[tuple[str, ...], int], ...]]:
    """Channel phrases by their first word, each with the rank of its channel."""
    found: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for rank, phrases in enumerate(channels.values()):
        for phrase in phrases:
            words = tuple(phrase.split())
            found.setdefault(words[0], []).append((words, rank))
    return {first: tuple(entries) for first, entries in found.items()}
