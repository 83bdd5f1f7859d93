"""`make bench-stories`: what linking costs as the number of documents grows, and on a lake that is large already.

Stages signed documents (the corpus beside the checkout and varied ones, every twentieth a copy of some kind) and takes
them through the real linking, each size in a process of its own: processor time and peak memory. Then links 1,000 more
on an empty lake and on the largest one. DEMARCHE_BENCH_STORIES sets the sizes (default 1000,10000,100000).
Exit code 1 where growth exceeds what is allowed.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import pyarrow.parquet as pq

from config.settings import LakeSettings
from config.stories import load_stories
from flows.pool import pool_map
from tasks.publish import Publication, publish
from tasks.stories import sign
from tasks.stories.credits import find_credits
from tasks.stories.linking import link_stories
from tasks.stories.relations import StagedFiles
from tests.bench.inputs import write_varied
from tests.bench.measuring import measure
from tests.quality.variants import reordered, substituted, truncated
from warehouse.lake import Lake, open_lake
from warehouse.records import Delivery, Document, Given, Raw, Run, Segment
from warehouse.schema import prepare
from warehouse.tables import BY_NAME, DELIVERIES, arrow_table

_STORIES = load_stories(Path(__file__).resolve().parents[2] / "config" / "rules" / "stories.toml")
_SHARD = 2000
_MORE = 1000
_COPY_EVERY = 20
_ALLOWED_GROWTH = 1.3
_ALLOWED_ON_LAKE = 2.0
_STARTED = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)


class Linked(NamedTuple):
    """One linking: processor seconds, peak memory of its process in megabytes, links found."""

    seconds: float
    megabytes: float
    links: int


def main() -> None:
    """Measure all sizes; print a line each."""
    sizes = [int(size) for size in os.environ.get("DEMARCHE_BENCH_STORIES", "1000,10000,100000").split(",")]
    with tempfile.TemporaryDirectory(prefix="demarche-stories-") as place:
        folder = Path(place)
        write_varied(folder / "input.jsonl", max(sizes) + _MORE)
        costs = [_growth(folder, size) for size in sizes]
        ratio = _incremental(folder, max(sizes))
    growth = costs[-1] / costs[0]
    print(f"growth per document {growth:.2f}, allowed {_ALLOWED_GROWTH}; on a large lake {ratio:.2f}, allowed 2")
    sys.exit(growth > _ALLOWED_GROWTH or ratio > _ALLOWED_ON_LAKE)


def _growth(folder: Path, size: int) -> float:
    """Link `size` documents in one run; gives processor seconds per 1,000. The largest lake is kept for later."""
    lake = _lake(folder, f"lake{size}")
    staged = _stage(lake, folder / "input.jsonl", 0, size, "run0")
    done = _in_own_process(lake, staged)
    cost = done.seconds / size * 1000
    print(f"{size:>9,} documents: {cost:.3f} s per 1,000, {done.megabytes:,.0f} MB, {done.links:,} links", flush=True)
    return cost


def _incremental(folder: Path, size: int) -> float:
    """Link 1,000 more on an empty lake and on one of `size` documents; gives the ratio of their processor times."""
    empty, full = _lake(folder, "empty"), _lake(folder, f"lake{size}")
    _publish(full, _staged(full, "run0"), "run0")
    times = []
    for name, lake in (("an empty lake", empty), (f"a lake of {size:,}", full)):
        done = _in_own_process(lake, _stage(lake, folder / "input.jsonl", size, _MORE, "run1"))
        print(f"{_MORE:>9,} more on {name}: {done.seconds:.2f} s, {done.megabytes:,.0f} MB, {done.links:,} links")
        times.append(done.seconds)
    return times[1] / times[0]


def link(directory: Path, run_id: str) -> None:
    """Link what is staged in a lake, and print the cost as JSON: what the processes of this bench do."""
    lake = open_lake(LakeSettings(), directory)
    staged = _staged(lake, run_id)
    started = time.process_time()
    linking = link_stories(lake, staged, _STORIES, pool_map, partial(find_credits, lake, staged, _STORIES.credit))
    seconds = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    print(json.dumps(Linked(seconds, peak, len(linking.links))))


def _in_own_process(lake: Lake, staged: StagedFiles) -> Linked:
    """Link in a new process."""
    run_id = Path(staged.deliveries[0]).name.partition("-")[0]
    done = measure([sys.executable, "-m", "tests.bench.stories", str(lake.directory), run_id])
    return Linked(*json.loads(done.output))


def _lake(folder: Path, name: str) -> Lake:
    """A lake with all its tables."""
    lake = open_lake(LakeSettings(), folder / name)
    with lake.connect(read_only=False) as connection:
        prepare(connection)
    lake.scratch.mkdir(parents=True, exist_ok=True)
    return lake


def _stage(lake: Lake, source: Path, first: int, count: int, run_id: str) -> StagedFiles:
    """Stage documents of the input, a shard at a time."""
    with source.open(encoding="utf-8") as lines:
        texts = _with_copies(json.loads(line)["text"] for line in islice(lines, first, first + count))
        for shard, start in enumerate(range(first, first + count, _SHARD)):
            chosen = list(islice(texts, min(_SHARD, first + count - start)))
            _stage_shard(lake, chosen, start, run_id, f"{shard:06}")
    return _staged(lake, run_id)


def _with_copies(texts: Iterator[str]) -> Iterator[str]:
    """The texts, every twentieth of them a copy of the one ten before it, in five kinds by turns."""
    recent: list[str] = []
    chance = random.Random(1)
    for number, text in enumerate(texts):
        recent = [*recent[-9:], text]
        if number % _COPY_EVERY != _COPY_EVERY - 1:
            yield text
            continue
        original, words = recent[0], text.split() or [""]
        kinds = [
            original,
            substituted(original, 0.1, words, chance),
            substituted(original, 0.4, words, chance),
            reordered(original, chance),
            truncated(original),
        ]
        yield kinds[number // _COPY_EVERY % len(kinds)]


def _stage_shard(lake: Lake, texts: Sequence[str], start: int, run_id: str, shard: str) -> None:
    """Write one shard's files, as the rooms would, with a segment a line."""
    ids = [hashlib.sha256(f"{start + number}".encode()).hexdigest()[:16] for number in range(len(texts))]
    documents = [_document(*pair) for pair in zip(ids, texts, strict=True)]
    segments = [_segments(document) for document in documents]
    stamps = ("print", run_id)
    rows = {
        "raw": arrow_table(BY_NAME["raw"], [Raw(doc_id, b"", "text/plain", None) for doc_id in ids], stamps[:0]),
        "documents": arrow_table(BY_NAME["documents"], documents, stamps),
        "segments": arrow_table(BY_NAME["segments"], [row for rows in segments for row in rows], stamps),
        "signatures": arrow_table(BY_NAME["signatures"], sign(documents, segments, _STORIES), stamps),
    }
    for name, content in rows.items():
        path = Path(lake.files.write(name, run_id, shard, content))
        (lake.scratch / f"{run_id}-{name}-{shard}.path").write_text(str(path), encoding="utf-8")
    deliveries = [Delivery(one, b"", "text/plain", None, f"file:///{run_id}/{one}", Given()) for one in ids]
    pq.write_table(arrow_table(DELIVERIES, deliveries), lake.scratch / f"{run_id}-deliveries-{shard}.parquet")


