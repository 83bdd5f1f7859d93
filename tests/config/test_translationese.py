"""The rules of translationese: as shipped, and what is said where they are wrong."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from config.loading import ConfigError
from config.translationese import COMPUTED_PARTS, load_translationese

CONFIG = Path(__file__).resolve().parents[2] / "config"


def test_the_shipped_rules_weigh_every_part() -> None:
    rules = load_translationese(CONFIG)
    assert set(rules.weights) == {*COMPUTED_PARTS, *rules.phrases, *rules.cased}
    assert all(allowed != rules.prepositions for allowed in rules.governed.values())


def test_a_part_without_a_weight_is_named(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    path = tmp_path / "rules" / "translationese.toml"
    shutil.copy(CONFIG / "rules" / "translationese.toml", path)
    path.write_text(path.read_text(encoding="utf-8").replace("\nagreement = {", "\nagrement = {"), encoding="utf-8")
    with pytest.raises(ConfigError, match="parts without a weight: agreement"):
        load_translationese(tmp_path)
