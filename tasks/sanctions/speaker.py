"""The speaker of a claim, and the speaker as its sender ("we will respond with sanctions")."""

from __future__ import annotations

from collections.abc import Sequence

from tasks.sanctions.claim import Claim
from tasks.sanctions.compiling import SanctionsGrammar
from tasks.sanctions.sentence import Sentence
from tasks.sanctions.subject import subject_of
from warehouse.records import Attribution

_OWN = frozenset({"threatened", "planned", "imposed", "eased", "ease_intended", "ease_refused"})


def attribution_of(position: int, attributions: Sequence[Attribution]) -> Attribution | None:
    """The narrowest attribution whose content holds a position of the text."""
    holding = [a for a in attributions if a.content_start <= position < a.content_end]
    return min(holding, key=lambda a: a.content_end - a.content_start, default=None)


def speaker_as_sender(
    sentence: Sentence, claim: Claim, attribution: Attribution | None, grammar: SanctionsGrammar, *, conditional: bool
) -> list[str]:
    """The speaker, where the claim has no other sender and is about what the speaker does.

    That is so where the first person stands in the sentence, or where the speaker threatens without a named sender.
    """
    if grammar.rules.status[claim.state] not in _OWN:
        return []
    first_person = sentence.has("first_person")
    warned = grammar.rules.status[claim.state] == "threatened" and (
        conditional or _warned(sentence, claim) or sentence.has("warning")
    )
    acts = claim.verb or (bool(claim.steps) and grammar.rules.subject[claim.steps[0].predicate.does] == "sender")
    if not (warned or (first_person and acts)):
        return []
    if attribution is not None and attribution.speaker_actor_id:
        known = first_person or grammar.kinds.get(attribution.speaker_actor_id) is not None
        return [attribution.speaker_actor_id] if known else []  # an analyst found in the text threatens nobody
    return _reporter(sentence)


def addressee(sentence: Sentence) -> list[int]:
    """Whom the speaker tells it: "..., Washington told the Houthis"."""
    for position in sentence.all_of("reporting"):
        told = position + 1 + sentence.is_a(position + 1, "determiners")
        if position and sentence.is_actor(position - 1) and told < len(sentence.tokens) and sentence.is_actor(told):
            return [told]
    return []


def _warned(sentence: Sentence, claim: Claim) -> bool:
    """Whether a verb threatens, or an alternative does ("or face sanctions")."""
    alternative = any(
        step.predicate.does == "face" and sentence.is_a(step.start - 1, "coordinators") for step in claim.steps
    )
    return alternative or any(step.predicate.does == "threaten" and step.link != "nominal" for step in claim.steps)


def _reporter(sentence: Sentence) -> list[str]:
    """The actor who says it in this sentence: the subject of the reporting verb, before or behind it."""
    for position in sentence.all_of("reporting"):
        after = position + 1
        subject = subject_of(sentence, position)
        if not subject and after < len(sentence.tokens) and sentence.is_actor(after):
            subject = [after]
        actors = [sentence.tokens[k].actor_id for k in subject]
        if actors:
            return [actor for actor in actors if actor is not None]
    return []
