"""Publishing: what a run replaces, and what it leaves alone."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import pytest

from config.settings import LakeSettings
from tasks.publish import publish
from tests.warehouse.publishing import publish_run, stage_run
from warehouse.lake import Lake, LakeError, open_lake
from warehouse.records import Actor, Input, Refused, StoryLink, StoryMember
from warehouse.tables import BY_NAME, arrow_table


@pytest.fixture
def made(lake: Path) -> Lake:
    """A lake with one run of five documents."""
    found = open_lake(LakeSettings(), lake)
    publish_run(found, 0)
    return found


def rows(lake: Lake, query: str) -> list[tuple[object, ...]]:
    """Rows of a query."""
    with lake.connect() as connection:
        return connection.execute(query).fetchall()


def test_a_replaced_document_has_one_row_and_keeps_its_sightings(made: Lake) -> None:
    first = f"{0:08}{0:08}"
    again = stage_run(made, "again", [first], dt.datetime(2025, 1, 1, tzinfo=dt.UTC))
    files = {name: paths for name, paths in again.files.items() if name != "raw"}
    publish(made, dataclasses.replace(again, files=files, deliveries=[], replaced=[first]))
    assert rows(made, f"SELECT run_id FROM documents WHERE doc_id = '{first}'") == [("again",)]
    assert rows(made, f"SELECT run_id FROM sightings WHERE doc_id = '{first}'") == [("run00000",)]
    assert rows(made, "SELECT count(*) FROM documents") == [(5,)]


def test_a_refused_content_is_a_reject_at_each_place_and_no_sighting(made: Lake) -> None:
    staged = stage_run(made, "second", ["a" * 16], dt.datetime(2025, 1, 1, tzinfo=dt.UTC))
    publish(made, staged)
    other = stage_run(made, "third", ["b" * 16], dt.datetime(2025, 1, 2, tzinfo=dt.UTC))
    refused = [Refused("b" * 16, "", "binary", "why", 4)]
    publish(made, dataclasses.replace(other, files={}, refused=refused))
    assert rows(made, "SELECT uri, reason, run_id FROM rejects") == [(f"file:///{'b' * 16}", "binary", "third")]
    assert rows(made, f"SELECT count(*) FROM sightings WHERE doc_id = '{'b' * 16}'") == [(0,)]


def test_actors_follow_the_knowledge_base(made: Lake) -> None:
    def run(name: str, actors: list[Actor]) -> None:
        staged = stage_run(made, name, [name.ljust(16, "0")], dt.datetime(2025, 1, 1, tzinfo=dt.UTC))
        publish(made, dataclasses.replace(staged, actors=arrow_table(BY_NAME["actors"], actors)))

    one = Actor("one", "One", "person", None, ["One"], [], [], "curated", [])
    two = one._replace(actor_id="two", name="Two")
    run("a", [one, two])
    run("b", [one._replace(name="Uno")])
    assert rows(made, "SELECT actor_id, name FROM actors ORDER BY 1") == [("one", "Uno")]


def test_linked_documents_become_one_story_and_a_new_sighting_counts_its_outlets(made: Lake) -> None:
    first, second = f"{0:08}{0:08}", f"{0:08}{1:08}"
    staged = stage_run(made, "links", ["c" * 16], dt.datetime(2025, 1, 1, tzinfo=dt.UTC))
    links = [StoryLink(second, first, "near_copy", 0.9, 0.9, ["rare pair"])]
    members = [StoryMember(first, first, "representative", 1.0), StoryMember(second, first, "near_copy", 0.9)]
    publish(made, dataclasses.replace(staged, links=links, members=members))
    assert rows(made, f"SELECT copies FROM stories WHERE story_id = '{first}'") == [(2,)]
    assert rows(made, f"SELECT count(*) FROM stories WHERE story_id = '{second}'") == [(0,)]
    assert rows(made, "SELECT count(*) FROM stories") == [(5,)]


def test_an_input_read_again_keeps_one_row(made: Lake) -> None:
    staged = stage_run(made, "more", ["d" * 16], dt.datetime(2025, 1, 1, tzinfo=dt.UTC))
    publish(made, dataclasses.replace(staged, inputs=[Input("file:///run00000", 9, 9, 1, "more")]))
    assert rows(made, "SELECT byte_count, run_id FROM inputs WHERE uri = 'file:///run00000'") == [(9, "more")]


def test_a_lake_in_a_folder_with_letters_of_patterns(tmp_path: Path) -> None:
    made = open_lake(LakeSettings(), tmp_path / "a[b]c*d?" / "lake")
    publish_run(made, 0)
    publish_run(made, 1)
    assert rows(made, "SELECT count(*) FROM documents") == [(10,)]


@pytest.mark.parametrize("told", ["other", None], ids=["one that is not there", "one too few"])
def test_staged_files_are_those_that_the_workers_told_of(made: Lake, told: str | None) -> None:
    staged = stage_run(made, "second", ["a" * 16], dt.datetime(2025, 1, 1, tzinfo=dt.UTC))
    (file,) = staged.files["segments"]
    files = staged.files | {"segments": [file, file.replace("000000", told)] if told else []}
    with pytest.raises(LakeError, match=r"1 staged files of segments are missing or unknown, such as .*run again"):
        publish(made, dataclasses.replace(staged, files=files))
    assert rows(made, "SELECT count(*) FROM documents") == [(5,)]
    publish(made, staged)
    assert rows(made, "SELECT count(*) FROM documents") == [(6,)]
