"""Is it a sanctions claim at all? Weak triggers, verbs of approval, and penalties of another field."""

from __future__ import annotations

from dataclasses import dataclass

from tasks.sanctions.claim import Claim
from tasks.sanctions.cluster import noun_phrase
from tasks.sanctions.compiling import SanctionsGrammar
from tasks.sanctions.fields import is_of_another_field, sends_as_state
from tasks.sanctions.sentence import Sentence
from tasks.sanctions.subject import before_noun

_LIST_REACH = 9
_ABOUT_REACH = 6
_RELATIVE = 5  # tokens before a verb in which its relative clause opens
_BODIES = frozenset({"country", "organization"})
_FIRMS = frozenset({"organization", "company"})
_NATIONS = frozenset({"country", "group", "person"})


@dataclass(frozen=True, slots=True)
class Context:
    """What the document says around a sentence.

    `topical`: it has spoken of sanctions before. `foreign`: it names a state, bloc or group.
    """

    topical: bool
    foreign: bool


def is_claim(sentence: Sentence, claim: Claim, grammar: SanctionsGrammar, context: Context) -> bool:
    """Whether a trigger with its frame and roles speaks of sanctions."""
    topical = context.topical
    if _is_never(sentence, claim) or _lacks_party(sentence, claim, context):
        return False
    if claim.approves or _is_ungoverned(claim) or is_of_another_field(sentence, claim, grammar, topical=topical):
        return False
    if claim.verb:
        return _is_listing(sentence, claim, grammar, topical=topical)
    if claim.trigger.weak or claim.trigger.requires:
        return _is_aimed_by_frame(sentence, claim, grammar, topical=topical)
    return True


def _lacks_party(sentence: Sentence, claim: Claim, context: Context) -> bool:
    """Whether nobody acts and nobody is hit in a claim that needs it, where the document speaks of nothing alike."""
    if context.topical:
        return False
    if claim.trigger.aimed and _is_aimed_elsewhere(sentence, claim):
        return True
    if claim.senders or claim.targets:
        return False
    named = claim.trigger.names_party and not claim.verb
    return named or not (context.foreign or _speaks_of_states(sentence, claim))


def _speaks_of_states(sentence: Sentence, claim: Claim) -> bool:
    """Whether the sentence is of foreign matters by a word of its own, or by talks about sanctions.

    So it is where the language lists no such words.
    """
    talks = any(step.predicate.does == "talk" for step in claim.steps)
    return talks or sentence.has("foreign_matters") or not sentence.lexicon.source.words.foreign_matters


def _is_never(sentence: Sentence, claim: Claim) -> bool:
    """Whether words around the trigger rule a claim out, whoever acts."""
    if len(sentence.tokens) <= claim.end - claim.start:  # a heading says nothing
        return True
    if sentence.is_a(claim.start, "not_phrases") and sentence.is_a(claim.end - 1, "not_phrases"):
        return True
    if sentence.has("not_never") or (claim.trigger.weak and sentence.has("not_elsewhere")):
        return True
    about = claim.trigger.not_about
    near = sentence.tokens[max(0, claim.left - _ABOUT_REACH) : claim.right + _ABOUT_REACH]
    named = claim.senders or any(k >= claim.left for k in claim.targets)
    return bool(about) and not named and any(token.word in about for token in near)


def _is_aimed_elsewhere(sentence: Sentence, claim: Claim) -> bool:
    """Whether it is on something that is no party and no goods: "an embargo on reviews", "a price cap on sugar"."""
    aim = sentence.starts["target_prepositions"].get(claim.end)
    broken = bool(claim.steps) and claim.steps[0].predicate.does == "evade"
    hit = [k for k in claim.targets if k >= claim.end or not broken]  # who breaks it is not what it is on
    if aim is None or hit:
        return False
    return not any(sentence.is_a(k, "measure", "listed") for k in noun_phrase(sentence, aim.end))


def _is_ungoverned(claim: Claim) -> bool:
    """Whether a trigger lacks the predicate without which it is no measure ("assets" that nobody freezes)."""
    required = claim.trigger.requires
    return bool(required) and not claim.verb and not any(step.predicate.id in required for step in claim.steps)


