"""A name that was linked though it is damaged is an artifact."""

from __future__ import annotations

from tasks.normalize import normalize, with_damaged_names
from tests.tasks.normalize.driver import delivery, rules
from warehouse.records import Mention

RAW = "Talks go on  in Reykjavik\n\nThe envoy  Tom Harpur said on Friday that the talks  would go on until the spring."


def _mention(text: str, surface: str, kind: str) -> Mention:
    start = text.index(surface)
    return Mention(
        "0" * 16, 0, 1, start, start + len(surface), surface, "tom-harper", kind, "damaged_office_sound", 0.4, []
    )


def test_a_damaged_name_is_flagged_where_it_stands_in_the_raw_text() -> None:
    (cleaned,), _ = normalize([delivery(RAW.encode())], rules())
    mentions = [_mention(cleaned.text, "Tom Harpur", "damaged_name"), _mention(cleaned.text, "Reykjavik", "name")]
    *before, found = with_damaged_names(cleaned, mentions)
    assert before == cleaned.artifacts
    assert (found.artifact_no, found.kind, found.action) == (len(before), "damaged_name", "flagged")
    assert RAW[found.raw_start : found.raw_end] == found.text == "Tom Harpur"


def test_without_one_nothing_is_added() -> None:
    (cleaned,), _ = normalize([delivery(RAW.encode())], rules())
    assert with_damaged_names(cleaned, [_mention(cleaned.text, "Reykjavik", "name")]) == cleaned.artifacts
