"""Who does what a chain of predicates says: the subject of its verbs, or whom an outer one names."""

from __future__ import annotations

from itertools import pairwise

from tasks.sanctions.cluster import actors_between, cluster_right, noun_phrase
from tasks.sanctions.compiling import SanctionsGrammar
from tasks.sanctions.drafts import draft_before
from tasks.sanctions.frame import Step
from tasks.sanctions.govern import VERDICTS
from tasks.sanctions.sentence import Sentence
from tasks.sanctions.subject import before_noun, is_aimed, subject_of

_ACTS = frozenset({"ease", "impose", "keep"})


def chain_subject(sentence: Sentence, steps: list[Step], grammar: SanctionsGrammar) -> list[int]:
    """The subject of the innermost predicate: its own, or the one that an outer predicate gives it."""
    given, settled = _given(sentence, steps, grammar)
    if settled:
        return given
    if steps[0].link == "nominal" and steps[0].predicate.does in _ACTS:
        agents = [k for k in range(steps[0].start, steps[0].end) if sentence.is_actor(k)]  # "the imposition by X of"
        owner = agents or _owner(sentence, steps[0].group_start) or _enacter(sentence, steps[0].group_start)
        if owner or len(steps) == 1:
            return owner
    last = steps[-1]
    if last.predicate.does == "cause" and last.link == "gerund":  # "..., prompting new sanctions": a fact does it
        return []
    return subject_of(sentence, last.group_start) or _drafter(sentence, last)


def given_subject(sentence: Sentence, steps: list[Step], grammar: SanctionsGrammar) -> list[int]:
    """The subject that an outer predicate gives to the inner one; empty where none does."""
    return _given(sentence, steps, grammar)[0]


def objects_between(sentence: Sentence, start: int, end: int) -> list[int]:
    """Actors between a predicate and what it governs, without those of "in Brussels" and the like."""
    found = [k for k in actors_between(sentence, start, end) if not _only_describes(sentence, k)]
    if not found:
        return []
    first = next((k for k in found if not _is_place(sentence, k)), found[0])
    return [k for k in cluster_right(sentence, first) if k < end]


def _only_describes(sentence: Sentence, position: int) -> bool:
    """Whether an adjective stands before a thing, not before people ("the Iranian nuclear deal")."""
    if sentence.tokens[position].kind != "adjective":
        return False
    phrase = noun_phrase(sentence, position + 1)
    return any(sentence.is_a(k, "drafts") for k in phrase) and not any(sentence.is_a(k, "listed") for k in phrase)


def _is_place(sentence: Sentence, position: int) -> bool:
    before = before_noun(sentence, position)
    return before >= 0 and sentence.tokens[before].word in ("in", "at", "from")


def _drafter(sentence: Sentence, step: Step) -> list[int]:
    """Who wrote or passed the draft that would do it: "the Senate passed a bill that would ..."."""
    noun = draft_before(sentence, step.group_start) or 0
    for position in range(noun - 1, max(-1, noun - 5), -1):
        governor = sentence.governors_by_end.get(position)
        if governor is not None:
            return subject_of(sentence, governor.start)
    return []


def _owner(sentence: Sentence, head: int) -> list[int]:
    """Whose act a nominal is: the actor right before it ("Washington's lifting of sanctions")."""
    before = head - 1
    if sentence.is_a(before - 1, "possessive", "stands_for"):  # "Trump's stunning reversal of"
        before -= 1
    while before >= 0 and sentence.is_a(before, "possessive", "modifiers", "stands_for"):
        before -= 1
    return [before] if before >= 0 and sentence.is_actor(before) else []


def _enacter(sentence: Sentence, head: int) -> list[int]:
    """Who orders or signs an act, and so does it: "the president ordered the lifting of"."""
    before = head - 1
    while before >= 0 and sentence.is_a(before, "determiners", "modifiers"):
        before -= 1
    start = next((k for k in (before, before - 1, before - 2) if k in sentence.starts["enacts"]), None)
    if start is None or sentence.starts["enacts"][start].end != before + 1:
        return []
    return subject_of(sentence, start)


def _given(sentence: Sentence, steps: list[Step], grammar: SanctionsGrammar) -> tuple[list[int], bool]:
    """The subject that an outer predicate gives to the inner one, and whether that settles the question."""
    for number, (inner, outer) in enumerate(pairwise(steps)):
        does = outer.predicate.does
        if does == "join":
            others = objects_between(sentence, outer.end, inner.group_start)
            return chain_subject(sentence, steps[number + 1 :], grammar) + others, True
        if does == "grant":
            continue
        given = _asked(sentence, inner, outer)
        if given and sentence.lexicon.source.verb_first and grammar.rules.subject[does] != "sender":
            asked = [k for k in actors_between(sentence, given[-1] + 1, inner.group_start) if sentence.can_act(k)]
            return asked[-1:], True  # verb, who asks, who is asked
        if does in VERDICTS and inner.link == "to" and any(_is_place(sentence, k) for k in given):
            return subject_of(sentence, outer.group_start), True  # "rejected an appeal from X to lift"
        if given and not (does == "intend" and inner.link not in ("to", "finite", "shared")):
            refuser = _refuser(sentence, steps[number + 2 :]) if does not in VERDICTS else []  # "a veto stopped X"
            return (refuser or given), True
        if grammar.rules.subject[does] in ("none", "given") and not outer.passive:
            return _refuser(sentence, steps[number + 2 :]) or _joins_in(sentence, inner, outer), True
    return [], False


def _asked(sentence: Sentence, inner: Step, outer: Step) -> list[int]:
    """Who stands between a predicate and the one that it asks for, unless it is who asks ("calls from X to lift")."""
    if outer.predicate.does == "demand" and sentence.is_a(outer.end - 1, "sender_prepositions"):
        return []
    clause = [k for k in range(outer.end, inner.group_start) if sentence.is_a(k, "that")]
    given = objects_between(sentence, clause[-1], inner.group_start) if clause and inner.link == "finite" else []
    given = [k for k in given if not _is_place(sentence, k)]  # "X's statements that Y will not"
    given = given or objects_between(sentence, outer.end, inner.group_start)
    if sentence.lexicon.source.free_order:
        return [k for k in given if not is_aimed(sentence, k, outer.end)]
    # "will not hesitate to impose sanctions on X, and will tighten"
    return [] if any(sentence.is_a(k, "trigger") for k in range(outer.end, inner.group_start)) else given


def _joins_in(sentence: Sentence, inner: Step, outer: Step) -> list[int]:
    """Who asks its own allies to act acts with them, and who insists on keeping keeps."""
    allied = any(sentence.is_a(k, "allies") for k in range(outer.end, inner.group_start))
    if allied or (outer.predicate.does == "insist" and inner.predicate.does == "keep"):
        return subject_of(sentence, outer.group_start)
    return []


def _refuser(sentence: Sentence, outer: list[Step]) -> list[int]:
    """Who refuses what is asked is the one who was asked ("rejected calls to lift sanctions")."""
    refusing = [step for step in outer if step.predicate.does in VERDICTS]
    return subject_of(sentence, refusing[0].group_start) if refusing else []