def _is_listing(sentence: Sentence, claim: Claim, grammar: SanctionsGrammar, *, topical: bool) -> bool:
    """A verb of listing wants somebody listed; "sanctioned the raid" approves."""
    passive = claim.steps[0].passive
    if claim.trigger.weak and (_named_as(sentence, claim) or _lists_person(sentence, claim, grammar)):
        return True
    if claim.trigger.weak:
        parties = (claim.senders and claim.targets) or (topical and (claim.senders or passive))
        return bool(parties) and _names_listed(sentence, claim)
    if passive and sentence.is_a(claim.left - 1, "pronouns"):
        return bool(claim.senders) or topical
    by_state = any(sends_as_state(sentence, k, grammar) for k in claim.senders)
    if passive and claim.trigger.measures and by_state:  # "the ship, blacklisted by Washington"
        return True
    if passive:
        return not _approved_before(sentence, claim) and (bool(claim.targets) or _names_listed(sentence, claim))
    listed = _lists_object(sentence, claim, grammar) or (bool(claim.targets) and claim.targets[0] < claim.end)
    return listed and not _approves_antecedent(sentence, claim)


def _lists_person(sentence: Sentence, claim: Claim, grammar: SanctionsGrammar) -> bool:
    """Whether a state or body lists a person, who is not named for a post: "X and eight others were designated by"."""
    named = bool(claim.senders) and all(_kind(sentence, k, grammar) in _BODIES for k in claim.senders)
    behind = range(claim.end, min(claim.right + 1, len(sentence.tokens)))
    posted = any(sentence.is_a(k, "to") or sentence.tokens[k].word == "as" for k in behind)
    return claim.steps[0].passive and named and not posted and any(k in sentence.persons for k in claim.targets)


def _kind(sentence: Sentence, position: int, grammar: SanctionsGrammar) -> str:
    return grammar.kinds.get(sentence.tokens[position].actor_id or "", "country")


def _named_as(sentence: Sentence, claim: Claim) -> bool:
    """As in "designated the group as a terrorist organization": what it is listed as is sure."""
    after = range(claim.end, min(len(sentence.tokens), claim.end + _LIST_REACH + _LIST_REACH))
    return any(sentence.is_a(k, "listed_as") for k in after)


def _names_listed(sentence: Sentence, claim: Claim) -> bool:
    """Whether a noun that is often listed stands behind the verb, or before a passive one."""
    passive = bool(claim.steps) and claim.steps[0].passive
    agent = passive and sentence.is_a(claim.end, "sender_prepositions")  # "sanctioned by both generals"
    after = range(claim.end, claim.end if agent else min(len(sentence.tokens), claim.end + _LIST_REACH))
    before = range(max(0, claim.left - 4), claim.left) if passive else range(0)
    return any(sentence.is_a(k, "listed") for k in (*after, *before))


def _approved_before(sentence: Sentence, claim: Claim) -> bool:
    """Whether the subject of a passive is something that one approves ("The raid on Libya was sanctioned")."""
    first = min([claim.left, *claim.targets]) - 5
    if any(sentence.is_a(k, "not_approved") for k in range(max(0, first), claim.left)):
        return True
    behind = [before_noun(sentence, k) for k in claim.targets]
    of_place = [k for k in behind if sentence.is_a(k, "linking_prepositions", "blocking_prepositions")]
    head = (of_place[0] if of_place else claim.left - (sentence.tokens[claim.left - 1].word == ",")) - 1
    return _is_act(sentence, head)


def _approves_antecedent(sentence: Sentence, claim: Claim) -> bool:
    """Whether what a relative clause says is sanctioned is something that one approves: "a strike that nobody had"."""
    first = claim.steps[0].group_start
    opens = next((k for k in range(first - 1, max(0, first - _RELATIVE), -1) if sentence.is_a(k, "relatives")), 0)
    return sentence.is_a(opens - 1, "not_approved")


def _is_act(sentence: Sentence, head: int) -> bool:
    """Whether a noun names what is done, not who can be listed: "the intervention", but not "the federation"."""
    who = sentence.is_a(head, "not_doers", "listed") or sentence.is_actor(head)
    return sentence.is_a(head, "not_acts") and not who


