"""Claims as rows: conditions, speakers, references back, offsets."""

from __future__ import annotations

from collections.abc import Sequence

from config.sanctions import Predicate
from tasks.sanctions.accept import Context
from tasks.sanctions.claim import Claim
from tasks.sanctions.cluster import actors_between, cluster_right, ids
from tasks.sanctions.compiling import SanctionsGrammar
from tasks.sanctions.conditions import Condition, find_conditions
from tasks.sanctions.frame import Step
from tasks.sanctions.measures import measures_of
from tasks.sanctions.reading import claims_of
from tasks.sanctions.sentence import Sentence
from tasks.sanctions.speaker import addressee, attribution_of, speaker_as_sender
from tasks.sanctions.status import move
from tasks.sanctions.subject import subject_of
from warehouse.records import Attribution, Document, SanctionsMention, Segment

_SUBJECT_REACH = 6
_WORRY_REACH = 14
_LASTING = frozenset({"kept", "stays", "in_force", "standing"})
_NOT_AIMED = frozenset({"opposed", "mentioned"})


def rows_of(
    document: Document,
    segment: Segment,
    sentence: Sentence,
    attributions: Sequence[Attribution],
    grammar: SanctionsGrammar,
    earlier: Sequence[SanctionsMention],
    *,
    foreign: bool,
) -> list[SanctionsMention]:
    """The rows of one sentence; `earlier` are the document's rows before it; `foreign`: it names a state."""
    conditions = find_conditions(sentence)
    rows: list[SanctionsMention] = []
    for claim in claims_of(sentence, grammar, Context(bool(earlier), foreign)):
        condition = _condition_for(sentence, claim, conditions, grammar)
        previous = rows[-1] if rows else earlier[-1] if earlier else None
        claim.refers_back = previous is not None and _refers_back(sentence, claim, segment, previous)
        row = _row(document, segment, sentence, claim, condition, attributions, grammar)
        rows.append(_linked_back(claim, row, previous)._replace(sanction_no=len(earlier) + len(rows)))
    return rows


def _refers_back(sentence: Sentence, claim: Claim, segment: Segment, previous: SanctionsMention) -> bool:
    """Whether a claim is of "the sanctions" that the claim before, at most two sentences back, is of."""
    near = segment.segment_no - previous.segment_no <= 2
    first = claim.steps[0] if claim.steps else None
    if first is not None and _is_announced(claim, first) and not sentence.is_a(claim.left, "definite"):
        return segment.segment_no - previous.segment_no == 1 and bool(previous.target_ids)
    imposed = first is not None and first.predicate.does == "impose" and not first.predicate.intransitive
    if first is not None and imposed and claim.end <= first.start == first.group_start:
        return False  # "the round of sanctions imposed since" says itself which
    return near and bool(previous.target_ids) and sentence.is_a(claim.left, "definite") and not claim.verb


def _is_announced(claim: Claim, first: Step) -> bool:
    """Whether more is to come and nobody is said to do it to anybody: "Strong export controls are to follow"."""
    comes = first.predicate.intransitive and first.predicate.does in ("impose", "plan")
    return comes and len(claim.steps) == 1 and not (claim.senders or claim.targets)


def _linked_back(claim: Claim, row: SanctionsMention, previous: SanctionsMention | None) -> SanctionsMention:
    """Give "the sanctions" without target those of the claim before.

    Who eases or breaks them is the row's own sender; who imposed them is that of the claim before.
    """
    if previous is None or row.target_ids or not claim.refers_back:
        return row
    if set(row.sender_ids) & set(previous.target_ids):
        return row
    return row._replace(
        sender_ids=row.sender_ids or previous.sender_ids,
        target_ids=previous.target_ids,
        rule_id=f"{row.rule_id}.linked_back",
        confidence=round(row.confidence - 0.15, 2),
    )


def _condition_for(
    sentence: Sentence, claim: Claim, conditions: Sequence[Condition], grammar: SanctionsGrammar
) -> Condition | None:
    """The condition of a claim: the clause around it, else the nearest of the sentence, unless it is about the past."""
    for condition in conditions:
        if condition.holds(claim.start):
            if _is_given(claim) or _lasts(sentence, claim, condition):
                return None
            mood = _mood_inside(sentence, claim, condition)
            claim.state = move(claim.state, mood, grammar.rules)
            return None if mood == "unreal" else condition
    if not conditions:
        return None
    nearest = min(conditions, key=lambda condition: abs(condition.start - claim.start))
    if claim.state in grammar.rules.past and not _is_timeless(sentence, claim, nearest):
        return None
    if claim.state == "bare" and not 0 <= nearest.start - claim.right <= 1:
        return None
    claim.state = move(claim.state, "condition", grammar.rules)
    return nearest


