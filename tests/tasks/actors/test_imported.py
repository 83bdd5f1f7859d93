"""Imported actors in a document, beside the curated ones."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest

from config.actor_entry import ActorEntry
from config.imported import SCHEMA, ImportedActors
from tasks.actors import Gazetteer, all_actors, compile_gazetteer, link
from tests.tasks.actors.conftest import article, sentences

CURATED = [
    ActorEntry(id="ARB", name="Arboria", kind="country", country="ARB"),
    ActorEntry(id="BOR", name="Borduria", kind="country", country="BOR"),
    ActorEntry(id="ada-vale", name="Ada Vale", kind="person", country="ARB", surnames=("Vale",)),
]


def row(actor_id: str, name: str, kind: str = "person", **more: Any) -> dict[str, Any]:
    usual = {"country": None, "names": [name], "short_names": [], "roles": [], "topics": [], "external_ids": []}
    return {"actor_id": f"ftm:{actor_id}", "name": name, "kind": kind, **usual, "source": "x", **more}


ROWS = [
    row("1", "Tomas Brill", short_names=["Brill"], country="ARB"),
    row("2", "Odon Marsh", country="ARB"),
    row("3", "Odon Marsh", country="BOR"),
    row("4", "Grey Heron", "vessel"),
    row("5", "Bank of Arboria", "organization", short_names=["BoA"], topics=["sanction"]),
    row("6", "Ada Vale-Lund", names=["Ada Vale", "Ada Vale-Lund"], same_as="ada-vale", same_because="same name",
        external_ids=[{"scheme": "followthemoney", "id": "6"}], topics=["role.pep"]),
    row("7", "Zora Quist", same_as="nobody-now"),
]  # fmt: skip


@pytest.fixture(scope="module")
def imported() -> ImportedActors:
    return ImportedActors(pa.Table.from_pylist(ROWS, SCHEMA), [entry.id for entry in CURATED])


@pytest.fixture(scope="module")
def gazetteer(imported: ImportedActors) -> Gazetteer:
    return compile_gazetteer(CURATED, imported=imported)


def linked(text: str, gazetteer: Gazetteer) -> list[str]:
    document = article(text)
    return [f"{one.surface}={one.actor_id}:{one.kind}" for one in link([document], [sentences(document)], gazetteer)[0]]


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("Tomas Brill spoke. Brill left.", ["Tomas Brill=ftm:1:name", "Brill=ftm:1:surname"]),
        ("A Brill is a fish, and so is the Brill.", []),
        ("Tomas Brill spoke. Then Anna Brill left Brill House.", ["Tomas Brill=ftm:1:name"]),
        ("Odon Marsh spoke in Arboria.", ["Odon Marsh=ftm:2:name", "Arboria=ARB:name"]),
        ("Odon Marsh spoke.", []),
        ("The tanker Grey Heron sailed. A Grey Heron flew.", ["Grey Heron=ftm:4:name"]),
        ("The Bank of Arboria paid. BoA lost.", ["Bank of Arboria=ftm:5:name", "BoA=ftm:5:name"]),
        ("In Arboria a bank paid.", ["Arboria=ARB:name"]),
        ("Ada Vale met Ada Vale-Lund.", ["Ada Vale=ada-vale:name", "Ada Vale-Lund=ada-vale:name"]),
        ("Zora Quist spoke.", ["Zora Quist=ftm:7:name"]),
    ],
)
def test_links(text: str, mentions: list[str], gazetteer: Gazetteer) -> None:
    assert linked(text, gazetteer) == mentions


def test_a_name_that_several_bear_keeps_the_others_as_candidates(gazetteer: Gazetteer) -> None:
    document = article("Odon Marsh spoke in Arboria.")
    first = link([document], [sentences(document)], gazetteer)[0][0]
    assert (first.actor_id, first.candidates, first.method) == ("ftm:2", ["ftm:3"], "imported")


def test_boilerplate_is_silent(gazetteer: Gazetteer) -> None:
    document = article("Tomas Brill spoke.\nMore: Tomas Brill.")
    found = link([document], [sentences(document, ("boilerplate", "body"))], gazetteer)[0]
    assert [one.start for one in found] == [25]


def test_rows_of_the_table_of_actors(imported: ImportedActors) -> None:
    rows = {one["actor_id"]: one for one in all_actors(CURATED, imported).to_pylist()}
    assert list(rows) == ["ARB", "BOR", "ada-vale", *(f"ftm:{number}" for number in (1, 2, 3, 4, 5, 7))]
    assert rows["ada-vale"]["aliases"] == ["Ada Vale", "Vale", "Ada Vale-Lund"]
    assert rows["ada-vale"]["topics"] == ["role.pep"]
    assert rows["ada-vale"]["external_ids"] == [{"scheme": "followthemoney", "id": "6"}]
    assert (rows["ftm:5"]["aliases"], rows["ftm:5"]["origin"]) == (["Bank of Arboria", "BoA"], "imported")


def test_an_imported_actor_by_id(imported: ImportedActors) -> None:
    assert imported["ftm:1"].name == "Tomas Brill" and "ftm:6" not in imported and "ftm:9" not in imported
    assert imported["ftm:5"].aliases == ("Bank of Arboria",) and len(imported) == 6
