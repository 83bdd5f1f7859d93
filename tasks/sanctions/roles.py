"""Who is sender and who is target, from the chain of predicates and the phrases around a trigger."""

from __future__ import annotations

from dataclasses import dataclass

from config.sanctions import Trigger
from tasks.sanctions.cluster import actors_between
from tasks.sanctions.compiling import SanctionsGrammar
from tasks.sanctions.doer import chain_subject, given_subject, objects_between
from tasks.sanctions.frame import Step
from tasks.sanctions.phrase import Left
from tasks.sanctions.sentence import Sentence
from tasks.sanctions.subject import SUBJECT_REACH, before_noun, is_aimed, subject_of

_ADJECTIVES = 5
_OWN_REACH = 7
_NO_GRANTER = frozenset({"", "demand", "insist", "support", "oppose", "discuss", "talk", "stop", "exchange"})
_NO_OBJECT = frozenset({"demand", "insist", "support", "oppose", "against", "discuss", "obey", "talk"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known when actors in front of a trigger are read.

    `aimed`: a target is named elsewhere, so that every one in front is a sender. `relieved`: the phrase goes on to
    "relief", so that an owner is a target.
    """

    trigger: Trigger
    aimed: bool
    relieved: bool


def split_left(
    sentence: Sentence, left: Left, reading: Reading, grammar: SanctionsGrammar
) -> tuple[list[int], list[int]]:
    """Senders and targets among the actors in front of a trigger ("US Iran sanctions", "anti-Russian sanctions")."""
    senders: list[int] = []
    targets: list[int] = []
    several = len(left.actors) > 1 and not any(
        sentence.is_a(k, "coordinators") for k in range(left.actors[0], left.actors[-1])
    )
    for position in left.actors:
        usual = usually_sends(sentence.tokens[position].actor_id or "", grammar)
        owner = position in left.possessive and not reading.relieved
        against = several and position == left.actors[-1]
        if position in left.concerned:  # "Ukraine-related sanctions" are not aimed at it
            targets += [position] if sentence.tokens[position].actor_id not in grammar.rules.wronged else []
            continue
        holds = reading.trigger.possessor == "target" and not (usual and position not in left.possessive)
        if position in left.anti or holds:
            targets.append(position)
        elif reading.aimed or ((usual or owner) and not against):
            senders.append(position)
        else:
            targets.append(position)
    return senders, targets


def usually_sends(actor: str, grammar: SanctionsGrammar) -> bool:
    """Whether a bare name in front of a trigger is a sender: a usual one, one of its people or organs, or a body."""
    country = grammar.countries.get(actor)
    if actor in grammar.usual_senders or country in grammar.usual_senders:
        return True
    return grammar.kinds.get(actor) == "organization" and not country


def assign(sentence: Sentence, steps: list[Step], head: int, grammar: SanctionsGrammar) -> dict[str, list[int]]:
    """Read sender and target off a chain of predicates that governs the phrase beginning at `head`."""
    roles: dict[str, list[int]] = {"sender": [], "target": [], "evader": []}
    if not steps:
        return roles
    if len(steps) > 1 and steps[1].predicate.does == "face" and _is_adjective(steps[0], head):
        steps = steps[1:]
    inner = steps[0]
    between = objects_between(sentence, inner.end, head) if inner.start < head else []
    between = [k for k in between if not _owns(sentence, k, head)]
    if between and sentence.lexicon.source.verb_first and not is_aimed(sentence, between[0]):
        party = _party(inner, head, grammar)
        return {**roles, party: between} if party in roles else roles
    if inner.predicate.does not in _NO_OBJECT or inner.predicate.needs == ("from",):  # "shield Iran from sanctions"
        roles["target"] += between
    roles["target"] += [] if roles["target"] else _receiver(sentence, steps)
    roles["target"] += [] if roles["target"] else _exchanger(sentence, steps, grammar)
    if len(steps) == 1 and _is_means(sentence, inner):
        return roles
    party = (
        _relieved(steps) if inner.predicate.does == "relief" else _party(inner, head, grammar, alone=len(steps) == 1)
    )
    if inner.predicate.does == "relief" and party == "target":
        roles["target"] += roles["target"] or subject_of(sentence, steps[1].group_start)
    elif party == "given":
        roles["sender"] += given_subject(sentence, steps, grammar)
    elif party in roles:
        doing = _of_noun(sentence, inner, chain_subject(sentence, steps, grammar))
        roles[party] += _drawing(sentence, inner, doing) if inner.predicate.does == "draw" else doing
    return roles


def _of_noun(sentence: Sentence, inner: Step, doing: list[int]) -> list[int]:
    """Of a participle behind people or firms only those that describe them: "X dealt with firms hit by sanctions"."""
    noun = inner.group_start - 1
    bare = inner.predicate.does == "in_force" and inner.group_start == inner.start
    if not bare or not sentence.is_a(noun, "listed") or sentence.is_actor(noun):
        return doing
    return [k for k in doing if k >= noun - 2]


def _drawing(sentence: Sentence, inner: Step, doing: list[int]) -> list[int]:
    """Whose deed draws sanctions: not "it", and not whom it hits ("an attack on X would trigger sanctions")."""
    if sentence.is_a(inner.group_start - 1, "pronouns"):
        return []
    return [k for k in doing if not is_aimed(sentence, k)]


def _is_adjective(step: Step, head: int) -> bool:
    """Whether a predicate is only the adjective of what it governs: "face possible sanctions"."""
    near = 0 <= head - step.end < _ADJECTIVES
    return step.predicate.does == "plan" and near and step.group_start == step.start and not step.passive


def _is_means(sentence: Sentence, inner: Step) -> bool:
    """Whether something is only used for it, so that nobody is said to do it: "a tanker used to break sanctions"."""
    before = inner.group_start - 1
    used = before >= 0 and sentence.ends_in(before, sentence.lexicon.source.words.participle_endings or ("\0",))
    return inner.predicate.does == "evade" and inner.infinitive and used


def _owns(sentence: Sentence, position: int, head: int) -> bool:
    """Whether an actor is the possessor of the phrase at `head` ("announced Britain's own set of sanctions")."""
    sealed = not any(sentence.is_a(k, "target_prepositions", "with_prepositions") for k in range(position, head))
    return sealed and position + 1 < head and sentence.is_a(position + 1, "possessive")


def _relieved(steps: list[Step]) -> str:
    """What the subject is to relief from sanctions: who wins or needs it is the target, who grants it the sender."""
    outer = steps[1].predicate.does if len(steps) > 1 else ""
    if outer in ("gain", "seek", "hope"):
        return "target"
    return "none" if outer in _NO_GRANTER else "sender"


def _party(inner: Step, head: int, grammar: SanctionsGrammar, *, alone: bool = False) -> str:
    """What the subject of the innermost predicate is."""
    does = inner.predicate.does
    if inner.predicate.intransitive:  # its subject is the trigger itself, unless another predicate brings one
        return "sender" if does == "ease" and not alone else "none"
    if inner.passive and does != "in_force":
        return "target" if inner.start < head and does in ("impose", "threaten", "ease", "face") else "none"
    return "evader" if does == "evade" else grammar.rules.subject[does]


def _receiver(sentence: Sentence, steps: list[Step]) -> list[int]:
    """The indirect object of an offer: "offered Iran relief from sanctions"."""
    if (
        len(steps) < 2
        or steps[1].predicate.does not in ("intend", "grant", "hope")
        or steps[0].link in ("to", "finite", "shared")
    ):
        return []
    offered = objects_between(sentence, steps[1].end, steps[0].group_start)
    return [
        k for k in offered if not sentence.is_a(before_noun(sentence, k), "with_prepositions")
    ]  # "agreed with X on"


def _exchanger(sentence: Sentence, steps: list[Step], grammar: SanctionsGrammar) -> list[int]:
    """Who gives something up for relief: the nearest actor before that does not itself impose as a rule."""
    exchange = next((step for step in steps if step.predicate.does == "exchange"), None)
    if exchange is None:
        return []
    for position in range(exchange.start - 1, max(-1, exchange.start - SUBJECT_REACH), -1):
        usual = usually_sends(sentence.tokens[position].actor_id or "", grammar)
        if sentence.is_actor(position) and position not in sentence.places and not usual:
            return [position]
    return []


def own_target(sentence: Sentence, end: int, start: int, senders: list[int], steps: list[Step]) -> list[int]:
    """Whose "its" is in "sanctions on its banks": the one actor before it that is no sender, else the subject."""
    hits = (sentence.starts["target_prepositions"].get(position) for position in range(end, end + _OWN_REACH))
    preposition = next((hit for hit in hits if hit is not None), None)
    owned = preposition is not None and sentence.is_a(preposition.end, "own_possessives")
    if preposition is None or not owned or sentence.is_a(preposition.end, "own_country"):
        return []
    sending = {sentence.tokens[k].actor_id for k in senders}
    others = [k for k in actors_between(sentence, 0, start) if sentence.tokens[k].actor_id not in sending]
    if sentence.is_a(preposition.end, "personal_possessives"):
        others = [k for k in others if k in sentence.persons]
    if len({sentence.tokens[k].actor_id for k in others}) == 1:
        return others[:1]
    subject = subject_of(sentence, steps[-1].group_start) if steps else []
    return subject if len(subject) == 1 and subject[0] in others else []