def _is_timeless(sentence: Sentence, claim: Claim, condition: Condition) -> bool:
    """Whether a gerund or a present has the condition right behind: "on reimposing sanctions if X cheats"."""
    if len(claim.steps) != 1 or not 0 <= condition.start - claim.right <= 1:
        return False
    return claim.steps[0].link == "gerund" or _is_present(sentence, claim.steps[0])


def _is_present(sentence: Sentence, step: Step) -> bool:
    """Whether a bare verb has the form of the present, where the past has an ending: "hits X with sanctions if"."""
    words = sentence.lexicon.source.words
    bare = not (step.operators or step.passive) and step.group_start == step.start and step.link == "finite"
    return bare and bool(words.gerund_endings) and sentence.tokens[step.start].word.endswith("s")


def _lasts(sentence: Sentence, claim: Claim, condition: Condition) -> bool:
    """Whether the condition says how long something goes on that is so now: "as long as X keeps sanctions"."""
    return claim.state in _LASTING and sentence.is_a(condition.start, "lasting_conditions")


def _mood_inside(sentence: Sentence, claim: Claim, condition: Condition) -> str:
    """The operator of a condition on the claim inside it.

    "Had X imposed" is unreal; "once X lifts" and what somebody worries about is only what may come.
    """
    groups = [k for step in claim.steps for k in range(step.group_start, step.start)]
    if any(sentence.is_a(k, "past_perfect") for k in (condition.start, *groups)):
        return "unreal"
    worried = any(sentence.is_a(k, "worries") for k in range(max(0, condition.start - _WORRY_REACH), condition.start))
    return "condition" if worried or sentence.is_a(condition.start, "real_conditions") else "inside"


def _is_given(claim: Claim) -> bool:
    """Whether the claim stands as a fact even inside a condition: "if they join the sanctions imposed by X"."""
    first = claim.steps[0] if len(claim.steps) == 1 else None
    if first is None or first.predicate.intransitive:
        return False
    return first.start >= claim.end and first.group_start == first.start and not first.operators


def _row(
    document: Document,
    segment: Segment,
    sentence: Sentence,
    claim: Claim,
    condition: Condition | None,
    attributions: Sequence[Attribution],
    grammar: SanctionsGrammar,
) -> SanctionsMention:
    tokens = sentence.tokens
    attribution = attribution_of(tokens[claim.start].start, attributions)
    senders, targets = _parties(sentence, claim, condition, attribution, grammar)
    first = min([claim.left, *(step.group_start for step in claim.steps)])
    last = max([claim.end, claim.right, *(step.end for step in claim.steps)])
    return SanctionsMention(
        doc_id=document.doc_id,
        sanction_no=0,
        segment_no=segment.segment_no,
        start=tokens[first].start,
        end=tokens[last - 1].end,
        trigger=document.text[tokens[claim.start].start : tokens[claim.end - 1].end],
        status=grammar.rules.status[claim.state],
        sender_ids=senders,
        target_ids=targets,
        measures=measures_of(sentence, claim),
        condition_start=tokens[condition.start].start if condition else None,
        condition_end=tokens[condition.end - 1].end if condition else None,
        negated=claim.negated,
        speaker_actor_id=attribution.speaker_actor_id if attribution else None,
        attribution_no=attribution.attribution_no if attribution else None,
        rule_id=f"{sentence.lexicon.source.language}.{claim.rule_id}",
        confidence=_confidence(claim, grammar),
    )


def _parties(
    sentence: Sentence,
    claim: Claim,
    condition: Condition | None,
    attribution: Attribution | None,
    grammar: SanctionsGrammar,
) -> tuple[list[str], list[str]]:
    """Senders and targets of a claim; where the frame names none, from the speaker and from the condition."""
    if condition is not None and condition.event:  # who would attack does not impose
        claim.senders = [k for k in claim.senders if not condition.start <= k < condition.end]
    senders, targets = (_states(ids(sentence, named), grammar) for named in (claim.senders, claim.targets))
    speaking = speaker_as_sender(sentence, claim, attribution, grammar, conditional=condition is not None)
    senders = senders or _states(speaking, grammar)
    senders = [actor for actor in senders if actor not in targets and grammar.kinds.get(actor) != "outlet"]
    targets = targets or _own_country(sentence, claim, attribution, senders, grammar)
    spoken_of = grammar.rules.status[claim.state] == "mentioned"  # "If they had asked X, he spoke of sanctions"
    if not targets and condition is not None and not condition.event and not spoken_of:
        threatens = bool(senders) and grammar.rules.status[claim.state] == "threatened"
        aside = set(senders) | (set() if threatens else grammar.usual_senders)  # "until the U.S. ceases": no target
        targets = [actor for actor in _states(_first_actors(sentence, condition), grammar) if actor not in aside]
    if not targets and any(step.predicate.does == "face" for step in claim.steps):
        targets = [actor for actor in _states(ids(sentence, addressee(sentence)), grammar) if actor not in senders]
    return senders, targets or ([] if claim.refers_back else _only_other_state(sentence, claim, senders, grammar))


