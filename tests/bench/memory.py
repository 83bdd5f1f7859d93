"""Peak memory of `demarche run` for ten times the documents: it must stay about the same.

`python -m tests.bench.memory [FEWER MORE]` (default 10000 100000) makes documents of about 4 kB, one in fifty a copy of
an earlier one, ingests each number of them into a new lake, and prints the peak memory of the whole family of processes
(proportional set size, so that shared pages count once), of its largest process, and the ratio.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
from pathlib import Path

from tests.bench.measuring import DEMARCHE, measure

_ALLOWED_GROWTH = 1.2
_FILE_RECORDS = 2000
_COPY_EVERY = 50
_WORDS = 60_000
_ACTORS = [
    "Russia",
    "Iran",
    "Belarus",
    "the European Union",
    "Canada",
    "the Kremlin",
    "Brussels",
    "Washington",
    "Syria",
]
_COMMON = ["the", "of", "and", "to", "in", "that", "for", "with", "was", "on", "by", "at", "from", "were", "which"]
_CLAIMS = [
    "{} imposed sanctions on {} after a vote on {}.",
    '"We will not lift the embargo", an official of {} said of {} in a note on {}.',
    "{} threatened {} with new export controls if the {} is not signed.",
    "The foreign minister of {} said the asset freeze against {} would end with the {}.",
]


def words() -> list[str]:
    """A vocabulary of made-up words."""
    chance = random.Random(1)
    syllables = [a + b for a in "bcdfghklmnprstvw" for b in ("a", "e", "i", "o", "u", "an", "er", "is", "on", "el")]
    return ["".join(chance.choices(syllables, k=chance.randint(1, 4))) for _ in range(_WORDS)]


def prose(chance: random.Random, vocabulary: list[str], count: int) -> str:
    """Made-up words between common English ones, so that the language is plain and the word pairs are rare."""
    return " ".join(chance.choice(_COMMON if place % 2 else vocabulary) for place in range(count))


def text(number: int, vocabulary: list[str]) -> str:
    """Article `number`: about 4 kB; one in fifty repeats another but for its last paragraph."""
    copied = number % _COPY_EVERY == _COPY_EVERY - 1
    chance = random.Random(number // 2 if copied else number)
    paragraphs = [prose(chance, vocabulary, 7).capitalize()]
    for _ in range(9):
        plain = ". ".join(prose(chance, vocabulary, 19).capitalize() for _ in range(4))
        claim = chance.choice(_CLAIMS).format(*chance.sample(_ACTORS, 2), prose(chance, vocabulary, 3))
        paragraphs.append(f"{plain}. {claim[0].upper()}{claim[1:]}")
    return "\n\n".join([*paragraphs, f"Dispatch {number}."])


def write(folder: Path, documents: int) -> None:
    """Write articles as JSON lines."""
    folder.mkdir(parents=True)
    vocabulary = words()
    for start in range(0, documents, _FILE_RECORDS):
        with (folder / f"{start:07}.jsonl").open("w", encoding="utf-8") as file:
            for number in range(start, min(start + _FILE_RECORDS, documents)):
                record = {
                    "text": text(number, vocabulary),
                    "source": "Reuters",
                    "date": f"2021-03-{number % 28 + 1:02}",
                }
                file.write(json.dumps(record) + "\n")


def main() -> None:
    """Measure both numbers of documents; exit code 1 where the larger takes more than 20 % more memory."""
    counts = [int(argument) for argument in sys.argv[1:]] or [10_000, 100_000]
    peaks = []
    for documents in counts:
        with tempfile.TemporaryDirectory(prefix="demarche-memory-") as place:
            write(Path(place, "in"), documents)
            done = measure([*DEMARCHE, "--lake", str(Path(place, "lake")), "run", str(Path(place, "in"))])
        peaks.append(done.tree_mb)
        print(
            f"{documents:>9,} documents: {done.tree_mb:,.0f} MB in all, {done.largest_mb:,.0f} MB in one process, "
            f"{done.seconds:.0f} s",
            flush=True,
        )
    growth = peaks[-1] / peaks[0]
    print(f"ratio {growth:.2f}, allowed {_ALLOWED_GROWTH}")
    sys.exit(growth > _ALLOWED_GROWTH)


if __name__ == "__main__":
    main()
