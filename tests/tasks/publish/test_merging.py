"""Discovered actors that are one: found over lake and run together, written by the commit."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import pytest

from config.settings import LakeSettings
from tasks.publish import find_merges, publish
from tests.warehouse.publishing import publish_run, stage_run
from warehouse.lake import Lake, open_lake
from warehouse.records import Discovery
from warehouse.tables import BY_NAME, arrow_table

COMPANIONS = ["arbor-relief-fund", "ministry-of-tides"]


@pytest.fixture
def made(lake: Path) -> Lake:
    """A lake with one run of sixty documents that name nobody."""
    found = open_lake(LakeSettings(), lake)
    publish_run(found, 0, 60)
    return found


def named(doc_id: str, name: str) -> Discovery:
    """A person whom a document names, beside two obscure bodies."""
    return Discovery(doc_id, f"found-{name.lower().replace(' ', '-')}", name, "person", "title", 0.9, COMPANIONS)


def bring(lake: Lake, run_id: str, names: dict[str, str], split: tuple[str, ...] = ()) -> dict[str, str]:
    """Publish a run whose documents, by id, each name a person; gives who is merged into whom afterwards."""
    found = [named(doc_id, name) for doc_id, name in names.items()]
    found += [named(f"{run_id}{number:011}", f"Nobody Number{number}") for number in range(60)]
    found = [one._replace(companions=["USA"]) if "Nobody" in one.name else one for one in found]
    staged = stage_run(lake, run_id, list(names), dt.datetime(2025, 1, 1, tzinfo=dt.UTC))
    rows = arrow_table(BY_NAME["discoveries"], found, ("print", run_id))
    file = lake.files.write("discoveries", run_id, "000000", rows)
    merges = find_merges(lake, [file], [], split, lake.scratch / f"{run_id}-merges.parquet")
    publish(lake, dataclasses.replace(staged, files=staged.files | {"discoveries": [file]}, merges=merges))
    with lake.connect() as connection:
        return dict(connection.execute("SELECT actor_id, into_id FROM actor_merges").fetchall())


def test_a_spelling_of_an_earlier_run_is_merged_with_one_of_this_run(made: Lake) -> None:
    assert bring(made, "first", {"a" * 16: "Renee Ellmers", "b" * 16: "Renee Ellmers"}) == {}
    assert bring(made, "other", {"c" * 16: "Renee Elmers"}) == {"found-renee-elmers": "found-renee-ellmers"}


def test_a_merge_that_is_split_goes(made: Lake) -> None:
    bring(made, "first", {"a" * 16: "Renee Ellmers", "b" * 16: "Renee Ellmers", "c" * 16: "Renee Elmers"})
    assert bring(made, "other", {"d" * 16: "Someone Else"}, split=("found-renee-elmers",)) == {}


def test_a_replaced_document_no_longer_names_anybody(made: Lake) -> None:
    names = {"a" * 16: "Renee Ellmers", "b" * 16: "Renee Ellmers", "c" * 16: "Renee Elmers"}
    assert bring(made, "first", names)
    empty = find_merges(made, [], ["c" * 16], (), made.scratch / "again.parquet")
    with made.connect() as connection:
        assert connection.execute("SELECT count(*) FROM read_parquet(?)", [str(empty)]).fetchone() == (0,)
