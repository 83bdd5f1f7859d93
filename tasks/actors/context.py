"""Forms that could be something else: "Georgia", "Chad", "Congo" link only with evidence in the document."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import islice
from typing import NamedTuple

from config.linking import ContextRule, LinkingRules
from tasks.actors.gazetteer import Sense
from tasks.actors.passage import Passage

SEEN = 3
MOST_WORDS = 3


class Decision(NamedTuple):
    """The sense with the best evidence, and the actors that the form could also name."""

    sense: Sense
    confidence: float
    candidates: tuple[str, ...]


def decide(senses: Sequence[Sense], passage: Passage, seen: Collection[str], rules: LinkingRules) -> Decision | None:
    """Choose among the senses of an ambiguous form by what else the document names; None without evidence."""
    scored = [(score(sense, passage, seen, rules), -index, sense) for index, sense in enumerate(_one_an_actor(senses))]
    best, _, sense = max(scored)
    if best <= 0:
        return None
    rivals = tuple(other.actor_id for points, _, other in scored if other is not sense and points > 0)
    others = tuple(other.actor_id for _, _, other in scored if other is not sense)
    certain = best >= SEEN and not rivals
    return Decision(sense, 0.85 if certain else 0.6, rivals or (() if certain else others))


def score(sense: Sense, passage: Passage, seen: Collection[str], rules: LinkingRules) -> int:
    """Points for a sense: its actor named elsewhere in the document, its words, the words against it."""
    points = SEEN if sense.actor_id in seen else 0
    rule = rules.context.get(sense.actor_id)
    if rule is None:
        return points if sense.ambiguous else points + 1
    if sense.actor_id not in passage.evidence:
        passage.evidence[sense.actor_id] = _words(rule, passage.text)
    return points + passage.evidence[sense.actor_id]


def _words(rule: ContextRule, text: str) -> int:
    """Points for what the document says anywhere: words for an actor, up to three, and two against for each other."""
    found = sum(1 for _ in islice((word for word in rule.words if word in text), MOST_WORDS))
    return rule.standing + found - 2 * sum(word in text for word in rule.against)


def _one_an_actor(senses: Sequence[Sense]) -> list[Sense]:
    first: dict[str, Sense] = {}
    for sense in senses:
        first.setdefault(sense.actor_id, sense)
    return list(first.values())
