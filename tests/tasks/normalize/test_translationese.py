"""The score of translationese and its parts; every text was written for this file."""

from __future__ import annotations

import math
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.translationese import load_translationese
from tasks.normalize.translationese import CompiledTranslationese, score_all, translationese
from tests.quality.damage import KINDS, damaged
from tests.quality.translationese_eval import auc
from tests.tasks.normalize.driver import CONFIG
from warehouse.records import Artifact, Cleaned

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


def _score(text: str, *artifacts: Artifact) -> float:
    score = translationese([(text, artifacts)], compiled())[0].score
    assert score is not None
    return score


def _parts(text: str, *artifacts: Artifact) -> dict[str, float]:
    return {part.part: part.value for part in translationese([(text, artifacts)], compiled())[0].parts}


def test_a_translation_scores_above_a_native_text() -> None:
    assert _score(NATIVE) < 0.3
    assert _score(TRANSLATED) > 0.7


@pytest.mark.parametrize(
    "part",
    ["of_chains", "few_possessives", "odd_preposition", "agreement", "calque", "missing_article"],
)
def test_the_parts_show_why(part: str) -> None:
    assert part not in _parts(NATIVE)
    assert _parts(TRANSLATED)[part] > 0


def test_parts_are_rates_per_thousand_words() -> None:
    words = len(TRANSLATED.split())
    fragment = _artifact("foreign_fragment")
    assert _parts(TRANSLATED, fragment)["residue"] == round(1000 / words, 2)
    assert _parts(TRANSLATED, fragment, fragment)["residue"] == round(2000 / words, 2)


def test_the_parts_add_up_to_the_score() -> None:
    [found] = translationese([(TRANSLATED, [])], compiled())
    odds = compiled().rules.bias + sum(part.points for part in found.parts)
    assert found.score == pytest.approx(1 / (1 + math.exp(-odds)), abs=0.01)


def test_residue_raises_the_score_and_furniture_does_not() -> None:
    assert _score(NATIVE, _artifact("foreign_fragment")) > _score(NATIVE)
    assert _score(NATIVE, _artifact("boilerplate", "removed")) == _score(NATIVE)


def test_a_text_of_few_words_has_no_score() -> None:
    few = "The pier of the port of the city of the coast is shut."
    assert translationese([(few, [])], compiled()) == [(None, [])]


def test_other_languages_have_no_score() -> None:
    one = Cleaned("0" * 16, None, TRANSLATED, None, None, None, None, None, None, "utf-8", [], [], [])
    english, french = score_all([one, one], [("en", 0.99), ("fr", 0.99)], compiled())
    assert [english] == translationese([(TRANSLATED, [])], compiled())
    assert french == (None, [])


def test_a_noun_in_a_compound_needs_no_article() -> None:
    text = NATIVE + " She asked for city hall records, and for company reports, in village schools."
    assert "missing_article" not in _parts(text)


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
    [result] = translationese([(f"{text} " * times, [])], compiled())
    assert result.score is None or 0 <= result.score <= 1
    assert all(part.value > 0 and part.points >= 0 for part in result.parts)
