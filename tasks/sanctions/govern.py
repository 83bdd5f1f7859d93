"""What governs a phrase: the chain of predicates to its left, innermost first."""

from __future__ import annotations

from dataclasses import dataclass

from config.sanctions import Predicate, Trigger
from tasks.sanctions.frame import REACH, Step, step_of
from tasks.sanctions.sentence import Governor, Sentence

_OUTER = frozenset(
    {
        "intend",
        "plan",
        "demand",
        "support",
        "oppose",
        "against",
        "refuse",
        "threaten",
        "evade",
        "discuss",
        "grant",
        "join",
        "cause",
        "gain",
        "stop",
        "talk",
        "seek",
        "hope",
        "face",
        "exchange",
        "exclude",
        "insist",
        "continue",
    }
)
VERDICTS = frozenset({"oppose", "refuse"})
_MAX_STEPS = 4
_SOURCE = ("from",)  # leads straight to what is kept away
_OWN_OBJECT = frozenset({"gain", "face"})  # nothing but the phrase itself: "faces a rebellion on sanctions" is none


def chain_from(sentence: Sentence, head: int, link: str, trigger: Trigger) -> list[Step]:
    """Predicates that govern the phrase whose first token is `head`, innermost first."""
    steps: list[Step] = []
    while len(steps) < _MAX_STEPS:
        found = _governor_of(sentence, head, link, trigger)
        if found is None:
            break
        step = step_of(sentence, *found)
        steps.append(step)
        if step.predicate.does == "obey":  # "vowed to go on despite sanctions": nothing is vowed about them
            break
        if step.predicate.does == "face" and sentence.is_a(step.start - 1, "coordinators"):  # "or face sanctions"
            break
        head, link = step.group_start, step.link
    return steps


def _governor_of(sentence: Sentence, head: int, link: str, trigger: Trigger) -> tuple[Governor, Predicate] | None:
    """The nearest predicate to the left that can govern `head`, within reach and without a barrier between."""
    clause = False
    far = link == "np" and bool(trigger.requires)
    for position in range(head - 1, max(-1, head - 2 - REACH["shared" if far else link]), -1):
        governor = sentence.governors_by_end.get(position)
        if governor is not None and not (link == "np" and _is_attribute(sentence, governor, head)):
            predicate = _choose(sentence, governor, link, trigger, _Gap(governor.end, head, clause))
            if predicate is not None:
                return governor, predicate
            if any(choice.does == "obey" for choice in governor.choices):
                return None
            if link == "np" and position == head - 1:
                continue
        if _blocks(sentence, position, head, link) and not (far and _is_inserted(sentence, position)):
            return None
        clause = (
            clause
            or sentence.is_a(position, "that", "pronouns", "listed")
            or sentence.tokens[position].actor_id is not None
        )
    return None


def _is_inserted(sentence: Sentence, position: int) -> bool:
    """Whether a token only inserts something between a verb and its phrase: "barred judges who jail X from"."""
    return sentence.tokens[position].word == "," or sentence.is_a(position, "relatives")


def _is_attribute(sentence: Sentence, governor: Governor, head: int) -> bool:
    """Whether a participle right before the phrase is its adjective: "for increased sanctions", not "it increased"."""
    endings, before = sentence.lexicon.source.words.participle_endings, governor.start - 1
    if governor.end == head and endings and _is_hyphened(sentence, governor.start):
        return True  # "much-needed sanctions", "ever-tightening sanctions"
    if (
        governor.end != head
        or governor.end > governor.start + 1
        or not endings
        or not sentence.ends_in(governor.start, endings)
    ):
        return False
    if sentence.lexicon.source.free_order or sentence.lexicon.source.owner_follows:
        return False
    if sentence.is_a(before, "relatives"):
        return False
    return before < 0 or sentence.is_a(before, "determiners", "blocking_prepositions", "with_prepositions", "of")


