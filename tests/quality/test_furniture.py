"""The labels of tests/quality/furniture quote their articles, and cover the languages most met in news."""

from __future__ import annotations

from typing import Any

import pytest

from tests.quality.fragments import locate
from tests.quality.furniture_eval import HALVES, articles, labels

ARTICLES = [(half, article) for half in HALVES for article in articles(half)]


@pytest.mark.parametrize(("half", "article"), ARTICLES, ids=[f"{half}-{article['name']}" for half, article in ARTICLES])
def test_every_label_stands_in_its_article(half: str, article: dict[str, Any]) -> None:
    assert [one.text for one in labels(article["artifacts"]) if not locate(article["text"], one.text)] == []


@pytest.mark.parametrize("half", HALVES)
def test_each_half_has_twelve_languages(half: str) -> None:
    assert len({article["language"] for article in articles(half)}) >= 12
