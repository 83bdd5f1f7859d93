"""Claims whose trigger is a noun: "imposed sanctions on X", "the lifting of the embargo"."""

from __future__ import annotations

from config.sanctions import Trigger
from tasks.sanctions.behind import RIGHT_REACH, governing_chain
from tasks.sanctions.claim import Claim
from tasks.sanctions.cluster import actors_between, noun_phrase
from tasks.sanctions.compiling import SanctionsGrammar
from tasks.sanctions.fields import sends_as_state
from tasks.sanctions.lists import pick_out
from tasks.sanctions.phrase import Left, Right, aimed_before, read_left, read_object, read_right
from tasks.sanctions.roles import Reading, assign, own_target, split_left, usually_sends
from tasks.sanctions.sentence import Sentence
from tasks.sanctions.status import compose, move
from tasks.sanctions.subject import before_noun, subject_of

_PURPOSE_REACH = 9
_DESCRIBED_REACH = 12
_JURISDICTION_REACH = 8
_OWNED = frozenset({"ease", "relief", "evade"})  # "Iran's sanctions relief", "North Korea's sanctions evasion"
_NOT_OWN = frozenset({"relief", "gain", "face", "evade", "in_force"})  # not always of who acts: "its sanctions"
_EASING = frozenset({"ease_intended", "ease_demanded"})
_SPEAKS_FOR_ITSELF = frozenset({"threaten", "intend", "refuse"})


def read_noun(sentence: Sentence, start: int, end: int, trigger: Trigger, grammar: SanctionsGrammar) -> Claim:
    """Read the claim around a nominal trigger at tokens [start, end)."""
    left, right = read_left(sentence, start), read_right(sentence, end, trigger)
    steps, agents = governing_chain(sentence, left, right, end, trigger)
    claim = Claim(trigger, start, end, left.start, right.end, steps, "bare")
    _give_roles(sentence, claim, left, right, agents, grammar)
    claim.state = compose(steps, grammar.rules)
    relief = len(steps) == 1 and steps[0].predicate.does == "relief" and steps[0].start == end
    if relief and not left.negated:
        claim.state = move(claim.state, "alone", grammar.rules)
    if trigger.measures and not (steps and steps[0].predicate.does == "impose"):
        claim.state = move(claim.state, "concrete", grammar.rules)
    if right.senders or (left.actors and claim.senders) or sentence.is_a(left.start, "definite"):
        claim.state = move(claim.state, "owned", grammar.rules)
    if claim.senders and not any(sends_as_state(sentence, k, grammar) for k in claim.senders):
        claim.state = move(claim.state, "nobody", grammar.rules)
        if steps and steps[0].predicate.does == "talk":  # who only talks about sanctions sends none
            claim.senders = [k for k in claim.senders if k in left.actors or k in right.senders]
    if right.instrument and steps and steps[0].predicate.does == "join":  # "signed on to a sanctions bill"
        claim.state = move(claim.state, "draft", grammar.rules)
    if left.negated:
        claim.state = move(claim.state, "not", grammar.rules)
    _strive(sentence, claim, grammar)
    claim.approves = left.start == start and trigger.kind == "either" and _approves_object(sentence, end)
    claim.negated = left.negated or bool(steps and "not" in steps[0].operators)
    if claim.state == "bare" and claim.senders and claim.targets and not right.instrument:
        claim.state = "standing"
    return claim


def _strive(sentence: Sentence, claim: Claim, grammar: SanctionsGrammar) -> None:
    """Who tries to get rid of sanctions and is no usual sender is hit by them: it demands what others must do."""
    step = next((step for step in claim.steps if sentence.is_a(step.start, "strivings")), None)
    if step is None or grammar.rules.status[claim.state] not in _EASING:
        return
    trying = subject_of(sentence, step.group_start)
    hit = not claim.targets or any(k in claim.targets for k in trying)
    if trying and hit and not any(usually_sends(sentence.tokens[k].actor_id or "", grammar) for k in trying):
        claim.state = move(claim.state, "demand", grammar.rules)
        claim.senders = [k for k in claim.senders if k not in trying]
        claim.targets = claim.targets or trying


def _approves_object(sentence: Sentence, end: int) -> bool:
    """Whether the form is a verb that approves: "the law sanctions nearly a million abortions"."""
    if end >= len(sentence.tokens):
        return False
    endings = sentence.lexicon.source.words.adverb_endings
    counted = sentence.is_a(end, "determiners", "adverbs") or sentence.ends_in(end, endings)
    return counted and any(sentence.is_a(k, "not_approved") for k in noun_phrase(sentence, end))


