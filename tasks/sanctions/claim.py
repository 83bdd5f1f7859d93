"""One claim: a trigger, the chain that governs it, and what follows from both."""

from __future__ import annotations

from dataclasses import dataclass, field

from config.sanctions import Predicate, Trigger
from tasks.sanctions.compiling import SanctionsGrammar
from tasks.sanctions.frame import Step, chain_from, is_participle, step_of
from tasks.sanctions.phrase import Left, Right, actors_between, aimed_before, read_left, read_object, read_right
from tasks.sanctions.roles import Reading, assign, chain_subject, split_left, subject_of
from tasks.sanctions.sentence import Governor, Sentence
from tasks.sanctions.status import compose, move

_RIGHT_REACH = 16
_ACTS = frozenset({"impose", "keep", "ease", "evade", "face"})
_VERB = Predicate(id="verb", does="impose", forms=("sanction",))
_EASING_VERB = Predicate(id="verb", does="ease", forms=("delist",))


@dataclass(slots=True)
class Claim:
    """A claim in tokens: its trigger [start, end), phrase [left, right), chain, state and roles."""

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

    @property
    def rule_id(self) -> str:
        """The trigger and the predicates that govern it, innermost first."""
        chain = [step.predicate.id + "".join(f"+{operator}" for operator in step.operators) for step in self.steps]
        return ".".join([self.trigger.id, *chain])


def read_noun(sentence: Sentence, start: int, end: int, trigger: Trigger, grammar: SanctionsGrammar) -> Claim:
    """Read the claim around a nominal trigger at tokens [start, end)."""
    left, right = read_left(sentence, start), read_right(sentence, end, trigger)
    steps, agents = _chain(sentence, left, right, end, trigger)
    claim = Claim(trigger, start, end, left.start, right.end, steps, "bare")
    _give_roles(sentence, claim, left, right, agents, grammar)
    claim.state = compose(steps, grammar.rules)
    if left.negated:
        claim.state = move(claim.state if claim.state != "bare" else "imposed", "not", grammar.rules)
    claim.negated = left.negated or bool(steps and "not" in steps[0].operators)
    if claim.state == "bare" and claim.senders and claim.targets and not right.instrument:
        claim.state = "standing"
    return claim


def _chain(sentence: Sentence, left: Left, right: Right, end: int, trigger: Trigger) -> tuple[list[Step], list[int]]:
    """The governing chain, from the left, from a passive or intransitive verb on the right, or from both."""
    compound = _compound(sentence, end)
    if compound is not None:
        _read_beneficiary(sentence, right, compound)
        return [compound, *chain_from(sentence, left.start, "np", trigger)], []
    outer = chain_from(sentence, left.start, "np", trigger)
    found, agents, relative = _right_step(sentence, right, trigger)
    if found is None or (relative and outer) or right.instrument:
        return outer, []
    if sentence.lexicon.source.free_order:
        _read_bracket(sentence, found, left)
    if not outer:
        return [found, *chain_from(sentence, left.start, "finite", trigger)], agents
    return ([found, *outer], agents) if _joins(sentence, outer[0], found, left, right) else (outer, [])


def _read_bracket(sentence: Sentence, step: Step, left: Left) -> None:
    """Modals and negations in front of the phrase whose verb stands behind it ("will Sanktionen ... verhängen")."""
    for position in range(left.start - 1, max(-1, left.start - 7), -1):
        if sentence.is_a(position, "barriers") or position in sentence.governors_by_end:
            break
        for operator, category in (("must", "must"), ("may", "may"), ("will", "will"), ("not", "negations")):
            if sentence.is_a(position, category) and operator not in step.operators:
                step.operators.insert(0, operator)


def _compound(sentence: Sentence, end: int) -> Step | None:
    """ "sanctions relief", "sanctions-busting": a nominal that follows the trigger directly."""
    governor = sentence.governors.get(end)
    if governor is None:
        return None
    for predicate in governor.choices:
        if predicate.intransitive and predicate.does in ("ease", "evade"):
            text = sentence.tokens[governor.end - 1].word
            if not is_participle(sentence, governor, predicate) and not text.endswith("es"):
                return Step(predicate, governor.start, governor.end, governor.start, "np")
    return None


def _read_beneficiary(sentence: Sentence, right: Right, compound: Step) -> None:
    """ "sanctions relief for Russia": whom easing helps is the target."""
    right.end = compound.end
    if not right.targets and sentence.is_a(compound.end, "beneficiary_prepositions", "target_prepositions"):
        right.targets, right.end = read_object(sentence, compound.end + 1, linking=False)


