"""What the written forms of the knowledge base may name, and by which rule each is to be resolved."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final, NamedTuple

from config.actor_entry import ActorEntry
from tasks.actors.characters import FOLDED, fold, is_cjk

ANY: Final = ""
Senses = dict[str, dict[tuple[str, "Sense"], None]]
ARTICLES: Final = ("the ", "The ")


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

    `sure` means that the form names its first sense wherever it stands; `waits`, that the rest of the document decides;
    `full`, that it is a person's full name.
    """

    reading: Reading
    senses: tuple[Sense, ...]
    people: tuple[Sense, ...] = ()
    bearers: tuple[str, ...] = ()
    sure: bool = False
    waits: bool = False
    full: bool = False


class Possessor(NamedTuple):
    """The country that opens an organ's name ("China's Foreign Ministry"), and where its own name ends there."""

    actor_id: str
    length: int


@dataclass(frozen=True, slots=True)
class Form:
    """One written form: its choices by language, and the one that holds in any if there is no other.

    `spaceless` scripts need no token boundary. `possessor` is the country inside the form. `as_written` is what a text
    has before folding where the form stands; empty where that may differ.
    """

    text: str
    choices: dict[str, Choice]
    sole: Choice | None
    spaceless: bool
    possessor: Possessor | None
    as_written: str


def senses_of(actors: Sequence[ActorEntry]) -> Senses:
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
    countries = {entry.id: (fold(entry.name), adjectives_of(entry)) for entry in actors if entry.kind == "country"}
    for entry in actors:
        if entry.kind != "organization" or entry.country not in countries:
            continue
        country, adjectives = countries[entry.country]
        for form in (entry.name, *entry.aliases):
            adjective, _, rest = fold(form).partition(" ")
            if rest and adjective in adjectives:
                yield f"{country}'s {rest}", entry.id


def adjectives_of(entry: ActorEntry) -> frozenset[str]:
    """The adjectives of an entry that hold in English."""
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


def form_of(text: str, senses: Senses, kinds: dict[str, str]) -> Form:
    """A written form with its choices; `kinds` are those of the actors."""
    choices = _choices(text, senses[text], kinds)
    sole = choices.get(ANY) if len(choices) == 1 else None
    as_written = text if FOLDED.isdisjoint(text) else ""
    return Form(text, choices, sole, is_cjk(text[0]), _possessor(text, senses, kinds), as_written)


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
    is_person = reading is Reading.PLAIN and kinds[others[0].actor_id] == "person"
    return Choice(
        reading,
        others,
        people,
        bearers=tuple(dict.fromkeys(sense.actor_id for sense in people)),
        sure=reading is Reading.PLAIN and not people and " " in text and not is_person,
        waits=bool(people) or reading is Reading.AMBIGUOUS,
        full=is_person,
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


def capital_forms(texts: Sequence[str]) -> dict[str, int]:
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


def _without_accents(form: str) -> str:
    decomposed = unicodedata.normalize("NFD", form)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