def _give_roles(
    sentence: Sentence, claim: Claim, left: Left, right: Right, agents: list[int], grammar: SanctionsGrammar
) -> None:
    roles = assign(sentence, claim.steps, left.start, grammar)
    after, by = _after_verb(sentence, claim, right)
    aimed = bool(right.targets or after or (roles["target"] and not claim.steps[0].passive))
    relieved = bool(claim.steps) and claim.steps[0].start == claim.end and claim.steps[0].predicate.does in _OWNED
    in_front, against = split_left(sentence, left, Reading(claim.trigger, aimed, relieved), grammar)
    claim.senders = in_front + right.senders + by + agents
    claim.targets = right.targets + against + after
    _take_from(sentence, claim, grammar)
    _name_within(sentence, claim)
    if claim.trigger.described:
        _hit_described(sentence, claim)
    _weigh_targets(sentence, claim, roles["target"], left.start, grammar)
    _fill_gaps(sentence, claim, roles, left.start)
    _take_kept_out(sentence, claim)
    if claim.trigger.possessor == "target" and claim.trigger.requires and not claim.senders:
        claim.senders = _jurisdiction(sentence, claim)
    pick_out(sentence, claim)


def _jurisdiction(sentence: Sentence, claim: Claim) -> list[int]:
    """Under whose jurisdiction what is frozen lies, who is then who freezes it."""
    last = min(len(sentence.tokens), max([claim.right, *(step.end for step in claim.steps)]) + _JURISDICTION_REACH)
    held = [k for k in range(claim.start, last) if sentence.is_a(k, "jurisdictions")]
    return [k for one in held for k in (one - 2, one - 1) if k >= 0 and sentence.tokens[k].actor_id is not None]


def _take_from(sentence: Sentence, claim: Claim, grammar: SanctionsGrammar) -> None:
    """In "lift sanctions from Iran" the one behind "from" is freed: a target, unless it usually sends."""
    if not claim.steps or claim.steps[0].predicate.does != "ease" or claim.targets or claim.trigger.weak:
        return
    freed = [k for k in claim.senders if sentence.tokens[before_noun(sentence, k)].word == "from"]
    if freed and not _all_usual(sentence, freed, grammar):
        claim.targets = freed
        claim.senders = [k for k in claim.senders if k not in freed]


def _take_kept_out(sentence: Sentence, claim: Claim) -> None:
    """Where order is free the only actor is whom a passive keeps out, or a verb behind what one is kept out of.

    As in "X wurde von SWIFT ausgeschlossen", "От SWIFT отключили X".
    """
    kept_out = sentence.lexicon.source.free_order and bool(claim.trigger.requires) and not claim.trigger.object_follows
    fronted = claim.start <= 1 and all(k >= claim.end for k in claim.senders)
    if not kept_out or claim.targets or not (fronted or sentence.has("passive_auxiliaries")):
        return
    if len({sentence.tokens[k].actor_id for k in actors_between(sentence, 0, len(sentence.tokens))}) == 1:
        claim.targets, claim.senders = claim.senders, []


def _hit_described(sentence: Sentence, claim: Claim) -> None:
    """Where order is free an adjective tells whom it hits, and a name who acts, on whichever side of the verb."""
    near = [k for k in range(max(0, claim.start - _DESCRIBED_REACH), claim.start) if sentence.is_actor(k)]
    hit = [
        k for k in near if sentence.tokens[k].kind == "adjective" and not sentence.is_a(k + 1, "offices", "stands_for")
    ]
    if hit:
        claim.targets = hit
        claim.senders = claim.senders or [k for k in near if k not in hit and sentence.can_act(k)]
        claim.senders = [k for k in claim.senders if k not in hit]


def _name_within(sentence: Sentence, claim: Claim) -> None:
    """Actors inside the trigger: "a ban on Russian oil" names the target, "from the EU's airspace" the sender."""
    named = [k for k in range(claim.start, claim.end) if sentence.is_actor(k)]
    if claim.trigger.requires:
        claim.senders += named
    else:
        claim.targets += named


def _weigh_targets(sentence: Sentence, claim: Claim, governed: list[int], head: int, grammar: SanctionsGrammar) -> None:
    """Choose between the targets of the phrase and those that its verb has: `governed`."""
    passive = bool(claim.steps) and claim.steps[0].passive and claim.steps[0].start < head
    # "barred X from doing business with US firms"
    barred = bool(claim.trigger.requires) and _all_usual(sentence, claim.targets, grammar)
    if passive or barred or not claim.targets:
        claim.targets = governed or claim.targets


