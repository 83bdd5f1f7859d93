"""`make bench-actors`: a gazetteer of a million aliases loaded and matched, beside other ways to do it.

Each way runs in a process of its own, on the same aliases and texts: seconds of processor time to load, resident memory
that it takes, and megabytes a second it reads. DEMARCHE_BENCH_ALIASES sets the number of aliases (default 1,000,000).
"""

from __future__ import annotations

import gc
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from config.imported import ID_PREFIX, SCHEMA, ImportedActors, read_imported
from tasks.actors.imported_names import ImportedNames
from tests.bench.inputs import texts
from warehouse.records import Segment

ALIASES_AN_ACTOR = 3
TEXTS = 1000
NAMED_EVERY = 150  # words: how often a text names one of the aliases
LONGEST_NAME = 8
LONGEST_TEXT = 1 << 30
FEW = 20_000  # aliases of a plain alternation: with more it takes hours
_ONSETS = [
    "b",
    "br",
    "ch",
    "d",
    "f",
    "g",
    "gr",
    "h",
    "k",
    "kh",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "sh",
    "t",
    "v",
    "y",
    "z",
    "zh",
]
_ENDINGS = ["a", "ai", "an", "ar", "e", "ei", "en", "er", "i", "in", "is", "o", "on", "ov", "u", "ul", "un"]
_FORMS = ["Bank", "Trading", "Holding", "Shipping", "Group", "Energy", "Company", "Industries", "Foundation", "Brigade"]
Find = Callable[[list[str]], int]


def aliases(count: int) -> list[str]:
    """Distinct names of two to five words: a word is drawn the oftener the lower its rank, as surnames are."""
    chance = random.Random(2026)
    words = sorted({_word(chance) for _ in range(90_000)})
    chance.shuffle(words)
    found: dict[str, None] = {}
    while len(found) < count:
        drawn = [words[int(len(words) * chance.random() ** 2)] for _ in range(chance.choice((2, 2, 2, 3, 3, 4)))]
        found[" ".join([*drawn, chance.choice(_FORMS)] if chance.random() < 0.4 else drawn)] = None
    return list(found)


def _word(chance: random.Random) -> str:
    return "".join(
        chance.choice(_ONSETS) + chance.choice(_ENDINGS) for _ in range(chance.choice((2, 2, 3, 3, 4)))
    ).title()


def naming_texts(names: list[str]) -> list[str]:
    """Articles in which one of the names stands every 150 words."""
    chance = random.Random(7)
    found = []
    for text in islice(texts(), TEXTS):
        words = text.split(" ")
        words[NAMED_EVERY::NAMED_EVERY] = [chance.choice(names) for _ in words[NAMED_EVERY::NAMED_EVERY]]
        found.append(" ".join(words))
    return found


def ours(path: Path, _: list[str]) -> Find:
    """Demarche: the imported file read and indexed, as every worker does."""
    names = ImportedNames(ImportedActors(read_imported([path]), []))
    segment = Segment("", 0, 0, "body", 0, LONGEST_TEXT, "en", 1.0)
    return lambda texts: sum(map(len, names.spans(texts, [[segment]] * len(texts))))


def automaton(_: Path, names: list[str]) -> Find:
    """An Aho-Corasick automaton (ahocorasick_rs) over the aliases as written, word boundaries checked after."""
    built = AhoCorasick(names, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA)

    def find(text: str) -> int:
        spans = built.find_matches_as_indexes(text)
        return sum(not (text[s - 1 : s].isalnum() or text[e : e + 1].isalnum()) for _, s, e in spans)

    return lambda texts: sum(map(find, texts))


def n_grams(_: Path, names: list[str]) -> Find:
    """A set of the aliases, asked for every sequence of up to eight words."""
    known = set(names)
    token = re.compile(r"\w+")

    def find(text: str) -> int:
        spans = [match.span() for match in token.finditer(text)]
        return sum(
            any(text[start : spans[last][1]] in known for last in range(first, min(first + LONGEST_NAME, len(spans))))
            for first, (start, _) in enumerate(spans)
        )

    return lambda texts: sum(map(find, texts))


def alternation(_: Path, names: list[str]) -> Find:
    """One regular expression of 20,000 of the aliases."""
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(names[:FEW], key=len, reverse=True)))})\b")
    return lambda texts: sum(len(pattern.findall(text)) for text in texts)


WAYS = {"demarche": ours, "ahocorasick_rs": automaton, "set of n-grams": n_grams, "re, 20,000 aliases": alternation}


def write_import(path: Path, names: list[str]) -> None:
    """An imported file of actors with three aliases each."""
    groups = [names[first : first + ALIASES_AN_ACTOR] for first in range(0, len(names), ALIASES_AN_ACTOR)]
    usual: dict[str, Any] = {
        "kind": "person",
        "names": None,
        "short_names": [],
        "roles": [],
        "topics": [],
        "external_ids": [],
    }
    with pq.ParquetWriter(path, SCHEMA, compression="zstd") as writer:
        for rows in _batches(groups):
            writer.write_table(
                pa.Table.from_pylist(
                    [usual | {"actor_id": f"{ID_PREFIX}{n:08}", "name": own[0], "names": own} for n, own in rows],
                    SCHEMA,
                )
            )


def _batches(groups: list[list[str]]) -> Iterator[list[tuple[int, list[str]]]]:
    numbered = enumerate(groups)
    while batch := list(islice(numbered, 50_000)):
        yield batch


def measure(way: str, path: Path, count: int) -> None:
    """In a process of its own: load, read all texts, print one row."""
    names = aliases(count)
    read = naming_texts(names)
    given = names if way != "demarche" else []
    if way == "demarche":
        del names
    size = sum(len(text.encode()) for text in read)
    before, started = _resident_mb(), time.process_time()
    find = WAYS[way](path, given)
    loaded = time.process_time()
    after = _resident_mb()
    read = read[: max(1, len(read) // 100)] if way.startswith("re,") else read
    size = sum(len(text.encode()) for text in read)
    gc.disable()  # as a worker does while it reads a shard
    began = time.process_time()
    found = find(read)
    rate = size / (time.process_time() - began) / 1e6
    print(
        f"| {way} | {loaded - started:.1f} | {after - before:,.0f} | {_peak_mb():,.0f} | {rate:.2f} | {found:,} |",
        flush=True,
    )


def _resident_mb() -> float:
    fields = Path("/proc/self/statm").read_text(encoding="ascii").split()
    return int(fields[1]) * resource.getpagesize() / 1e6


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def main() -> None:
    """Write the import, and run each way in its own process."""
    count = int(os.environ.get("DEMARCHE_BENCH_ALIASES", "1000000"))
    if len(sys.argv) == 3:
        measure(sys.argv[1], Path(sys.argv[2]), count)
        return
    with tempfile.TemporaryDirectory(prefix="demarche-bench-") as folder:
        path = Path(folder, "aliases.parquet")
        write_import(path, aliases(count))
        print(f"{count:,} aliases, {path.stat().st_size / 1e6:.1f} MB as an imported file; {TEXTS:,} articles\n")
        print("| way | seconds to load | memory it takes MB | peak of the process MB | MB/s | found |")
        print("|---|---|---|---|---|---|", flush=True)
        for way in WAYS:
            subprocess.run([sys.executable, "-m", "tests.bench.actors", way, str(path)], check=True)


if __name__ == "__main__":
    main()
