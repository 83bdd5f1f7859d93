"""Entities as imported actors: names, roles, and which are curated ones already."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from config.actor_entry import ActorEntry
from config.configuration import DEFAULT_DIRECTORY
from config.exchange import load_exchange
from tasks.exchange import Entity, Imported, Importer
from tasks.exchange.codes import country_code, country_id, day_after, first_day
from tasks.exchange.names import names_of

RULES = load_exchange(DEFAULT_DIRECTORY)
CURATED = [
    ActorEntry(id="ada-vale", name="Ada Vale", kind="person", country="FRA", wikidata="Q7"),
    ActorEntry(id="zelvar", name="Zelvar", kind="organization", country="RUS"),
    ActorEntry(id="the-front", name="Popular Front of Elba", kind="group"),
]


def entity(identifier: str, kind: str | None, schema: str = "", **properties: Any) -> Entity:
    lists = {name: value if isinstance(value, list) else [value] for name, value in properties.items()}
    return Entity(identifier, schema or ("Person" if kind == "person" else "Company"), kind, lists)


def imported(*entities: Entity) -> Imported:
    importer = Importer(RULES, CURATED)
    for one in entities:
        importer.add(one, "a.json")
    return importer.finish()


@pytest.mark.parametrize(
    ("kind", "properties", "full", "short"),
    [
        ("person", {"name": "BRILL, Tomas"}, ("Tomas BRILL",), ()),
        ("person", {"name": "Mr. Tomas Brill", "lastName": "Brill"}, ("Tomas Brill",), ("Brill",)),
        ("person", {"name": "Brill", "firstName": "Tomas", "lastName": "Brill"}, ("Tomas Brill",), ("Brill",)),
        ("person", {"name": "Tomas Brill", "weakAlias": "The Grey Fox"}, ("Tomas Brill",), ("Grey Fox",)),
        ("person", {"name": "Tomas (born Tomasz) Brill"}, ("Tomas Brill",), ()),
        ("organization", {"name": "Zelmo Lines LLC"}, ("Zelmo Lines LLC", "Zelmo Lines"), ()),
        ("organization", {"name": "Zelmo LLC"}, ("Zelmo LLC",), ("Zelmo",)),
        ("organization", {"name": ["Central Bank", "Zelmo of Elba"]}, ("Zelmo of Elba",), ()),
        ("vessel", {"name": "GREY HERON"}, ("GREY HERON",), ()),
    ],
)
def test_names(kind: str, properties: dict[str, Any], full: tuple[str, ...], short: tuple[str, ...]) -> None:
    found = names_of(entity("1", kind, **properties), RULES)
    assert (found.full, found.short) == (full, short)


@pytest.mark.parametrize(
    ("kind", "name", "reason"),
    [
        ("organization", "Ministry of Defence", "common_words"),
        ("organization", "International Trading Company 7", "common_words"),
        ("organization", "A B", "too_short"),
        ("person", "Li Wu", "too_short"),
        ("person", "拉夫罗夫", "no_spaces"),
        ("organization", "12 34 56", "no_letters"),
        ("organization", "Elba " * 60, "too_long"),
    ],
)
def test_names_that_do_not_link(kind: str, name: str, reason: str) -> None:
    found = names_of(entity("1", kind, name=name), RULES)
    assert not found.full and reason in found.refused


def test_a_name_that_many_bear_does_not_link() -> None:
    found = imported(
        *(entity(str(number), "person", name=["Ana Smit", f"Ana Smit {'I' * number}"]) for number in range(9))
    )
    assert not any("Ana Smit" in names for names in found.table["names"].to_pylist())
    assert found.refused_names["many_bearers"] >= 9


@pytest.mark.parametrize(
    ("kind", "properties", "same_as"),
    [
        ("person", {"name": "VALE, Ada", "nationality": "fr"}, "ada-vale"),
        ("person", {"name": "Ada Vale", "nationality": "de"}, None),
        ("person", {"name": "Ada Vale"}, None),
        ("person", {"name": "A. Vale", "wikidataId": "Q7"}, "ada-vale"),
        ("organization", {"name": "Ada Vale", "country": "fr"}, None),
        ("organization", {"name": "OOO Zelvar", "country": ["us", "ru"]}, "zelvar"),
        ("organization", {"name": "Popular Front of Elba", "country": "it"}, "the-front"),
    ],
)
def test_what_is_curated_already(kind: str, properties: dict[str, Any], same_as: str | None) -> None:
    row = imported(entity("1", kind, **properties)).table.to_pylist()[0]
    assert row["same_as"] == same_as
    assert bool(row["same_because"]) == bool(same_as)


def test_positions_become_roles_in_whatever_order_they_come() -> None:
    found = imported(
        entity("o", None, "Occupancy", holder="1", post="p", startDate="2012-03", endDate="2014"),
        entity("1", "person", name="Tomas Brill", country="ru", position="Deputy"),
        entity("p", None, "Position", name="Governor of Elba", country="it"),
        entity("o2", None, "Occupancy", holder="1", post="unknown"),
    )
    deputy, governor = found.table.to_pylist()[0]["roles"]
    assert deputy == {"title": "Deputy", "of": "RUS", "since": None, "until": None}
    assert governor["since"] == dt.date(2012, 3, 1) and governor["until"] == dt.date(2015, 1, 1)


def test_rows_do_not_depend_on_order_and_the_first_of_an_id_counts() -> None:
    one, two = entity("b", "person", name="Tomas Brill"), entity("a", "person", name="Ana Smit")
    assert imported(one, two).table.equals(imported(two, one).table)
    again = imported(one, entity("b", "person", name="Other Name"), entity("c", "person"))
    assert (again.repeated, again.nameless, again.table["name"].to_pylist()) == (1, 1, ["Tomas Brill"])


def test_armed_groups() -> None:
    found = imported(entity("1", "organization", "Organization", name="Elban Dawn", topics=["crime.terror"]))
    assert found.table["kind"].to_pylist() == ["group"]


@pytest.mark.parametrize(
    ("code", "actor_id"), [("ru", "RUS"), ("suhh", "SUN"), ("xk", "XKX"), ("eu", None), ("gb-sct", None)]
)
def test_countries(code: str, actor_id: str | None) -> None:
    assert country_id(code) == actor_id
    assert actor_id is None or country_code(actor_id) == code


@pytest.mark.parametrize(
    ("text", "first", "after"),
    [
        ("2012", dt.date(2012, 1, 1), dt.date(2013, 1, 1)),
        ("2012-02", dt.date(2012, 2, 1), dt.date(2012, 3, 1)),
        ("2012-02-03T10:00", dt.date(2012, 2, 3), dt.date(2012, 2, 3)),
        ("2012-13", None, None),
        ("soon", None, None),
        ("9999-12", dt.date(9999, 12, 1), None),
    ],
)
def test_dates(text: str, first: dt.date | None, after: dt.date | None) -> None:
    assert (first_day(text), day_after(text)) == (first, after)
