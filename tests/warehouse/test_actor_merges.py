"""Which discovered actors are merged across documents: pairs that are, and pairs that must not be."""

from __future__ import annotations

import pytest

from warehouse.blank import blank_database
from warehouse.records import Discovery
from warehouse.sqlfiles import sql_file
from warehouse.tables import BY_NAME, arrow_table

SHARED = ["arbor-relief-fund", "ministry-of-tides"]
Pair = tuple[str, str]


def merged(
    people: list[tuple[str, str, list[str]]], kind: str = "person", split: tuple[str, ...] = ()
) -> dict[str, Pair]:
    """Merges among (document, name, companions), by the id that is merged: into which, and why."""
    rows = [
        Discovery(
            doc_id, f"found-{name.lower().replace('.', '').replace(' ', '-')}", name, kind, "title", 0.9, companions
        )
        for doc_id, name, companions in people
    ]
    rows += [
        Discovery(f"x{number}", f"found-x-{number}", f"X {number}", kind, "title", 0.9, ["USA"]) for number in range(60)
    ]
    connection = blank_database()
    with connection:
        connection.register("rows", arrow_table(BY_NAME["discoveries"], rows, ("print", "run")))
        connection.execute("INSERT INTO discoveries FROM rows")
        connection.execute(
            "CREATE TABLE split_actors AS SELECT unnest($split::VARCHAR[]) AS actor_id", {"split": list(split)}
        )
        found = connection.execute(sql_file("sql", "actor_merges").sql).fetchall()
    return {row[0].removeprefix("found-"): (row[1].removeprefix("found-"), row[2]) for row in found}


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Aleksey Vornikoff", "Alexey Vornikov", "spelling"),
        ("Sergej Vornikov", "Sergey Vornikow", "spelling"),
        ("Renee Elmers", "Renee Ellmers", "spelling"),
        ("Khalid Zaqari", "Halid Zakari", "spelling"),
        ("Tessa Maud Quillfeather", "Tessa Quillfeather", "middle_name"),
        ("T. Quillfeather", "Tessa Quillfeather", "initial"),
        ("Tessa Quillfeather", "Anton Quillfeather", None),
        ("Tessa Quillfeather", "Tessa Quarterman", None),
        ("Tessa Maud Quillfeather", "Tessa Ann Quillfeather", None),
    ],
)
def test_names_that_are_one_with_context(one: str, other: str, reason: str | None) -> None:
    found = merged([("a", one, SHARED), ("b", other, SHARED), ("c", other, SHARED)])
    key, into = (name.lower().replace(".", "").replace(" ", "-") for name in (one, other))
    assert found == ({key: (into, reason)} if reason else {})


@pytest.mark.parametrize("companions", [[], ["USA"], ["arbor-relief-fund"]])
def test_names_alone_merge_no_people(companions: list[str]) -> None:
    assert merged([("a", "Renee Elmers", companions), ("b", "Renee Ellmers", companions)]) == {}


def test_two_spellings_in_one_document_are_two_people() -> None:
    assert merged([("a", "Renee Elmers", SHARED), ("a", "Renee Ellmers", SHARED)]) == {}


def test_a_short_form_of_two_people_is_neither() -> None:
    people = [("a", "T. Quill", SHARED), ("b", "Tessa Quill", SHARED), ("c", "Tomas Quill", SHARED)]
    assert merged(people) == {}
    people = [("a", "Tessa Quill", SHARED), ("b", "Tessa Maud Quill", SHARED), ("c", "Tessa Ann Quill", SHARED)]
    assert merged(people) == {}


def test_bodies_merge_by_legal_form_and_spelling_alone() -> None:
    bodies: list[tuple[str, str, list[str]]] = [
        ("a", "Arbor Relief Centre", []), ("b", "Arbor Relief Center", []), ("c", "Varde Maritime Ltd", []),
        ("d", "Varde Maritime", []), ("e", "Varde Maritime Group", []),
    ]  # fmt: skip
    found = merged(bodies, "organization")
    assert found == {
        "arbor-relief-centre": ("arbor-relief-center", "body_form"),
        "varde-maritime-ltd": ("varde-maritime", "body_form"),
    }


def test_a_split_actor_is_merged_with_nobody() -> None:
    people = [("a", "Renee Elmers", SHARED), ("b", "Renee Ellmers", SHARED)]
    assert len(merged(people)) == 1
    assert merged(people, split=("found-renee-elmers",)) == {}
