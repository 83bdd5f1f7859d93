"""Countries and their capitals as actors: ISO 3166 (pycountry), CLDR names (Babel) and config/actors/countries.toml.

Sources: ISO 3166-1 alpha-3 codes and ISO 3166-3 codes of former states as pycountry ships them; Unicode CLDR territory
names and time-zone city names as Babel ships them, in the twelve languages of `LANGUAGES`.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pycountry
from babel import Locale
from pydantic import Field

from config.actor_entry import ActorEntry, Forms
from config.inflection import Inflection
from config.loading import ConfigError, Frozen, load, read_toml, validate

LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "pl", "ru", "uk", "ar", "zh")
KOSOVO = ("XKX", "XK")
PARENTHESIS = re.compile(r"^(.+?) ?[(（].+[)）]$")

Lists = dict[str, tuple[str, ...]]


class Historic(Frozen):
    """A state that no longer exists, under its former ISO code."""

    name: str
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    since: dt.date | None = Field(default=None, alias="from")
    until: dt.date | None = Field(default=None, alias="to")


class CountryFile(Frozen):
    """countries.toml: what ISO and CLDR lack, by table, then language, then country code."""

    names: dict[str, str] = Field(default_factory=dict)
    omit: Lists = Field(default_factory=dict)
    aliases: dict[str, Lists] = Field(default_factory=dict)
    adjectives: dict[str, Lists] = Field(default_factory=dict)
    capitals: Lists = Field(default_factory=dict)
    cities: dict[str, Lists] = Field(default_factory=dict)
    ambiguous: Lists = Field(default_factory=dict)
    historic: dict[str, Historic] = Field(default_factory=dict)


class InflectionFile(Frozen):
    """inflection.toml: rules by language."""

    languages: dict[str, Inflection]


def build_countries(directory: Path) -> list[ActorEntry]:
    """Every country, former state and capital, with its written forms; sorted by kind and id.

    `directory` holds countries.toml and inflection.toml; where a file is absent, ISO and CLDR stand alone. Raises
    ConfigError for an unknown country code or language.
    """
    path = directory / "countries.toml"
    extra = load(CountryFile, path) if path.exists() else CountryFile()
    grammar = read_inflection(directory / "inflection.toml")
    codes = _codes()
    _check(extra, codes, path)
    names = _names(codes, extra, grammar)
    cities = _cities(extra, grammar)
    countries = [_country(code, names[code], extra, grammar) for code in sorted(codes)]
    capitals = [_capital(code, extra, cities[code], names[code]) for code in sorted(extra.capitals)]
    return countries + [_former(code, state) for code, state in sorted(extra.historic.items())] + capitals


def slug(name: str) -> str:
    """A name as an id: letters and digits without accents, joined by hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain.lower().replace("'", "")))


def read_inflection(path: Path) -> dict[str, Inflection]:
    """The rules of inflection.toml by language; none where it is absent. Raises ConfigError for a file not valid."""
    if not path.exists():
        return {}
    return validate(InflectionFile, {"languages": read_toml(path)}, path).languages


def _codes() -> dict[str, str]:
    """Alpha-3 to alpha-2 codes of all countries, and Kosovo."""
    return {country.alpha_3: country.alpha_2 for country in pycountry.countries} | dict([KOSOVO])


def _check(extra: CountryFile, codes: Mapping[str, str], path: Path) -> None:
    """Every key is a known country or language."""
    flat: dict[str, Mapping[str, object]] = {
        "names": extra.names,
        "capitals": extra.capitals,
        "ambiguous": extra.ambiguous,
    }
    nested = {"aliases": extra.aliases, "adjectives": extra.adjectives, "cities": extra.cities}
    for table, languages in nested.items():
        for language, content in languages.items():
            if language not in LANGUAGES:
                raise ConfigError(f"{path}: unknown language {table}.{language}; allowed here: {', '.join(LANGUAGES)}")
            flat[f"{table}.{language}"] = content
    for table, codes_used in flat.items():
        for code in codes_used:
            if code not in codes:
                raise ConfigError(f"{path}: unknown country code {table}.{code}; allowed are ISO 3166-1 alpha-3 codes")


