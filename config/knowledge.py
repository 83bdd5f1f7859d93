"""The knowledge base of actors: TOML files in config/actors, one `[[actor]]` block an actor, and all countries.

Countries, former states and capitals come from `config.countries`. Beside the fields of the first version an entry may
have `forms` (names and adjectives that link in one language only), `seat_of` (for places) and `from`/`to`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from config.actor_entry import ActorEntry, ActorKind, Forms, Office
from config.countries import build_countries, read_inflection
from config.inflection import Inflection
from config.loading import ConfigError, Frozen, load

__all__ = ["ActorEntry", "ActorFile", "ActorKind", "Forms", "Office", "actor_sources", "load_actors"]

_CYRILLIC = re.compile(r"[А-ЯЁІЇЄҐ][А-ЯЁІЇЄҐа-яёіїєґ]*[а-яёіїєґ]")
_CYRILLIC_LANGUAGES = ("ru", "uk")
OTHER_FILES = frozenset({"countries.toml", "inflection.toml", "linking.toml", "decisions.toml"})


class ActorFile(Frozen):
    """A file of config/actors."""

    actor: tuple[ActorEntry, ...] = ()


def load_actors(directory: Path) -> tuple[ActorEntry, ...]:
    """All countries and capitals, then all actors of the files below `directory`, in file and then block order.

    Raises ConfigError for a file that is not valid, an id that two blocks share, an unknown actor in `country`,
    `seat_of` or an office's `of`, a `from` after its `to`, and a name that two actors share when neither lists it as
    `ambiguous` (surnames and metonyms may be shared: context decides).
    """
    return tuple(entry for entry, _ in actor_sources(directory))


def actor_sources(directory: Path) -> list[tuple[ActorEntry, Path]]:
    """The actors that `load_actors` gives, each with the file it stands in. Raises ConfigError as it does."""
    entries = build_countries(directory)
    sources = {entry.id: directory / "countries.toml" for entry in entries}
    grammar = read_inflection(directory / "inflection.toml")
    for path in sorted(directory.rglob("*.toml")):
        if path.name in OTHER_FILES:
            continue
        for entry in load(ActorFile, path).actor:
            if entry.id in sources:
                raise ConfigError(
                    f"{path}: actor id {entry.id!r} is already used in {sources[entry.id]}; ids are unique"
                )
            sources[entry.id] = path
            entries.append(_in_cases(entry, grammar))
    _check_references(entries, sources)
    _check_shared_names(entries, sources)
    return [(entry, sources[entry.id]) for entry in entries]


def _in_cases(entry: ActorEntry, grammar: Mapping[str, Inflection]) -> ActorEntry:
    """An organization with its Cyrillic names of one word in every case ("Русал", "Русала"), each in its language."""
    names = [name for name in entry.aliases if _CYRILLIC.fullmatch(name) and name not in entry.ambiguous]
    if entry.kind != "organization" or not names:
        return entry
    forms = dict(entry.forms)
    for language in filter(grammar.__contains__, _CYRILLIC_LANGUAGES):
        known = forms.get(language, Forms())
        cases = dict.fromkeys(form for name in names for form in grammar[language].name_forms(name))
        new = tuple(form for form in cases if form not in (*entry.aliases, *entry.ambiguous, *known.names))
        forms[language] = known.model_copy(update={"names": known.names + new})
    return entry.model_copy(update={"forms": forms})


def _check_references(entries: Sequence[ActorEntry], sources: dict[str, Path]) -> None:
    """Every actor id that an entry points to exists, and `country` is a country."""
    countries = {entry.id for entry in entries if entry.kind == "country"}
    for entry in entries:
        where = f"{sources[entry.id]}: actor {entry.id!r}"
        if entry.country is not None and entry.country not in countries:
            raise ConfigError(f"{where}: unknown country code {entry.country!r}; allowed are ISO 3166-1 alpha-3 codes")
        for key, target in _references(entry):
            if target not in sources:
                raise ConfigError(f"{where}: {key} names an unknown actor {target!r}; allowed is the id of any actor")


def _references(entry: ActorEntry) -> Iterator[tuple[str, str]]:
    for office in entry.offices:
        if office.of is not None:
            yield f"office {office.title!r}", office.of
    for target in entry.seat_of:
        yield "seat_of", target


def _check_shared_names(entries: Sequence[ActorEntry], sources: dict[str, Path]) -> None:
    """Two actors may share a name only where one of them lists it as ambiguous."""
    holders: dict[tuple[str, str], dict[str, ActorEntry]] = defaultdict(dict)
    for entry in entries:
        for language, form in _names(entry):
            holders[form, language][entry.id] = entry
    for (form, _), sharing in holders.items():
        if len(sharing) > 1 and not any(form in entry.ambiguous for entry in sharing.values()):
            first, second, *_ = sharing
            raise ConfigError(
                f"{sources[second]}: actor {second!r} shares the name {form!r} with {first!r} in {sources[first]}; "
                "remove it from one of them, or list it as `ambiguous` in one"
            )


def _names(entry: ActorEntry) -> Iterator[tuple[str, str]]:
    """(language, form) of every form that links by itself; language is empty for forms of any language."""
    for form in (entry.name, *entry.aliases, *entry.adjectives):
        yield "", form
    for language, forms in entry.forms.items():
        for form in (*forms.names, *forms.adjectives):
            yield language, form
