"""Claims whose trigger is itself the verb: "sanctioned", "blacklisted", and "sanctions" where it is a verb."""

from __future__ import annotations

from config.sanctions import Predicate, Trigger
from tasks.sanctions.claim import Claim
from tasks.sanctions.cluster import cluster_left
from tasks.sanctions.compiling import SanctionsGrammar
from tasks.sanctions.doer import chain_subject
from tasks.sanctions.frame import Step, step_of
from tasks.sanctions.govern import chain_from
from tasks.sanctions.lists import pick_out
from tasks.sanctions.phrase import Right, read_object, read_right
from tasks.sanctions.sentence import Governor, Sentence
from tasks.sanctions.status import compose
from tasks.sanctions.subject import subject_of

_VERB = Predicate(id="verb", does="impose", forms=("sanction",))
_NOT_LISTED = (
    "auxiliaries",
    "relatives",
    "that",
    "to",
    "target_prepositions",
    "linking_prepositions",
    "with_prepositions",
)
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
        claim.targets = _whole_list(sentence, subject_of(sentence, own.group_start))
        claim.senders = behind.senders or _agent_behind(sentence, end)
        claim.right = max(end, behind.end)
    elif (named := _named_before(sentence, start)) is not None:
        claim.targets = [named]
    else:
        within = [k for k in range(start, end) if sentence.is_actor(k)]  # "banned Russian oil"
        claim.targets = within or objects or _antecedent(sentence, own.group_start)
        opens = _headline_subject(sentence, start)
        senders = chain_subject(sentence, steps, grammar) if opens is None else [opens]
        claim.senders = [k for k in senders if k not in claim.targets and not sentence.is_a(k, "trigger")]
    pick_out(sentence, claim)
    claim.state = compose(steps, grammar.rules)
    claim.negated = "not" in own.operators
    listing = trigger.kind != "either" or _object_follows(sentence, end)
    claim.approves = not listing and not sentence.is_a(end, "objects")
    return claim


def _whole_list(sentence: Sentence, subject: list[int]) -> list[int]:
    """A subject with those listed before it: "X, his wife, Vice-President Y and eight others were designated"."""
    listed = list(subject)
    for position in range(listed[0] - 1 if listed else -1, -1, -1):
        if sentence.is_actor(position):
            if sentence.tokens[position + 1].word != "," and not sentence.is_a(position + 1, "coordinators"):
                break
            listed.insert(0, position)
        elif position in sentence.governors_by_end or sentence.is_a(position, *_NOT_LISTED):
            break
    return listed


def _is_agentive(sentence: Sentence, own: Step, behind: Right, start: int) -> bool:
    """As in "X, sanctioned by Y": a participle with an agent and without its own subject."""
    participle = sentence.ends_in(start, sentence.lexicon.source.words.participle_endings or ("\0",))
    return participle and own.group_start == start and bool(behind.senders)


def _named_before(sentence: Sentence, start: int) -> int | None:
    """Whom an apposition calls listed: "Hezbollah, a designated terrorist group"."""
    article = sentence.is_a(start - 1, "determiners") and start > 2 and sentence.tokens[start - 2].word == ","
    participle = sentence.ends_in(start, sentence.lexicon.source.words.participle_endings or ("\0",))
    named = start - 4 if article and sentence.tokens[start - 3].word == ")" else start - 3
    if not (article and participle) or named < 0:
        return None
    if sentence.tokens[named].word == "(" and named:
        named -= 1
    return named if sentence.is_actor(named) else None


def _agent_behind(sentence: Sentence, end: int) -> list[int]:
    """Who lists, behind what one is listed as: "designated as a terrorist group by Germany"."""
    for position in range(end, min(len(sentence.tokens) - 1, end + 6)):
        last = sentence.is_a(position, "listed_as") and not sentence.is_a(position + 1, "listed_as")
        if last and sentence.is_a(position + 1, "sender_prepositions"):
            return read_object(sentence, position + 2, linking=False)[0]
    return []


def _antecedent(sentence: Sentence, group_start: int) -> list[int]:
    """The target of "X, which Y has sanctioned"."""
    for position in range(group_start - 1, max(-1, group_start - 7), -1):
        if sentence.is_a(position, "relatives"):
            near = position - 2 if sentence.tokens[position - 1].word == "," else position - 1
            named = near >= 0 and sentence.can_act(near)
            return cluster_left(sentence, near) if named else subject_of(sentence, position)
    return []


def is_verb(sentence: Sentence, start: int, end: int, trigger: Trigger) -> bool:
    """Whether a form that is noun or verb is a verb here: "to sanction", "US sanctions Russian banks"."""
    if trigger.kind != "either":
        return trigger.kind == "verb"
    if start == 0 or end >= len(sentence.tokens):
        return False
    if not sentence.tokens[start].word.endswith("s"):
        return _is_base_verb(sentence, start, end)
    if not _object_follows(sentence, end):
        return False
    if sentence.is_a(start - 1, "relatives") and not sentence.is_a(start - 2, "determiners", "target_prepositions"):
        return True  # "an order that sanctions Russian banks"
    return _named(sentence, start - 1) or _headline_subject(sentence, start) is not None


def _is_base_verb(sentence: Sentence, start: int, end: int) -> bool:
    """As in "would sanction", "did not sanction", "to sanction them"; "subject to sanction" is a noun."""
    if sentence.is_a(start - 1, "will", "may", "must") or _is_denied(sentence, start):
        return True
    if sentence.is_a(start - 1, "to") or _shares_infinitive(sentence, start):
        return _object_follows(sentence, end) or sentence.is_a(end, "determiners", "objects")
    if not _object_follows(sentence, end):
        return False
    people = sentence.tokens[end].kind == "adjective"
    return _named(sentence, start - 1) or (people and sentence.is_a(start - 1, "stands_for"))


def _is_denied(sentence: Sentence, start: int) -> bool:
    if not sentence.is_a(start - 1, "negations") or sentence.is_a(start - 1, "no"):
        return False
    return "'" in sentence.tokens[start - 1].word or sentence.is_a(start - 2, "auxiliaries", "will", "may", "must")


def _headline_subject(sentence: Sentence, start: int) -> int | None:
    """Who opens the sentence and goes on with a further verb: "Obama expels envoys, sanctions Russian spies"."""
    joined = sentence.tokens[start - 1].word in (",", ";") or sentence.is_a(start - 1, "coordinators")
    subject = next((k for k in range(min(3, start)) if _named(sentence, k)), None)
    if not joined or subject is None or subject + 1 >= start - 1:
        return None
    present = sentence.tokens[subject + 1].word.endswith("s") and sentence.tokens[start].word.endswith("s")
    return subject if present and not sentence.is_a(subject + 1, "possessive", "auxiliaries") else None


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
