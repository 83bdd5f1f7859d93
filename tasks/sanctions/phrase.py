"""The noun phrase around a trigger: modifiers to its left, prepositional phrases to its right."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from config.sanctions import Trigger
from tasks.sanctions.cluster import cluster_left, cluster_right, joins_office, noun_phrase
from tasks.sanctions.frame import is_participle
from tasks.sanctions.sentence import Governor, Sentence

_OBJECT_REACH = 12
_AIM_REACH = 18
_QUOTES = "\"“”‘’«»'"


@dataclass(slots=True)
class Left:
    """What stands before the trigger: where the phrase begins, its actors as token positions."""

    start: int
    actors: list[int] = field(default_factory=list)
    possessive: set[int] = field(default_factory=set)
    anti: set[int] = field(default_factory=set)
    concerned: set[int] = field(default_factory=set)
    negated: bool = False


@dataclass(slots=True)
class Right:
    """What stands after the trigger: senders and targets as token positions, a participle, a compound noun."""

    end: int
    senders: list[int] = field(default_factory=list)
    targets: list[int] = field(default_factory=list)
    reduced: Governor | None = None
    instrument: bool = False


def read_left(sentence: Sentence, start: int) -> Left:
    """Walk left over modifiers, determiners and actors that belong to the trigger's noun phrase."""
    left = Left(start)
    if sentence.is_a(start, "with_prepositions"):  # "from doing business with": no noun phrase of its own
        return left
    position = start - 1
    while position >= 0 and _belongs_left(sentence, position, left.start):
        if sentence.is_actor(position) and not sentence.is_a(position + 1, "cause_markers"):
            left.actors.insert(0, position)
            if sentence.is_a(position + 1, "concern_markers"):
                left.concerned.add(position)
            if position + 1 < start and sentence.is_a(position + 1, "possessive"):
                left.possessive.add(position)
            if _after_anti(sentence, position) or _is_aimed_at(sentence, position):
                left.anti.add(position)
        left.negated = left.negated or sentence.is_a(position, "no")
        left.start = position
        if sentence.is_a(position, "determiners") and not (
            sentence.is_a(position, "possessive") or sentence.is_a(position - 1, "quantities")
        ):
            break
        position -= 1
    return left


def _after_anti(sentence: Sentence, position: int) -> bool:
    return any(k >= 0 and sentence.is_a(k, "anti") for k in (position - 1, position - 2))


def _is_aimed_at(sentence: Sentence, position: int) -> bool:
    """Where order is free, an actor behind a target preposition is the target, not the owner ("对伊朗的制裁")."""
    return sentence.lexicon.source.free_order and position > 0 and sentence.is_a(position - 1, "target_prepositions")


def _belongs_left(sentence: Sentence, position: int, start: int) -> bool:
    token = sentence.tokens[position]
    if token.actor_id is not None:
        return not sentence.lexicon.source.verb_first
    if position > 1 and sentence.is_a(position - 1, "possessive") and sentence.is_actor(position - 2):
        return token.word.isalpha()  # "Russia's food embargo"
    governor = sentence.governors_by_end.get(position)
    if governor is not None and (governor.start < position or not sentence.is_a(position, "modifiers")):
        return False
    if sentence.is_a(position, "determiners", "modifiers", "possessive", "quantities", "anti", "no"):
        return not sentence.is_a(position, "that") or sentence.is_a(position, "quantities")
    if sentence.is_a(position, "coordinators") or token.word == ",":
        return position > 0 and _in_list(sentence, position, start)
    return (token.word == "-" or token.word in _QUOTES) or token.word.isdigit() or _is_attribute(sentence, position)


def _is_attribute(sentence: Sentence, position: int) -> bool:
    """An adjective by its ending, or a word for a kind of measure."""
    if sentence.is_a(position, "trigger", "barriers", "target_prepositions", "sender_prepositions", "auxiliaries"):
        return False
    return sentence.ends_in(position, sentence.lexicon.source.words.modifier_endings) or sentence.is_a(
        position, "measure"
    )


def _in_list(sentence: Sentence, position: int, start: int) -> bool:
    """Whether a comma or conjunction joins two actors ("US and EU"), or two kinds ("oil, trade and financial")."""
    if sentence.tokens[position].word == "," and sentence.is_a(start, "modifiers"):  # "a broader, tougher set of"
        return sentence.is_a(position - 1, "modifiers") and not sentence.is_a(position - 1, "trigger")
    if sentence.tokens[start].actor_id is not None:
        comma = sentence.tokens[position].word == ","  # only before a last member: "UN, US and EU sanctions"
        return sentence.is_actor(position - 1) and (not comma or sentence.is_a(start + 1, "coordinators"))
    if sentence.is_a(start, "origins"):  # "U.N., U.S. and European"
        return sentence.is_actor(position - 1)
    kinds = ("measure", "modifiers")  # "oil and bank sanctions"
    return (
        sentence.is_a(start, *kinds)
        and sentence.is_a(position - 1, *kinds)
        and not sentence.is_a(position - 1, "trigger")
    )


