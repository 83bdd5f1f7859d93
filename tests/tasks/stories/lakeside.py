"""Runs over plain texts that end in a lake, without Prefect: rooms, linking and publishing."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import pyarrow.parquet as pq

from config.settings import LakeSettings
from flows.pool import pool_map
from flows.shard import process
from tasks.actors import actor_rows
from tasks.publish import Publication, publish
from tasks.stories.credits import find_credits
from tasks.stories.linking import Linking, link_stories
from tasks.stories.relations import StagedFiles
from tests.quality.pipeline import rooms
from warehouse.lake import Lake, open_lake
from warehouse.records import Delivery, Given, Run
from warehouse.schema import prepare
from warehouse.tables import BY_NAME, DELIVERIES, arrow_table

_STARTED = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)


def new_lake(directory: Path) -> Lake:
    """A lake with all its tables and no rows."""
    lake = open_lake(LakeSettings(), directory)
    with lake.connect(read_only=False) as connection:
        prepare(connection)
    lake.scratch.mkdir(parents=True, exist_ok=True)
    return lake


def id_of(text: str) -> str:
    """Id of a text's document."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def ingest(lake: Lake, texts: Mapping[str, str], number: int) -> Linking:
    """One committed run, the `number`-th, over texts by name."""
    run_id, started = f"run{number:05}", _STARTED + dt.timedelta(hours=number)
    deliveries = [
        Delivery(id_of(text), text.encode(), "text/plain", None, f"file:///{name}", Given())
        for name, text in texts.items()
    ]
    read = str(lake.scratch / f"{run_id}.parquet")
    pq.write_table(arrow_table(DELIVERIES, deliveries), read)
    files = {}
    for name, rows in process(deliveries, rooms()[1]).rows.items():
        table = BY_NAME[name]
        content = arrow_table(table, rows, ("print", run_id) if table.stamped else ())
        files[name] = [lake.files.write(name, run_id, "000000", content)]
    staged = StagedFiles(
        **{name: files[name] for name in StagedFiles._fields if name in files},
        deliveries=[read],
        seen_at=started,
        replaced=[],
    )
    stories = rooms()[0].stories
    linking = link_stories(lake, staged, stories, pool_map, partial(find_credits, lake, staged, stories.credit))
    publish(
        lake,
        Publication(
            run=Run(run_id, None, "ingest", started, started, "print", "0", []),
            files=files,
            deliveries=[read],
            refused=[],
            rejects=[],
            inputs=[],
            actors=arrow_table(BY_NAME["actors"], actor_rows(rooms()[1].actors)),
            links=linking.links,
            members=linking.members,
            artifacts=linking.findings.artifacts,
            mentions=linking.findings.mentions,
        ),
    )
    return linking
