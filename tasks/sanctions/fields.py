"""Penalties of another field: what courts, schools, leagues, churches, parties and regulators do to their own.

A word of such a field ("judge", "pupils", "striker") decides by where it stands: as who acts, as who is hit, or
anywhere in a sentence in which no state acts or is hit itself.
"""

from __future__ import annotations

from tasks.sanctions.claim import Claim
from tasks.sanctions.cluster import noun_phrase
from tasks.sanctions.compiling import SanctionsGrammar
from tasks.sanctions.sentence import Sentence

_STATES = frozenset({"country", "organization", "group"})
_NATIONS = frozenset({"country", "group"})
_NEAR = 6  # tokens around a claim in which who acts and who is hit are named
_WHERE = 4  # tokens before a place in which stands who is there


def is_of_another_field(sentence: Sentence, claim: Claim, grammar: SanctionsGrammar, *, topical: bool) -> bool:
    """Whether a claim is about penalties of another field, given who sends and who is hit.

    `topical`: the document has spoken of sanctions before.
    """
    at_home = claim.senders and claim.targets and _is_at_home(sentence, claim.senders, claim, grammar)
    at_home = at_home and (claim.verb or _is_among_bodies(sentence, claim, grammar))
    limited = claim.trigger.weak and not claim.trigger.on_people and _limits_something_else(sentence, claim)
    if at_home or limited or _disciplines_its_own(sentence, claim, grammar):
        return True
    if not sentence.has("not_fields") or _is_apart(sentence, claim, grammar, topical=topical):
        return False
    sending = [k for k in claim.senders if sends_as_state(sentence, k, grammar)]
    loose = claim.trigger.weak or bool(claim.trigger.requires)
    if claim.senders and all(_describes_field(sentence, k) for k in claim.senders):  # "France's watchdog"
        hit = [k for k in claim.targets if not (loose and sentence.tokens[k].kind == "adjective")]
        return not any(_kind(sentence, k, grammar) in _NATIONS for k in hit)
    if loose and not claim.senders and _is_done_by_field(sentence, claim):
        return True
    if sending:
        strict = loose or _is_at_home(sentence, sending, claim, grammar)
        return strict and bool(claim.targets) and all(_is_patient(sentence, k) for k in claim.targets)
    return not any(_is_hit_as_state(sentence, k, grammar, topical=topical) for k in claim.targets)


def _disciplines_its_own(sentence: Sentence, claim: Claim, grammar: SanctionsGrammar) -> bool:
    """Whether a body acts that disciplines its own, or does something in a sentence that names no party."""
    parties = claim.senders or [k for k in range(0 if claim.targets else len(sentence.tokens)) if _acts(sentence, k)]
    return any(sentence.tokens[k].actor_id in grammar.own_discipline for k in parties)


def _is_done_by_field(sentence: Sentence, claim: Claim) -> bool:
    """Whether who acts is of another field, wherever it sits: "a bankruptcy judge in New York froze his accounts"."""
    if not claim.steps or claim.steps[-1].passive:
        return False
    before = claim.steps[-1].group_start - 1
    for position in range(before, max(-1, before - _WHERE), -1):
        if sentence.is_a(position, "blocking_prepositions", "of"):
            return sentence.is_a(position - 1, "not_fields")
        if not (sentence.is_actor(position) or sentence.tokens[position].word.isalpha()):
            break
    return sentence.is_a(before, "not_fields")


def _acts(sentence: Sentence, position: int) -> bool:
    """Whether an actor stands where a subject does, not behind a preposition ("posted on Twitter")."""
    before = position - 1 - sentence.is_a(position - 1, "determiners")
    return not sentence.is_a(before, "with_prepositions", "blocking_prepositions", "target_prepositions")


def _is_apart(sentence: Sentence, claim: Claim, grammar: SanctionsGrammar, *, topical: bool) -> bool:
    """Whether words of another field stand away from a claim in a sentence, or document, that is of states."""
    of_states = topical or _names_state(sentence, grammar, strict=_is_of_leagues(sentence, claim))
    return of_states and not claim.trigger.weak and not _is_near(sentence, claim)


def _is_of_leagues(sentence: Sentence, claim: Claim) -> bool:
    """Whether every party of a claim only describes a noun of another field: "Russia's swimmers"."""
    return all(_describes_field(sentence, k) for k in (*claim.senders, *claim.targets))


def _names_state(sentence: Sentence, grammar: SanctionsGrammar, *, strict: bool = False) -> bool:
    """Whether a state is named itself, not only described as someone's or as the place; `strict`: nor as a league's."""
    return any(
        sentence.is_actor(k)
        and token.kind not in ("adjective", "place")
        and grammar.kinds.get(token.actor_id or "") == "country"
        and not sentence.is_a(k - 1, "blocking_prepositions", "of")
        and not (strict and _describes_field(sentence, k))
        for k, token in enumerate(sentence.tokens)
    )


