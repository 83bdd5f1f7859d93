"""Compile the knowledge base into one automaton of written forms, once a process."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from config.actor_entry import ActorEntry
from config.imported import ImportedActors
from config.linking import LinkingRules, packaged_rules
from tasks.actors.characters import fold, is_cjk
from tasks.actors.evidence import EvidenceWords
from tasks.actors.imported_names import ImportedNames
from tasks.actors.patterns import Patterns, compile_patterns

ANY = ""
Senses = dict[str, dict[tuple[str, "Sense"], None]]
SMALL = frozenset({"of", "the", "for"})
ARTICLES = ("the ", "The ")
FEW = 3


class Reading(Enum):
    """How the forms of a pattern are to be resolved, for one language."""

    PLAIN = 1
    COUNTRY = 2
    ADJECTIVE = 3
    CITY = 4
    SURNAME = 5
    AMBIGUOUS = 6


class Sense(NamedTuple):
    """One actor that a written form may name, and how: kind is a mention kind."""

    actor_id: str
    kind: str
    ambiguous: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """The senses that a form has in one language; `people` go by it as a surname, `bearers` are their ids.

    `sure` means that the form names its first sense wherever it stands; `waits`, that the rest of the document decides.
    """

    reading: Reading
    senses: tuple[Sense, ...]
    people: tuple[Sense, ...] = ()
    bearers: tuple[str, ...] = ()
    sure: bool = False
    waits: bool = False


class Tenure(NamedTuple):
    """One person's time in one office."""

    since: dt.date | None
    until: dt.date | None
    actor_id: str

    def covers(self, day: dt.date) -> bool:
        """Whether the person was in office on that day; on a handover's day the successor is."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


class Possessor(NamedTuple):
    """The country that opens an organ's name ("China's Foreign Ministry"), and where its own name ends there."""

    actor_id: str
    length: int


@dataclass(frozen=True, slots=True)
class Form:
    """One written form: its choices by language, and the one that holds in any if there is no other.

    `spaceless` scripts need no token boundary. `possessor` is the country inside the form.
    """

    text: str
    choices: dict[str, Choice]
    sole: Choice | None
    spaceless: bool
    possessor: Possessor | None


@dataclass(frozen=True)
class Gazetteer:
    """Everything that linking needs. Not picklable: compile one a process.

    `forms[i]` is None for a fixed phrase that only keeps shorter forms from matching, and, from `first_office` on, for
    words that mean an office. `capitals` matches texts in capital letters; `capital_forms[i]` is an index into `forms`.
    `rare_offices` are titles that only few countries or bodies give, and which.
    """

    automaton: AhoCorasick
    forms: list[Form | None]
    first_office: int
    capitals: AhoCorasick
    capital_forms: list[int]
    kinds: dict[str, str]
    countries: dict[str, str | None]
    first_names: dict[str, frozenset[str]]
    tenures: dict[str, tuple[tuple[str, Tenure], ...]]
    holders: dict[tuple[str, str], tuple[Tenure, ...]]
    owners: frozenset[str]
    rare_offices: dict[str, frozenset[str]]
    roles: dict[str, tuple[str, ...]]
    names: dict[str, str]
    genders: dict[str, str]
    all_first_names: frozenset[str]
    all_adjectives: frozenset[str]
    country_names: dict[str, str]
    patterns: Patterns
    evidence: EvidenceWords
    rules: LinkingRules
    imported: ImportedNames | None = None


def compile_gazetteer(
    actors: Sequence[ActorEntry], rules: LinkingRules | None = None, imported: ImportedActors | None = None
) -> Gazetteer:
    """Build the automaton and the look-ups from the knowledge base; about a second for 50,000 forms.

    `rules` are linking.toml's; by default those that come with Demarche. `imported` are actors beside the curated ones.
    """
    rules = rules or packaged_rules()
    senses = _collect(actors)
    texts = sorted(text for text in senses if len(text) > 1)
    kinds: dict[str, str] = {entry.id: entry.kind for entry in actors}
    forms: list[Form | None] = [_form(text, senses, kinds) for text in texts]
    phrases = sorted({fold(phrase) for phrase in rules.phrases} - set(texts))
    roles = {word: role for role, words in rules.roles.items() for word in words}
    offices = sorted(_office_words(rules).difference(texts, phrases))
    upper = _capital_forms(texts)
    holders = _holders(actors, roles)
    return Gazetteer(
        automaton=_automaton([*texts, *phrases, *offices]),
        forms=forms + [None] * (len(phrases) + len(offices)),
        first_office=len(texts) + len(phrases),
        capitals=_automaton(list(upper)),
        capital_forms=list(upper.values()),
        kinds=kinds,
        countries={entry.id: entry.country for entry in actors},
        first_names={entry.id: _first_names(entry) for entry in actors if entry.kind == "person"},
        tenures={entry.id: tuple(_tenures(entry, roles)) for entry in actors if entry.offices},
        holders=holders,
        owners=frozenset(owner for _, owner in holders),
        rare_offices=_rare_offices(actors) | rules.role_owners,
        roles=_roles_by_word(rules),
        names={entry.id: entry.name for entry in actors if entry.kind == "person"},
        genders={entry.id: entry.gender for entry in actors if entry.gender},
        all_first_names=frozenset(name for entry in actors if entry.kind == "person" for name in _first_names(entry)),
        all_adjectives=frozenset(form for entry in actors if entry.kind == "country" for form in _adjectives(entry)),
        country_names={entry.id: fold(entry.name) for entry in actors if entry.kind == "country"},
        patterns=compile_patterns(rules),
        evidence=EvidenceWords(rules.context),
        rules=rules,
        imported=ImportedNames(imported) if imported else None,
    )