def _fill_gaps(sentence: Sentence, claim: Claim, roles: dict[str, list[int]], head: int) -> None:
    """Senders and targets that neither the phrase nor its verb names directly."""
    free = sentence.lexicon.source.free_order
    if free and (not claim.targets or sentence.is_a(head - 1, "target_prepositions")):
        aimed_at, before = aimed_before(sentence, head)
        claim.targets = claim.targets or [k for k in aimed_at if k not in claim.senders]
        claim.senders = claim.senders or before
    if _joins_others(sentence, claim, head) or not claim.senders:
        claim.senders = [k for k in roles["sender"] if k not in claim.targets + claim.senders] + claim.senders
    if not claim.senders and roles["sender"] and free:  # the target stood between subject and verb
        claim.senders = [k for k in subject_of(sentence, head) if k not in claim.targets]
    if not claim.senders:
        named = _sender_by_word(sentence, claim, head) or _own_sanctions(sentence, claim, head)
        claim.senders = [k for k in named if k not in claim.targets]
    if not claim.targets:
        sending = {sentence.tokens[k].actor_id for k in claim.senders}
        claim.targets = [k for k in roles["evader"] if sentence.tokens[k].actor_id not in sending]
    claim.targets = claim.targets or own_target(sentence, claim.end, head, claim.senders, claim.steps)
    if not claim.targets:
        claim.targets = [k for k in _purpose(sentence, claim.right) if k not in claim.senders]


def _joins_others(sentence: Sentence, claim: Claim, head: int) -> bool:
    """Whether who acts takes over what others impose: "Norway joined the EU's sanctions", "adopted the EU's"."""
    does = claim.steps[0].predicate.does if claim.steps else ""
    owned = any(head <= k < claim.start and sentence.is_a(k + 1, "possessive") for k in claim.senders)
    return does == "join" or (does == "impose" and owned and not claim.steps[0].passive)


def _purpose(sentence: Sentence, start: int) -> list[int]:
    """Whom the sanctions are for: "sanctions to force Iran to the table"."""
    for position in range(start, min(len(sentence.tokens), start + _PURPOSE_REACH)):
        purpose = sentence.starts["purposes"].get(position)
        if purpose is not None:
            return read_object(sentence, purpose.end, linking=False)[0]
        if sentence.is_a(position, "barriers", "trigger") or sentence.tokens[position].word in ",;":
            break
    return []


def _sender_by_word(sentence: Sentence, claim: Claim, head: int) -> list[int]:
    """Who "has" sanctions on somebody, and who warns that they would be imposed."""
    if not claim.steps or claim.steps[0].predicate.does == "in_force":
        return subject_of(sentence, head - 1) if claim.targets and sentence.is_a(head - 1, "possession") else []
    if len(claim.steps) < 2 or not (claim.steps[0].passive and claim.steps[0].operators):
        return []
    outer = claim.steps[1]
    speaks = outer.predicate.does in _SPEAKS_FOR_ITSELF and not outer.passive
    return subject_of(sentence, outer.group_start) if speaks else []


def _own_sanctions(sentence: Sentence, claim: Claim, head: int) -> list[int]:
    """Whose "its" is in "is inviting comment on its sanctions": the only actor before it."""
    own = sentence.is_a(head, "own_possessives") and sentence.is_a(head, "determiners")
    asked = any(step.predicate.does in _NOT_OWN or "must" in step.operators for step in claim.steps)
    if not own or asked or claim.trigger.possessor != "sender":
        return []
    before = [k for k in actors_between(sentence, 0, head) if k not in claim.targets]
    if any(sentence.is_a(k + 1, "reporting") for k in before):
        return []
    return before[:1] if len({sentence.tokens[k].actor_id for k in before}) == 1 else []


def _all_usual(sentence: Sentence, positions: list[int], grammar: SanctionsGrammar) -> bool:
    return bool(positions) and all(sentence.tokens[k].actor_id in grammar.usual_senders for k in positions)


def _after_verb(sentence: Sentence, claim: Claim, right: Right) -> tuple[list[int], list[int]]:
    """Targets and senders behind a verb that follows the trigger ("sanctions were imposed on X by Y", "hurt X")."""
    if not claim.steps or claim.steps[0].start < right.end:
        return [], []
    step = claim.steps[0]
    if step.predicate.does == "effect":
        return (read_object(sentence, step.end, linking=True)[0] if not right.targets else []), []
    aims = step.predicate.intransitive and sentence.is_a(step.end - 1, "target_prepositions")  # "remain on X"
    behind = read_right(sentence, step.end - aims, claim.trigger)
    claim.right = max(claim.right, behind.end)
    return behind.targets or _harmed(sentence, step.end), behind.senders


def _harmed(sentence: Sentence, start: int) -> list[int]:
    """Whom a further verb of the trigger harms ("... and would harm the Russian economy")."""
    for position in range(start, min(len(sentence.tokens), start + RIGHT_REACH)):
        governor = sentence.governors.get(position)
        if governor is not None and any(predicate.does == "effect" for predicate in governor.choices):
            return read_object(sentence, governor.end, linking=False)[0]
        if sentence.is_a(position, "barriers", "trigger"):
            break
    return []
