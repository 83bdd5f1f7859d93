"""Lists that pick parties out of a number: "on eight people, including X", "imposed by many states, among them Y"."""

from __future__ import annotations

from tasks.sanctions.claim import Claim
from tasks.sanctions.phrase import read_object
from tasks.sanctions.sentence import Sentence

_REACH = 9


def pick_out(sentence: Sentence, claim: Claim) -> None:
    """Give a claim without targets, or without senders, those that a list behind it picks out."""
    if claim.targets and claim.senders:
        return
    for position in range(claim.right, min(len(sentence.tokens), claim.right + _REACH)):
        picked = sentence.starts["inclusions"].get(position)
        if picked is not None:
            _give(claim, read_object(sentence, picked.end, linking=False)[0], _is_of_senders(sentence, claim, position))
            return
        if sentence.is_a(position, "trigger", "conditions", "reporting", "will", "may"):
            return


def _give(claim: Claim, named: list[int], of_senders: bool) -> None:
    """Whom a list names where the claim names none."""
    if of_senders and not claim.senders:
        claim.senders = [k for k in named if k not in claim.targets]
    elif not of_senders and not claim.targets:
        claim.targets = [k for k in named if k not in claim.senders]


def _is_of_senders(sentence: Sentence, claim: Claim, position: int) -> bool:
    """Whether a list is of who acts: behind "by several states", or behind sanctions that are on nobody."""
    between = range(claim.end, position)
    if any(k in sentence.starts["sender_prepositions"] for k in between):
        return True
    under = bool(claim.steps) and claim.steps[0].predicate.does == "in_force"  # "countries under sanctions, such as X"
    aimed = under or claim.verb or claim.trigger.requires or claim.trigger.of_target
    return not aimed and not any(k in sentence.starts["target_prepositions"] for k in between)
