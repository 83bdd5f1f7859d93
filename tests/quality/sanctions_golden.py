"""Golden sanctions sentences (tests/tasks/sanctions/golden) and what the room finds in them.

A file with `set_aside = 3` is split by the hash of each text: two thirds to look at while rules are mended, one in
three only to measure (2: one in two). One with `actors = "shipped"` is read with the actors and attributions of the
shipped config, any other with the tiny gazetteer of the tests.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal

from config.sanctions import load_sanctions
from tasks.actors import link
from tasks.attribution import attribute
from tasks.sanctions import SanctionsGrammar, compile_grammar, find_sanctions
from tests.quality.pipeline import rooms
from tests.tasks.sanctions.helper import GOLDEN, gazetteer, sentences
from warehouse.records import SanctionsMention

CONFIG = Path(__file__).resolve().parents[2] / "config"
Part = Literal["looked_at", "set_aside"]
Case = Mapping[str, Any]
Read = tuple[str, list[SanctionsMention]]


@cache
def load_grammar() -> SanctionsGrammar:
    """The shipped grammar, with the tiny gazetteer of the tests."""
    return compile_grammar(load_sanctions(CONFIG), gazetteer().actors)


@cache
def golden_names() -> tuple[str, ...]:
    """The golden files, without ending, in order."""
    return tuple(sorted(path.stem for path in GOLDEN.glob("*.toml") if "cases" in _content(path.stem)))


def is_split(name: str) -> bool:
    """Whether a part of a golden file is set aside."""
    return bool(_content(name).get("set_aside"))


def golden_cases(name: str, part: Part = "looked_at") -> list[Case]:
    """The cases of one part of golden/<name>.toml; a file that is not split has only the part that is looked at."""
    content = _content(name)
    return [case for case in content["cases"] if _part(case["text"], content.get("set_aside", 0)) == part]


def read_golden(name: str, cases: Sequence[Case]) -> list[Read]:
    """Text and claims of each case of a golden file."""
    content = _content(name)
    shipped = content.get("actors") == "shipped"
    return [(_read_shipped if shipped else _read_tiny)(case, content["language"]) for case in cases]


def own_actors(name: str) -> dict[str, set[str]]:
    """Per country the people and bodies that may stand for it as sender in a file read with the shipped actors."""
    owned: dict[str, set[str]] = {}
    if _content(name).get("actors") == "shipped":
        for actor in rooms()[0].actors:
            if actor.country and actor.kind in ("person", "organization"):
                owned.setdefault(actor.country, set()).add(actor.id)
    return owned


@cache
def _content(name: str) -> dict[str, Any]:
    return tomllib.loads((GOLDEN / f"{name}.toml").read_text(encoding="utf-8"))


def _part(text: str, one_in: int) -> Part:
    """A part of a file: one text in `one_in` is set aside, none at 0."""
    aside = one_in and hashlib.sha256(text.encode()).digest()[0] % one_in == 0
    return "set_aside" if aside else "looked_at"


def _read_tiny(case: Case, language: str) -> Read:
    document, segments, mentions, attributions = sentences([case.get("before", ""), case["text"]], language)
    return document.text, find_sanctions([document], [segments], [mentions], [attributions], load_grammar())[0]


def _read_shipped(case: Case, language: str) -> Read:
    compiled = rooms()[1]
    document, segments, _, _ = sentences([case.get("before", ""), case["text"]], language)
    mentions = link([document], [segments], compiled.gazetteer)
    said = attribute([document], [segments], mentions, compiled.attribution)
    return document.text, find_sanctions([document], [segments], mentions, said, compiled.sanctions)[0]
