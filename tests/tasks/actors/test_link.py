"""Linking: contracts that hold for every text, and rules that sentences alone do not show."""

import datetime as dt
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from config.actor_entry import ActorEntry, Office
from config.linking import LinkingRules
from tasks.actors import Gazetteer, actor_rows, compile_gazetteer, link
from tasks.actors.characters import fold
from tests.tasks.actors.conftest import article, sentences
from warehouse.records import Mention, Segment

SHARED = Path(__file__).parents[4] / "shared"
WORDS = st.sampled_from(
    ["Moscow", "in", "Russia's", "Jordan", "Putin", "President", "US", "Congo", "and", "of", ",", ".", "Biden", "said",
     "GEORGIA", "Korean", "the", "New", "York", "Bank", "’s", "“", "—", "\n\n", "May", "Trump", "president"]
)  # fmt: skip


def linked(text: str, gazetteer: Gazetteer, kinds: tuple[str, ...] = (), on: dt.date | None = None) -> list[Mention]:
    document = article(text, published_on=on)
    return link([document], [sentences(document, kinds)], gazetteer)[0]


def ids(mentions: list[Mention]) -> list[str]:
    return [mention.actor_id for mention in mentions]


@settings(max_examples=150, deadline=None)
@given(words=st.lists(WORDS, max_size=40))
def test_mentions_are_ordered_numbered_and_apart(words: list[str], gazetteer: Gazetteer) -> None:
    text = " ".join(words)
    found = linked(text, gazetteer, on=dt.date(2022, 2, 1))
    assert [mention.mention_no for mention in found] == list(range(len(found)))
    assert all(left.end <= right.start for left, right in pairwise(found))
    assert all(text[mention.start : mention.end] == mention.surface for mention in found)
    assert all(0 < mention.confidence <= 1 and mention.actor_id not in mention.candidates for mention in found)


@given(text=st.text(max_size=60))
def test_folding_keeps_offsets(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_boilerplate_is_silent(gazetteer: Gazetteer) -> None:
    assert ids(linked("Russia spoke.\nSee also Rwanda.\nIran spoke.", gazetteer, ("body", "boilerplate"))) == [
        "RUS",
        "IRN",
    ]


def test_a_document_without_segments_has_no_mentions(gazetteer: Gazetteer) -> None:
    assert link([article("Russia")], [[]], gazetteer) == [[]]


def test_documents_are_apart(gazetteer: Gazetteer) -> None:
    documents = [article("Theresa May resigned."), article("May said so.")]
    found = link(documents, [sentences(document) for document in documents], gazetteer)
    assert [ids(mentions) for mentions in found] == [["theresa-may"], []]


def test_segment_numbers(gazetteer: Gazetteer) -> None:
    found = linked("Nothing here.\nIran spoke.", gazetteer)
    assert [(mention.segment_no, mention.start) for mention in found] == [(1, 14)]


def test_unresolved_names_keep_candidates(gazetteer: Gazetteer) -> None:
    found = linked("Fighting spread in Congo.", gazetteer)
    assert [(mention.actor_id, mention.candidates) for mention in found] == [("COD", ["COG"])]


def test_roles_without_a_date_need_the_holder_in_the_text(gazetteer: Gazetteer) -> None:
    assert ids(linked("The Russian president spoke.", gazetteer)) == ["RUS"]
    assert ids(linked("Vladimir Putin came. The Russian president spoke.", gazetteer)) == [
        "vladimir-putin",
        "RUS",
        "vladimir-putin",
    ]


def test_a_damaged_name_after_an_office(gazetteer: Gazetteer) -> None:
    found = linked("White House spokeswoman Chenn Psakki declined.", gazetteer)
    assert [(mention.actor_id, mention.method) for mention in found] == [
        ("white-house", "alias"),
        ("jen-psaki", "damaged_office_sound"),
    ]


def test_a_damaged_name_that_its_neighbours_explain(gazetteer: Gazetteer) -> None:
    text = "Joe Biden was angry, spokeswoman Chenn Psakki said."
    found = linked(text, gazetteer, on=dt.date(2021, 12, 16))
    assert [(one.actor_id, one.kind, one.method) for one in found[1:]] == [
        ("jen-psaki", "damaged_name", "damaged_neighbours_date_sound")
    ]
    assert found[1].confidence < 0.5


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("Angela Merkel was angry, spokeswoman Chenn Psakki said.", dt.date(2021, 12, 16)),
        ("Joe Biden was angry, spokeswoman Chenn Psakki said.", dt.date(2005, 12, 16)),
        ("Joe Biden was angry, spokeswoman Chenn Psakki said.", None),
        ("Joe Biden was angry, spokeswoman Mona Felder said.", dt.date(2021, 12, 16)),
    ],
)
def test_a_damaged_name_needs_neighbours_office_day_and_sound(
    text: str, on: dt.date | None, gazetteer: Gazetteer
) -> None:
    assert "damaged_name" not in [one.kind for one in linked(text, gazetteer, on=on)]


def test_language_of_a_segment_decides(gazetteer: Gazetteer) -> None:
    document = article("The fine china broke. La prensa china calla.")
    english, spanish = (0, 21, "en"), (22, 44, "es")
    segments = [
        Segment(document.doc_id, number, 0, "body", start, end, language, 1.0)
        for number, (start, end, language) in enumerate([english, spanish])
    ]
    found = link([document], [segments], gazetteer)[0]
    assert [(mention.start, mention.actor_id) for mention in found] == [(32, "CHN")]


def test_two_holders_of_a_surname_and_office_on_the_day() -> None:
    def person(name: str, since: int, until: int) -> ActorEntry:
        office = Office.model_validate(
            {"title": "president", "of": "AAA", "from": dt.date(since, 1, 1), "to": dt.date(until, 1, 1)}
        )
        return ActorEntry(id=name.lower(), name=f"{name} Oak", kind="person", surnames=("Oak",), offices=(office,))

    country = ActorEntry(id="AAA", name="Arboria", kind="country")
    small = compile_gazetteer([country, person("Ann", 2000, 2005), person("Bob", 2010, 2015)], LinkingRules())
    assert ids(linked("Oak spoke.", small, on=dt.date(2003, 1, 1))) == ["ann"]
    assert ids(linked("Oak spoke.", small, on=dt.date(2012, 1, 1))) == ["bob"]


def test_actor_rows_have_every_form_once(actors: tuple[ActorEntry, ...]) -> None:
    rows = actor_rows(actors)
    assert len({row.actor_id for row in rows}) == len(rows)
    assert all(len(set(row.aliases)) == len(row.aliases) and row.name in row.aliases for row in rows)
    russia = next(row for row in rows if row.actor_id == "RUS")
    assert {"Russia", "Russians", "Россией"} <= set(russia.aliases)


def gold() -> list[Any]:
    path = SHARED / "gold" / "seeds.yaml"
    return list(yaml.safe_load(path.read_text(encoding="utf-8"))) if path.exists() else []


@pytest.mark.skipif(not gold(), reason="../shared/gold is not here")
def test_required_actors_of_the_seeds(gazetteer: Gazetteer) -> None:
    for entry in gold():
        text = (SHARED / "seeds" / f"{entry['doc']}.txt").read_text(encoding="utf-8")
        found = {mention.actor_id for mention in linked(text, gazetteer, on=entry["published_on"])}
        assert set(entry["actors"]["required"]) <= found, entry["doc"]
