"""The page of measured figures."""

from __future__ import annotations

import pytest

from tests.docs.pages import ROOT
from tests.quality.accuracy_page import SUMMARY, accuracy_page, with_summary
from tests.quality.evaluate import MEASURES


def test_a_row_a_task_with_what_was_measured() -> None:
    measured = {"samples": {"dates": {"precision": 1.0, "recall": 0.934, "expected": 30, "right": 28, "auc": 0.5}}}
    page = accuracy_page(measured)
    assert "| dates | 1.00 | 0.93 |  | 30 | auc 0.50 |" in page.splitlines()


def test_the_committed_page_has_every_corpus_that_ships_with_the_project() -> None:
    page = (ROOT / "docs" / "accuracy.md").read_text(encoding="utf-8")
    shipped = {"samples", "english", "others", "sentences", "furniture", "translationese"}
    heads = {accuracy_page({name: {}}).splitlines()[-3] for name in shipped & set(MEASURES)}
    assert all(head in page for head in heads)


def test_the_readme_takes_the_figures_between_its_marks() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    measured: dict[str, dict[str, dict[str, float]]] = {}
    for corpus, task, name, _ in SUMMARY:
        measured.setdefault(corpus, {}).setdefault(task, {})[name] = 0.123
    written = with_summary(readme, measured)
    assert written.count("| 0.12 |") == len(SUMMARY)
    assert with_summary(written, measured) == written
    assert with_summary(readme, {}) == readme
    with pytest.raises(ValueError, match="lacks"):
        with_summary("# No marks", measured)
