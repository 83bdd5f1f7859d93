"""Floors for finding copies; they only rise. Without the shared corpus the project's samples are the originals."""

import pytest

from tests.quality.stories_eval import Score, evaluate, rand_index, retranslations

pytestmark = pytest.mark.xdist_group("variants")


@pytest.fixture(scope="module")
def measured() -> Score:
    return evaluate(400, 100)[0]  # as the floors have it, so that it is measured once


@pytest.mark.parametrize("kind", ["exact", "near10", "spun40", "reordered", "half", "embedded"])
def test_copies_of_every_kind_join_their_original(measured: Score, kind: str) -> None:
    assert measured.recall[kind] >= 0.98
    assert measured.joined[kind] >= 0.98


def test_retranslations_by_hand_join_their_original(measured: Score) -> None:
    assert len(retranslations()) >= 12
    assert measured.recall["retranslated"] >= 0.9
    assert measured.joined["retranslated"] >= 0.9


@pytest.mark.parametrize("relation", ["exact", "near_copy", "partial", "retranslation"])
def test_links_are_between_copies(measured: Score, relation: str) -> None:
    assert measured.precision[relation] >= 0.99


def test_clusters_are_the_true_ones(measured: Score) -> None:
    assert measured.rand_index >= 0.99


def test_articles_on_one_event_stay_apart(measured: Score) -> None:
    assert measured.wrongly_joined <= 0.01
    assert measured.same_event_joined <= 0.01


def test_rand_index_of_known_clusterings() -> None:
    truth = {"a": "1", "b": "1", "c": "2", "d": "2"}
    assert rand_index(truth, truth) == 1.0
    assert rand_index({"a": "1", "b": "2", "c": "1", "d": "2"}, truth) == pytest.approx(-0.5)
