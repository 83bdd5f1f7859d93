"""Compose a status from the chain of predicates and the condition, by the transitions of the config."""

from __future__ import annotations

from collections.abc import Sequence

from config.sanctions import StatusRules
from tasks.sanctions.frame import Step


def compose(steps: Sequence[Step], rules: StatusRules) -> str:
    """The state of a claim after every predicate and operator, from the innermost outwards."""
    state = "bare"
    for step in steps:
        does = step.predicate.does
        state = rules.transition[state].get(does, rules.start[does]) if state == "bare" else move(state, does, rules)
        for operator in step.operators:
            state = move(state, operator, rules)
    if steps and steps[-1].infinitive:
        state = move(state, "purpose", rules)
    return state


def move(state: str, operator: str, rules: StatusRules) -> str:
    """One transition; a state that does not know the operator stays."""
    return rules.transition.get(state, {}).get(operator, state)