def _automaton(texts: list[str]) -> AhoCorasick:
    return AhoCorasick(texts, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA)


def _collect(actors: Sequence[ActorEntry]) -> Senses:
    """Senses by folded form, each with the language it holds in; plain-letter variants of accented forms included."""
    found: Senses = defaultdict(dict)
    for entry in actors:
        for language, form, kind in _written(entry):
            sense = Sense(entry.id, kind, form in entry.ambiguous)
            found[fold(form)][language, sense] = None
    for place in (entry for entry in actors if entry.seat_of):
        for language, form, _ in _written(place):
            for target in place.seat_of:
                found[fold(form)][language, Sense(target, "metonym", False)] = None
    for form, organ in _possessives(actors):
        found.setdefault(form, {(ANY, Sense(organ, "name", False)): None})
    _extend_articles(found)
    for form in list(found):
        if form.isascii():
            continue
        plain = _without_accents(form)
        if plain != form and plain not in found and len(plain) > 4 and plain.isascii():
            found[plain] = found[form]
    return found


def _extend_articles(found: Senses) -> None:
    """Longer names take the article of a form they begin with, so that "the House" does not part its committees."""
    heads = {form.partition(" ")[2]: form[:4] for form in found if form[:4] in ARTICLES}
    for form in list(found):
        for space in (at for at, letter in enumerate(form) if letter == " "):
            article = heads.get(form[:space])
            if article is not None:
                found.setdefault(article + form, found[form])


def _possessives(actors: Sequence[ActorEntry]) -> Iterator[tuple[str, str]]:
    """("Arboria's Foreign Ministry", id) for every organ that has a name like "Arborian Foreign Ministry"."""
    countries = {entry.id: (fold(entry.name), _adjectives(entry)) for entry in actors if entry.kind == "country"}
    for entry in actors:
        if entry.kind != "organization" or entry.country not in countries:
            continue
        country, adjectives = countries[entry.country]
        for form in (entry.name, *entry.aliases):
            adjective, _, rest = fold(form).partition(" ")
            if rest and adjective in adjectives:
                yield f"{country}'s {rest}", entry.id


def _adjectives(entry: ActorEntry) -> frozenset[str]:
    english = entry.forms.get("en")
    return frozenset(entry.adjectives + (english.adjectives if english else ()))


def _written(entry: ActorEntry) -> Iterator[tuple[str, str, str]]:
    """(language, form, mention kind) of everything an entry may be called."""
    name = "place" if entry.kind == "place" else "name"
    known = {entry.name, *entry.aliases, *entry.adjectives, *entry.metonyms, *entry.surnames}
    for form in (entry.name, *entry.aliases):
        yield ANY, form, name
    for form in entry.adjectives:
        yield ANY, form, "adjective"
    for form in entry.metonyms:
        yield ANY, form, "metonym"
    for form in entry.surnames:
        yield ANY, form, "surname"
    for language, forms in entry.forms.items():
        known.update(forms.names, forms.adjectives)
        yield from ((language, form, name) for form in forms.names)
        yield from ((language, form, "adjective") for form in forms.adjectives)
    for form in entry.ambiguous:
        if form not in known:
            yield ANY, form, "surname" if entry.kind == "person" and " " not in form else name


def _form(text: str, senses: Senses, kinds: dict[str, str]) -> Form:
    choices = _choices(text, senses[text], kinds)
    sole = choices.get(ANY) if len(choices) == 1 else None
    return Form(text, choices, sole, is_cjk(text[0]), _possessor(text, senses, kinds))


def _possessor(text: str, senses: Senses, kinds: dict[str, str]) -> Possessor | None:
    """The country whose possessive opens a form."""
    owner, possessive, _ = text.partition("'s ")
    if not possessive:
        return None
    countries = {sense.actor_id for _, sense in senses.get(owner, ()) if kinds[sense.actor_id] == "country"}
    return Possessor(countries.pop(), len(owner)) if len(countries) == 1 else None