def _names(
    codes: Mapping[str, str], extra: CountryFile, grammar: Mapping[str, Inflection]
) -> dict[str, dict[str, list[str]]]:
    """Names by country code and language: ISO (English), CLDR, then the file's aliases, all inflected."""
    found: dict[str, dict[str, list[str]]] = {code: {} for code in codes}
    for language in LANGUAGES:
        territories = Locale(language).territories
        given = extra.aliases.get(language, {})
        refused = {*extra.omit.get(language, ()), *extra.omit.get("any", ())}
        raw = {code: _territory_names(code, short, territories, language) for code, short in codes.items()}
        claims = Counter(name for names in raw.values() for name in set(names))
        for code, names in raw.items():
            kept = [name for name in names if claims[name] == 1 and name not in refused]
            found[code][language] = _inflected([*kept, *given.get(code, ())], grammar.get(language))
    return found


def _territory_names(code: str, short: str, territories: Mapping[str, Any], language: str) -> list[str]:
    """What ISO (for English) and CLDR call a territory, without administrative tails and with 'and' for '&'."""
    names = [territories[short]] if short in territories else []
    if language == "en":
        names += _iso_names(code)
    names += [match[1] for name in names if (match := PARENTHESIS.match(name))]
    names += [name.replace(" & ", " and ") for name in names if " & " in name]
    names += [name.replace("St. ", "Saint ") for name in names if name.startswith("St. ")]
    return [name for name in dict.fromkeys(names) if len(name) > 1]


def _iso_names(code: str) -> list[str]:
    country = pycountry.countries.get(alpha_3=code)
    names = [getattr(country, field, None) for field in ("name", "official_name", "common_name")]
    return [name for name in names if name and "," not in name]


def _inflected(names: Iterable[str], rules: Inflection | None) -> list[str]:
    forms = (form for name in names for form in (rules.name_forms(name) if rules else [name]))
    return list(dict.fromkeys(forms))


def _cities(extra: CountryFile, grammar: Mapping[str, Inflection]) -> dict[str, dict[str, tuple[str, ...]]]:
    """Capitals' names by country code and language, from CLDR's time-zone cities and the file, inflected."""
    found: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    zones = {str(zone).rsplit("/", 1)[-1].replace("_", " "): zone for zone in Locale("ru").time_zones}
    for language in LANGUAGES:
        translated = Locale(language).time_zones
        given = extra.cities.get(language, {})
        for code, english in extra.capitals.items():
            known = (translated.get(zones.get(name, ""), {}).get("city") for name in english)
            names = _inflected([*(name for name in known if name), *given.get(code, ())], grammar.get(language))
            if names:
                found[code][language] = tuple(names)
    return found


def _country(
    code: str, names: dict[str, list[str]], extra: CountryFile, grammar: Mapping[str, Inflection]
) -> ActorEntry:
    """One country. English names link in every language, everything else only in its own."""
    english = names["en"]
    forms = {
        language: _forms(language, names[language], extra.adjectives.get(language, {}).get(code, ()), grammar)
        for language in LANGUAGES
    }
    name = extra.names.get(code) or (english[0] if english else code)
    return ActorEntry(
        id=code, name=name, kind="country", country=code, origin="imported",
        aliases=tuple(alias for alias in english if alias != name),
        ambiguous=extra.ambiguous.get(code, ()),
        forms={language: form for language, form in forms.items() if form.names or form.adjectives},
    )  # fmt: skip


def _forms(language: str, names: list[str], words: Iterable[str], grammar: Mapping[str, Inflection]) -> Forms:
    rules = grammar.get(language)
    adjectives = dict.fromkeys(form for word in words for form in (rules.word_forms(word) if rules else [word]))
    return Forms(names=() if language == "en" else tuple(names), adjectives=tuple(adjectives))


def _capital(
    code: str, extra: CountryFile, cities: Mapping[str, tuple[str, ...]], country: Mapping[str, list[str]]
) -> ActorEntry:
    """One capital. Where a language calls it like its country (Tunis in Russian), that name is the country's."""
    english = extra.capitals[code]
    forms = {
        language: Forms(names=tuple(name for name in names if name not in country[language]))
        for language, names in cities.items()
        if language != "en"
    }
    aliases = dict.fromkeys([*english[1:], *cities.get("en", ())])
    aliases.pop(english[0], None)
    return ActorEntry(
        id=slug(english[0]), name=english[0], kind="place", country=code, origin="imported",
        aliases=tuple(aliases), forms=forms, seat_of=(code,),
    )  # fmt: skip


def _former(code: str, state: Historic) -> ActorEntry:
    lists: dict[str, object] = {"aliases": state.aliases, "forms": {"en": Forms(adjectives=state.adjectives)}}
    dates = {"from": state.since, "to": state.until}
    return ActorEntry.model_validate(
        {"id": code, "name": state.name, "kind": "country", "country": code} | lists | dates
    )
