"""The score of translationese and its parts; every text was written for this file."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.translationese import load_translationese
from tasks.normalize.translationese import CompiledTranslationese, translationese
from tests.quality.damage import KINDS, damaged
from tests.quality.translationese_eval import auc
from tests.tasks.normalize.driver import CONFIG
from warehouse.records import Artifact

NATIVE = (
    "The harbour master's office closed the north pier on Tuesday after a crane driver noticed a crack in one of "
    "its piles. Divers went down before dusk. They found the wood soft for the length of a man's arm, and the "
    "port's engineer told reporters that nobody would unload there until the spring, when a barge with new timber "
    "is due. The town's fishermen weren't surprised. They'd complained for years, said Ada Brock, whose family "
    "has kept a boat at the pier since her grandfather's day. Two ferries will use the south quay instead. It's a "
    "longer walk, but it's dry."
)
TRANSLATED = (
    "The office of the head of the administration of the port of the city announced on the day of Tuesday the "
    "closing of the pier of the north. The driver of the crane have noticed the presence of a crack. According "
    "from the engineer of the port , the wood of the pier are soft. He pointed out in this regard that the "
    "unloading of the ships in region will be resumed in the spring. The fishermen of the city they was not "
    "surprised. They participated at meeting, and they accused for the negligence the Ministry of Transport. "
    "Within the framework of the plan, the ferries use the quay."
)


@cache
def compiled() -> CompiledTranslationese:
    return CompiledTranslationese(load_translationese(CONFIG))


def _artifact(kind: str, action: str = "flagged") -> Artifact:
    return Artifact("0" * 16, 0, kind, 0, 1, "x", None, action, "rule")


def test_a_translation_scores_above_a_native_text() -> None:
    native, translated = (translationese(text, [], compiled()) for text in (NATIVE, TRANSLATED))
    assert native.score < 0.3
    assert translated.score > 0.7


@pytest.mark.parametrize(
    "part",
    ["of_chains", "few_possessives", "odd_preposition", "agreement", "calque", "missing_article"],
)
def test_the_parts_show_why(part: str) -> None:
    assert dict(translationese(NATIVE, [], compiled()).parts)[part] == 0
    assert dict(translationese(TRANSLATED, [], compiled()).parts)[part] > 0


def test_parts_are_rates_per_thousand_words() -> None:
    words = len(TRANSLATED.split())
    once, twice = ([_artifact("foreign_fragment")] * count for count in (1, 2))
    assert dict(translationese(TRANSLATED, once, compiled()).parts)["residue"] == round(1000 / words, 4)
    assert dict(translationese(TRANSLATED, twice, compiled()).parts)["residue"] == round(2000 / words, 4)


def test_residue_raises_the_score_and_furniture_does_not() -> None:
    plain = translationese(NATIVE, [], compiled()).score
    assert translationese(NATIVE, [_artifact("foreign_fragment")], compiled()).score > plain
    assert translationese(NATIVE, [_artifact("boilerplate", "removed")], compiled()).score == plain


def test_a_text_of_few_words_has_no_score() -> None:
    assert translationese("The pier of the port of the city of the coast is shut.", [], compiled()) == (0.0, [])


def test_a_noun_in_a_compound_needs_no_article() -> None:
    text = NATIVE + " She asked for city hall records, and for company reports, in village schools."
    assert dict(translationese(text, [], compiled()).parts)["missing_article"] == 0


@pytest.mark.parametrize("kind", KINDS)
def test_damage_is_the_same_for_the_same_seed(kind: str) -> None:
    assert damaged(NATIVE, 3, (kind,)) == damaged(NATIVE, 3, (kind,))
    assert any(damaged(NATIVE, seed, (kind,)) != NATIVE for seed in range(5))


def test_auc_counts_ties_half() -> None:
    assert auc([2, 3], [0, 1]) == 1
    assert auc([0, 1], [2, 3]) == 0
    assert auc([1, 1], [1, 1]) == 0.5
    assert auc([1, 2], [1, 0]) == 0.875


@settings(max_examples=50, deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=200), st.integers(0, 120))
def test_any_text_has_a_score_between_0_and_1(text: str, times: int) -> None:
    result = translationese(f"{text} " * times, [], compiled())
    assert 0 <= result.score <= 1
    assert all(value >= 0 for _, value in result.parts)
