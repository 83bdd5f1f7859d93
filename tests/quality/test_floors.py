"""No measured figure may fall below its floor in floors.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import pytest

from tests.quality.evaluate import MEASURES, SHARED, Measured

FLOORS: dict[str, dict[str, dict[str, float]]] = tomllib.loads(
    (Path(__file__).parent / "floors.toml").read_text(encoding="utf-8")
)
NEEDS_SHARED = {"seeds", "polnear", "corpus", "articles", "variants", "damage"}
CASES = [
    pytest.param(corpus, task, metric, floor, id=f"{corpus}-{task}-{metric}", marks=pytest.mark.xdist_group(corpus))
    for corpus, tasks in FLOORS.items()
    for task, metrics in tasks.items()
    for metric, floor in metrics.items()
]


@cache
def measured(corpus: str) -> Measured:
    """A corpus's figures, once a session: the tests of one corpus are a group, for one of the parallel processes."""
    return MEASURES[corpus]()[0]


@pytest.mark.slow
@pytest.mark.parametrize(("corpus", "task", "metric", "floor"), CASES)
def test_figure_is_not_below_its_floor(corpus: str, task: str, metric: str, floor: float) -> None:
    if corpus in NEEDS_SHARED and not SHARED.is_dir():
        pytest.skip(f"{corpus}: needs the shared data, and {SHARED.name}/ is absent beside the project")
    figures = measured(corpus)
    assert task in figures, f"{corpus} has no task {task!r}; there are {', '.join(figures)}"
    figure = figures[task][metric]
    assert figure >= floor, f"{corpus} {task} {metric} is {figure:.4f}: {floor - figure:.4f} below its floor {floor}"
