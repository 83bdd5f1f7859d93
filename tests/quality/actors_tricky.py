"""Score linking on the tricky sentences of tests/tasks/actors/tricky, mention by mention, a task a file."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tasks.actors import FOUND, link_and_discover
from tests.quality.pipeline import rooms
from tests.quality.tally import Tallies, Tally
from tests.tasks.actors.conftest import article, sentences

TRICKY = Path(__file__).parents[1] / "tasks" / "actors" / "tricky"
DAY = dt.date(2022, 2, 1)


def evaluate_tricky() -> Tallies:
    """A tally for each file; every mention counts, and a note tells what is missing or too much in a sentence."""
    return {f"tricky_{path.stem}": _file(path) for path in sorted(TRICKY.glob("*.toml"))}


def linked(case: Mapping[str, Any]) -> list[str]:
    """The mentions of known actors in a case, as surface=actor:kind."""
    document = article(case["text"], language=case.get("language", "en"), published_on=case.get("on", DAY))
    shipped = rooms()[1]
    found = link_and_discover([document], [sentences(document)], shipped.gazetteer, shipped.discoverer).mentions[0]
    return [f"{one.surface}={one.actor_id}:{one.kind}" for one in found if not one.actor_id.startswith(FOUND)]


def _file(path: Path) -> Tally:
    total = Tally()
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
        total.add(compare(case["text"], linked(case), case["mentions"]))
    return total


def compare(text: str, found: Sequence[str], wanted: Sequence[str]) -> Tally:
    """One sentence's tally. A wanted mention without a kind is met by any kind but place."""
    left = Counter(found)
    right = 0
    missing: list[str] = []
    for want in wanted:
        match = next((one for one in left if left[one] and _fits(one, want)), None)
        if match is None:
            missing.append(want)
        else:
            left[match] -= 1
            right += 1
    spare = [*left.elements()]
    notes = [f"{text} | missing {missing} | too much {spare}"] if missing or spare else []
    return Tally(right, len(wanted), right, len(found), notes)


def _fits(found: str, wanted: str) -> bool:
    named, _, kind = found.rpartition(":")
    return found == wanted or (named == wanted and kind != "place")
