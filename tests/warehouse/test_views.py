"""Every view on the world of `handmade.py`, with the rows that it must have, in order where the view orders."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import duckdb
import pytest

from tests.warehouse.handmade import LATER, SEEN, TEXTS, fill
from warehouse.blank import blank_database, view_columns
from warehouse.schema import views

MARCH = {day: dt.date(2021, 3, day) for day in range(1, 6)}
Rows = list[tuple[Any, ...]]

EXPECTED: dict[str, tuple[str, Rows]] = {
    "report_discovered": (
        "SELECT * FROM report_discovered",
        [
            ("found-bo-park", "Bo Park", "person", 2, 2, 2, 0.9, ["age", "role"], ["found-bow-park"]),
            ("found-ann-lee", "Ann Lee", "person", 1, 1, 1, 0.9, ["title"], []),
            ("found-anne-lee", "Anne Lee", "person", 1, 1, 1, 0.7, ["speech"], []),
        ],
    ),
    "report_likely_merges": (
        "SELECT * FROM report_likely_merges",
        [("found-ann-lee", "found-anne-lee", "Ann Lee", "Anne Lee", 0.938, 2, ["RUS", "joe-biden"])],
    ),
    "report_merged_actors": (
        "SELECT * FROM report_merged_actors",
        [("found-bow-park", "found-bo-park", "found-bow-park", "found-bo-park", "spelling", 3.5, ["RUS"])],
    ),
    "report_measures": (
        "SELECT * FROM report_measures",
        [("asset_freeze", "imposed", 1, 1, 1, 1, MARCH[1], MARCH[1])],
    ),
    "report_cooccurrence": (
        "SELECT * FROM report_cooccurrence",
        [
            ("EU", "European Union", "RUS", "Russia", 2, 3, 1),
            ("RUS", "Russia", "joe-biden", "Joe Biden", 1, 1, 1),
        ],
    ),
    "named_actors": (
        "SELECT * FROM named_actors ORDER BY ALL",
        [
            *(("EU", "a1", 1, 0), ("EU", "a2", 1, 0), ("RUS", "a1", 1, 1), ("RUS", "a2", 1, 1), ("RUS", "a4", 1, 1)),
            *(("USA", "a3", 1, 0), ("joe-biden", "a4", 1, 0)),
        ],
    ),
    "document_outlets": (
        "SELECT * FROM document_outlets ORDER BY ALL",
        [("a1", "reuters"), ("a2", "bbc"), ("a2", "cnn"), ("a3", "bbc"), ("a4", "cnn")],
    ),
    "articles": (
        "SELECT doc_id, outlet, story_id, story_relation, story_copies, first_seen_at, uri FROM articles ORDER BY ALL",
        [
            ("a1", "Reuters", "a1", "representative", 2, SEEN, "file:///1"),
            ("a2", "CNN", "a1", "near_copy", 2, SEEN, "file:///2-early"),
            ("a3", None, "a3", "representative", 1, SEEN, "file:///3"),
            ("a4", "CNN", "a4", "representative", 1, SEEN, "file:///4"),
        ],
    ),
    "sanctions": (
        """SELECT doc_id, sanction_no, status, sender_ids, target_ids, sentence, condition, speaker_actor_id, story_id
        FROM sanctions ORDER BY ALL""",
        [
            ("a1", 0, "imposed", ["EU"], ["RUS"], TEXTS["a1"], None, None, "a1"),
            ("a2", 0, "imposed", ["EU"], ["RUS"], TEXTS["a2"], None, None, "a1"),
            ("a3", 0, "threatened", ["USA"], [], TEXTS["a3"], "if talks fail", None, "a3"),
            ("a4", 0, "urged", [], ["RUS", "BLR"], TEXTS["a4"], None, "joe-biden", "a4"),
            ("a4", 1, "mentioned", [], [], TEXTS["a4"], None, None, "a4"),
        ],
    ),
    "sanctions_pairs": (
        "SELECT doc_id, sanction_no, sender_id, target_id FROM sanctions_pairs ORDER BY ALL",
        [
            ("a1", 0, "EU", "RUS"),
            ("a2", 0, "EU", "RUS"),
            ("a3", 0, "USA", None),
            ("a4", 0, None, "BLR"),
            ("a4", 0, None, "RUS"),
            ("a4", 1, None, None),
        ],
    ),
    "event_codes": (
        "SELECT status, cameo FROM event_codes WHERE cameo IS NOT NULL",
        [
            ("threatened", "1312"),
            ("imposed", "163"),
            ("eased", "085"),
            ("ease_intended", "0354"),
            ("ease_demanded", "1054"),
            ("ease_refused", "1244"),
        ],
    ),
    "sanctions_carried": (
        """SELECT doc_id, target, status, day, month, negated, carried_by, story_id
        FROM sanctions_carried WHERE sender_id = 'EU' ORDER BY ALL""",
        [
            ("a1", "Russia", "imposed", MARCH[1], MARCH[1], False, "reuters", "a1"),
            ("a2", "Russia", "imposed", MARCH[2], MARCH[1], False, "bbc", "a1"),
            ("a2", "Russia", "imposed", MARCH[2], MARCH[1], False, "cnn", "a1"),
        ],
    ),
    "report_sources": (
        "FROM report_sources",
        [
            ("cnn", "CNN", "USA", 2, 2, 1, 1, MARCH[2], MARCH[4]),
            ("bbc", "bbc", None, 2, 2, 1, 1, MARCH[2], MARCH[2]),
            ("reuters", "Reuters", "GBR", 1, 1, 0, 0, MARCH[1], MARCH[1]),
        ],
    ),
    "report_actors": (
        "FROM report_actors",
        [
            ("RUS", "Russia", "country", "RUS", 3, 3, 3, 2),
            ("EU", "European Union", "organization", None, 2, 2, 3, 1),
            ("USA", "United States", "country", "USA", 1, 1, 1, 1),
            ("joe-biden", "Joe Biden", "person", "USA", 1, 1, 1, 1),
        ],
    ),
    "report_sanctions": (
        "FROM report_sanctions",
        [
            ("European Union", "Russia", "imposed", 2, 3, 1, MARCH[1], MARCH[2], "EU", "RUS"),
            ("(not named)", "BLR", "urged", 1, 1, 1, MARCH[4], MARCH[4], None, "BLR"),
            ("(not named)", "Russia", "urged", 1, 1, 1, MARCH[4], MARCH[4], None, "RUS"),
            ("United States", "(not named)", "threatened", 1, 1, 1, None, None, "USA", None),
            ("(not named)", "(not named)", "mentioned", 1, 1, 1, MARCH[4], MARCH[4], None, None),
        ],
    ),
    "report_timeline": (
        "FROM report_timeline",
        [
            (MARCH[4], "(not named)", "mentioned", 1, 1, 1, None),
            (MARCH[4], "BLR", "urged", 1, 1, 1, "BLR"),
            (MARCH[4], "Russia", "urged", 1, 1, 1, "RUS"),
            (MARCH[2], "Russia", "imposed", 1, 2, 1, "RUS"),
            (MARCH[1], "Russia", "imposed", 1, 1, 1, "RUS"),
            (None, "(not named)", "threatened", 1, 1, 1, None),
        ],
    ),
    "report_matrix": (
        "FROM report_matrix",
        [("European Union", "Russia", 2, 3, 1, ["imposed"], "EU", "RUS")],
    ),
    "report_speakers": (
        "FROM report_speakers",
        [
            ("Joe Biden", "named", 2, 2, 1, 1, 1, 1, "joe-biden"),
            ("(anonymous official)", "anonymous_official", 1, 1, 0, 1, 1, 1, None),
            ("European Union", "organization", 1, 2, 1, 2, 3, 1, "EU"),
        ],
    ),
    "report_stories": (
        "FROM report_stories",
        [
            ("a1", "Title a1", MARCH[1], 2, 3, "reuters", ["near_copy"], SEEN),
            ("a3", "Title a3", None, 1, 1, None, None, SEEN),
        ],
    ),
    "report_artifacts": (
        "FROM report_artifacts",
        [
            ("reuters", "boilerplate", "boilerplate_rule", "removed", 2, 1, 1, 1, "Print"),
            ("(unknown)", "mojibake", "mojibake_rule", "repaired", 1, 1, 1, 1, "Ã©"),
            ("cnn", "boilerplate", "boilerplate_rule", "removed", 1, 1, 2, 1, "Advert"),
        ],
    ),
    "asserted_attributions": (
        "SELECT doc_id, attribution_no FROM asserted_attributions ORDER BY ALL",
        [("a1", 0), ("a2", 0), ("a3", 0), ("a4", 0), ("a4", 1)],
    ),
    "statements": (
        """SELECT statement_id, doc_id, speaker, content, relation, words_lost, words_gained FROM statements
        WHERE doc_id <> 'a4' ORDER BY doc_id""",
        [
            ("a1-0", "a1", "European Union", TEXTS["a1"], "first", [], []),
            ("a1-0", "a2", "European Union", TEXTS["a2"], "copy", [], ["moscow"]),
            ("a3-0", "a3", None, TEXTS["a3"], "first", None, None),
        ],
    ),
    "report_statements": (
        "FROM report_statements",
        [("European Union", TEXTS["a1"], 2, 1, 2, 3, 1, MARCH[1], MARCH[2], "a1-0", "EU")],
    ),
    "report_translationese": (
        "FROM report_translationese",
        [("cnn", 1, 2, 1, 1, 0.75, 0.75, "fines"), ("reuters", 1, 1, 1, 0, 0.125, 0.125, "of_the")],
    ),
    "report_relays": (
        "FROM report_relays",
        [
            ("CNN", "Reuters", 1, 0, 1, 1, 2, 1, "cnn", "reuters"),
            ("bbc", "Reuters", 1, 0, 1, 1, 2, 1, "bbc", "reuters"),
        ],
    ),
    "report_anonymous": (
        "FROM report_anonymous",
        [
            ("bbc", 2, 1, 0.5, 1, 1, 1, 1, "bbc"),
            ("CNN", 3, 0, 0.0, 0, 0, 0, 0, "cnn"),
            ("Reuters", 1, 0, 0.0, 0, 0, 0, 0, "reuters"),
        ],
    ),
    "report_history": (
        "FROM report_history WHERE sender_id IS NOT NULL",
        [(MARCH[1], "European Union", "Russia", "imposed", 2, 3, 1, "EU", "RUS")],
    ),
    "report_events": (
        "SELECT day, status, cameo, plover, ties, documents, outlets, independent_sources FROM report_events",
        [
            (MARCH[2], "imposed", "163", "COERCE-restrict", "imposition", 1, 2, 1),
            (MARCH[1], "imposed", "163", "COERCE-restrict", "imposition", 1, 1, 1),
        ],
    ),
    "report_contradictions": ("FROM report_contradictions", []),
    "report_rejects": (
        "FROM report_rejects",
        [
            ("run2", "binary", "file:///y", "a picture", 8),
            ("run2", "binary", "file:///z", "a picture", 9),
            ("run1", "empty", "file:///old", "no bytes", 0),
        ],
    ),
    "report_runs": (
        "FROM report_runs",
        [
            ("run2", "ingest", LATER, 1.0, "read", 3, 0, 1, 2, 0.5, "print", "0.1"),
            ("run1", "ingest", SEEN, 2.0, "read", 5, 4, 0, 1, 0.13, "print", "0.1"),
            ("run1", "ingest", SEEN, 2.0, "claim", 4, 4, 0, 0, 0.0, "print", "0.1"),
        ],
    ),
}


@pytest.fixture(scope="module")
def world() -> Iterator[duckdb.DuckDBPyConnection]:
    with blank_database() as connection:
        fill(connection)
        yield connection


def test_every_view_has_a_test() -> None:
    assert set(EXPECTED) == {view.name for view in views()}


@pytest.mark.parametrize("view", EXPECTED)
def test_view(view: str, world: duckdb.DuckDBPyConnection) -> None:
    query, expected = EXPECTED[view]
    assert world.execute(query).fetchall() == expected


@pytest.mark.parametrize("view", [view.name for view in views()])
def test_view_of_nothing_is_empty(view: str) -> None:
    with blank_database() as connection:
        found = connection.execute(f"FROM {view}").fetchall()
        assert bool(found) == (view == "event_codes")


def test_statuses_of_the_contract_all_have_a_row_of_codes(world: duckdb.DuckDBPyConnection) -> None:
    from warehouse.tables import BY_NAME

    listed = BY_NAME["sanctions_mentions"].columns["status"].replace(" or ", ", ").split(", ")
    coded = [row[0] for row in world.execute("SELECT status FROM event_codes").fetchall()]
    assert sorted(coded) == sorted(part.strip() for part in listed if part.strip())


def test_documents_of_one_day_that_contradict_each_other_stand_side_by_side() -> None:
    with blank_database() as connection:
        fill(connection)
        day = "UPDATE documents SET published_on = DATE '2021-03-01' WHERE doc_id IN ('a1', 'a3', 'a4')"
        claims = (
            """UPDATE sanctions_mentions SET status = 'eased', sender_ids = ['EU'], target_ids = ['RUS']
            WHERE doc_id = 'a3'""",
            """UPDATE sanctions_mentions SET sender_ids = ['EU'], target_ids = ['RUS'],
            status = CASE sanction_no WHEN 0 THEN 'eased' ELSE 'imposed' END WHERE doc_id = 'a4'""",
        )
        for query in (day, *claims):
            connection.execute(query)
        found = connection.execute("SELECT * EXCLUDE (sender_id, target_id) FROM report_contradictions").fetchall()
    expected = ("imposed", "eased", 1, 1, 1, 1, 1, 1, TEXTS["a1"], TEXTS["a3"])
    assert found == [(MARCH[1], "European Union", "Russia", *expected)]  # a4 says both: no contradiction of others


@pytest.mark.parametrize("view", [view.name for view in views() if view.name.startswith("report_")])
def test_a_report_that_counts_documents_also_counts_outlets_and_independent_sources(view: str) -> None:
    columns = view_columns(view)
    counted = {"documents", "outlets", "independent_sources"} & set(columns)
    if view == "report_sources":  # a row is an outlet
        counted.add("outlets")
    assert "documents" not in counted or len(counted) == 3
