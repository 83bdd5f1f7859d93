"""Short articles in thirteen languages with what must be found in them: tests/tasks/normalize/golden/*.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.tasks.normalize.driver import check_alignment, run
from warehouse.records import Cleaned, Given

GOLDEN = Path(__file__).parent / "golden"


def _cases() -> list[Any]:
    files = sorted(GOLDEN.glob("*.toml"))
    cases = [(file.stem, case) for file in files for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]]
    return [pytest.param(case, id=f"{stem}: {case['name']}") for stem, case in cases]


@pytest.mark.parametrize("case", _cases())
def test_golden(case: dict[str, Any]) -> None:
    content = case["text"].strip("\n").encode(case.get("encoding", "utf-8"))
    cleaned = run(content, Given(**case.get("given", {})))
    assert isinstance(cleaned, Cleaned)
    check_alignment(cleaned, content.decode(cleaned.encoding, "replace"))
    found = [[artifact.kind, artifact.action, artifact.text] for artifact in cleaned.artifacts]
    if case.get("partial"):
        for kind, action, text in case["artifacts"]:
            assert any(one[:2] == [kind, action] and text in one[2] for one in found), found
    elif "artifacts" in case:
        assert found == case["artifacts"]
    else:
        assert [one[0] for one in found] == case["kinds_of_artifacts"]
    _check_metadata(cleaned, case)


def _check_metadata(cleaned: Cleaned, case: dict[str, Any]) -> None:
    published = cleaned.published_on.isoformat() if cleaned.published_on else None
    assert cleaned.title == case.get("title")
    assert cleaned.byline == case.get("byline")
    assert cleaned.outlet_id == case.get("outlet")
    assert cleaned.origin_outlet_id == case.get("origin")
    assert (published, cleaned.published_precision, cleaned.published_evidence) == (
        case.get("published"),
        case.get("precision"),
        case.get("evidence"),
    )
    if "kinds" in case:
        assert [block.kind for block in cleaned.blocks] == case["kinds"]
    if "clean" in case:
        assert cleaned.text == case["clean"]
