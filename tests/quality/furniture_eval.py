"""Artifacts of short articles written for it, every one labelled before a rule was run on it: tests/quality/furniture.

`tuned.toml` may guide the rules; by `held.toml` none was written. A label is [kinds, fragment], alternatives by |;
a third element, `optional`, makes a miss free.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from config.configuration import load_config
from tasks.normalize import NormalizeRules, compile_rules, normalize
from tests.quality.labels import ArtifactLabel, Options
from tests.quality.scoring import score_artifacts
from tests.quality.tally import Tally
from warehouse.records import Delivery, Given

ROOT = Path(__file__).parents[2]
HALVES = ("tuned", "held")


def articles(half: str) -> list[dict[str, Any]]:
    """The articles of one half: name, language, text, artifacts."""
    path = Path(__file__).parent / "furniture" / f"{half}.toml"
    return list(tomllib.loads(path.read_text(encoding="utf-8"))["article"])


def evaluate(half: str) -> Tally:
    """Findings against labels, over all articles of one half."""
    total = Tally()
    for number, article in enumerate(articles(half)):
        raw = article["text"].strip()
        delivery = Delivery(f"{number:016x}", raw.encode(), "text/plain", None, f"memory:{article['name']}", Given())
        (cleaned,), _ = normalize([delivery], rules())
        total.add(score_artifacts(article["name"], labels(article["artifacts"]), raw, cleaned.artifacts))
    return total


def labels(written: Sequence[Sequence[str]]) -> list[ArtifactLabel]:
    """Labels as the scorer takes them."""
    return [ArtifactLabel(_kinds(kinds), text, bool(rest)) for kinds, text, *rest in written]


def _kinds(written: str) -> Options:
    return tuple(written.split("|"))


@cache
def rules() -> NormalizeRules:
    """The rules that ship with the project."""
    config = load_config(ROOT / "config")
    return compile_rules(config.text, config.actors)
