"""The verb behind a trigger: "sanctions ... were lifted", "wants sanctions lifted", "sanctions relief"."""

from __future__ import annotations

from config.sanctions import Predicate, Trigger
from tasks.sanctions.cluster import actors_between
from tasks.sanctions.frame import Step, is_participle, step_of
from tasks.sanctions.govern import VERDICTS, chain_from
from tasks.sanctions.phrase import Left, Right, read_object, read_right
from tasks.sanctions.sentence import Governor, Sentence

RIGHT_REACH = 16
_OF_AGENTS = frozenset({"impose", "keep", "ease", "threaten", "plan", "intend"})
_DONE_WITH_ACTS = frozenset({"talk", "discuss", "plan", "demand", "refuse", "oppose", "exclude"})
_ACTS = frozenset({"impose", "keep", "ease", "evade", "face"})


def governing_chain(
    sentence: Sentence, left: Left, right: Right, end: int, trigger: Trigger
) -> tuple[list[Step], list[int]]:
    """The governing chain, from the left, from a passive or intransitive verb on the right, or from both."""
    compound = _compound(sentence, end)
    if compound is not None:
        return _compound_chain(sentence, left, right, compound, trigger), []
    outer = _outer(sentence, left, "np", trigger)
    found, agents, relative = _right_step(sentence, right, trigger)
    if found is None or right.instrument:
        return _with_fear(sentence, outer, left, right), []
    needed = found.predicate.id in trigger.requires  # "assets that Canada froze"
    if relative and outer and not (needed and outer[0].predicate.id not in trigger.requires):
        if found.predicate.does == "effect" and not right.targets:
            right.targets = read_object(sentence, found.end, linking=True)[0]
        if found.passive and not right.targets:  # "there will be sanctions that will be imposed on X"
            right.targets = read_right(sentence, found.end, trigger).targets
        return outer, agents
    if outer and found.predicate.id in trigger.requires and _is_adjective(sentence, outer[0], left):
        return [found], agents
    if sentence.lexicon.source.free_order:
        _read_bracket(sentence, found, left)
    if outer and found.passive and not right.targets and found.group_start <= right.end:
        right.targets = read_right(sentence, found.end, trigger).targets  # "discussed the sanctions being imposed on X"
    if not outer:
        return [found, *_beyond(sentence, found, left, right, trigger)], agents
    return _both_sides(sentence, outer, found, left, right), agents if agents[:1] == [right.end] else []


def _undone(sentence: Sentence, start: int, trigger: Trigger) -> Step | None:
    """The verb that undoes what a participle before `start` says was done: "assets frozen by X were handed back"."""
    for position in range(start, min(len(sentence.tokens), start + RIGHT_REACH)):
        governor = sentence.governors.get(position)
        choices = governor.choices if governor is not None else ()
        eases = next((one for one in choices if one.does == "ease" and one.id in trigger.requires), None)
        if governor is not None and eases is not None:
            step = step_of(sentence, governor, eases)
            return step if step.passive and step.group_start < step.start else None
        if _stops(sentence, position) or sentence.tokens[position].word == ",":
            break
    return None


def _outer(sentence: Sentence, left: Left, link: str, trigger: Trigger) -> list[Step]:
    """What governs the phrase from before it, but no verb that ends a clause beside its own.

    Where verbs come last, that is one right before a conjunction: "hat X abgelehnt und Sanktionen gefordert".
    """
    chain = chain_from(sentence, left.start, link, trigger)
    before = left.start - 1
    while before > 0 and sentence.is_a(before, "adverbs"):
        before -= 1
    beside = bool(chain) and chain[0].end == before and sentence.is_a(before, "coordinators")
    return [] if beside and sentence.lexicon.source.free_order else chain


def _with_fear(sentence: Sentence, outer: list[Step], left: Left, right: Right) -> list[Step]:
    """A chain in which who warns of what sanctions could do opposes: "warned that sanctions could ignite a war"."""
    acts = sentence.is_a(right.end, "will", "may") and not sentence.is_a(right.end + 1, "passive_auxiliaries")
    step = outer[0] if outer and acts else None
    if step is not None and step.predicate.does == "threaten" and step.end <= left.start:
        clause = any(sentence.is_a(k, "that") for k in range(step.end, left.start))
        if clause or sentence.is_a(step.start, "warning"):
            step.operators.append("oppose")
    return outer


def _is_adjective(sentence: Sentence, step: Step, left: Left) -> bool:
    """As in "its frozen assets have been released": the participle in front only describes."""
    return step.end == left.start and sentence.is_a(step.start - 1, "determiners", "possessive")


def _compound_chain(sentence: Sentence, left: Left, right: Right, compound: Step, trigger: Trigger) -> list[Step]:
    """The chain of "sanctions relief": what governs it on the left, else a verdict on the right."""
    _read_beneficiary(sentence, right, compound)
    outer = chain_from(sentence, left.start, "np", trigger)
    verdict, _, _ = _right_step(sentence, right, trigger)
    if verdict is not None and not outer and verdict.predicate.does in VERDICTS:
        return [compound, verdict]
    return [compound, *outer]


