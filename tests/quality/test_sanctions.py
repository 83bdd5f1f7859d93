"""The sanctions room, fed by the rooms before it, on the labelled seed articles (skipped where they are absent)."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.quality.pipeline import process_text
from tests.quality.sanctions_corpus import PARTS, evaluate_corpus
from tests.quality.sanctions_eval import evaluate_gold
from warehouse.records import SanctionsMention

SHARED = Path(__file__).resolve().parents[3] / "shared"


@pytest.mark.skipif(not SHARED.exists(), reason="the labelled seed articles (../shared) are not here")
def test_every_labelled_claim_is_found_with_at_most_one_false() -> None:
    labels = yaml.safe_load((SHARED / "gold" / "seeds.yaml").read_text(encoding="utf-8"))
    score = evaluate_gold(labels, _find)
    assert score.counts["label_right"] == score.counts["label"], "\n".join(score.misses)
    assert score.counts["false"] <= 1, "\n".join(score.misses)


@pytest.mark.skipif(not SHARED.exists(), reason="the corpus of articles (../shared) is not here")
@pytest.mark.parametrize("part", PARTS)
@pytest.mark.xdist_group("corpus")
def test_every_labelled_sentence_of_the_corpus_is_still_a_sentence(part: str) -> None:
    score = evaluate_corpus(part, SHARED / "corpus" / "news-2000.jsonl.gz")
    assert not score.counts["lost"], "\n".join(miss for miss in score.misses if miss.startswith("lost"))


def _find(stem: str) -> tuple[str, list[SanctionsMention]]:
    rows = process_text((SHARED / "seeds" / f"{stem}.txt").read_text(encoding="utf-8"))
    return rows["documents"][0].text, rows["sanctions_mentions"]