def _choices(text: str, senses: Iterable[tuple[str, Sense]], kinds: dict[str, str]) -> dict[str, Choice]:
    """The senses by language; senses of any language hold in each."""
    by_language: dict[str, list[Sense]] = defaultdict(list)
    for language, sense in senses:
        by_language[language].append(sense)
    common = by_language.get(ANY, [])
    merged = {language: list(dict.fromkeys([*own, *common])) for language, own in by_language.items()}
    return {language: _choice(text, found, kinds) for language, found in merged.items()}


def _choice(text: str, senses: list[Sense], kinds: dict[str, str]) -> Choice:
    people = tuple(sense for sense in senses if sense.kind == "surname")
    others = tuple(sense for sense in senses if sense.kind != "surname")
    reading = _reading(others, kinds)
    return Choice(
        reading,
        others,
        people,
        bearers=tuple(dict.fromkeys(sense.actor_id for sense in people)),
        sure=reading is Reading.PLAIN and not people and " " in text and kinds[others[0].actor_id] != "person",
        waits=bool(people) or reading is Reading.AMBIGUOUS,
    )


def _reading(senses: Sequence[Sense], kinds: dict[str, str]) -> Reading:
    """The rule that resolves these senses, surnames aside: the most demanding one wins."""
    found = {sense.kind for sense in senses}
    if not found:
        return Reading.SURNAME
    if any(sense.ambiguous for sense in senses):
        return Reading.AMBIGUOUS
    if found <= {"place", "metonym"}:
        return Reading.CITY
    actors = {sense.actor_id for sense in senses}
    if len(actors) > 1:
        return Reading.AMBIGUOUS
    if "adjective" in found and "name" not in found:
        return Reading.ADJECTIVE
    return Reading.COUNTRY if kinds[senses[0].actor_id] == "country" else Reading.PLAIN


def _capital_forms(texts: Sequence[str]) -> dict[str, int]:
    """Forms as they look in a text all in capitals; the first form wins where two look alike."""
    upper: dict[str, int] = {}
    for index, text in enumerate(texts):
        capital = text.upper()
        if len(capital) == len(text) and not is_cjk(text[0]):
            if capital == text:
                upper[capital] = index
            else:
                upper.setdefault(capital, index)
    return upper


def _first_names(entry: ActorEntry) -> frozenset[str]:
    names = (name.split(" ") for name in (entry.name, *entry.aliases))
    return frozenset(words[0] for words in names if len(words) > 1)


def _tenures(entry: ActorEntry, roles: dict[str, str]) -> Iterator[tuple[str, Tenure]]:
    for office in entry.offices:
        title = office.title.lower()
        yield roles.get(title, title), Tenure(office.since, office.until, entry.id)


def _holders(actors: Sequence[ActorEntry], roles: dict[str, str]) -> dict[tuple[str, str], tuple[Tenure, ...]]:
    """Who held each office: by canonical role and the country or body it belongs to."""
    found: dict[tuple[str, str], list[Tenure]] = defaultdict(list)
    for entry in actors:
        for office in entry.offices:
            title = office.title.lower()
            of = office.of or entry.country
            if of:
                found[roles.get(title, title), of].append(Tenure(office.since, office.until, entry.id))
    return {key: tuple(tenures) for key, tenures in found.items()}


def _rare_offices(actors: Sequence[ActorEntry]) -> dict[str, frozenset[str]]:
    """The few countries and bodies that have an office of a title of two words or more ("home secretary")."""
    owners: dict[str, set[str]] = defaultdict(set)
    for entry in actors:
        for office in entry.offices:
            if " " in office.title and (of := office.of or entry.country):
                owners[office.title.lower()].add(of)
    return {title: frozenset(of) for title, of in owners.items() if len(of) <= FEW}


def _office_words(rules: LinkingRules) -> set[str]:
    """Words for offices as texts write them: in small letters, with capitals, in capitals."""
    words = {word for found in rules.roles.values() for word in found}
    titled = {" ".join(part if part in SMALL else part.title() for part in word.split(" ")) for word in words}
    mixed = {f"{head} {last.title()}" for head, _, last in (word.rpartition(" ") for word in words) if head}
    opening = {word[0].upper() + word[1:] for word in words}
    return words | titled | mixed | opening | {word.upper() for word in words}


def _roles_by_word(rules: LinkingRules) -> dict[str, tuple[str, ...]]:
    """Which offices each phrase may mean: "top diplomat" is a foreign minister or the EU's policy chief."""
    found: dict[str, tuple[str, ...]] = {}
    for role, words in rules.roles.items():
        for word in words:
            found[word] = (*found.get(word, ()), role)
    return found


def _without_accents(form: str) -> str:
    decomposed = unicodedata.normalize("NFD", form)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