def _is_hyphened(sentence: Sentence, position: int) -> bool:
    """Whether a hyphen without spaces joins a word to the one before it."""
    before, hyphen, token = (sentence.tokens[max(0, position - back)] for back in (2, 1, 0))
    return position > 1 and hyphen.word == "-" and before.end == hyphen.start and hyphen.end == token.start


@dataclass(frozen=True, slots=True)
class _Gap:
    """The tokens between a predicate and what it governs, and whether they can hold a clause's subject."""

    start: int
    end: int
    clause: bool


def _choose(sentence: Sentence, governor: Governor, link: str, trigger: Trigger, gap: _Gap) -> Predicate | None:
    """The predicate that a form stands for, given what it governs."""
    required = [p for p in governor.choices if p.id in trigger.requires]
    if link == "np" and required:
        return required[0]
    for predicate in governor.choices:
        if predicate.intransitive or predicate.id in sentence.lexicon.specific:
            continue
        if link == "finite" and _leads_to_actor(sentence, governor):
            continue
        if predicate.does == "in_force" and _is_placed(sentence, governor.start):
            continue
        if link == "np" and predicate.does != "cause" and _takes_noun(sentence, predicate, gap):
            return predicate
        if link == "finite" and predicate.clause and gap.clause and not _has_new_subject(sentence, gap):
            return predicate
        outer = (link not in ("np", "finite") or _is_near(sentence, gap)) and predicate.does in _OUTER
        if outer and _is_complete(sentence, predicate, link, gap):
            return predicate
    return None


def _leads_to_actor(sentence: Sentence, governor: Governor) -> bool:
    """Whether a form that ends in "to" leads to somebody, and so to no verb: "men close to X were listed"."""
    last = governor.end - 1
    return last > governor.start and sentence.is_a(last, "to") and sentence.is_actor(last + 1)


def _has_new_subject(sentence: Sentence, gap: _Gap) -> bool:
    """Whether a clause of its own stands behind an infinitive: "tried to topple him and the US has tightened"."""
    if not sentence.is_a(gap.start - 1, "to"):
        return False
    joins = next((k for k in range(gap.end - 1, gap.start, -1) if sentence.is_a(k, "coordinators")), gap.end)
    subject = range(joins + 1, gap.end)
    named = any(sentence.is_actor(k) for k in subject)
    return named and all(sentence.is_actor(k) or sentence.is_a(k, "determiners", "modifiers") for k in subject)


def _is_placed(sentence: Sentence, start: int) -> bool:
    """Whether somebody puts somebody under it: "placed Iran under sanctions"."""
    for position in range(start - 1, max(-1, start - REACH["nominal"]), -1):
        if sentence.is_a(position, "placing"):
            return True
        if sentence.is_a(position, "barriers", "auxiliaries", "relatives") or sentence.tokens[position].word == ",":
            break
    return False


def _is_near(sentence: Sentence, gap: _Gap) -> bool:
    """Where order is free, a verb right before a verbal noun governs it, whatever its form."""
    source = sentence.lexicon.source
    return source.free_order and gap.end - gap.start <= (4 if source.verb_first else 2)


def _takes_noun(sentence: Sentence, predicate: Predicate, gap: _Gap) -> bool:
    """Whether a predicate can have the trigger's phrase as its object, given what stands between."""
    between = range(gap.start, gap.end)
    if predicate.does == "effect" or (predicate.does == "against" and between):
        return False
    infinitive = sentence.is_a(gap.start - 1, "to") and not sentence.is_a(gap.start - 1, "of")
    beside = bool(between) and all(sentence.is_a(k, "coordinators") for k in between)  # "threats and sanctions"
    if beside or (between and infinitive):  # "efforts to influence the vote, and sanctions"
        return False
    other_object = predicate.does in _OWN_OBJECT and any(sentence.is_a(k, "target_prepositions") for k in between)
    if other_object or _holds_clause(sentence, between):
        return False
    complementizer = next((k - gap.start for k in between if sentence.is_a(k, "that")), None)
    if complementizer is not None and (complementizer > 2 or not predicate.clause):
        return False
    if predicate.needs and between and sentence.tokens[gap.end - 1].word in predicate.needs:
        return True  # "targeted those involved in abuses with sanctions"
    return not _is_led_away(sentence, predicate, between) and _is_complete(sentence, predicate, "np", gap)


