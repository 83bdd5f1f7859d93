"""ROC AUC of `translationese`: `python -m tests.quality.translationese_eval`.

Native articles of the shared corpus against copies that general rules damaged (each kind alone, and all), and the
hand-written retranslations in samples/ against the other English samples and against the corpus.
"""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from config.configuration import load_config
from config.translationese import load_translationese
from tasks.normalize import NormalizeRules, compile_rules, normalize
from tasks.normalize.translationese import CompiledTranslationese, translationese
from tests.quality.damage import KINDS, damaged
from warehouse.records import Cleaned, Delivery, Given

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpus" / "news-2000.jsonl.gz"
EVERY = 4  # one article in four


def auc(positive: Sequence[float], negative: Sequence[float]) -> float:
    """Chance that a positive scores higher than a negative, ties counting half (Mann and Whitney's U, scaled)."""
    ranked = sorted([(score, 1) for score in positive] + [(score, 0) for score in negative])
    wins = ties = below = 0.0
    at = 0
    while at < len(ranked):
        end = at
        while end < len(ranked) and ranked[end][0] == ranked[at][0]:
            end += 1
        ups = sum(label for _, label in ranked[at:end])
        downs = end - at - ups
        wins += ups * below
        ties += ups * downs
        below += downs
        at = end
    return (wins + ties / 2) / (len(positive) * len(negative))


def cleaned_texts(texts: Sequence[str], rules: NormalizeRules) -> list[Cleaned]:
    deliveries = [
        Delivery(f"{number:016x}", text.encode(), "text/plain", None, f"memory:{number}", Given())
        for number, text in enumerate(texts)
    ]
    return normalize(deliveries, rules)[0]


def samples() -> Iterator[tuple[str, bool]]:
    """English samples, and whether they are retranslations (their file's name says so)."""
    for path in sorted((ROOT / "samples").glob("*.txt")):
        language = path.stem.split("-")[1]
        if len(language) > 2 or language in ("us", "uk"):
            yield path.read_bytes().decode("utf-8", "replace"), "retranslated" in path.stem


def main() -> None:
    """Print the table."""
    config = load_config(ROOT / "config")
    rules = compile_rules(config.text, config.actors)
    compiled = CompiledTranslationese(load_translationese(ROOT / "config"))

    def scores(texts: Sequence[str]) -> list[float]:
        return [translationese(one.text, one.artifacts, compiled).score for one in cleaned_texts(texts, rules)]

    chosen = list(samples())
    retranslated = scores([text for text, is_one in chosen if is_one])
    others = scores([text for text, is_one in chosen if not is_one])
    print(f"samples: {len(retranslated)} retranslated, {len(others)} others    AUC {auc(retranslated, others):.3f}")
    if not CORPUS.exists():
        print(f"corpus: absent ({CORPUS.name}), the rest cannot be measured")
        return
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        native = [json.loads(line)["text"] for number, line in enumerate(lines) if number % EVERY == 0]
    plain = scores(native)
    print(f"samples: {len(retranslated)} retranslated, {len(plain)} of the corpus  AUC {auc(retranslated, plain):.3f}")
    for name, kinds in {**{kind: (kind,) for kind in KINDS}, "all kinds": tuple(KINDS)}.items():
        worse = scores([damaged(text, seed, kinds) for seed, text in enumerate(native)])
        print(f"corpus: {name:20} AUC {auc(worse, plain):.3f}")
    documents = cleaned_texts(native, rules)
    started = time.process_time()
    for one in documents:
        translationese(one.text, one.artifacts, compiled)
    spent = time.process_time() - started
    print(f"cost: {4e9 * spent / sum(len(one.text) for one in documents):.0f} us per 4 kB")


if __name__ == "__main__":
    main()
