"""The five seed articles against their labels; skipped where ../shared is absent."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.tasks.normalize.driver import check_alignment, run
from warehouse.records import Cleaned

SHARED = Path(__file__).resolve().parents[4] / "shared"
LABELS = SHARED / "gold" / "seeds.yaml"
ELSEWHERE = {"damaged_name"}  # found by the actors room

pytestmark = pytest.mark.skipif(not LABELS.is_file(), reason="../shared with the seed articles is absent")


def _labels() -> list[Any]:
    entries = yaml.safe_load(LABELS.read_text(encoding="utf-8")) if LABELS.is_file() else []
    return [pytest.param(entry, id=entry["doc"]) for entry in entries]


@pytest.mark.parametrize("label", _labels())
def test_labels_are_found(label: dict[str, Any]) -> None:
    content = (SHARED / "seeds" / f"{label['doc']}.txt").read_bytes()
    result = run(content)
    assert isinstance(result, Cleaned)
    raw = content.decode(result.encoding)
    check_alignment(result, raw)
    assert result.outlet_id == label["outlet"]
    assert result.published_on == label["published_on"]
    for wanted in label["artifacts"]:
        if wanted["kind"] not in ELSEWHERE and not wanted.get("optional"):
            start = raw.index(wanted["text"])
            end = start + len(wanted["text"])
            again = raw.find(wanted["text"], start + 1)  # a headline stands twice; either place will do
            assert any(
                artifact.kind == wanted["kind"]
                and ((artifact.raw_start < end and artifact.raw_end > start) or artifact.raw_start == again)
                for artifact in result.artifacts
            ), wanted