def read_right(sentence: Sentence, end: int, trigger: Trigger) -> Right:
    """Walk right over "on X", "by Y", "imposed", compound nouns, in any order."""
    right = Right(end)
    own_object = trigger.object_follows and sentence.is_a(end - 1, "trigger")
    if own_object and (trigger.weak or any(sentence.is_actor(k) for k in noun_phrase(sentence, end)[:5])):
        right.targets, right.end = read_object(sentence, end, linking=True)
    if sentence.is_a(end, "instruments", "carriers"):
        right.instrument = sentence.is_a(end, "instruments")
        right.end = end + 1
        if sentence.is_a(right.end, "beneficiary_prepositions"):  # "a sanctions regime for X"
            right.targets, right.end = read_object(sentence, right.end + 1, linking=False)
    while right.end < len(sentence.tokens) and _step_right(sentence, right, trigger):
        continue
    return right


def _actor_at(sentence: Sentence, position: int) -> bool:
    return position < len(sentence.tokens) and sentence.is_actor(position)


def _step_right(sentence: Sentence, right: Right, trigger: Trigger) -> bool:
    position = right.end
    if trigger.of_target and sentence.is_a(position, "of"):
        owners, right.end = read_object(sentence, position + 1, linking=True)
        right.targets += owners
        return True
    for category, named in (("target_prepositions", right.targets), ("sender_prepositions", right.senders)):
        hit = sentence.starts[category].get(position)
        if hit is not None and named is right.senders and _is_gerund(sentence, hit.end):
            continue  # "responded to the sanctions by expelling"
        if hit is not None and (not named or sentence.is_a(position - 1, "coordinators")):
            found, right.end = read_object(sentence, hit.end, linking=not trigger.weak)
            if not found and named is right.senders and sentence.lexicon.source.owner_follows:
                right.end = hit.end  # "calificó las sanciones de ilegales"
            named.extend(found)
            return True
    named_at_once = sentence.is_a(position, "may_target") and sentence.is_a(position - 1, "trigger")
    if named_at_once and not right.targets and _is_actor_next(sentence, position + 1):
        right.targets, right.end = read_object(sentence, position + 1, linking=False)
        return True
    governor = sentence.governors.get(position)
    if governor and right.reduced is None and _can_be_reduced(sentence, governor):
        right.reduced, right.end = governor, governor.end
        return True
    owner = _owner_at(sentence, position, trigger)
    if owner is not None and not right.senders:
        owners = cluster_right(sentence, owner)
        right.end = owners[-1] + 1
        if trigger.possessor == "target":
            right.targets += owners
        else:
            right.senders = owners
        return not right.targets
    width = _passed_over(sentence, position)
    right.end += width
    return width > 0


def _is_gerund(sentence: Sentence, position: int) -> bool:
    endings = sentence.lexicon.source.words.gerund_endings
    return bool(endings) and position < len(sentence.tokens) and sentence.ends_in(position, endings)


def _owner_at(sentence: Sentence, position: int, trigger: Trigger) -> int | None:
    """The actor whose sanctions or assets they are, right behind the trigger: a genitive, or behind "of"."""
    source = sentence.lexicon.source
    position += source.verb_first and sentence.is_a(position, "determiners")
    if _actor_at(sentence, position):
        return position if source.owner_follows or trigger.possessor == "target" else None
    if trigger.possessor == "target" and source.owner_follows:  # "активы семи российских банков"
        return next((k for k in noun_phrase(sentence, position)[:4] if sentence.is_actor(k)), None)
    if source.free_order and sentence.is_a(position, "of"):
        following = position + 1 + sentence.is_a(position + 1, "determiners")
        return following if _actor_at(sentence, following) else None
    return None


def _is_actor_next(sentence: Sentence, position: int) -> bool:
    """Whether an actor stands next, but not as the owner of a deed ("sanctions for Iran", not "for Iran's tests")."""
    while position < len(sentence.tokens) and (
        position in sentence.absorbed or sentence.is_a(position, "determiners", "modifiers", "offices")
    ):
        position += 1
    return _actor_at(sentence, position) and not sentence.is_a(position + 1, "possessive")


