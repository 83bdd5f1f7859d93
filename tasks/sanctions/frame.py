"""Who governs what: the chain of predicates around a trigger, with their negations and modals."""

from __future__ import annotations

from dataclasses import dataclass, field

from config.sanctions import Predicate
from tasks.sanctions.drafts import draft_before
from tasks.sanctions.sentence import DASHES, Governor, Sentence

_GROUP = ("auxiliaries", "negations", "will", "may", "must", "to", "adverbs")
_QUOTES = '“”"'
_ORDER_REACH = 6
_MODALS = ("will", "may", "must")
REACH = {"np": 8, "to": 10, "gerund": 7, "nominal": 7, "finite": 9, "shared": 16}


@dataclass(slots=True)
class Step:
    """One predicate of a chain: its tokens [start, end), where its verb group begins, and its operators."""

    predicate: Predicate
    start: int
    end: int
    group_start: int
    link: str
    operators: list[str] = field(default_factory=list)
    passive: bool = False
    infinitive: bool = False


def step_of(sentence: Sentence, governor: Governor, predicate: Predicate) -> Step:
    """Read the verb group in front of a predicate: "will not be", "has agreed to"."""
    position = governor.start - 1
    operators = [  # a future or conditional form of the verb itself ("imposera", "введут")
        operator for operator in ("will", "may") if sentence.is_a(governor.start, operator)
    ]
    passive = infinitive = False
    while position >= 0 and position not in sentence.governors_by_end:
        position = _before_aim(sentence, position)
        if not _in_group(sentence, position) or _owns_nominal(sentence, position, governor):
            break
        operators += [
            operator
            for operator, category in (("will", "will"), ("may", "may"), ("must", "must"), ("not", "negations"))
            if sentence.is_a(position, category) and not (operator == "not" and _denies_nothing(sentence, position))
        ]
        passive = passive or sentence.is_a(position, "passive_auxiliaries")
        infinitive = infinitive or sentence.is_a(position, "to")
        position -= 1
    start = position + 1
    following = governor.end < len(sentence.tokens) and sentence.is_a(governor.end, "passive_auxiliaries")
    participle = is_participle(sentence, governor, predicate)
    passive = passive or sentence.is_a(start - 1, "passive_auxiliaries")  # "remains", itself a predicate
    passive = participle and (passive or _is_reduced(sentence, governor, start, predicate))
    passive = passive or (following and sentence.lexicon.source.free_order)
    link = "to" if infinitive else _link(sentence, governor, start)
    if infinitive and sentence.is_a(start - 1, "coordinators"):
        start = _first_infinitive(sentence, start)
    listed = link == "finite" and not passive and _goes_on(sentence, governor, predicate, start)
    if not operators and (listed or link == "shared"):
        start, shared, operators = _shared_group(sentence, start, commas=listed)
        link = link if shared == "shared" else shared
    if passive and link == "nominal":
        link = "finite"  # "stripped of": no noun
    if predicate.does == "relief" and not infinitive and link in ("finite", "nominal", "to"):
        link = "np"  # "ending exemptions from sanctions": itself a noun that a verb governs
    operators = _drafted(sentence, start, _ordered(operators))
    if _is_unreal(sentence, start, governor.start):
        operators = ["unreal"]
    elif link == "finite" and not operators and not passive and _is_ordered(sentence, governor, start):
        operators = ["must"]
    if _leaves_open(sentence, governor, start, link):
        operators.append("unrealised")
    infinitive = infinitive and not _is_decreed(sentence, start)
    return Step(predicate, governor.start, governor.end, start, link, operators, passive, infinitive)


def _is_decreed(sentence: Sentence, start: int) -> bool:
    """Whether an infinitive is what an order says that somebody issued, and so is done: "signed a decree to ban"."""
    if not sentence.is_a(start - 1, "orders"):
        return False
    return any(sentence.is_a(k, "ordering") for k in range(max(0, start - _ORDER_REACH), start - 1))


def _denies_nothing(sentence: Sentence, position: int) -> bool:
    """Whether a negation leads to more of the same: "has not only imposed"."""
    return sentence.is_a(position, "no_negations")


def _is_reduced(sentence: Sentence, governor: Governor, start: int, predicate: Predicate) -> bool:
    """Whether a participle has neither auxiliary nor the object it needs: "Cuba, removed from the list"."""
    if start != governor.start or predicate.id not in sentence.lexicon.specific:
        return False
    if not sentence.is_a(governor.end, "with_prepositions", "to") and not sentence.is_a(governor.end - 1, "of"):
        return False
    if start == 0:  # "Cut off from SWIFT, Russian banks"
        return any(token.word == "," for token in sentence.tokens)
    named = start - 1 - (sentence.tokens[start - 1].word == ",")
    return (named >= 0 and sentence.is_actor(named)) or _is_wanted(sentence, start)


