"""Articles a second of the attribution room alone, on one core: `python -m tests.bench.attribution [ARTICLES]`.

The articles are the first of ../shared's corpus, through the rooms before it once; the best of several passes counts,
in CPU time. The collector is paused, as it is where the pipeline runs the room.
"""

from __future__ import annotations

import gc
import sys
import time

from tasks.attribution import attribute
from tests.bench.sanctions import PASSES, of_documents, refined
from tests.quality.pipeline import rooms

WANTED = 2_000  # articles a second


def measure(articles: int) -> tuple[int, int, float]:
    """Articles, statements in them, and CPU seconds of the best pass. Raises FileNotFoundError without a corpus."""
    lexicon = rooms()[1].attribution
    rows = refined(articles)
    documents = rows["documents"]
    segments, mentions = (of_documents(documents, rows[table]) for table in ("segments", "mentions"))
    best, found = float("inf"), 0
    gc.disable()
    for _ in range(PASSES):
        started = time.process_time()
        statements = attribute(documents, segments, mentions, lexicon)
        best, found = min(best, time.process_time() - started), sum(map(len, statements))
    gc.enable()
    return len(documents), found, best


def main() -> None:
    """Print the throughput beside what is wanted."""
    try:
        documents, statements, seconds = measure(int(sys.argv[1]) if len(sys.argv) > 1 else 600)
    except FileNotFoundError as error:
        print(f"not measured: {error}")
        return
    print(
        f"attribution: {documents} articles, {statements} statements, {1e6 * seconds / documents:.0f} µs an article, "
        f"{documents / seconds:,.0f} articles/s a core (wanted: {WANTED:,})"
    )


if __name__ == "__main__":
    main()
