"""The knowledge base: countries are complete, and what is inconsistent is refused in one plain line."""

from pathlib import Path

import pycountry
import pytest

from config.inflection import Inflection
from config.knowledge import ActorEntry, load_actors
from config.loading import ConfigError

ACTORS = Path(__file__).parents[2] / "config" / "actors"


@pytest.fixture(scope="module")
def packaged() -> dict[str, ActorEntry]:
    return {entry.id: entry for entry in load_actors(ACTORS)}


def written(entry: ActorEntry, language: str) -> set[str]:
    forms = entry.forms.get(language)
    return {entry.name, *entry.aliases} | (set(forms.names) | set(forms.adjectives) if forms else set())


def load(tmp_path: Path, **files: str) -> tuple[ActorEntry, ...]:
    for name, content in files.items():
        (tmp_path / f"{name}.toml").write_text(content, encoding="utf-8")
    return load_actors(tmp_path)


def actor(actor_id: str, name: str, extra: str = "", kind: str = "organization") -> str:
    return f'[[actor]]\nid = "{actor_id}"\nname = "{name}"\nkind = "{kind}"\n{extra}\n'


def refused(tmp_path: Path, **files: str) -> str:
    with pytest.raises(ConfigError) as error:
        load(tmp_path, **files)
    message = str(error.value)
    assert "\n" not in message
    return message


def test_every_country_of_iso_3166_is_an_actor(packaged: dict[str, ActorEntry]) -> None:
    codes = {country.alpha_3 for country in pycountry.countries}
    assert codes <= {entry.id for entry in packaged.values() if entry.kind == "country"}
    assert packaged["XKX"].name == "Kosovo"


def test_inhabited_countries_have_english_adjectives(packaged: dict[str, ActorEntry]) -> None:
    sovereign = [entry for entry in packaged.values() if entry.kind == "country" and not entry.until]
    without = [entry.id for entry in sovereign if not entry.forms.get("en") or not entry.forms["en"].adjectives]
    assert len(without) <= 45, without


@pytest.mark.parametrize(
    ("actor_id", "language", "form"),
    [
        ("USA", "en", "U.S."),
        ("GBR", "en", "Britain"),
        ("PRK", "en", "DPRK"),
        ("CIV", "en", "Ivory Coast"),
        ("RUS", "en", "Russians"),
        ("RUS", "ru", "Россией"),
        ("USA", "ru", "Соединенными Штатами"),
        ("UKR", "uk", "Україну"),
        ("POL", "pl", "Polską"),
        ("DEU", "de", "Deutschlands"),
        ("RUS", "de", "russischen"),
        ("RUS", "fr", "russes"),
        ("CHN", "zh", "中国"),
        ("IRN", "ar", "إيران"),
        ("moscow", "pl", "Moskwie"),
        ("kyiv", "en", "Kiev"),
        ("SUN", "en", "USSR"),
        ("MMR", "es", "birmanos"),
        ("SWE", "es", "suecas"),
        ("NOR", "es", "noruego"),
        ("CIV", "fr", "ivoirienne"),
        ("LAO", "de", "laotischen"),
        ("lilongwe", "ru", "Лилонгве"),
        ("honiara", "uk", "Хоніара"),
        ("lilongwe", "ar", "ليلونغوي"),
        ("honiara", "zh", "霍尼亚拉"),
    ],
)
def test_known_forms(packaged: dict[str, ActorEntry], actor_id: str, language: str, form: str) -> None:
    assert form in written(packaged[actor_id], language)


@pytest.mark.parametrize("language", ["ru", "uk", "ar", "zh"])
def test_nearly_all_capitals_have_names_in_other_scripts(packaged: dict[str, ActorEntry], language: str) -> None:
    seats = [entry for entry in packaged.values() if entry.kind == "place" and entry.seat_of]
    without = [entry.id for entry in seats if language not in entry.forms]
    assert len(without) <= 18, without


@pytest.mark.parametrize("language", ["de", "es", "fr"])
def test_most_countries_have_adjectives_in_large_languages(packaged: dict[str, ActorEntry], language: str) -> None:
    seats = {country for entry in packaged.values() if entry.kind == "place" for country in entry.seat_of}
    countries = [packaged[code] for code in sorted(seats) if packaged[code].kind == "country"]
    without = [one.id for one in countries if language not in one.forms or not one.forms[language].adjectives]
    assert len(without) <= 21, without


