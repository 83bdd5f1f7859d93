"""`make bench`: the whole pipeline beside a naive script, on the same input in the same run.

Prints documents/s, MB/s and peak memory of both, the share of the run's time that orchestration takes, and
microseconds a document per stage. DEMARCHE_BENCH_DOCUMENTS sets the number of documents (default 20,000).
"""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

from config.settings import LakeSettings
from tests.bench.inputs import write_varied
from tests.bench.measuring import DEMARCHE, NAIVE, WITH_PANDAS, Measured, measure
from warehouse.lake import open_lake

_WORKERS = 2


def main() -> None:
    """Make the input, run both, print the tables."""
    count = int(os.environ.get("DEMARCHE_BENCH_DOCUMENTS", "20000"))
    with tempfile.TemporaryDirectory(prefix="demarche-bench-") as folder:
        source = Path(folder, "input.jsonl")
        size = write_varied(source, count)
        print(f"{count:,} distinct documents, {size / 1e6:.1f} MB of text, {os.cpu_count()} cores\n")
        lake = Path(folder, "lake")
        ours = measure([*DEMARCHE, "--lake", str(lake), "run", str(source), "--json"])
        naive = measure([*NAIVE, str(source), str(Path(folder, "naive"))], WITH_PANDAS)
        summary = json.loads(ours.output)
        _print_rates(count, size, ours, naive, summary["seconds"])
        _print_stages(lake, count, summary["seconds"])


def _print_rates(count: int, size: int, ours: Measured, naive: Measured, run_seconds: float) -> None:
    """Documents and megabytes a second, and memory, of both."""
    print("| what | seconds | documents/s | MB/s | peak memory MB | to naive |")
    print("|---|---|---|---|---|---|")
    base = count / naive.seconds
    rows = [
        ("demarche, the run until committed and checked (2 processes)", run_seconds, ours.tree_mb),
        ("demarche, whole process with server start", ours.seconds, ours.tree_mb),
        ("naive pandas + langdetect + re (1 process)", naive.seconds, naive.tree_mb),
    ]
    for name, seconds, memory in rows:
        rate = count / seconds
        print(
            f"| {name} | {seconds:.1f} | {rate:,.0f} | {size / 1e6 / seconds:.2f} | {memory:,.0f} | {rate / base:.1f} |"
        )


def _print_stages(lake: Path, count: int, run_seconds: float) -> None:
    """Microseconds a document per stage, and what is left for orchestration."""
    with open_lake(LakeSettings(), lake).connect() as connection:
        stages = connection.execute("SELECT stage, sum(stage_seconds) FROM report_runs GROUP BY ALL").fetchall()
        copies = connection.execute("SELECT count(*), sum(copies) FROM stories").fetchone()
    print("\n| stage | microseconds a document | share of the workers' time |\n|---|---|---|")
    total = run_seconds * _WORKERS
    for name, seconds in stages:
        print(f"| {name} | {seconds / count * 1e6:,.0f} | {seconds / total:.1%} |")
    linking = dict(stages).get("link", 0.0)
    parallel = sum(seconds for name, seconds in stages if name != "link")
    waiting = run_seconds - linking - parallel / _WORKERS
    print(
        f"\nOrchestration, committing and idle cores: {waiting:.1f} s of {run_seconds:.1f} s, "
        f"{waiting / run_seconds:.1%}"
    )
    print(f"Stories: {copies[0]:,} over {copies[1]:,} documents" if copies else "")


if __name__ == "__main__":
    main()
