"""Merged actors count as one in every report that counts actors."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from flows.site.asking import Snapshot
from tests.warehouse.handmade import fill
from warehouse.blank import blank_database

_NAMED = """INSERT INTO mentions BY NAME
SELECT '{doc}' AS doc_id, {number} AS mention_no, '{actor}' AS actor_id,
    mentions.* EXCLUDE (doc_id, mention_no, actor_id)
FROM mentions WHERE doc_id = 'a1' AND mention_no = 0"""
_SAID = """INSERT INTO attributions BY NAME
SELECT '{doc}' AS doc_id, {number} AS attribution_no, '{actor}' AS speaker_actor_id, 'named' AS speaker_kind,
    attributions.* EXCLUDE (doc_id, attribution_no, speaker_actor_id, speaker_kind)
FROM attributions WHERE doc_id = 'a1' AND attribution_no = 0"""


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    """The hand-made world, in which the merged Parks are named and speak: both in a1, one of them in a4."""
    with blank_database() as found:
        fill(found)
        for doc, number, actor in (
            ("a1", 8, "found-bo-park"),
            ("a1", 9, "found-bow-park"),
            ("a4", 9, "found-bow-park"),
        ):
            found.execute(_NAMED.format(doc=doc, number=number, actor=actor))
            found.execute(_SAID.format(doc=doc, number=number, actor=actor))
        yield found


def test_named_together_as_one_and_not_with_itself(connection: duckdb.DuckDBPyConnection) -> None:
    found = connection.execute(
        """SELECT actor_id, other_id, documents, independent_sources FROM report_cooccurrence
        WHERE actor_id LIKE 'found-%' OR other_id LIKE 'found-%' ORDER BY ALL"""
    ).fetchall()
    assert found == [
        ("EU", "found-bo-park", 1, 1),
        ("RUS", "found-bo-park", 2, 2),
        ("found-bo-park", "joe-biden", 1, 1),
    ]


def test_one_speaker(connection: duckdb.DuckDBPyConnection) -> None:
    found = connection.execute(
        """SELECT speaker_actor_id, statements, reports, documents, independent_sources FROM report_speakers
        WHERE speaker_actor_id LIKE 'found-%'"""
    ).fetchall()
    assert found == [("found-bo-park", 3, 3, 2, 2)]


@pytest.mark.parametrize("name", ["actor_documents", "statements_by"])
def test_the_rows_behind_are_those_that_are_counted(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    snapshot = Snapshot(connection, 10)
    snapshot.gather(name, ["found-bo-park"])
    table = snapshot.keyed(name, "found-bo-park", "", ())
    assert len({row["doc_id"] for row in table.rows}) == 2
    assert table.total == {"actor_documents": 2, "statements_by": 3}[name]


def test_documents_that_name_both(connection: duckdb.DuckDBPyConnection) -> None:
    snapshot = Snapshot(connection, 10)
    keys = ["RUS--found-bo-park", "EU--RUS"]
    snapshot.gather("together_documents", keys)
    found = [snapshot.keyed("together_documents", key, "", ()) for key in keys]
    assert [[row["doc_id"] for row in table.rows] for table in found] == [["a4", "a1"], ["a2", "a1"]]
    assert len(snapshot.ask(found[0].sql)) == 2