def _is_led_away(sentence: Sentence, predicate: Predicate, between: range) -> bool:
    """Whether a preposition between leads to something that the predicate does not take."""
    asking = predicate.does == "demand"
    for k in between:
        wanted = sentence.tokens[k].word in predicate.needs or (asking and sentence.is_a(k, "asking_prepositions"))
        counted = sentence.is_a(k, "approximations") and sentence.tokens[k + 1].word[:1].isdigit()
        if sentence.is_a(k, "blocking_prepositions") and not (wanted or counted):
            return True
    return False


def _is_complete(sentence: Sentence, predicate: Predicate, link: str, gap: _Gap) -> bool:
    """Whether a word that the predicate needs stands between, or it needs none."""
    return not predicate.needs or (link == "to" and "to" in predicate.needs) or _has_needed(sentence, predicate, gap)


def _has_needed(sentence: Sentence, predicate: Predicate, gap: _Gap) -> bool:
    """Whether a needed word stands between, or begins what is governed ("curb the power to lift")."""
    if predicate.needs == _SOURCE:  # "kept them away from a weapon and kept the sanctions" keeps nothing from them
        return sentence.tokens[gap.end - 1].word in predicate.needs
    head = gap.end + sentence.is_a(gap.end, "possessive")
    return any(sentence.tokens[k].word in predicate.needs for k in range(gap.start, head + 1))


def _holds_clause(sentence: Sentence, between: range) -> bool:
    """Whether a clause with its own verb stands between: "insisted the talks did not include sanctions"."""
    for k in between:
        if sentence.is_a(k, "relatives"):
            return False
        if sentence.is_a(k, "passive_auxiliaries", "negations") and sentence.is_a(k, "auxiliaries"):
            return sentence.is_actor(k - 1) or not sentence.is_a(k - 1, "that", "to", "will", "may", "must")
    return False


def _blocks(sentence: Sentence, position: int, head: int, link: str) -> bool:
    """Whether a token between governor and governed ends the search."""
    word = sentence.tokens[position].word
    if word == ",":
        return _comma_blocks(sentence, position, head, link)
    if word in '"“”«»':
        return link == "finite"
    if sentence.is_a(position, "trigger"):
        return not any(
            sentence.is_a(k, "coordinators") or sentence.tokens[k].word == "," for k in range(position, head)
        )
    if link == "finite" and position == head - 1 and sentence.is_a(position, "coordinators"):
        return True
    return sentence.is_a(position, "barriers") and not sentence.is_a(position, "coordinators", "possessive")


def _comma_blocks(sentence: Sentence, position: int, head: int, link: str) -> bool:
    if position == head - 1 and _ends_opening_clause(sentence, position):
        return True
    if sentence.lexicon.source.free_order:
        return False
    listed = _beside_actor(sentence, position) or sentence.is_a(position + 1, "coordinators")
    return link == "finite" or not (listed or link in ("to", "shared"))


def _ends_opening_clause(sentence: Sentence, comma: int) -> bool:
    """Whether a comma is the first of a sentence that opens with a condition: "If X breaks the truce, sanctions"."""
    opens = sentence.starts["conditions"].keys() & {0, 1}
    return bool(opens) and not any(sentence.tokens[k].word == "," for k in range(comma))


def _beside_actor(sentence: Sentence, position: int) -> bool:
    around = (position - 1, position + 1)
    return any(
        0 <= k < len(sentence.tokens) and (sentence.tokens[k].actor_id is not None or sentence.is_a(k, "trigger"))
        for k in around
    )
