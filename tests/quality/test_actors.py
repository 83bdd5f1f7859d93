"""The labels of actors in articles of the shared corpus: whole, in two halves, and of the right classes."""

from __future__ import annotations

import tomllib
from collections import Counter
from typing import Any

from tests.quality.actors_corpus import CLASSES, LABELS, PARTS, score_article
from tests.quality.pipeline import rooms
from warehouse.records import Mention

ARTICLES: list[dict[str, Any]] = tomllib.loads(LABELS.read_text(encoding="utf-8"))["article"]


def test_sixty_articles_in_two_halves() -> None:
    assert Counter(article["part"] for article in ARTICLES) == dict.fromkeys(PARTS, 30)
    assert len({article["text"] for article in ARTICLES}) == 60


def test_every_known_id_is_labelled_under_its_class() -> None:
    kinds = rooms()[1].gazetteer.kinds
    wrong = [
        (article["text"], actor)
        for article in ARTICLES
        for name in ("countries", "bodies", "people")
        for actor in article.get(name, ())
        if actor in kinds and CLASSES[kinds[actor]] != name
    ]
    assert not wrong


def test_places_and_allowed_actors_count_neither_way() -> None:
    label = {"text": "x", "countries": ["FRA"], "people": ["ann-arbor"], "may": ["DEU"]}
    mentions = [
        _mention("FRA"),
        _mention("DEU"),
        _mention("geneva", "place"),
        _mention("CHE"),
        _mention("found-ann-arbor"),
    ]
    scores = score_article(label, mentions, {"FRA": "country", "DEU": "country", "CHE": "country", "geneva": "place"})
    assert (scores["countries"].right, scores["countries"].predicted, scores["countries"].expected) == (1, 2, 1)
    assert (scores["discovered"].found, scores["discovered"].expected) == (1, 1)


def _mention(actor_id: str, kind: str = "name") -> Mention:
    return Mention("x", 0, 0, 0, 1, actor_id, actor_id, kind, "alias", 0.9, [])