def test_capitals_are_seats_of_their_countries(packaged: dict[str, ActorEntry]) -> None:
    assert packaged["moscow"].kind == "place"
    assert packaged["moscow"].country == "RUS"
    assert packaged["moscow"].seat_of == ("RUS",)


def test_names_that_two_countries_share_in_a_language_are_left_to_context(packaged: dict[str, ActorEntry]) -> None:
    assert "Congo" not in written(packaged["COD"], "en")
    assert "Congo" in packaged["COD"].ambiguous


def test_historic_states_have_dates(packaged: dict[str, ActorEntry]) -> None:
    since, until = packaged["SUN"].since, packaged["SUN"].until
    assert since is not None and until is not None and since < until


def test_countries_stand_without_any_file(tmp_path: Path) -> None:
    entries = {entry.id: entry for entry in load_actors(tmp_path)}
    assert entries["FRA"].name == "France"
    assert "Frankreich" in entries["FRA"].forms["de"].names


def test_unknown_country_of_an_actor(tmp_path: Path) -> None:
    assert "unknown country code 'XX'" in refused(tmp_path, a=actor("acme", "Acme", 'country = "XX"'))


def test_unknown_owner_of_an_office(tmp_path: Path) -> None:
    person = actor("jo-doe", "Jo Doe", 'offices = [{ title = "chair", of = "acme" }]', kind="person")
    assert "unknown actor 'acme'" in refused(tmp_path, a=person)


def test_office_that_ends_before_it_begins(tmp_path: Path) -> None:
    office = 'offices = [{ title = "chair", of = "FRA", from = 2020-01-01, to = 2019-01-01 }]'
    assert "is after" in refused(tmp_path, a=actor("jo-doe", "Jo Doe", office, kind="person"))


def test_state_that_ends_before_it_begins(tmp_path: Path) -> None:
    assert "is after" in refused(tmp_path, a=actor("acme", "Acme", "from = 2020-01-01\nto = 2019-01-01"))


def test_shared_name_must_be_ambiguous_somewhere(tmp_path: Path) -> None:
    message = refused(tmp_path, a=actor("acme", "Acme"), b=actor("acme-two", "Acme Two", 'aliases = ["Acme"]'))
    assert "shares the name 'Acme'" in message and "ambiguous" in message


def test_shared_name_that_is_ambiguous_is_accepted(tmp_path: Path) -> None:
    second = actor("acme-two", "Acme Two", 'aliases = ["Acme"]\nambiguous = ["Acme"]')
    assert {"acme", "acme-two"} <= {entry.id for entry in load(tmp_path, a=actor("acme", "Acme"), b=second)}


def test_surnames_may_be_shared(tmp_path: Path) -> None:
    content = actor("a-bo", "A Bo", 'surnames = ["Bo"]', "person") + actor(
        "c-bo", "C Bo", 'surnames = ["Bo"]', "person"
    )
    assert {"a-bo", "c-bo"} <= {entry.id for entry in load(tmp_path, a=content)}


def test_ids_are_unique_across_files_and_countries(tmp_path: Path) -> None:
    assert "already used" in refused(tmp_path, a=actor("FRA", "Fratelli"))


def test_unknown_country_code_in_countries_file(tmp_path: Path) -> None:
    assert "capitals.XQX" in refused(tmp_path, countries='[capitals]\nXQX = ["Nowhere"]')


def test_unknown_language_in_countries_file(tmp_path: Path) -> None:
    assert "aliases.xx" in refused(tmp_path, countries='[aliases.xx]\nFRA = ["F"]')


def test_entries_of_countries_file_extend_generated_ones(tmp_path: Path) -> None:
    entries = {entry.id: entry for entry in load(tmp_path, countries='[aliases.en]\nFRA = ["La Grande Nation"]')}
    assert {"La Grande Nation"} <= set(entries["FRA"].aliases)
    assert entries["FRA"].name == "France"


def test_nouns_need_all_cases() -> None:
    with pytest.raises(ValueError, match="needs 5"):
        Inflection.model_validate({"nouns": [{"ending": "a", "forms": ["y"]}]})


def test_words_of_a_name_decline_together() -> None:
    rules = Inflection.model_validate(
        {"nouns": [{"ending": "ska", "forms": ["skiej", "skiej", "ską", "ską", "skiej"]}, {"ending": "", "forms": []}]}
    )
    assert rules.name_forms("Polska X") == ["Polska X", "Polskiej X", "Polską X"]