def _document(doc_id: str, text: str) -> Document:
    """A document with nothing known of it but its text."""
    words = len(text.split())
    return Document(doc_id, None, text, None, None, None, None, None, None, "en", 1.0, len(text), words, 1, "utf-8", [])


def _segments(document: Document) -> list[Segment]:
    """Each line of a document as a segment of its body."""
    segments = []
    start = 0
    for number, line in enumerate(document.text.split("\n")):
        if line:
            segments.append(Segment(document.doc_id, number, number, "body", start, start + len(line), "en", 1.0))
        start += len(line) + 1
    return segments


def _staged(lake: Lake, run_id: str) -> StagedFiles:
    """Files that a run has staged."""
    deliveries = [str(path) for path in sorted(lake.scratch.glob(f"{run_id}-deliveries-*"))]
    return StagedFiles(
        documents=_paths(lake, run_id, "documents"),
        segments=_paths(lake, run_id, "segments"),
        signatures=_paths(lake, run_id, "signatures"),
        deliveries=deliveries,
        seen_at=_STARTED,
        replaced=[],
    )


def _paths(lake: Lake, run_id: str, table: str) -> list[str]:
    """Staged files of one table."""
    return [path.read_text(encoding="utf-8") for path in sorted(lake.scratch.glob(f"{run_id}-{table}-*.path"))]


def _publish(lake: Lake, staged: StagedFiles, run_id: str) -> None:
    """Make staged documents part of the lake, each a story of its own: what they are linked to costs nothing here."""
    tables = ("raw", "documents", "segments", "signatures")
    publish(
        lake,
        Publication(
            run=Run(run_id, None, "ingest", _STARTED, _STARTED, "print", "0", []),
            files={table: _paths(lake, run_id, table) for table in tables},
            deliveries=staged.deliveries,
            refused=[],
            rejects=[],
            inputs=[],
            actors=arrow_table(BY_NAME["actors"], []),
        ),
    )


if __name__ == "__main__":
    if len(sys.argv) > 1:
        link(Path(sys.argv[1]), sys.argv[2])
    else:
        main()
