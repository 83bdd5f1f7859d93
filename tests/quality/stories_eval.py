"""How well copies are found: precision and recall per kind, clusters, hard negatives. Run as a module to print it."""

from __future__ import annotations

import gzip
import json
import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations, islice
from math import comb

from tests.quality.variants import Variant, variants
from tests.tasks.stories.driver import ROOT, Library

SHARED = ROOT.parent / "shared"
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}(?: [A-Z][a-z]+)*")  # capitalized words inside a sentence
_SAME_EVENT = 0.2


@dataclass
class Score:
    """What one evaluation measured; shares are 0 to 1."""

    recall: dict[str, float] = field(default_factory=dict)  # by kind of variant: it is linked to its original
    joined: dict[str, float] = field(default_factory=dict)  # by kind of variant: it is in its original's story
    labelled: dict[str, float] = field(default_factory=dict)  # by kind of variant: linked, with the expected relation
    precision: dict[str, float] = field(default_factory=dict)  # by relation: links inside one true cluster
    rand_index: float = 0.0  # adjusted, over all documents
    wrongly_joined: float = 0.0  # of the candidate pairs that are no copies (same event or outlet): in one story
    same_event: int = 0  # pairs of articles on one event of one day
    same_event_joined: float = 0.0  # of these, in one story


def score(originals: Mapping[str, str], made: list[Variant], others: Mapping[str, str]) -> tuple[Score, Library]:
    """Run the room over originals, their variants and unrelated others, and compare with the truth."""
    library = Library()
    library.add({**originals, **others, **{variant.doc_id: variant.text for variant in made}})
    truth = {doc_id: doc_id for doc_id in library.texts} | {variant.doc_id: variant.original for variant in made}
    stories = _stories(library)
    kinds = _by_kind(library, made)
    return Score(*kinds, _precision(library, truth), rand_index(stories, truth), _wrong(library, truth)), library


def rand_index(found: Mapping[str, str], truth: Mapping[str, str]) -> float:
    """Adjusted Rand index of two clusterings of the same documents (Hubert and Arabie 1985)."""
    together = _pairs(Counter((found[doc_id], truth[doc_id]) for doc_id in truth))
    one, two = _pairs(Counter(found[doc_id] for doc_id in truth)), _pairs(Counter(truth.values()))
    expected = one * two / comb(len(truth), 2)
    limit = (one + two) / 2
    return 1.0 if limit == expected else (together - expected) / (limit - expected)


def corpus(limit: int) -> dict[str, str]:
    """The first articles of the shared corpus, where it is; else the project's samples, one of each story."""
    path = SHARED / "corpus" / "news-2000.jsonl.gz"
    if path.exists():
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            return {f"c{number:04d}": json.loads(line)["text"] for number, line in enumerate(islice(lines, limit))}
    return {name: (ROOT / "samples" / name).read_text(encoding="utf-8", errors="replace") for name in sample_stories()}


def sample_stories() -> dict[str, str]:
    """Names of the sample text files that are originals, and the story that each begins."""
    stories = {}
    for path in sorted((ROOT / "tests" / "samples" / "labels").glob("*.toml")):
        for entry in tomllib.loads(path.read_text(encoding="utf-8")).get("document", []):
            if entry["name"].endswith(".txt") and "story" in entry:
                stories[entry["name"]] = entry["story"]
    return stories


def retranslations() -> list[Variant]:
    """Re-translations of samples, written by hand: golden ones, and those among the samples."""
    golden = tomllib.loads((ROOT / "tests/tasks/stories/golden/retranslations.toml").read_text(encoding="utf-8"))
    texts = [(entry["of"], entry["text"]) for entry in golden["retranslation"]]
    for path in sorted((ROOT / "samples").glob("*-retranslated*.txt")):
        story = path.name[3:].partition("-retranslated")[0]
        [original] = (ROOT / "samples").glob(f"*-{story}.txt")
        texts.append((original.name, path.read_text(encoding="utf-8")))
    return [Variant(f"{no}-retranslated", text, of, "retranslation") for no, (of, text) in enumerate(texts)]


