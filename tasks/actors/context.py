"""Forms that could be something else: "Georgia", "Chad", "Congo" link only with evidence in the document."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from tasks.actors.evidence import Evidence
from tasks.actors.forms import Sense
from tasks.actors.passage import Passage

SEEN: Final = 3


class Decision:
    """The sense with the best evidence, and the actors that the form could also name."""

    __slots__ = ("candidates", "confidence", "sense")

    def __init__(self, sense: Sense, confidence: float, candidates: tuple[str, ...]) -> None:
        self.sense = sense
        self.confidence = confidence
        self.candidates = candidates


def decide(
    senses: Sequence[Sense],
    passage: Passage,
    seen: Collection[str],
    rules: Mapping[str, Evidence],
    located: bool = False,
) -> Decision | None:
    """Choose among the senses of an ambiguous form by what else the document names; None without evidence.

    `located` is a point for each: the words before the form say that it is a place.
    """
    scored = [
        (score(sense, passage, seen, rules) + located, -index, sense)
        for index, sense in enumerate(_one_an_actor(senses))
    ]
    best, _, sense = max(scored)
    if best <= 0:
        return None
    rivals = tuple(other.actor_id for marks, _, other in scored if other is not sense and marks > 0)
    others = tuple(other.actor_id for _, _, other in scored if other is not sense)
    certain = best >= SEEN and not rivals
    return Decision(sense, 0.85 if certain else 0.6, rivals or (() if certain else others))


def score(sense: Sense, passage: Passage, seen: Collection[str], rules: Mapping[str, Evidence]) -> int:
    """Points for a sense: its actor named elsewhere in the document, its words, the words against it."""
    named = SEEN if sense.actor_id in seen else 0
    rule = rules.get(sense.actor_id)
    if rule is None:
        return named if sense.ambiguous else named + 1
    return named + passage.points(sense.actor_id, rule)


def _one_an_actor(senses: Sequence[Sense]) -> list[Sense]:
    first: dict[str, Sense] = {}
    for sense in senses:
        first.setdefault(sense.actor_id, sense)
    return list(first.values())
