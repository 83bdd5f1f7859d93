"""The sanctions room, fed by the rooms before it, on the labelled seed articles (skipped where they are absent)."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.quality.pipeline import process_text
from tests.quality.sanctions_corpus import PARTS, evaluate_corpus
from tests.quality.sanctions_eval import evaluate_gold
from warehouse.records import SanctionsMention

CORPUS_FLOORS = {
    "development": {"detection_f1": 0.97, "status_accuracy": 0.85, "target_f1": 0.82, "sender_f1": 0.82},
    "final": {"detection_f1": 0.9, "status_accuracy": 0.78, "target_f1": 0.75, "sender_f1": 0.66},
}
SHARED = Path(__file__).resolve().parents[3] / "shared"


@pytest.mark.skipif(not SHARED.exists(), reason="the labelled seed articles (../shared) are not here")
def test_every_labelled_claim_is_found_with_at_most_one_false() -> None:
    labels = yaml.safe_load((SHARED / "gold" / "seeds.yaml").read_text(encoding="utf-8"))
    score = evaluate_gold(labels, _find)
    assert score.counts["label_right"] == score.counts["label"], "\n".join(score.misses)
    assert score.counts["false"] <= 1, "\n".join(score.misses)


@pytest.mark.skipif(not SHARED.exists(), reason="the corpus of articles (../shared) is not here")
@pytest.mark.parametrize("part", PARTS)
def test_labelled_corpus_sentences_stay_above_their_floors(part: str) -> None:
    score = evaluate_corpus(part, SHARED / "corpus" / "news-2000.jsonl.gz")
    report = score.report()
    low = {name: report[name] for name, floor in CORPUS_FLOORS[part].items() if report[name] < floor}
    assert not low and not score.counts["lost"], low


def _find(stem: str) -> tuple[str, list[SanctionsMention]]:
    rows = process_text((SHARED / "seeds" / f"{stem}.txt").read_text(encoding="utf-8"))
    return rows["documents"][0].text, rows["sanctions_mentions"]
