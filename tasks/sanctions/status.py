"""Compose a status from the chain of predicates and the condition, by the transitions of the config."""

from __future__ import annotations

from collections.abc import Sequence

from config.sanctions import StatusRules
from tasks.sanctions.frame import Step


def compose(steps: Sequence[Step], rules: StatusRules, *, start: str | None = None) -> str:
    """The state of a claim after every predicate and operator, from the innermost outwards."""
    state = start or "bare"
    for step in steps:
        does = step.predicate.does
        if state == "bare":
            state = rules.transition["bare"].get(does, rules.start[does])
        else:
            state = move(state, does, rules)
        for operator in step.operators:
            state = move(state, operator, rules)
    return state


def move(state: str, operator: str, rules: StatusRules) -> str:
    """One transition; a state that does not know the operator stays."""
    return rules.transition.get(state, {}).get(operator, state)
