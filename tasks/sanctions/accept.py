"""Is it a sanctions claim at all? False friends, weak triggers and verbs of approval."""

from __future__ import annotations

from tasks.sanctions.claim import Claim
from tasks.sanctions.compiling import SanctionsGrammar
from tasks.sanctions.sentence import Sentence

_STATES = frozenset({"country", "organization", "group"})


def is_claim(sentence: Sentence, claim: Claim, grammar: SanctionsGrammar) -> bool:
    """Whether a trigger with its frame and roles speaks of sanctions."""
    required = claim.trigger.requires
    excluded = sentence.is_a(claim.start, "not_phrases") or bool(sentence.cover.get("not_never"))
    ungoverned = bool(required) and not any(step.predicate.id in required for step in claim.steps)
    if excluded or ungoverned or (claim.verb and not _is_listing(sentence, claim)):
        return False
    if claim.verb and claim.trigger.weak:
        near = range(claim.end, min(len(sentence.tokens), claim.end + 5))
        return bool(claim.senders and claim.targets) and any(sentence.is_a(k, "listed") for k in near)
    if claim.trigger.weak or required:
        return _is_aimed_by_frame(sentence, claim)
    if sentence.cover.get("not_fields"):
        return _state_involved(sentence, claim, grammar)
    return True


def _is_listing(sentence: Sentence, claim: Claim) -> bool:
    """A verb of listing wants somebody listed; "sanctioned the raid" approves."""
    fields = bool(sentence.cover.get("not_fields"))
    if not claim.steps[0].passive and _approves(sentence, claim.end):
        return False
    if claim.targets:
        return not (claim.steps[0].passive and fields)
    near = range(claim.end, min(len(sentence.tokens), claim.end + 4))
    return bool(claim.senders or not fields) and any(sentence.is_a(k, "listed") for k in near)


def _approves(sentence: Sentence, start: int) -> bool:
    """Whether what follows a verb, before any actor, is something that one approves."""
    for position in range(start, min(len(sentence.tokens), start + 4)):
        if sentence.is_actor(position):
            return False
        if sentence.is_a(position, "not_approved"):
            return True
    return False


def _is_aimed_by_frame(sentence: Sentence, claim: Claim) -> bool:
    """A weak trigger counts where something is done with it, or it is "targeting", and an actor is the target."""
    if not claim.targets or (sentence.cover.get("not_fields") and not claim.trigger.requires):
        return False
    senders = {sentence.tokens[k].actor_id for k in claim.senders}
    return bool(claim.steps or claim.senders) and any(sentence.tokens[k].actor_id not in senders for k in claim.targets)


def _state_involved(sentence: Sentence, claim: Claim, grammar: SanctionsGrammar) -> bool:
    involved = [sentence.tokens[k].actor_id for k in (*claim.senders, *claim.targets)]
    return any(
        grammar.kinds.get(actor or "", "country") in _STATES or actor in grammar.usual_senders for actor in involved
    )