def _passed_over(sentence: Sentence, position: int) -> int:
    """Tokens that stand between a trigger and what belongs to it: adverbs, "in 2007", "and expulsions" (imposed on)."""
    if sentence.tokens[position].word in _QUOTES or sentence.is_a(position, "adverbs", "post_modifiers"):
        return 1
    if _is_modal_passive(sentence, position):  # "would be directed against X"
        return 1 + _passed_over(sentence, position + 1)
    if sentence.is_a(position, "passive_auxiliaries") and position + 1 in sentence.starts["target_prepositions"]:
        return int(not sentence.is_a(position + 1, "linking_prepositions", "with_prepositions"))  # "are aimed at X"
    dated = sentence.is_a(position, "linking_prepositions", "conditions", "barriers")
    listed = sentence.is_a(position, "coordinators")
    passed = (dated and _is_year(sentence, position + 1)) or (listed and _is_reduced_verb(sentence, position + 2))
    return 2 if passed else 0


def _is_modal_passive(sentence: Sentence, position: int) -> bool:
    modal = sentence.is_a(position, "will", "may", "must") and sentence.is_a(position + 1, "passive_auxiliaries")
    return modal and position + 2 in sentence.starts["target_prepositions"] and position + 2 not in sentence.governors


def _is_year(sentence: Sentence, position: int) -> bool:
    return position < len(sentence.tokens) and bool(re.fullmatch(r"[12]\d{3}", sentence.tokens[position].word))


def _is_reduced_verb(sentence: Sentence, position: int) -> bool:
    governor = sentence.governors.get(position)
    return governor is not None and _can_be_reduced(sentence, governor) and not sentence.is_a(position - 1, "trigger")


def aimed_before(sentence: Sentence, head: int) -> tuple[list[int], list[int]]:
    """Targets that stand before the phrase ("gegen Russland Sanktionen verhängt"), and who stands right before them."""
    for start in sorted(sentence.starts["target_prepositions"], reverse=True):
        if head - _AIM_REACH <= start < head:
            actors, _ = read_object(sentence, sentence.starts["target_prepositions"][start].end, linking=False)
            acts = start > 0 and sentence.is_actor(start - 1)
            return [k for k in actors if k < head], cluster_left(sentence, start - 1) if acts else []
    return [], []


def _can_be_reduced(sentence: Sentence, governor: Governor) -> bool:
    """Whether a verb behind the trigger can be a participle without auxiliary ("sanctions imposed on")."""
    transitive = [choice for choice in governor.choices if not choice.intransitive and choice.does != "obey"]
    return len(transitive) == len(governor.choices) and is_participle(sentence, governor, transitive[0])


def read_object(sentence: Sentence, start: int, *, linking: bool) -> tuple[list[int], int]:
    """The actors of the noun phrase from `start`, and where it ends; with `linking`, also inside "of", "in" phrases."""
    position = start
    owners: list[int] = []
    while position < min(len(sentence.tokens), start + _OBJECT_REACH):
        if sentence.is_actor(position) and sentence.only_owns(position):
            owners.append(position)
        elif sentence.is_actor(position) and not _in_brackets(sentence, position):
            cluster = cluster_right(sentence, position)
            return cluster, cluster[-1] + 1
        if position > start and _ends_object(sentence, position, linking):
            break
        position += 1
    return owners, position


def _in_brackets(sentence: Sentence, position: int) -> bool:
    tokens = sentence.tokens
    return (
        position > 0
        and tokens[position - 1].word == "("
        and position + 2 < len(tokens)
        and tokens[position + 1].word == ")"
    )


def _ends_object(sentence: Sentence, position: int, linking: bool) -> bool:
    word = sentence.tokens[position].word
    if word in ",;:" or joins_office(sentence, position):
        return word in ",;:"
    ends = sentence.is_a(position, "auxiliaries", "will", "may", "must", "relatives", "to", "trigger", "conditions")
    if ends and not sentence.is_a(position, "possessive", "of"):
        return True
    governor = sentence.governors.get(position)
    if governor is not None and is_participle(sentence, governor, governor.choices[0]):
        return True
    if sentence.is_a(position, "coordinators") and position + 1 in sentence.governors:
        return _is_gerund(sentence, position + 1)  # "the assets of nine officials and barring them from the country"
    if sentence.is_a(position, "linking_prepositions"):
        return not linking and not sentence.is_a(position, "coordinators")
    return sentence.is_a(position, "sender_prepositions", "target_prepositions", "barriers") and word not in ("(", ")")