def _limits_something_else(sentence: Sentence, claim: Claim) -> bool:
    """Whether a weak trigger is a limit on something that no sanction limits ("restrictions on guns")."""
    aim = sentence.starts["target_prepositions"].get(claim.end)
    return aim is not None and any(sentence.is_a(k, "not_limited") for k in noun_phrase(sentence, aim.end))


def _is_near(sentence: Sentence, claim: Claim) -> bool:
    """Whether a word of another field stands where who acts or who is hit stands."""
    first = min([claim.left, *(step.group_start for step in claim.steps)])
    last = max([claim.right, *(step.end for step in claim.steps)])
    return any(sentence.is_a(k, "not_fields") for k in range(max(0, first - _NEAR), last + _NEAR))


def sends_as_state(sentence: Sentence, position: int, grammar: SanctionsGrammar) -> bool:
    """Whether an actor acts as a state, bloc or known group, not as the owner of a court, a league or a school."""
    actor = sentence.tokens[position].actor_id or ""
    known = grammar.kinds.get(actor, "country") in _STATES or actor in grammar.usual_senders
    return known and not _describes_field(sentence, position)


def _is_hit_as_state(sentence: Sentence, position: int, grammar: SanctionsGrammar, *, topical: bool) -> bool:
    """Whether a target is a state or group itself, or its people where the document speaks of sanctions.

    A body of a state that itself imposes sanctions is mostly a party before its courts ("the State Department").
    """
    if not topical and _home(sentence, position, grammar) in grammar.usual_senders:
        return False
    return _kind(sentence, position, grammar) in _STATES and (topical or not _is_patient(sentence, position))


def _kind(sentence: Sentence, position: int, grammar: SanctionsGrammar) -> str:
    return grammar.kinds.get(sentence.tokens[position].actor_id or "", "country")


def _is_at_home(sentence: Sentence, sending: list[int], claim: Claim, grammar: SanctionsGrammar) -> bool:
    """Whether every target is of the sender's own country."""
    homes = {_country(sentence, k, grammar) for k in sending}
    return all(_country(sentence, k, grammar) in homes for k in claim.targets)


def _country(sentence: Sentence, position: int, grammar: SanctionsGrammar) -> str | None:
    actor = sentence.tokens[position].actor_id or ""
    return grammar.countries.get(actor) or actor


def _is_among_bodies(sentence: Sentence, claim: Claim, grammar: SanctionsGrammar) -> bool:
    """Whether a body acts on a firm or body of its country, and no state is named: "the Fed" on "Wells Fargo"."""
    parties = (*claim.senders, *claim.targets)
    bodies = all(_home(sentence, k, grammar) for k in parties)
    return bodies and not _names_state(sentence, grammar)


def _home(sentence: Sentence, position: int, grammar: SanctionsGrammar) -> str | None:
    """The country of a body or firm; none for a state, a person or a group."""
    actor = sentence.tokens[position].actor_id or ""
    return grammar.countries.get(actor) if grammar.kinds.get(actor) == "organization" else None


def _describes_field(sentence: Sentence, position: int) -> bool:
    """Whether an actor only describes a noun of another field ("Germany's cartel office", "the court of Jerusalem")."""
    of = position - 1 - sentence.is_a(position - 1, "determiners")
    seated = sentence.is_a(of, "of", "blocking_prepositions")
    if seated and any(sentence.is_a(k, "not_fields") for k in (of - 1, of - 2)):
        return True
    phrase = noun_phrase(sentence, position + 1)
    named = sentence.tokens[position].kind != "adjective"
    if named and phrase and sentence.ends_in(phrase[0], sentence.lexicon.source.words.participle_endings or ("\0",)):
        return False  # "firms sanctioned by Washington hired lawyers"
    return any(sentence.is_a(k, "not_fields") for k in phrase)


def _is_patient(sentence: Sentence, position: int) -> bool:
    """Whether an actor describes whom another field disciplines, or says where they are.

    As in "the Serbian federation" and "unions in Mali", not in "Syrian judges".
    """
    phrase = [*noun_phrase(sentence, position + 1)]
    if any(sentence.is_a(k, "offices") and sentence.is_a(k + 1, "possessive") for k in phrase):
        return False  # "the American ambassador's staff"
    if sentence.is_a(position - 1, "blocking_prepositions"):
        phrase += range(position - _WHERE, position - 1)
    return any(sentence.is_a(k, "not_fields") and not sentence.is_a(k, "listed") for k in phrase)