def _lists_object(sentence: Sentence, claim: Claim, grammar: SanctionsGrammar) -> bool:
    """Whether the object's own noun phrase, before any preposition, names an actor or what is often listed.

    Whatever a state blacklists is listed ("Washington blacklisted the institute"), but "a blacklisting" is a noun.
    """
    phrase = noun_phrase(sentence, claim.end + sentence.is_a(claim.end, "object_markers"))
    if any(sentence.is_a(k, "not_approved") for k in phrase) or (phrase and _is_act(sentence, phrase[-1])):
        return False
    is_noun = claim.start > 0 and sentence.is_a(claim.start - 1, "determiners")
    by_state = not is_noun and any(sends_as_state(sentence, k, grammar) for k in claim.senders)
    if claim.trigger.measures and by_state and sentence.is_a(claim.end, "determiners"):
        return True
    return any(sentence.is_actor(k) or sentence.is_a(k, "listed", "objects", "staff") for k in phrase)


def _is_aimed_by_frame(sentence: Sentence, claim: Claim, grammar: SanctionsGrammar, *, topical: bool) -> bool:
    """A weak trigger counts where something is done with it, or it is "targeting", and an actor is the target.

    Where the document speaks of sanctions, what is done with it is enough: by an actor, or to what is often listed.
    """
    senders = {sentence.tokens[k].actor_id for k in claim.senders}
    if claim.trigger.sent and not senders:
        return False
    aimed = [k for k in claim.targets if sentence.tokens[k].actor_id not in senders]
    if claim.trigger.between_states and (not topical or _hits_firms(sentence, claim, aimed, grammar)):
        return _is_between_states(sentence, claim, aimed, grammar)
    if claim.trigger.on_people and not _hits_people(sentence, claim, aimed, grammar):
        return False
    if aimed and (claim.steps or senders):
        return True
    held = [k for k in claim.senders if claim.trigger.possessor == "target" and claim.left <= k < claim.start]
    if claim.steps and any(sends_as_state(sentence, k, grammar) for k in held):  # "froze their U.S. assets"
        return True
    listed = bool(claim.trigger.requires) and _lists(sentence, claim)
    seizes = claim.trigger.possessor == "target" and bool(senders & grammar.usual_senders)
    return bool(claim.steps) and ((topical and (bool(senders) or listed)) or (listed and seizes))


def _hits_people(sentence: Sentence, claim: Claim, aimed: list[int], grammar: SanctionsGrammar) -> bool:
    """Whether people, firms or groups are hit, not all who come from a country, or a further trigger stands beside."""
    kinds = {grammar.kinds.get(sentence.tokens[k].actor_id or "", "country") for k in aimed}
    reach = range(claim.start, min(len(sentence.tokens), claim.right + 3))
    named = any(sentence.is_a(k, "listed") for k in reach) or _names_listed(sentence, claim)
    return bool(claim.more_measures) or bool(kinds - {"country", "place"}) or named


def _hits_firms(sentence: Sentence, claim: Claim, aimed: list[int], grammar: SanctionsGrammar) -> bool:
    """Whether only firms and bodies of a country are hit, by somebody who is no state: a regulator fines a bank."""
    actors = [sentence.tokens[k].actor_id or "" for k in aimed]
    firms = all(grammar.kinds.get(actor) in _FIRMS and grammar.countries.get(actor) for actor in actors)
    acted = bool(claim.senders) and not any(sends_as_state(sentence, k, grammar) for k in claim.senders)
    return bool(aimed) and firms and acted


def _is_between_states(sentence: Sentence, claim: Claim, aimed: list[int], grammar: SanctionsGrammar) -> bool:
    """Whether a state acts, or a state by its name is hit, and what is hit is a state, its people or a group."""
    aimed = [k for k in aimed if not sentence.is_a(k - 1, "blocking_prepositions")]  # "filers in Portugal"
    kinds = {grammar.kinds.get(sentence.tokens[k].actor_id or "", "country") for k in aimed}
    sent = any(sends_as_state(sentence, k, grammar) for k in claim.senders)
    named = any(sentence.tokens[k].kind != "adjective" for k in aimed)
    return bool(kinds & _NATIONS) and (sent or (named and bool(claim.steps)))


def _lists(sentence: Sentence, claim: Claim) -> bool:
    """Whether something that is often listed stands between the verb and the end of the phrase."""
    first = min(claim.left - 4, *(step.end for step in claim.steps))
    last = min(len(sentence.tokens), claim.right + 4)
    return any(sentence.is_a(k, "listed") for k in range(max(0, first), last))
