"""Moods of a whole clause: questions, direct and indirect."""

from __future__ import annotations

from config.sanctions import StatusRules
from tasks.sanctions.claim import Claim
from tasks.sanctions.sentence import Sentence
from tasks.sanctions.status import move

_REACH = 14


def read_mood(sentence: Sentence, claim: Claim, rules: StatusRules) -> None:
    """Move a claim's state where its clause asks: "whether Canada imposed sanctions", "Did it impose sanctions?"."""
    first = min([claim.left, *(step.group_start for step in claim.steps)])
    for position in range(first - 1, max(-1, first - _REACH), -1):
        if sentence.is_a(position, "whether"):
            claim.state = move(claim.state, "whether", rules)
            return
        if sentence.tokens[position].word in ",;:":
            break
    if sentence.asks() and _inverted(sentence, first):
        claim.state = move(claim.state, "question", rules)


def _inverted(sentence: Sentence, first: int) -> bool:
    """Whether a modal or auxiliary stands before the subject: "Did X impose", "could X lift"."""
    before = [0, *range(max(0, first - 3), first)]
    return any(
        sentence.is_a(k, "auxiliaries", "will", "may", "must") and (k == 0 or sentence.is_actor(k + 1)) for k in before
    )