def _is_wanted(sentence: Sentence, start: int) -> bool:
    """Whether somebody wants it done to what stands before: "wants Syrian engineers put on the list"."""
    for position in range(start - 1, max(-1, start - REACH["np"]), -1):
        governor = sentence.governors_by_end.get(position)
        if governor is not None:
            return position < start - 1 and any(choice.does == "demand" for choice in governor.choices)
        if sentence.is_a(position, "barriers", "coordinators", "to", "that") or sentence.tokens[position].word == ",":
            break
    return False


def _owns_nominal(sentence: Sentence, position: int, governor: Governor) -> bool:
    """Whether a possessive stands before a nominal, which is no auxiliary there: "Trump's reversal of"."""
    several = governor.end > governor.start + 1
    return several and sentence.is_a(position, "possessive") and sentence.is_a(governor.end - 1, "of")


def _goes_on(sentence: Sentence, governor: Governor, predicate: Predicate, start: int) -> bool:
    """Whether a base form behind a comma goes on with a list: "plans to close the embassy, enforce the embargo"."""
    behind = start > 1 and start == governor.start and sentence.tokens[start - 1].word == ","
    return behind and _is_base(sentence, governor) and sentence.tokens[start].word not in predicate.participles


def _shared_group(sentence: Sentence, start: int, *, commas: bool = False) -> tuple[int, str, list[str]]:
    """The group that a verb behind a conjunction shares: "should ban gas and sanction banks"; with `commas`, a list."""
    for position in range(start - 2, max(-1, start - REACH["shared"]), -1):
        listed = commas or sentence.is_a(position + 1, "coordinators")  # ", as well as impose"
        if sentence.is_a(position, "barriers") or (sentence.tokens[position].word in ",;" and not listed):
            break
        operator = next((one for one in ("will", "may", "must") if sentence.is_a(position, one)), None)
        if operator is not None:
            return position, "finite", [operator]
        led = sentence.is_a(position + 1, "determiners") or (commas and sentence.is_actor(position + 1))  # "up to X"
        if sentence.is_a(position, "to") and not led:
            return position + (position in sentence.governors_by_end), "to", []
    return start, "shared", []


def _first_infinitive(sentence: Sentence, start: int) -> int:
    """Where the first of two infinitives begins: "pressed it to stop buying gas and to cut off banks"."""
    for position in range(start - 2, max(-1, start - REACH["shared"]), -1):
        if sentence.is_a(position, "barriers") or sentence.tokens[position].word in ",;":
            break
        if sentence.is_a(position, "to") and not sentence.is_a(position + 1, "determiners", "possessive"):
            return position if not sentence.is_actor(position + 1) else start
    return start


