"""Golden sentences: each case names every statement that must be found, and no other may be."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from config.attribution import load_attribution
from config.knowledge import ActorEntry, ActorFile
from config.loading import load
from tasks.attribution import AttributionLexicon, attribute, compile_attribution
from tests.quality.attribution_room import CONFIG, make_document, make_mentions, make_segments
from warehouse.records import Attribution

GOLDEN = Path(__file__).parent / "golden"
CASES = [
    pytest.param(case, id=f"{path.stem}: {case['name']}")
    for path in sorted(GOLDEN.glob("*.toml"))
    if path.stem != "actors"
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]


@cache
def compiled() -> tuple[AttributionLexicon, tuple[ActorEntry, ...]]:
    actors = load(ActorFile, GOLDEN / "actors.toml").actor
    return compile_attribution(load_attribution(CONFIG / "lexicons"), actors), actors


def run(text: str, language: str = "en", kind: str = "body") -> list[Attribution]:
    lexicon, actors = compiled()
    segments = [segment._replace(kind=kind) for segment in make_segments(text, language)]
    return attribute([make_document(text, language)], [segments], [make_mentions(text, segments, actors)], lexicon)[0]


def described(text: str, row: Attribution, wanted: dict[str, Any]) -> dict[str, Any]:
    """The row in a case's words, with only the keys that the case names."""
    content = text[row.content_start : row.content_end]
    values = {
        "content": wanted["content"] if wanted.get("inside") and wanted["content"] in content else content,
        "source": text[row.source_start or 0 : row.source_end or 0],
        "cue": text[row.cue_start or 0 : row.cue_end or 0],
        "speaker": row.speaker_actor_id or "",
        "kind": row.speaker_kind,
        "mode": row.mode,
        "via": row.via_outlet_id,
        "channel": row.channel,
        "rule": row.rule_id,
        "modality": row.modality,
        "inside": True,
    }
    return {key: values[key] for key in wanted}


@pytest.mark.parametrize("case", CASES)
def test_golden(case: dict[str, Any]) -> None:
    text, expected = case["text"], case["expect"]
    rows = run(text, case.get("language", "en"), case.get("kind", "body"))
    found = [text[row.content_start : row.content_end] for row in rows]
    assert len(rows) == len(expected), found
    assert [described(text, row, wanted) for row, wanted in zip(rows, expected, strict=True)] == expected


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 60
