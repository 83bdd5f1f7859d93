"""Golden sentences: what each text links, completely and in order."""

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tasks.actors import Gazetteer, link
from tests.tasks.actors.conftest import article, sentences

GOLDEN = Path(__file__).parent / "golden"
CASES = [
    pytest.param(case, id=f"{path.stem}-{number}")
    for path in sorted(GOLDEN.glob("*.toml"))
    for number, case in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["case"])
]


@pytest.mark.parametrize("case", CASES)
def test_golden(case: dict[str, Any], gazetteer: Gazetteer) -> None:
    language = case.get("language", "en")
    document = article(case["text"], language=language, published_on=case.get("on", dt.date(2022, 2, 1)))
    found = link([document], [sentences(document)], gazetteer)[0]
    full = [f"{mention.surface}={mention.actor_id}:{mention.kind}" for mention in found]
    wanted = case["mentions"]
    assert len(full) == len(wanted), full
    for got, want in zip(full, wanted, strict=True):
        assert got == want or got.rsplit(":", 1)[0] == want, full


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 100