def _joins(sentence: Sentence, outer: Step, inner: Step, left: Left, right: Right) -> bool:
    """Whether a predicate right of the trigger belongs under one on its left ("wants sanctions lifted")."""
    reduced = right.reduced is not None and inner.start == right.reduced.start
    if (reduced and inner.predicate.does in ("impose", "keep")) or outer.predicate.does in _ACTS:
        return False
    if sentence.lexicon.source.free_order:
        return True
    if inner.link == "to" or any(sentence.is_a(k, "that") for k in range(outer.end, left.start)):
        return True
    return outer.predicate.clause and (reduced or inner.group_start < inner.start)


def _right_step(sentence: Sentence, right: Right, trigger: Trigger) -> tuple[Step | None, list[int], bool]:
    """The verb that follows the phrase: a step, its subject where it is active, and whether it is a relative clause."""
    if right.reduced is not None:
        predicate = _usable(sentence, right.reduced, trigger)
        if predicate is not None:
            return step_of(sentence, right.reduced, predicate), [], False
    relative = False
    for position in range(right.end, min(len(sentence.tokens), right.end + _RIGHT_REACH)):
        relative = relative or _opens_relative(sentence, position)
        governor = sentence.governors.get(position)
        if governor is not None:
            found = _read_right_verb(sentence, governor, right, trigger)
            if found is not None:
                return found[0], found[1], relative
        if sentence.is_a(position, "trigger") or _stops(sentence, position):
            break
    return None, [], False


def _opens_relative(sentence: Sentence, position: int) -> bool:
    """A relative pronoun; where it is also an article, only behind a comma."""
    if not sentence.is_a(position, "relatives"):
        return False
    return not sentence.is_a(position, "determiners") or sentence.tokens[position - 1].word in (",", "that")


def _stops(sentence: Sentence, position: int) -> bool:
    if sentence.is_a(position, "relatives"):
        return False
    return sentence.is_a(position, "barriers") and sentence.tokens[position].word not in "“”\"()"


def _usable(sentence: Sentence, governor: Governor, trigger: Trigger) -> Predicate | None:
    for predicate in governor.choices:
        if predicate.id in trigger.requires:
            return predicate
    return next((p for p in governor.choices if p.id not in sentence.lexicon.specific and not p.intransitive), None)


def _read_right_verb(
    sentence: Sentence, governor: Governor, right: Right, trigger: Trigger
) -> tuple[Step, list[int]] | None:
    passed = range(right.end, governor.start)
    comma = any(sentence.tokens[k].word == "," for k in passed)
    for predicate in governor.choices:
        if predicate.intransitive and not (comma and predicate.does == "effect"):
            return step_of(sentence, governor, predicate), []
    predicate = _usable(sentence, governor, trigger)
    if predicate is None:
        return None
    step = step_of(sentence, governor, predicate)
    agents = actors_between(sentence, right.end, step.group_start)
    if step.passive or sentence.lexicon.source.free_order or _is_bare_participle(sentence, step, right, governor):
        return step, agents if not step.passive and sentence.lexicon.source.free_order else []
    listed = comma or any(sentence.is_a(k, "coordinators") for k in range(right.end, min(agents, default=0)))
    return (step, agents) if agents and not listed and predicate.does in ("impose", "keep", "ease") else None


def _is_bare_participle(sentence: Sentence, step: Step, right: Right, governor: Governor) -> bool:
    if not is_participle(sentence, governor, step.predicate) or step.group_start != step.start:
        return False
    return governor.start == right.end or sentence.tokens[governor.start - 1].word == ","


def _give_roles(
    sentence: Sentence, claim: Claim, left: Left, right: Right, agents: list[int], grammar: SanctionsGrammar
) -> None:
    roles = assign(sentence, claim.steps, left.start, grammar)
    after, by = _after_verb(sentence, claim, right)
    aimed = bool(right.targets or after or (roles["target"] and not claim.steps[0].passive))
    relieved = bool(claim.steps) and claim.steps[0].start == claim.end and claim.steps[0].predicate.does == "ease"
    in_front, against = split_left(sentence, left, Reading(claim.trigger, aimed, relieved), grammar)
    claim.senders = in_front + right.senders + by + agents
    claim.targets = right.targets + against + after
    if not claim.targets:
        claim.targets = roles["target"]
    elif claim.steps and claim.steps[0].passive and claim.steps[0].start < left.start:
        claim.targets = roles["target"] or claim.targets
    if not claim.targets and sentence.lexicon.source.free_order:
        aimed_at, before = aimed_before(sentence, left.start)
        claim.targets = [k for k in aimed_at if k not in claim.senders]
        claim.senders = claim.senders or before
    if not claim.senders:
        claim.senders = [k for k in roles["sender"] if k not in claim.targets]
    if not claim.targets:
        claim.targets = [k for k in roles["evader"] if k not in claim.senders]