def _only_other_state(sentence: Sentence, claim: Claim, senders: Sequence[str], grammar: SanctionsGrammar) -> list[str]:
    """The one state of the sentence that is neither sender nor usual sender.

    Who speaks of the claim does not count, unless he asks for easing: that is mostly who is hit.
    """
    status = grammar.rules.status[claim.state]
    if status in _NOT_AIMED or _opens_listed(sentence, claim):
        return []
    acting = [step for step in claim.steps if step.predicate.does != "obey"]  # "tests go on despite the sanctions"
    speaking = {k for step in acting for k in subject_of(sentence, step.group_start)}
    if status == "ease_demanded":
        aside = set()
        named = {grammar.countries.get(actor) for actor in ids(sentence, speaking)}
    else:
        aside, named = speaking, set()
    for position, token in enumerate(sentence.tokens):
        actor = grammar.seats.get(token.actor_id or "", token.actor_id or "")
        if grammar.kinds.get(actor) != "country" or position in aside or _is_aside(sentence, position, status):
            continue
        named.add(actor)
    named -= {None, *senders, *grammar.usual_senders}
    return [actor for actor in named if actor] if len(named) == 1 else []


def _opens_listed(sentence: Sentence, claim: Claim) -> bool:
    """Whether a sentence opens with those that are listed, of no country: "Ships blacklisted by X lie off Mali"."""
    listed = claim.verb and claim.steps[0].passive and sentence.is_a(claim.left - 1, "listed")
    return listed and all(sentence.is_a(k, "determiners", "modifiers") for k in range(claim.left - 1))


def _is_aside(sentence: Sentence, position: int, status: str) -> bool:
    """Whether a state only says something, or is where or to whom something happens ("in Mali", "invasion of Mali").

    Who says it counts where easing is demanded, and who does something where that breaks sanctions.
    """
    if status != "ease_demanded" and any(
        sentence.is_a(k, "reporting", "offices") for k in range(position + 1, position + 4)
    ):
        return True
    if any(choice.does == "demand" for choice in _choices(sentence, position + 1)):
        return True
    if sentence.is_a(position + 1, "cause_markers", "concern_markers"):  # "Ukraine-related sanctions"
        return True
    before = position - 1 - sentence.is_a(position - 1, "determiners")
    if sentence.is_a(before, "agents") and status != "evaded":
        return True
    if not sentence.is_a(before, "blocking_prepositions", "target_prepositions", "of"):
        return False
    seated = sentence.tokens[position].kind in ("metonym", "place")  # "drafted in Berlin"
    return sentence.is_a(before - 1, "events") or (seated and sentence.is_a(before, "blocking_prepositions"))


def _choices(sentence: Sentence, position: int) -> tuple[Predicate, ...]:
    governor = sentence.governors.get(position)
    return governor.choices if governor is not None else ()


def _states(actors: Sequence[str], grammar: SanctionsGrammar) -> list[str]:
    """Actors with every capital as the state whose seat it is."""
    return list(dict.fromkeys(grammar.seats.get(actor, actor) for actor in actors))


def _own_country(
    sentence: Sentence,
    claim: Claim,
    attribution: Attribution | None,
    senders: Sequence[str],
    grammar: SanctionsGrammar,
) -> list[str]:
    """The speaker's country, in "sanctions on his country", else the one country named before that sends nothing."""
    if not any(claim.end <= start <= claim.right + 3 for start in sentence.starts["own_country"]):
        return []
    speaker = attribution.speaker_actor_id if attribution else None
    country = grammar.countries.get(speaker or "")
    if country:
        return [country]
    before = ids(sentence, actors_between(sentence, 0, claim.left))
    named = {grammar.countries.get(actor) or actor for actor in before} - set(senders)
    return list(named) if len(named) == 1 and grammar.kinds.get(min(named)) == "country" else []


def _first_actors(sentence: Sentence, condition: Condition) -> list[str]:
    for position in range(condition.start, min(condition.end, condition.start + _SUBJECT_REACH)):
        if sentence.is_a(position, "of", "target_prepositions"):
            break
        if sentence.is_actor(position):
            return ids(sentence, [k for k in cluster_right(sentence, position) if k < condition.end])
    return []


def _confidence(claim: Claim, grammar: SanctionsGrammar) -> float:
    confidence = grammar.rules.confidence.get(claim.state, 0.6)
    if claim.trigger.weak:
        confidence -= 0.2
    return round(confidence, 2)
