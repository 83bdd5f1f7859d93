"""ROC AUC of `translationese`, for `python -m tests.quality.evaluate --corpus translationese damage`.

Native articles of the shared corpus against copies that general rules damaged (each kind alone, and all), and the
hand-written retranslations in samples/ against the other English samples and against the corpus.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from config.configuration import load_config
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


@cache
def _compiled() -> tuple[NormalizeRules, CompiledTranslationese]:
    """The room's rules and the score's."""
    config = load_config(ROOT / "config")
    return compile_rules(config.text, config.actors), CompiledTranslationese(config.translationese)


def _scores(texts: Sequence[str]) -> list[float]:
    """Scores of the texts that are long enough to have one."""
    rules, compiled = _compiled()
    found = [
        one.score
        for one in translationese([(one.text, one.artifacts) for one in cleaned_texts(texts, rules)], compiled)
    ]
    return [score for score in found if score is not None]


def evaluate_samples() -> dict[str, dict[str, float]]:
    """The hand-written retranslations against the other English samples."""
    chosen = list(samples())
    retranslated, others = (_scores([text for text, is_one in chosen if is_one == kind]) for kind in (True, False))
    return {"retranslated": {"roc_auc": auc(retranslated, others)}}


def evaluate_damage() -> dict[str, dict[str, float]]:
    """Articles of the shared corpus as they are against damaged copies, and against the retranslated samples.

    Raises FileNotFoundError where the corpus is absent.
    """
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        native = [json.loads(line)["text"] for number, line in enumerate(lines) if number % EVERY == 0]
    plain = _scores(native)
    figures = {"retranslated": {"roc_auc": auc(_scores([text for text, is_one in samples() if is_one]), plain)}}
    for name, kinds in {**{kind: (kind,) for kind in KINDS}, "all_kinds": tuple(KINDS)}.items():
        worse = _scores([damaged(text, seed, kinds) for seed, text in enumerate(native)])
        figures[name] = {"roc_auc": auc(worse, plain)}
    return figures
