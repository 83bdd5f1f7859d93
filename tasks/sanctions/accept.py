"""Is it a sanctions claim at all? False friends, weak triggers and verbs of approval."""

from __future__ import annotations

from tasks.sanctions.claim import Claim
from tasks.sanctions.compiling import SanctionsGrammar
from tasks.sanctions.sentence import Sentence

_STATES = frozenset({"country", "organization", "group"})
_LIST_REACH = 9


def is_claim(sentence: Sentence, claim: Claim, grammar: SanctionsGrammar, *, topical: bool) -> bool:
    """Whether a trigger with its frame and roles speaks of sanctions.

    `topical`: the document has spoken of sanctions before.
    """
    required = claim.trigger.requires
    excluded = sentence.is_a(claim.start, "not_phrases") or bool(sentence.cover.get("not_never"))
    ungoverned = bool(required) and not any(step.predicate.id in required for step in claim.steps)
    if excluded or ungoverned or (claim.verb and not _is_listing(sentence, claim)):
        return False
    if claim.verb and claim.trigger.weak:
        parties = (claim.senders and claim.targets) or (topical and (claim.senders or claim.steps[0].passive))
        return bool(parties) and _names_listed(sentence, claim)
    if claim.trigger.weak or required:
        return _is_aimed_by_frame(sentence, claim, topical=topical)
    if sentence.cover.get("not_fields"):
        return _state_involved(sentence, claim, grammar)
    return True


def _is_listing(sentence: Sentence, claim: Claim) -> bool:
    """A verb of listing wants somebody listed; "sanctioned the raid" approves."""
    fields = bool(sentence.cover.get("not_fields"))
    passive = claim.steps[0].passive
    if not passive and _approves(sentence, claim.end):
        return False
    if claim.targets:
        return not (passive and fields)
    if passive and claim.senders and sentence.is_a(claim.left - 1, "pronouns"):
        return True
    return bool(claim.senders or not fields) and _names_listed(sentence, claim)


def _names_listed(sentence: Sentence, claim: Claim) -> bool:
    """Whether a noun that is often listed stands behind the verb, or before a passive one."""
    after = range(claim.end, min(len(sentence.tokens), claim.end + _LIST_REACH))
    before = range(max(0, claim.left - 4), claim.left) if claim.steps[0].passive else range(0)
    return any(sentence.is_a(k, "listed") for k in (*after, *before))


def _approves(sentence: Sentence, start: int) -> bool:
    """Whether what follows a verb, before any actor, is something that one approves."""
    for position in range(start, min(len(sentence.tokens), start + 4)):
        if sentence.is_actor(position):
            return False
        if sentence.is_a(position, "not_approved"):
            return True
    return False


def _is_aimed_by_frame(sentence: Sentence, claim: Claim, *, topical: bool) -> bool:
    """A weak trigger counts where something is done with it, or it is "targeting", and an actor is the target.

    Where the document speaks of sanctions, what is done with it is enough: by an actor, or to what is often listed.
    """
    if sentence.cover.get("not_fields") and not claim.trigger.requires:
        return False
    senders = {sentence.tokens[k].actor_id for k in claim.senders}
    aimed = any(sentence.tokens[k].actor_id not in senders for k in claim.targets)
    if aimed and (claim.steps or senders):
        return True
    listed = bool(claim.trigger.requires) and _lists(sentence, claim)
    return topical and bool(claim.steps) and (bool(senders) or listed)


def _lists(sentence: Sentence, claim: Claim) -> bool:
    """Whether something that is often listed stands between the verb and the end of the phrase."""
    first = min(claim.left - 4, *(step.end for step in claim.steps))
    last = min(len(sentence.tokens), claim.right + 4)
    return any(sentence.is_a(k, "listed") for k in range(max(0, first), last))


def _state_involved(sentence: Sentence, claim: Claim, grammar: SanctionsGrammar) -> bool:
    involved = [sentence.tokens[k].actor_id for k in (*claim.senders, *claim.targets)]
    return any(
        grammar.kinds.get(actor or "", "country") in _STATES or actor in grammar.usual_senders for actor in involved
    )
