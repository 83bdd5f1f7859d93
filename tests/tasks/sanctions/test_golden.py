"""Golden sentences: every one of them holds, and the set-aside ones stay above their floors."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.sanctions import SanctionsGrammar, find_sanctions
from tests.quality.sanctions_eval import Score, evaluate_golden
from tests.quality.sanctions_golden import load_grammar
from tests.tasks.sanctions.helper import mentions_in, one_sentence
from warehouse.records import Attribution, Segment

OTHER_LANGUAGES = [
    "arabic",
    "chinese",
    "dutch",
    "french",
    "german",
    "italian",
    "polish",
    "portuguese",
    "russian",
    "spanish",
    "ukrainian",
]
ENGLISH = ["english", "english_second", "english_seventh", "english_eighth", "english_eleventh", "english_thirteenth"]
FRONTED = ["dutch_fifth", "german_fifth", "polish_fifth", "russian_fifth", "ukrainian_fifth"]
FIRMS = ["russian_sixth", "ukrainian_sixth"]
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


@pytest.mark.parametrize("name", [*ENGLISH, *FRONTED, *FIRMS, *OTHER_LANGUAGES])
def test_every_sentence_reads_as_labelled(name: str) -> None:
    score = evaluate_golden(name)
    assert not score.misses, "\n".join(score.misses)


def test_set_aside_sentences_stay_above_their_floors() -> None:
    _above(evaluate_golden("english_set_aside"), FLOORS)


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


def test_a_second_claim_without_actors_refers_back(grammar: SanctionsGrammar) -> None:
    text = "Canada imposed sanctions on Mali. The sanctions took effect at once."
    document, _, _, _ = one_sentence(text)
    segments = [Segment("d", 0, 0, "body", 0, 33, "en", 1.0), Segment("d", 1, 0, "body", 34, len(text), "en", 1.0)]
    rows = find_sanctions([document], [segments], [mentions_in(text, segments)], [[]], grammar)[0]
    assert [(row.sender_ids, row.target_ids) for row in rows] == [(["CAN"], ["MLI"]), (["CAN"], ["MLI"])]
    assert rows[1].rule_id.endswith("linked_back")
    assert [row.sanction_no for row in rows] == [0, 1]


def test_the_speaker_is_the_narrowest_attribution_and_sender_of_we(grammar: SanctionsGrammar) -> None:
    text = "We will respond with sanctions if Moscow moves."
    document, segments, mentions, _ = one_sentence(text)
    wide = Attribution(
        "d", 0, 0, None, None, None, None, 0, len(text), "cnn", "named", "direct", None, None, "r", 1.0, "asserted"
    )
    narrow = wide._replace(attribution_no=1, content_end=len(text) - 1, speaker_actor_id="liz-truss")
    (row,) = find_sanctions([document], [segments], [mentions], [[wide, narrow]], grammar)[0]
    assert (row.speaker_actor_id, row.attribution_no, row.sender_ids) == ("liz-truss", 1, ["liz-truss"])


@pytest.mark.parametrize("kind", ["boilerplate", "byline", "dateline"])
def test_furniture_makes_no_claims(kind: str, grammar: SanctionsGrammar) -> None:
    document, (segment,), mentions, attributions = one_sentence("US imposes sanctions on Iran")
    furniture = [segment._replace(kind=kind)]
    assert find_sanctions([document], [furniture], [mentions], [attributions], grammar) == [[]]


WORDS = [
    "sanctions",
    "sanctioned",
    "Russia",
    "Iran",
    "US",
    "EU",
    "Washington",
    "imposed",
    "lifted",
    "will",
    "not",
    "on",
    "against",
    "by",
    "if",
    "unless",
    ",",
    ".",
    "“",
    "”",
    "-",
    "'s",
    "threatened",
    "with",
    "warned",
    "that",
    "called",
    "for",
    "embargo",
    "assets",
    "freeze",
    "of",
    "the",
    "relief",
    "-",
    "busting",
    "which",
    "has",
    "been",
    "to",
]


@given(st.lists(st.sampled_from(WORDS), max_size=25))
def test_any_word_order_gives_rows_inside_the_sentence(words: list[str]) -> None:
    text = " ".join(words)
    document, segments, mentions, attributions = one_sentence(text)
    for row in find_sanctions([document], [segments], [mentions], [attributions], _grammar())[0]:
        assert 0 <= row.start <= text.index(row.trigger, row.start) < row.end <= len(text)
        assert row.condition_start is None or 0 <= row.condition_start < (row.condition_end or 0) <= len(text)
        assert len(set(row.sender_ids)) == len(row.sender_ids)
        assert not set(row.sender_ids) & set(row.target_ids)
        assert 0 < row.confidence <= 1


@given(st.text(max_size=80))
def test_any_text_is_read_without_error(text: str) -> None:
    document, segments, mentions, attributions = one_sentence(f"sanctions {text} sanctioned İran if")
    find_sanctions([document], [segments], [mentions], [attributions], _grammar())


@cache
def _grammar() -> SanctionsGrammar:
    return load_grammar()