def _after_verb(sentence: Sentence, claim: Claim, right: Right) -> tuple[list[int], list[int]]:
    """Targets and senders behind a verb that follows the trigger ("sanctions were imposed on X by Y", "hurt X")."""
    if not claim.steps or claim.steps[0].start < right.end:
        return [], []
    step = claim.steps[0]
    if step.predicate.does == "effect":
        return (read_object(sentence, step.end, linking=False)[0] if not right.targets else []), []
    behind = read_right(sentence, step.end, claim.trigger)
    claim.right = max(claim.right, behind.end)
    return behind.targets or _harmed(sentence, step.end), behind.senders


def _harmed(sentence: Sentence, start: int) -> list[int]:
    """Whom a further verb of the trigger harms ("... and would harm the Russian economy")."""
    for position in range(start, min(len(sentence.tokens), start + _RIGHT_REACH)):
        governor = sentence.governors.get(position)
        if governor is not None and any(predicate.does == "effect" for predicate in governor.choices):
            return read_object(sentence, governor.end, linking=False)[0]
        if sentence.is_a(position, "barriers", "trigger"):
            break
    return []


def read_verb(sentence: Sentence, start: int, end: int, trigger: Trigger, grammar: SanctionsGrammar) -> Claim:
    """Read the claim around a trigger that is itself the verb ("sanctioned", "blacklisted")."""
    predicate = _EASING_VERB if trigger.ease else _VERB
    governor = Governor(start, end, (predicate,))
    own = step_of(sentence, governor, predicate)
    behind = read_right(sentence, end, trigger)
    objects, object_end = read_object(sentence, end, linking=False)
    passive = own.passive or _is_agentive(sentence, own, behind, start)
    own.passive = passive
    steps = [own, *chain_from(sentence, own.group_start, own.link, trigger)]
    claim = Claim(trigger, start, end, own.group_start, max(end, object_end), steps, "bare", verb=True)
    if passive:
        claim.targets, claim.senders = subject_of(sentence, own.group_start), behind.senders
        claim.right = max(end, behind.end)
    else:
        claim.targets = objects or _antecedent(sentence, own.group_start)
        claim.senders = [k for k in chain_subject(sentence, steps, grammar) if k not in claim.targets]
    claim.state = compose(steps, grammar.rules)
    claim.negated = "not" in own.operators
    return claim


def _is_agentive(sentence: Sentence, own: Step, behind: Right, start: int) -> bool:
    """ "X, sanctioned by Y": a participle with an agent and without its own subject."""
    participle = sentence.ends_in(start, sentence.lexicon.source.words.participle_endings or ("\0",))
    return participle and own.group_start == start and bool(behind.senders)


def _antecedent(sentence: Sentence, group_start: int) -> list[int]:
    """The target of "X, which Y has sanctioned"."""
    for position in range(group_start - 1, max(-1, group_start - 7), -1):
        if sentence.is_a(position, "relatives"):
            return subject_of(sentence, position)
    return []


def is_verb(sentence: Sentence, start: int, end: int, trigger: Trigger) -> bool:
    """Whether a form that is noun or verb is a verb here: "to sanction", "US sanctions Russian banks"."""
    if trigger.kind != "either":
        return trigger.kind == "verb"
    if start == 0 or end >= len(sentence.tokens):
        return False
    object_follows = _object_follows(sentence, end)
    word = sentence.tokens[start].word
    if sentence.is_a(start - 1, "to", "will", "may", "must", "negations"):
        return not word.endswith("s") and object_follows
    return _named(sentence, start - 1) and object_follows


def _named(sentence: Sentence, position: int) -> bool:
    token = sentence.tokens[position]
    return token.actor_id is not None and token.kind != "adjective"


def _object_follows(sentence: Sentence, end: int) -> bool:
    token = sentence.tokens[end]
    if token.actor_id is not None or token.word.isdigit() or sentence.is_a(end, "listed"):
        return True
    return sentence.is_a(end, "modifiers", "determiners") and bool(
        cluster_or_listed(sentence, end)
    )


def cluster_or_listed(sentence: Sentence, start: int) -> bool:
    """Whether an actor or a noun that is often listed comes within four tokens."""
    near = range(start, min(len(sentence.tokens), start + 4))
    return any(sentence.tokens[k].actor_id is not None or sentence.is_a(k, "listed") for k in near)
