"""A claim in tokens, before it becomes a row."""

from __future__ import annotations

from dataclasses import dataclass, field

from config.sanctions import Trigger
from tasks.sanctions.frame import Step


@dataclass(slots=True)
class Claim:
    """A claim in tokens: its trigger [start, end), phrase [left, right), chain, state and roles.

    `approves`: a verb that allows something ("would not sanction the use of force"). `list_end` is where the last of
    several coordinated triggers ends; `more_measures` is what they say of measures. `refers_back`: the sanctions of the
    claim before it are meant.
    """

    trigger: Trigger
    start: int
    end: int
    left: int
    right: int
    steps: list[Step]
    state: str
    senders: list[int] = field(default_factory=list)
    targets: list[int] = field(default_factory=list)
    negated: bool = False
    verb: bool = False
    approves: bool = False
    more_measures: tuple[str, ...] = ()
    list_end: int = 0
    refers_back: bool = False

    @property
    def rule_id(self) -> str:
        """The trigger and the predicates that govern it, innermost first."""
        chain = [step.predicate.id + "".join(f"+{operator}" for operator in step.operators) for step in self.steps]
        return ".".join([self.trigger.id, *chain])
