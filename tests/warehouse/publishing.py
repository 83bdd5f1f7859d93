"""Publishes made-up runs, without the rooms: for tests of the lake alone."""

from __future__ import annotations

import datetime as dt

import pyarrow.parquet as pq

from tasks.publish import Publication, publish
from warehouse.lake import Lake
from warehouse.records import Delivery, Document, Given, Input, Raw, Run, Segment, Stage
from warehouse.schema import prepare
from warehouse.tables import BY_NAME, DELIVERIES, arrow_table


def document(doc_id: str) -> Document:
    """A document of four letters."""
    return Document(doc_id, None, "text", None, None, None, None, None, None, "en", 1.0, 4, 1, 1, "utf-8", [])


def stage_run(lake: Lake, run_id: str, doc_ids: list[str], started: dt.datetime) -> Publication:
    """Stage one run's files; publishing it makes them visible."""
    deliveries = [Delivery(item, b"text", "text/plain", None, f"file:///{item}", Given()) for item in doc_ids]
    lake.scratch.mkdir(parents=True, exist_ok=True)
    read = lake.scratch / f"{run_id}.parquet"
    pq.write_table(arrow_table(DELIVERIES, deliveries), read)
    stamps = ("print", run_id)
    rows = {
        "raw": arrow_table(BY_NAME["raw"], [Raw(item, b"text", "text/plain", None) for item in doc_ids]),
        "documents": arrow_table(BY_NAME["documents"], [document(item) for item in doc_ids], stamps),
        "segments": arrow_table(
            BY_NAME["segments"], [Segment(item, 0, 0, "body", 0, 4, "en", 1.0) for item in doc_ids], stamps
        ),
    }
    files = {name: [lake.files.write(name, run_id, "000000", content)] for name, content in rows.items()}
    count = len(doc_ids)
    stages = [Stage("read", count, count, 0, 0, 0.0), Stage("normalize", count, count, 0, 0, 0.0)]
    return Publication(
        run=Run(run_id, None, "ingest", started, started, "print", "0", stages),
        files=files,
        deliveries=[str(read)],
        refused=[],
        rejects=[],
        inputs=[Input(f"file:///{run_id}", 1, 1, count, run_id)],
        actors=arrow_table(BY_NAME["actors"], []),
    )


def publish_run(lake: Lake, number: int, documents: int = 5) -> int:
    """Stage and publish one made-up run; gives the snapshot."""
    with lake.connect(read_only=False) as connection:
        prepare(connection)
    started = dt.datetime(2024, 1, 1, tzinfo=dt.UTC) + dt.timedelta(hours=number)
    doc_ids = [f"{number:08}{index:08}" for index in range(documents)]
    return publish(lake, stage_run(lake, f"run{number:05}", doc_ids, started))
