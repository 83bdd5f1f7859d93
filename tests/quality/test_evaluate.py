"""The harness around the scorers: tables, and documents that the pipeline loses."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.quality import evaluate, pipeline
from tests.quality.labels import load_samples
from warehouse.records import Refused

ROOT = Path(__file__).parents[2]


def test_a_table_has_a_line_a_task_and_names_other_figures() -> None:
    scores = {"precision": 0.5, "recall": 1.0, "f1": 2 / 3, "right": 1, "predicted": 2, "found": 1, "expected": 1}
    lines = list(evaluate.table("seeds", {"actors": scores, "clusters": {"rand_index": 0.25}}))
    assert lines[0].split() == ["seeds", "precision", "recall", "f1", "right", "predicted", "expected"]
    assert lines[1].split() == ["actors", "0.500", "1.000", "0.667", "1", "2", "1"]
    assert lines[2].split() == ["clusters", "rand_index", "0.250"]


def test_a_lost_document_counts_as_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    refusal = Refused("", (ROOT / "samples" / "14-crimea-2014.txt").as_uri(), "rule_failed", "", 0)
    monkeypatch.setattr(pipeline, "run_pipeline", lambda paths: pipeline.Output({"story_members": []}, [], [refusal]))
    measured, notes = evaluate.measure_samples()
    assert measured["actors"]["recall"] == measured["documents"]["recall"] == 0
    assert measured["actors"]["expected"] > 100
    assert measured["rejects"]["precision"] == 0
    assert any("14-crimea-2014.txt: wrongly refused" in note for note in notes)


def test_names_come_from_uris() -> None:
    root = ROOT / "samples"
    assert pipeline.name_of((root / "wire.jsonl").as_uri() + "#line=3", root) == "wire.jsonl#line=3"


def test_inheritance_replaces_keys_and_adds_extras() -> None:
    by_name = {label.name: label for label in load_samples(ROOT / "tests" / "samples" / "labels")[0]}
    original, edited = by_name["01-price-cap-wire.txt"], by_name["03-price-cap-edited.txt"]
    assert edited.required == original.required
    assert edited.published_on != original.published_on
    assert not set(edited.artifacts) & set(original.artifacts)
    assert len(edited.sanctions) > len(original.sanctions)
    assert [one.inherited for one in edited.attributions][-1] is False
