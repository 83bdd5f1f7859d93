"""Articles a second of the sanctions room alone, on one core: `python -m tests.bench.sanctions [ARTICLES]`.

The articles are the first of ../shared's corpus, through the rooms before it once; the best of several passes counts,
in CPU time, without collections of cycles, as a stage of the run does it.
"""

from __future__ import annotations

import gc
import gzip
import json
import sys
import time
from itertools import islice
from pathlib import Path
from typing import Any

from flows.shard import process
from tasks.sanctions import find_sanctions
from tests.quality.pipeline import rooms
from warehouse.records import Delivery, Given

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "news-2000.jsonl.gz"
PASSES = 5
WANTED = 3_000  # articles a second


def measure(articles: int) -> tuple[int, int, float]:
    """Articles, claims found in them, and CPU seconds of the best pass. Raises FileNotFoundError without a corpus."""
    compiled = rooms()[1]
    rows = refined(articles)
    documents = rows["documents"]
    segments, mentions, attributions = (
        of_documents(documents, rows[table]) for table in ("segments", "mentions", "attributions")
    )
    best, found = float("inf"), 0
    gc.disable()
    for _ in range(PASSES):
        started = time.process_time()
        claims = find_sanctions(documents, segments, mentions, attributions, compiled.sanctions)
        best, found = min(best, time.process_time() - started), sum(map(len, claims))
    gc.enable()
    return len(documents), found, best


def refined(articles: int) -> dict[str, list[Any]]:
    """Rows of the corpus's first articles, by table. Raises FileNotFoundError without a corpus."""
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in islice(lines, articles)]
    deliveries = [
        Delivery(f"{number:016x}", text.encode(), "text/plain", None, f"corpus:{number}", Given())
        for number, text in enumerate(texts)
    ]
    return process(deliveries, rooms()[1]).rows


def of_documents(documents: list[Any], rows: list[Any]) -> list[list[Any]]:
    """Rows grouped by document, in the order of the documents."""
    grouped: dict[str, list[Any]] = {}
    for row in rows:
        grouped.setdefault(row.doc_id, []).append(row)
    return [grouped.get(document.doc_id, []) for document in documents]


def main() -> None:
    """Print the throughput beside what is wanted."""
    try:
        documents, claims, seconds = measure(int(sys.argv[1]) if len(sys.argv) > 1 else 600)
    except FileNotFoundError as error:
        print(f"not measured: {error}")
        return
    print(
        f"sanctions: {documents} articles, {claims} claims, {1e6 * seconds / documents:.0f} µs an article, "
        f"{documents / seconds:,.0f} articles/s a core (wanted: {WANTED:,})"
    )


if __name__ == "__main__":
    main()
