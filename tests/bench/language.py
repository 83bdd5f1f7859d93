"""The language room beside langdetect: is every label the same, and how fast is each.

`python -m tests.bench.language` checks at least 3,000 texts in every language that langdetect has a profile for, and
times whole articles, sentences and segmentation on one core. Texts come from the tests' own sentences, from words drawn
out of langdetect's profiles (for languages nobody wrote sentences in), from noise, and from ../shared where present.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
import time
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path

import langdetect

from config.segments import load_segment_config
from tasks.language import compile_segment_rules, detect, detect_segments, segment
from tests.tasks.language.oracle import ask
from warehouse.records import Block, Cleaned

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpus" / "news-2000.jsonl.gz"
SENTENCES: dict[str, list[str]] = tomllib.loads(
    (ROOT / "tests" / "tasks" / "language" / "sentences.toml").read_text(encoding="utf-8")
)
Answer = tuple[str, float]


def written(source: random.Random, count: int) -> list[str]:
    """Join a few of our own sentences, mostly of one language, sometimes of two."""
    texts = []
    for _ in range(count):
        languages = source.sample(sorted(SENTENCES), 1 if source.random() < 0.8 else 2)
        pool = [sentence for language in languages for sentence in SENTENCES[language]]
        texts.append(" ".join(source.choices(pool, k=source.choice([1, 1, 2, 4, 12]))))
    return texts


def drawn(source: random.Random, per_language: int) -> list[str]:
    """Draw n-grams out of each profile by frequency and run them together into words."""
    texts = []
    for path in sorted(Path(langdetect.PROFILES_DIRECTORY).iterdir()):
        frequency: dict[str, int] = json.loads(path.read_text(encoding="utf-8"))["freq"]
        grams, weights = list(frequency), list(frequency.values())
        for _ in range(per_language):
            picked = source.choices(grams, weights, k=source.choice([3, 10, 40, 300]))
            texts.append("".join(gram + source.choice(["", "", " "]) for gram in picked))
    return texts


def noise(source: random.Random, count: int) -> list[str]:
    """Make texts of characters from all over Unicode, with addresses, marks and digits between them."""
    ranges = [(0x20, 0x7F), (0xA0, 0x250), (0x300, 0x330), (0x370, 0x600), (0x900, 0xE00), (0x1E00, 0x2070)]
    ranges += [(0x3040, 0x3130), (0x4E00, 0x9FFF), (0xAC00, 0xD7A3), (0x1D400, 0x1D500), (0x1F600, 0x1F650)]
    extras = ["https://example.org/a?b=c ", "name@example.org ", "  ", "\n", "12:30 ", "a\u0301", "\u1ebf"]
    texts = []
    for _ in range(count):
        spans = source.choices(ranges, k=source.choice([1, 2, 4]))
        size = source.choice([1, 4, 20, 120])
        characters = [chr(source.randrange(*source.choice(spans))) for _ in range(size)]
        texts.append("".join(source.choice(extras) if source.random() < 0.1 else one for one in characters))
    return texts


def articles() -> list[str]:
    """Read the articles of ../shared; our own sentences at article length where it is absent."""
    if not CORPUS.exists():
        print("../shared is absent: articles are made of the tests' own sentences", file=sys.stderr)
        source = random.Random(2)
        return [" ".join(source.choices(SENTENCES["en"], k=40)) for _ in range(1_000)]
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


def timed(work: Callable[[], object]) -> float:
    """Seconds of processor time, the best of three."""
    seconds = []
    for _ in range(3):
        start = time.process_time()
        work()
        seconds.append(time.process_time() - start)
    return min(seconds)


def compare(texts: Sequence[str]) -> tuple[int, float]:
    """Count labels that differ from langdetect's, and find the greatest difference in probability."""
    pairs = list(zip(detect(texts), map(ask, texts), strict=True))
    return sum(ours[0] != theirs[0] for ours, theirs in pairs), max(abs(ours[1] - theirs[1]) for ours, theirs in pairs)


def verify(documents: list[str]) -> int:
    """Print how the replay compares with langdetect, by kind of text; returns the number of labels that differ."""
    source = random.Random(1)
    kinds = {
        "own sentences": written(source, 1_000),
        "drawn from profiles": drawn(source, 24),
        "noise": noise(source, 600),
        "articles": documents[::10],
    }
    total = 0
    for kind, texts in kinds.items():
        wrong, difference = compare(texts)
        total += wrong
        print(f"{kind:20} {len(texts):6} texts  {wrong} other labels  greatest difference {difference:.1e}")
    return total


def measure(documents: list[str]) -> None:
    """Print speeds on one core."""
    size = sum(map(len, documents)) / 1e6
    some = documents[::40]
    sentences = [sentence for pool in SENTENCES.values() for sentence in pool] * 40
    ours = len(documents) / timed(lambda: detect(documents))
    theirs = len(some) / timed(lambda: [ask(text) for text in some])
    print(f"articles of {size * 1e6 / len(documents):.0f} characters on average")
    print(f"detect      {ours:9.0f} documents/s  langdetect {theirs:.0f}  ({ours / theirs:.0f} times)")
    print(f"sentences   {len(sentences) / timed(lambda: detect_segments(sentences)):9.0f} sentences/s")
    rules = compile_segment_rules(load_segment_config(ROOT / "config" / "lexicons"))
    cleaned = [_cleaned(text) for text in documents]
    languages: list[Answer] = [("en", 0.99)] * len(documents)
    print(f"segment     {size / timed(lambda: segment(cleaned, languages, rules)):9.1f} MB/s with languages")


def _cleaned(text: str) -> Cleaned:
    return Cleaned(
        "d", None, text, None, None, None, None, None, None, "utf-8", [], [Block(0, len(text), 0, "body")], []
    )


def main() -> int:
    """Verify, then measure; 1 where a label differs."""
    documents = articles()
    detect(["the tables are built on first use"])
    wrong = verify(documents)
    measure(documents)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
