"""What `show`, `why` and `story` put on the terminal."""

from __future__ import annotations

from typing import Any

import pytest

from flows import show
from flows.terminal import cell, visible
from warehouse.reading import Reading

ARTICLE = {
    "doc_id": "a" * 16, "title": "Ports close", "outlet": "Reuters", "outlet_id": "reuters", "origin_outlet_id": None,
    "published_on": None, "published_evidence": None, "byline": None, "language": "en", "story_id": "a" * 16,
    "run_id": "run", "config_fingerprint": "print", "uri": "file:///a", "relation": "representative", "similarity": 1.0,
    "text": "The harbour board said on Friday that all 14 ports will close.",
    "translationese": 0.62, "translationese_parts": [{"part": "calque", "value": 8.0, "points": 1.4}],
}  # fmt: skip
COPY = ARTICLE | {
    "doc_id": "b" * 16, "relation": "near_copy", "similarity": 0.8, "outlet": None, "outlet_id": None,
    "text": "The harbour board said on Friday that all 41 ports will close.",
}  # fmt: skip


@pytest.mark.parametrize("hostile", ["a\x00b", "a\u202eb", "a\x1b[31mb", "a\u2066b"])
def test_nothing_that_steers_a_terminal_is_printed(hostile: str) -> None:
    assert visible(hostile, keep_lines=True).plain.isprintable()
    assert len(visible(hostile).plain) == len(hostile)
    assert cell(hostile).plain.isprintable()


def test_artifacts_are_marked_where_they_stand() -> None:
    artifact: dict[str, Any] = {"action": "removed", "raw_start": 4, "raw_end": 7}
    assert [(span.start, span.end) for span in show.marked("one two\n", [artifact]).spans] == [(4, 7)]


def test_a_document_shows_its_findings_with_rule_run_and_config(capsys: pytest.CaptureFixture[str]) -> None:
    artifact = {
        "kind": "boilerplate", "action": "removed", "text": "Leave a Reply", "replacement": None,
        "rule_id": "some_rule", "raw_start": 0, "raw_end": 3,
    }  # fmt: skip
    show.show_document(Reading(ARTICLE, "The raw text", [artifact], [], [], []))
    printed = capsys.readouterr().out
    assert all(part in printed for part in ("The raw text", "some_rule", "run run", "config print", "sanctions: 0"))
    assert "translationese 0.62: calque +1.4" in printed


def test_a_pair_shows_verdict_passages_and_changed_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    link = {"relation": "near_copy", "similarity": 0.8, "aligned_fraction": 0.9, "anchors": ["harbour board"]}
    show.show_pair(ARTICLE, COPY, link)
    printed = capsys.readouterr().out
    assert "Copies: near_copy (similarity 0.80, 90% of the shorter in order); one source." in printed
    assert "numbers only in the second: 41" in printed
    show.show_pair(ARTICLE, COPY | {"story_id": "c" * 16}, None)
    assert "two independent sources" in capsys.readouterr().out
    credit = link | {"relation": "credit", "similarity": 1.0, "anchors": ["cnn", "harbour"]}
    show.show_pair(ARTICLE, COPY, credit)
    assert "One source by credit: both relay a report of cnn" in capsys.readouterr().out


def test_a_story_is_a_tree_of_what_each_copy_changed(capsys: pytest.CaptureFixture[str]) -> None:
    show.show_story([ARTICLE, COPY])
    printed = capsys.readouterr().out
    assert "2 documents, 1 outlets, 1 independent source, origin reuters" in printed
    assert "near_copy 0.80" in printed
    assert "numbers only in the first: 14" in printed