def _beyond(sentence: Sentence, found: Step, left: Left, right: Right, trigger: Trigger) -> list[Step]:
    """What governs a verb behind the trigger: one beside it ("sanctions X wants to lift"), else before the phrase."""
    if found.link == "to":
        wanted = chain_from(sentence, found.group_start, "to", trigger)
        if wanted and wanted[-1].group_start >= right.end:
            return wanted
    if left.start and sentence.is_a(left.start - 1, "with_prepositions", "blocking_prepositions"):
        return []  # "urged it not to react to the sanctions being imposed": only a complement
    return _outer(sentence, left, "finite", trigger)


def _both_sides(sentence: Sentence, outer: list[Step], found: Step, left: Left, right: Right) -> list[Step]:
    """The chain where predicates stand on both sides of the trigger."""
    if found.predicate.intransitive and found.predicate.does in VERDICTS and outer[-1].link in ("gerund", "nominal"):
        return [*outer, found]
    if found.predicate.intransitive and found.predicate.does == "plan" and outer[-1].link == "nominal":
        return [*outer, found]  # "a tightening of controls is in the works"
    if found.passive and found.predicate.does in _DONE_WITH_ACTS and outer[-1].link == "nominal":
        return [*outer, found]  # "the lifting of sanctions was discussed"
    return [found, *outer] if _joins(sentence, outer[0], found, left, right) else outer


def _read_bracket(sentence: Sentence, step: Step, left: Left) -> None:
    """Modals and negations in front of the phrase whose verb stands behind it ("will Sanktionen ... verhängen")."""
    for position in range(left.start - 1, max(-1, left.start - 7), -1):
        if sentence.is_a(position, "barriers") or position in sentence.governors_by_end:
            break
        if sentence.tokens[position].word == ",":
            break
        for operator, category in (("must", "must"), ("may", "may"), ("will", "will"), ("not", "negations")):
            if sentence.is_a(position, category) and operator not in step.operators:
                step.operators.insert(0, operator)


def _compound(sentence: Sentence, end: int) -> Step | None:
    """As in "sanctions relief", "sanctions-busting": a nominal that follows the trigger directly."""
    governor = sentence.governors.get(end)
    if governor is None:
        return None
    for predicate in governor.choices:
        if (predicate.intransitive and predicate.does in ("ease", "evade")) or predicate.does == "relief":
            text = sentence.tokens[governor.end - 1].word
            if not is_participle(sentence, governor, predicate) and not text.endswith("es"):
                return Step(predicate, governor.start, governor.end, governor.start, "np")
    return None


def _read_beneficiary(sentence: Sentence, right: Right, compound: Step) -> None:
    """As in "sanctions relief for Russia": whom easing helps is the target."""
    right.end = compound.end
    if sentence.is_a(compound.end - 1, "sender_prepositions"):
        right.senders, right.end = read_object(sentence, compound.end, linking=False)
    elif not right.targets and sentence.is_a(compound.end, "beneficiary_prepositions", "target_prepositions"):
        right.targets, right.end = read_object(sentence, compound.end + 1, linking=False)


def _joins(sentence: Sentence, outer: Step, inner: Step, left: Left, right: Right) -> bool:
    """Whether a predicate right of the trigger belongs under one on its left ("wants sanctions lifted")."""
    reduced = right.reduced is not None and inner.start == right.reduced.start
    if any(sentence.is_a(k, "to") for k in range(inner.start, inner.end)):  # "sancties in te stellen"
        return True
    if (reduced and inner.predicate.does in ("impose", "keep")) or outer.predicate.does in _ACTS:
        return False
    if sentence.lexicon.source.free_order:
        return True
    if inner.link == "to" or any(sentence.is_a(k, "that") for k in range(outer.end, left.start)):
        return True
    return outer.predicate.clause and (reduced or inner.group_start < inner.start or inner.start == right.end)


def _right_step(sentence: Sentence, right: Right, trigger: Trigger) -> tuple[Step | None, list[int], bool]:
    """The verb that follows the phrase: a step, its subject where it is active, and whether it is a relative clause."""
    if right.reduced is not None:
        undone = _undone(sentence, right.reduced.end, trigger) if trigger.requires else None
        if undone is not None:
            return undone, [], False
        predicate = _usable(sentence, right.reduced, trigger)
        if predicate is not None:
            return step_of(sentence, right.reduced, predicate), [], False
    begin = _behind_insertion(sentence, right)
    found = _first_verb(sentence, right, trigger, begin) if begin > right.end else (None, [], False)
    return found if found[0] is not None else _first_verb(sentence, right, trigger, right.end)


