"""Claims whose trigger is itself the verb: "sanctioned", "blacklisted", and "sanctions" where it is a verb."""

from __future__ import annotations

from config.sanctions import Predicate, Trigger
from tasks.sanctions.claim import Claim
from tasks.sanctions.compiling import SanctionsGrammar
from tasks.sanctions.frame import Step, chain_from, step_of
from tasks.sanctions.phrase import Right, read_object, read_right
from tasks.sanctions.roles import chain_subject, subject_of
from tasks.sanctions.sentence import Governor, Sentence
from tasks.sanctions.status import compose

_VERB = Predicate(id="verb", does="impose", forms=("sanction",))
_EASING_VERB = Predicate(id="verb", does="ease", forms=("delist",))


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
    """As in "X, sanctioned by Y": a participle with an agent and without its own subject."""
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
    if sentence.is_a(start - 1, "to", "will", "may", "must", "negations") or _shares_infinitive(sentence, start):
        return not word.endswith("s") and object_follows
    return _named(sentence, start - 1) and object_follows


def _shares_infinitive(sentence: Sentence, start: int) -> bool:
    """As in "to isolate and sanction"."""
    if not sentence.is_a(start - 1, "coordinators"):
        return False
    return any(sentence.is_a(k, "to", "will", "must") for k in range(max(0, start - 5), start - 1))


def _named(sentence: Sentence, position: int) -> bool:
    token = sentence.tokens[position]
    return token.actor_id is not None and token.kind != "adjective"


def _object_follows(sentence: Sentence, end: int) -> bool:
    token = sentence.tokens[end]
    if token.actor_id is not None or token.word.isdigit() or sentence.is_a(end, "listed"):
        return True
    return sentence.is_a(end, "modifiers", "determiners") and bool(_listing_follows(sentence, end))


def _listing_follows(sentence: Sentence, start: int) -> bool:
    """Whether an actor or a noun that is often listed comes within four tokens."""
    near = range(start, min(len(sentence.tokens), start + 4))
    return any(sentence.tokens[k].actor_id is not None or sentence.is_a(k, "listed") for k in near)
