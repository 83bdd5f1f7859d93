"""Golden sentences: every one of them holds, and the set-aside ones stay above their floors."""

from __future__ import annotations

import pytest

from tasks.sanctions import SanctionsGrammar, find_sanctions
from tests.quality.sanctions_eval import Score, evaluate_golden, load_grammar
from tests.tasks.sanctions.helper import one_sentence

FLOORS = {
    "detection_f1": 0.92,
    "false_friends_rejected": 0.95,
    "status_accuracy": 0.85,
    "target_f1": 0.85,
    "sender_f1": 0.8,
}


@pytest.fixture(scope="module")
def grammar() -> SanctionsGrammar:
    return load_grammar()


def test_every_english_sentence_reads_as_labelled(grammar: SanctionsGrammar) -> None:
    score = evaluate_golden("english", grammar)
    assert not score.misses, "\n".join(score.misses)


def test_set_aside_sentences_stay_above_their_floors(grammar: SanctionsGrammar) -> None:
    _above(evaluate_golden("english_set_aside", grammar), FLOORS)


def _above(score: Score, floors: dict[str, float]) -> None:
    report = score.report()
    low = {name: (report[name], floor) for name, floor in floors.items() if report[name] < floor}
    assert not low, "\n".join([str(low), *score.misses])


def test_a_row_explains_itself_by_span_and_rule(grammar: SanctionsGrammar) -> None:
    text = "If Russia attacks, Britain will impose sanctions on its banks."
    document, segments, mentions, attributions = one_sentence(text)
    (row,) = find_sanctions([document], [segments], [mentions], [attributions], grammar)[0]
    assert text[row.start : row.end].startswith("will impose sanctions")
    assert text[row.condition_start : row.condition_end] == "If Russia attacks"
    assert (row.trigger, row.status, row.rule_id) == ("sanctions", "threatened", "en.sanctions.impose+will")
    assert row.target_ids == ["RUS"]