def _first_verb(sentence: Sentence, right: Right, trigger: Trigger, begin: int) -> tuple[Step | None, list[int], bool]:
    """The first verb from token `begin` on that can be one of the phrase."""
    relative, opened = False, 0
    for position in range(begin, min(len(sentence.tokens), begin + RIGHT_REACH)):
        if not relative and _opens_relative(sentence, position):
            relative, opened = True, position - (sentence.tokens[position - 1].word == ",")
        governor = sentence.governors.get(position)
        if governor is not None and not _only_describes(sentence, governor):
            found = _read_right_verb(sentence, governor, right, trigger)
            if found is not None and opened > right.end and {"may", "will"} & set(found[0].operators):
                return None, [], False  # "an embargo and a ban on goods that could be used": of the other noun
            if found is not None:
                return found[0], found[1], relative
            if relative and not right.targets and any(choice.does == "effect" for choice in governor.choices):
                right.targets = read_object(sentence, governor.end, linking=True)[0]  # ", which target X, took effect"
        if sentence.is_a(position, "trigger") or _stops(sentence, position):
            break
    return None, [], False


def _behind_insertion(sentence: Sentence, right: Right) -> int:
    """Where the verb of the phrase itself follows a clause: "the embargo, which X criticised, was renewed"."""
    first = right.end
    if sentence.lexicon.source.free_order or not sentence.is_a(first + 1, "relatives"):
        return first
    if sentence.tokens[first].word != ",":
        return first
    for position in range(first + 2, min(len(sentence.tokens) - 1, first + RIGHT_REACH)):
        if sentence.tokens[position].word == "," and sentence.is_a(position + 1, "passive_auxiliaries", "will", "may"):
            return position + 1
    return first


def _only_describes(sentence: Sentence, governor: Governor) -> bool:
    """As in "the strained relationship": a participle between an article and its noun."""
    endings = sentence.lexicon.source.words.participle_endings
    if not endings or governor.end != governor.start + 1 or sentence.lexicon.source.free_order:
        return False
    article = sentence.is_a(governor.start - 1, "determiners", "possessive")
    article = article and not sentence.is_a(governor.start - 1, "relatives")
    return article and sentence.ends_in(governor.start, endings)


def _opens_relative(sentence: Sentence, position: int) -> bool:
    """A relative pronoun; where it is also an article, only behind a comma."""
    if not sentence.is_a(position, "relatives"):
        return False
    article = sentence.is_a(position, "determiners")
    return not article or sentence.tokens[position - 1].word in (",", "that") or sentence.is_a(position - 1, "trigger")


def _stops(sentence: Sentence, position: int) -> bool:
    if sentence.is_a(position, "relatives"):
        return False
    return sentence.is_a(position, "barriers") and sentence.tokens[position].word not in '“”"()'


def _usable(sentence: Sentence, governor: Governor, trigger: Trigger) -> Predicate | None:
    for predicate in governor.choices:
        if predicate.id in trigger.requires:
            return predicate
    free = (p for p in governor.choices if p.id not in sentence.lexicon.specific and not p.intransitive)
    return next((p for p in free if p.does != "obey"), None)  # "Sanktionen wegen ihrer Bohrungen" hangs on no "wegen"


def _read_right_verb(
    sentence: Sentence, governor: Governor, right: Right, trigger: Trigger
) -> tuple[Step, list[int]] | None:
    passed = range(right.end, governor.start)
    comma = any(sentence.tokens[k].word == "," for k in passed)
    further = any(sentence.is_a(k, "coordinators") or sentence.tokens[k].word == "that" for k in passed)
    for predicate in governor.choices:
        # "sanctions ... over violations", "spoke about sanctions and was open to blackmail"
        distant = (predicate.does == "evade" and len(passed) > 0) or (predicate.does == "oppose" and further)
        if predicate.intransitive and not distant and not (comma and predicate.does == "effect"):
            return step_of(sentence, governor, predicate), []
    usable = _usable(sentence, governor, trigger)
    if usable is None:
        return None
    step = step_of(sentence, governor, usable)
    agents = actors_between(sentence, right.end, step.group_start)
    if agents and not step.operators:  # "what sanctions might Canada put in place?"
        step.operators = [one for one in ("will", "may", "must") if sentence.is_a(right.end, one)][:1]
    if step.passive or sentence.lexicon.source.free_order or _is_bare_participle(sentence, step, right, governor):
        return step, agents if not step.passive and sentence.lexicon.source.free_order else []
    listed = comma or any(sentence.is_a(k, "coordinators") for k in range(right.end, min(agents, default=0)))
    if not agents or listed or _has_object(sentence, step.end):
        return None
    acts = usable.does in _ACTS or sentence.ends_in(step.end - 1, sentence.lexicon.source.words.participle_endings)
    return (step, agents) if acts and usable.does in _OF_AGENTS else None


def _has_object(sentence: Sentence, end: int) -> bool:
    """Whether a verb behind the trigger goes on to something else, as in "sanctions, even as X continued to ..."."""
    if sentence.is_a(end - 1, "to"):
        return True
    aimed = sentence.is_a(end, "target_prepositions")
    return sentence.is_a(end, "to", "determiners", "with_prepositions") and not aimed


def _is_bare_participle(sentence: Sentence, step: Step, right: Right, governor: Governor) -> bool:
    if not is_participle(sentence, governor, step.predicate) or step.group_start != step.start:
        return False
    return governor.start == right.end or sentence.tokens[governor.start - 1].word == ","