def same_event_pairs(limit: int) -> list[tuple[str, str]]:
    """Pairs of corpus articles of one day that share a fifth of the fewer names: one event, seen by two authors.

    Empty where the corpus is absent.
    """
    path = SHARED / "corpus" / "news-2000.jsonl.gz"
    if not path.exists():
        return []
    days: dict[str, list[tuple[str, set[str]]]] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(islice(lines, limit)):
            record = json.loads(line)
            days.setdefault(record["date"], []).append((f"c{number:04d}", set(_NAME.findall(record["text"]))))
    return [
        (one, other)
        for articles in days.values()
        for (one, names), (other, others) in combinations(articles, 2)
        if len(names & others) >= _SAME_EVENT * min(len(names), len(others)) > 0
    ]


@cache
def evaluate(documents: int = 2000, copied: int = 300) -> tuple[Score, Library]:
    """Score on the corpus: `copied` originals with every kind of variant, as many hosts, the rest as negatives."""
    texts = list(corpus(documents).items())
    copied = min(copied, len(texts) // 3)
    originals, hosts, others = dict(texts[:copied]), texts[copied : 2 * copied], dict(texts[2 * copied :])
    by_hand = retranslations()
    samples = {one.original: (ROOT / "samples" / one.original).read_text(encoding="utf-8") for one in by_hand}
    made = [*variants(originals, [text for _, text in hosts]), *by_hand]
    measured, library = score({**originals, **samples}, made, others)
    stories = _stories(library)
    pairs = [pair for pair in same_event_pairs(documents) if all(doc_id in stories for doc_id in pair)]
    measured.same_event = len(pairs)
    measured.same_event_joined = sum(stories[one] == stories[other] for one, other in pairs) / max(1, len(pairs))
    return measured, library


def _by_kind(library: Library, made: list[Variant]) -> tuple[dict[str, float], dict[str, float], dict[str, float]]:
    """Recall of links, of stories and of the expected relation, by kind of variant."""
    relations = {frozenset(link[:2]): link.relation for link in library.links}
    stories = _stories(library)
    kinds: dict[str, list[Variant]] = {}
    for variant in made:
        kinds.setdefault(variant.doc_id.rpartition("-")[2], []).append(variant)
    recall, joined, labelled = {}, {}, {}
    for kind, group in kinds.items():
        found = [relations.get(frozenset((variant.doc_id, variant.original))) for variant in group]
        recall[kind] = sum(relation is not None for relation in found) / len(group)
        labelled[kind] = sum(r == variant.truth for r, variant in zip(found, group, strict=True)) / len(group)
        joined[kind] = sum(stories[v.doc_id] == stories[v.original] for v in group) / len(group)
    return recall, joined, labelled


def _precision(library: Library, truth: Mapping[str, str]) -> dict[str, float]:
    """Share of links, by relation, whose documents truly share an origin."""
    right: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for link in library.links:
        every[link.relation] += 1
        right[link.relation] += truth[link.doc_id] == truth[link.other_doc_id]
    return {relation: right[relation] / count for relation, count in sorted(every.items())}


def _wrong(library: Library, truth: Mapping[str, str]) -> float:
    """Share of the candidate pairs without a common origin that ended in one story."""
    stories = _stories(library)
    apart = [pair for pair in library.pairs if truth[pair.doc_id] != truth[pair.other_doc_id]]
    return sum(stories[pair.doc_id] == stories[pair.other_doc_id] for pair in apart) / max(1, len(apart))


def _stories(library: Library) -> dict[str, str]:
    """Story of every document."""
    return {doc_id: member.story_id for doc_id, member in library.members.items()}


def _pairs(counts: Counter[object]) -> int:
    """Pairs inside groups of these sizes."""
    return sum(comb(count, 2) for count in counts.values())


def main() -> None:
    """Print the score."""
    measured, library = evaluate()
    print(f"{'variant':<12}{'linked':>8}{'joined':>8}{'labelled':>10}")
    for kind, value in measured.recall.items():
        print(f"{kind:<12}{value:>8.3f}{measured.joined[kind]:>8.3f}{measured.labelled[kind]:>10.3f}")
    for relation, value in measured.precision.items():
        print(f"precision of {relation:<14}{value:.4f}")
    print(f"hard negatives joined {measured.wrongly_joined:.4f}")
    print(f"joined of {measured.same_event} pairs on one event {measured.same_event_joined:.4f}")
    print(f"adjusted Rand index {measured.rand_index:.4f} over {len(library.texts)} documents")


if __name__ == "__main__":
    main()
