"""What a run's page in the Prefect UI says, and how a failed shard is told."""

from __future__ import annotations

import logging

import pytest

from flows.run_page import failure_page, summary_page
from flows.summary import RunSummary
from warehouse.checks import CheckResult

SUMMARY = RunSummary("run7", "ingest", "here/lake", 1200, 3, 2, 0, 2.0, [])
STAGES = [("read", 1205, 1203, 0, 2, 0.5), ("actors", 1200, 1200, 0, 0, 1.0)]
HELD = CheckResult("ids", "fail", "Ids are unique.", 0, "")
WARNED = CheckResult("dates", "warn", "Dates are known.", 5, "")
FAILED = CheckResult("spans", "fail", "Spans lie in texts.", 1, "")


def test_broken_checks_come_first_and_the_severe_ones_before_all() -> None:
    page = summary_page(SUMMARY, [HELD, WARNED, FAILED], STAGES, [])
    places = [page.index(text) for text in ("Ingest run7", "Spans lie", "Dates are", "new documents", "seconds went")]
    assert places == sorted(places) and "Ids are unique" not in page and "Rejects" not in page


def test_figures_bars_and_rejects() -> None:
    page = summary_page(SUMMARY, [HELD], STAGES, [("empty", 2, "no text", "file:///in/`a`|b<i>.txt")])
    assert "All 1 data checks hold." in page
    assert "| 1,200 | 3 | 2 | 0 | 2.0 | 600 |" in page
    bars = {line.split()[0]: line.count("█") for line in page.splitlines() if "█" in line}
    assert bars == {"read": 20, "actors": 40, "(rest)": 20}
    assert page.index("## Rejects") < page.index("seconds went")
    assert r"| empty | 2 | no text | file:///in/\`a\`\|b\<i\>.txt |" in page


def test_a_run_without_anything_has_a_page() -> None:
    assert "0.0 | 0 |" in summary_page(SUMMARY._replace(documents=0, seconds=0.0), [], [], [])


def test_a_failed_run_says_why_and_what_became_of_the_lake() -> None:
    page = failure_page("ingest", "run7", "here/lake", "shard 3, 2 documents from <a>.txt:\nbad row")
    assert page.startswith("# Ingest run7 failed\n") and r"shard 3, 2 documents from \<a\>.txt: bad row" in page
    assert "as it was before" in page


@pytest.mark.parametrize("error", [ValueError("bad\nrow"), FileNotFoundError(2, "gone")])
def test_a_failed_part_names_its_files_and_the_reason_in_one_line(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows import steps

    monkeypatch.setattr(steps, "get_run_logger", lambda: logging.getLogger("test"))
    kind = OSError if isinstance(error, OSError) else steps.StepFailedError
    what = "shard 3, 57 documents from a.jsonl to b.jsonl"
    with pytest.raises(kind) as caught, steps._failure_told(lambda: what):
        raise error
    said = str(caught.value)
    assert said.startswith(f"{what} failed: ")
    assert type(error).__name__ in said and "\n" not in said
