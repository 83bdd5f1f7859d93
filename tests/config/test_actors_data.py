"""The shipped knowledge base of actors: that it loads, is consistent, and covers what it promises."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

import pytest

from config.knowledge import ActorEntry, ActorFile, load_actors
from config.loading import load

DIRECTORY = Path(__file__).resolve().parents[2] / "config" / "actors"
PEOPLE = (
    "people-us",
    "people-europe",
    "people-russia-ukraine",
    "people-middle-east",
    "people-asia",
    "people-americas-africa",
    "people-bodies",
    "people-1985-2010",
    "people-small-states",
    "people-finance",
    "people-sanctions-spokespeople",
)
FLOORS = {
    "bodies": 120,
    "organs": 200,
    "companies": 120,
    "groups": 80,
    "outlets": 500,
    "people-us": 300,
    "people-europe": 250,
    "people-russia-ukraine": 150,
    "people-middle-east": 150,
    "people-asia": 120,
    "people-americas-africa": 120,
    "people-bodies": 120,
    "people-1985-2010": 280,
    "people-small-states": 35,
    "people-finance": 170,
    "people-sanctions-spokespeople": 75,
}
OFFICE_HOLDERS = 1600  # with the dates of an office
ONE_HOLDER = frozenset(
    {
        "president",
        "vice president",
        "prime minister",
        "chancellor",
        "foreign minister",
        "finance minister",
        "defence minister",
        "secretary of state",
        "treasury secretary",
        "defense secretary",
        "commerce secretary",
        "foreign secretary",
        "home secretary",
        "attorney general",
        "national security adviser",
        "press secretary",
        "chief of staff",
        "head of presidential administration",
        "secretary general",
        "director general",
        "managing director",
        "high representative",
        "supreme leader",
        "king",
        "queen",
        "emir",
        "pope",
        "crown prince",
        "governor of central bank",
        "treasurer",
        "chair",
    }
)


@pytest.fixture(scope="module")
def files() -> dict[str, tuple[ActorEntry, ...]]:
    return {name: load(ActorFile, DIRECTORY / f"{name}.toml").actor for name in FLOORS}


@pytest.fixture(scope="module")
def actors(files: dict[str, tuple[ActorEntry, ...]]) -> list[ActorEntry]:
    return [actor for entries in files.values() for actor in entries]


def test_loads_with_references_and_names_checked(actors: list[ActorEntry]) -> None:
    loaded = {actor.id for actor in load_actors(DIRECTORY)}
    assert {actor.id for actor in actors} <= loaded


@pytest.mark.parametrize(("name", "floor"), FLOORS.items())
def test_coverage(files: dict[str, tuple[ActorEntry, ...]], name: str, floor: int) -> None:
    assert len(files[name]) >= floor


def test_ids_are_unique(actors: list[ActorEntry]) -> None:
    assert not [key for key, count in Counter(actor.id for actor in actors).items() if count > 1]


def test_people_have_gender_country_and_a_short_form(files: dict[str, tuple[ActorEntry, ...]]) -> None:
    people = [actor for name in PEOPLE for actor in files[name]]
    assert len(people) >= 1200
    assert {actor.kind for actor in people} == {"person"}
    lacking = [actor.id for actor in people if not (actor.gender and actor.country)]
    assert not lacking
    assert not [actor.id for actor in people if not (actor.surnames or actor.ambiguous)]


def test_enough_office_holders_have_dates(actors: list[ActorEntry]) -> None:
    assert sum(any(office.since for office in actor.offices) for actor in actors) >= OFFICE_HOLDERS


def test_a_short_form_is_either_safe_after_the_full_name_or_ambiguous(actors: list[ActorEntry]) -> None:
    assert not [actor.id for actor in actors if set(actor.surnames) & set(actor.ambiguous)]


def test_written_forms_are_clean(actors: list[ActorEntry]) -> None:
    for actor in actors:
        names = (*actor.aliases, *actor.adjectives, *actor.metonyms, *actor.surnames)
        assert not [form for form in names if len(form) < 2], actor.id
        forms = (actor.name, *names, *actor.ambiguous)
        assert not [form for form in forms if form != " ".join(form.split())], actor.id
        assert actor.name not in actor.aliases, actor.id


def test_a_domain_belongs_to_one_outlet(files: dict[str, tuple[ActorEntry, ...]]) -> None:
    domains = Counter(domain for actor in files["outlets"] for domain in actor.domains)
    assert not [domain for domain, count in domains.items() if count > 1]
    assert not [domain for domain in domains if domain != domain.lower() or "/" in domain or "." not in domain]
    assert {actor.kind for actor in files["outlets"]} == {"outlet", "organization"}
    assert sum(actor.kind == "outlet" for actor in files["outlets"]) >= 500


def test_an_office_of_one_holder_has_one_holder_at_a_time(actors: list[ActorEntry]) -> None:
    overlaps = [
        f"{title} of {body}: {first[2]} until {first[1]}, {second[2]} from {second[0]}"
        for (title, body), terms in _dated_terms(actors).items()
        for first, second in pairwise(sorted(terms))
        if first[1] > second[0]
    ]
    assert not overlaps


def _dated_terms(actors: list[ActorEntry]) -> dict[tuple[str, str | None], list[tuple[dt.date, dt.date, str]]]:
    terms: dict[tuple[str, str | None], list[tuple[dt.date, dt.date, str]]] = defaultdict(list)
    for actor in actors:
        for office in actor.offices:
            if office.title in ONE_HOLDER and office.since:
                terms[office.title, office.of].append((office.since, office.until or dt.date.max, actor.id))
    return terms


@pytest.mark.parametrize(
    ("day", "title", "body", "holder"),
    [
        ("2021-12-16", "president", "USA", "joe-biden"),
        ("2014-03-01", "secretary of state", "USA", "john-kerry"),
        ("2018-05-08", "treasury secretary", "USA", "steven-mnuchin"),
        ("2021-12-16", "secretary general", "NATO", "jens-stoltenberg"),
        ("2021-12-16", "foreign secretary", "GBR", "liz-truss"),
        ("2015-07-14", "high representative", "EU", "federica-mogherini"),
        ("2015-07-14", "foreign minister", "IRN", "mohammad-javad-zarif"),
        ("2014-03-18", "foreign minister", "RUS", "sergei-lavrov"),
        ("2010-06-09", "chancellor", "DEU", "angela-merkel"),
        ("2022-02-24", "president", "UKR", "volodymyr-zelensky"),
    ],
)
def test_holders_of_an_office_by_date(actors: list[ActorEntry], day: str, title: str, body: str, holder: str) -> None:
    date = dt.date.fromisoformat(day)
    terms = _dated_terms(actors)[title, body]
    assert [actor_id for since, until, actor_id in terms if since <= date < until] == [holder]


@pytest.mark.parametrize(
    "form", ["May", "Bush", "Rice", "Brown", "Time", "The Times", "Guardian", "WHO", "Apple", "IS"]
)
def test_ordinary_words_are_ambiguous_and_never_plain_names(actors: list[ActorEntry], form: str) -> None:
    assert any(form in actor.ambiguous for actor in actors)
    assert not [actor.id for actor in actors if form in (*actor.aliases, *actor.surnames)]