def _is_unreal(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the verb group says what did not happen: "could have imposed"."""
    return any(sentence.is_a(k, "unreal_modals") and sentence.is_a(k + 1, "perfect") for k in range(start, end - 1))


def _is_ordered(sentence: Sentence, governor: Governor, start: int) -> bool:
    """Whether a bare verb opens the sentence and has its object right behind it: "Lift the embargo", "Hit X with"."""
    opens = start == 0 or (start == 1 and sentence.tokens[0].word in '“"')
    counted = start == 2 and sentence.tokens[1].word == "," and _counts_off(sentence)
    if not (opens or counted) or start != governor.start or not _is_base(sentence, governor):
        return False
    within = range(start + 1, governor.end)
    if sentence.is_a(start, "blocking_prepositions") or any(sentence.is_a(k, *_MODALS) for k in within):
        return False  # "In exchange for", "There will be"
    return sentence.is_a(governor.end, "determiners", "trigger", "modifiers") or sentence.is_actor(governor.end)


def _counts_off(sentence: Sentence) -> bool:
    """Whether the first word only counts or leads over: "Second, freeze", "Finally, ban"."""
    return sentence.is_a(0, "adverbs", "modifiers") or _is_adverb(sentence, 0)


def _leaves_open(sentence: Sentence, governor: Governor, start: int, link: str) -> bool:
    """Whether a verb does not say that it happens: "before lifting", "Lifting sanctions is a way", "before X lifts"."""
    if link in ("finite", "to"):
        return _is_option(sentence, governor, start) or _is_awaited(sentence, governor, start)
    if link not in ("gerund", "nominal"):
        return False
    if start and sentence.is_a(start - 1, "unrealised"):
        return True
    dashed = start > 1 and sentence.tokens[start - 1].word in DASHES  # what was done: "acted — freezing"
    opens = start == 0 or sentence.tokens[start - 1].word in '“"' or sentence.is_a(start - 1, "barriers")
    opens = opens and not dashed
    return link == "gerund" and opens


def _is_option(sentence: Sentence, governor: Governor, start: int) -> bool:
    """Whether a gerund is what an option consists of: "One step that X could take is lifting sanctions"."""
    gerund = sentence.ends_in(governor.start, sentence.lexicon.source.words.gerund_endings or ("\0",))
    if not gerund or start == governor.start or sentence.is_a(start - 1, "pronouns"):
        return False
    for position in range(start - 1, max(-1, start - REACH["to"]), -1):
        if sentence.is_a(position, "options"):
            return True
        subject = position == start - 1 and sentence.is_actor(position) and not _is_linked(sentence, position)
        if sentence.tokens[position].word == "," or subject:
            break
    return False


def _is_linked(sentence: Sentence, position: int) -> bool:
    """Whether a preposition stands right before an actor, which then is no subject."""
    return sentence.is_a(position - 1, "linking_prepositions", "target_prepositions", "blocking_prepositions")


def _is_awaited(sentence: Sentence, governor: Governor, start: int) -> bool:
    """Whether the verb is the present of a clause of time: "before Washington lifts sanctions"."""
    gerunds = sentence.lexicon.source.words.gerund_endings  # where verbs end in them, the present ends in "s"
    if not gerunds or start != governor.start or not sentence.tokens[start].word.endswith("s"):
        return False
    for position in range(start - 1, max(-1, start - REACH["np"]), -1):
        if sentence.is_a(position, "clauses_before"):
            return position < start - 1 and not sentence.is_a(position, "conditions")
        named = sentence.tokens[position].actor_id is not None
        if not (named or sentence.is_a(position, "determiners", "modifiers", "offices", "stands_for", "pronouns")):
            break
    return False


def _drafted(sentence: Sentence, start: int, operators: list[str]) -> list[str]:
    """What a bill, a deal or an order "would" do is drafted, no threat and no promise."""
    noun = draft_before(sentence, start) if "will" in operators or "may" in operators else None
    return operators if noun is None else ["draft" if one in ("will", "may") else one for one in operators]


def _before_aim(sentence: Sentence, position: int) -> int:
    """Where order is free, the target may stand between an auxiliary and its verb ("没有对古巴实施制裁"): pass it."""
    aimed = sentence.is_actor(position) and position > 1 and sentence.is_a(position - 1, "target_prepositions")
    if aimed and sentence.lexicon.source.free_order and _in_group(sentence, position - 2):
        return position - 2
    return position


def _ordered(operators: list[str]) -> list[str]:
    """Modals first, then one negation for any number of negative words of the group."""
    modals = [operator for operator in ("must", "will", "may") if operator in operators][:1]
    return modals + (["not"] if "not" in operators else [])


def _in_group(sentence: Sentence, position: int) -> bool:
    if sentence.tokens[position].word in _QUOTES:  # "could “snap back”", "“to swiftly” hit"
        return position > 0 and (
            sentence.is_a(position - 1, *_MODALS)
            or _is_adverb(sentence, position - 1)
            or _is_quoted(sentence, position)
        )
    if sentence.is_a(position, "coordinators") or sentence.tokens[position].word == ",":  # "immediately and forcefully"
        return position > 0 and _is_adverb(sentence, position - 1) and _is_adverb(sentence, position + 1)
    return sentence.is_a(position, *_GROUP) or _is_adverb(sentence, position)


def _is_quoted(sentence: Sentence, quote: int) -> bool:
    """Whether a quotation begins inside a passive that is itself the trigger: "will be “strongly sanctioned”"."""
    verb = quote + 1 + _is_adverb(sentence, quote + 1)
    return sentence.is_a(quote - 1, "passive_auxiliaries") and sentence.is_a(verb, "trigger")


def _is_adverb(sentence: Sentence, position: int) -> bool:
    return sentence.ends_in(position, sentence.lexicon.source.words.adverb_endings)


def is_participle(sentence: Sentence, governor: Governor, predicate: Predicate) -> bool:
    """Whether the predicate's form can be passive ("imposed", "hit")."""
    text = " ".join(token.word for token in sentence.tokens[governor.start : governor.end])
    if text in predicate.participles or (sentence.lexicon.source.free_order and not predicate.participles):
        return True
    endings = sentence.lexicon.source.words.participle_endings
    return bool(endings) and any(sentence.ends_in(k, endings) for k in range(governor.start, governor.end))


def _link(sentence: Sentence, governor: Governor, group_start: int) -> str:
    """How the predicate hangs on what stands to its left."""
    if group_start - 1 in sentence.governors_by_end:
        return "to"
    bare = group_start == governor.start
    noun = governor.end > governor.start + 1 and sentence.is_a(governor.end - 1, "of")  # "the lifting of"
    if bare and not noun and sentence.ends_in(governor.start, sentence.lexicon.source.words.gerund_endings):
        return "gerund"
    before = group_start - 1
    if before >= 0 and sentence.is_a(before, "coordinators") and _is_base(sentence, governor):
        return "shared"
    last = governor.end - 1
    prepositional = bare and sentence.is_a(last, "of", "target_prepositions", "linking_prepositions")
    if prepositional or _is_nominal(sentence, before):
        return "nominal"
    return "finite"


def _is_base(sentence: Sentence, governor: Governor) -> bool:
    """A bare form, as after "to ... and"."""
    words = sentence.lexicon.source.words
    word = sentence.tokens[governor.start].word
    return not word.endswith((*words.participle_endings, *words.gerund_endings, "s")) and bool(words.gerund_endings)


def _is_nominal(sentence: Sentence, before: int) -> bool:
    if before < 0:
        return False
    return sentence.is_a(before, "determiners", "no", "possessive") and not sentence.is_a(before, "relatives")
