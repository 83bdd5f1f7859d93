"""`demarche export ftm` on the hand-made world: every line valid, each entity after those that it names."""

from __future__ import annotations

import io
import json
from collections import Counter
from pathlib import Path
from typing import Any

from followthemoney import model

from config.configuration import DEFAULT_DIRECTORY
from config.exchange import load_exchange
from flows.exporting import claims_left_out, export_entities
from warehouse.lake import Lake
from warehouse.query import query_connection


def exported(lake: Lake) -> tuple[Counter[str], list[dict[str, Any]]]:
    out = io.StringIO()
    with query_connection(lake) as connection:
        counts = export_entities(connection, load_exchange(DEFAULT_DIRECTORY), out)
    return counts, [json.loads(line) for line in out.getvalue().splitlines()]


def test_every_entity_is_valid_and_refers_to_one_before_it(world: Lake) -> None:
    _, entities = exported(world)
    seen: set[str] = set()
    for entity in entities:
        proxy = model.get_proxy(entity, cleaned=False)
        proxy.schema.validate(entity)
        assert proxy.to_dict()["properties"] == entity["properties"]
        for prop, value in proxy.itervalues():
            assert prop.type.name != "entity" or value in seen, (entity["id"], prop.name)
        seen.add(entity["id"])
    assert len(seen) == len(entities)


def test_what_the_world_holds(world: Lake) -> None:
    counts, entities = exported(world)
    assert counts["Article"] == 4 and counts["Sanction"] == sum(one["schema"] == "Sanction" for one in entities)
    claims = [one["properties"] for one in entities if one["schema"] == "Sanction"]
    assert {(one["entity"][0], one["status"][0]) for one in claims} == {
        ("dm-RUS", "claimed: imposed"),
        ("dm-RUS", "claimed: urged"),
    }
    assert not counts["refused"]


def test_claims_that_no_sanction_can_be_made_of_are_counted(world: Lake) -> None:
    with query_connection(world) as connection:
        assert claims_left_out(connection) == 2


def test_the_same_lake_gives_the_same_bytes(world: Lake, tmp_path: Path) -> None:
    assert exported(world)[1] == exported(world)[1]
