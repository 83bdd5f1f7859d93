"""The pipeline in one process, without lake or Prefect: paths in, rows of every table out."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from config.configuration import Config, load_config
from flows.shard import Rooms, compile_rooms, process, process_safely
from flows.worker import completed
from tasks.read import find_inputs, read_files
from tasks.stories import body_text
from tests.quality.tally import Rows
from tests.tasks.stories.driver import Library
from warehouse.records import Delivery, Given, Refused

ROOT = Path(__file__).parents[2]
_OF_A_DOCUMENT = {
    "segments": "segments",
    "artifacts": "artifacts",
    "mentions": "mentions",
    "attributions": "attributions",
    "sanctions_mentions": "sanctions",
}


@dataclass
class Output:
    """Rows by table, the deliveries they came from, and what was refused."""

    rows: dict[str, list[Any]]
    deliveries: list[Delivery]
    refused: list[Refused] = field(default_factory=list)


@cache
def rooms() -> tuple[Config, Rooms]:
    """The config that ships with the project, compiled."""
    config = load_config(ROOT / "config")
    return config, compile_rooms(config)


def run_pipeline(paths: Sequence[Path]) -> Output:
    """Read files and folders, refine every document as one shard, and cluster them into stories."""
    deliveries, refused = _read(paths)
    refined = process_safely(deliveries, rooms()[1])
    rows = refined.rows
    rows["story_links"], rows["story_members"] = _stories(rows)
    return Output(rows, deliveries, [*refused, *refined.refused])


def process_text(text: str) -> dict[str, list[Any]]:
    """Rows of one plain text, by table."""
    delivery = Delivery("0" * 16, text.encode(), "text/plain", None, "memory:text", Given())
    return process([delivery], rooms()[1]).rows


def rows_by_name(output: Output, root: Path) -> dict[str, Rows]:
    """Each document's rows under its name: the path below `root`, with #line=N for a record.

    A content that was seen at several places has the name of the first.
    """
    names = {delivery.doc_id: name_of(delivery.uri, root) for delivery in reversed(output.deliveries)}
    raw = {delivery.doc_id: delivery.content for delivery in output.deliveries}
    grouped = {table: _by_document(output.rows.get(table, [])) for table in _OF_A_DOCUMENT}
    return {
        names[document.doc_id]: Rows(
            document,
            raw[document.doc_id].decode(document.encoding, "replace"),
            **{name: grouped[table].get(document.doc_id, []) for table, name in _OF_A_DOCUMENT.items()},
        )
        for document in output.rows.get("documents", [])
    }


def stories_by_name(output: Output, root: Path) -> dict[str, str]:
    """The story of every document, by name."""
    story = {member.doc_id: member.story_id for member in output.rows["story_members"]}
    return {name_of(one.uri, root): story[one.doc_id] for one in output.deliveries if one.doc_id in story}


def refused_by_name(output: Output, root: Path) -> dict[str, Refused]:
    """What was refused, by name."""
    return {name_of(refusal.uri, root): refusal for refusal in output.refused}


def name_of(uri: str, root: Path) -> str:
    """A document's name from its URI."""
    return uri.removeprefix(root.resolve().as_uri() + "/")


def _read(paths: Sequence[Path]) -> tuple[list[Delivery], list[Refused]]:
    """Deliveries and refusals of files, through the reading room."""
    config, compiled = rooms()
    files, _ = find_inputs([str(path) for path in paths])
    with tempfile.TemporaryDirectory() as scratch:
        target = str(Path(scratch, "read.parquet"))
        reading = read_files(files, target, config.settings.read, partial(completed, compiled))
        rows = pq.read_table(target).to_pylist()
    return [Delivery(**{**row, "given": Given(**row["given"])}) for row in rows], reading.refused


def _stories(rows: dict[str, list[Any]]) -> tuple[list[Any], list[Any]]:
    """Links and members of the stories that a run's documents make, first seen in their order."""
    segments = _by_document(rows.get("segments", []))
    settings = rooms()[0].stories
    library = Library()
    library.add(
        {one.doc_id: body_text(one, segments.get(one.doc_id, []), settings) for one in rows.get("documents", [])}
    )
    return library.links, list(library.members.values())


def _by_document(rows: Sequence[Any]) -> dict[str, list[Any]]:
    """Rows grouped by doc_id."""
    grouped: dict[str, list[Any]] = {}
    for row in rows:
        grouped.setdefault(row.doc_id, []).append(row)
    return grouped
