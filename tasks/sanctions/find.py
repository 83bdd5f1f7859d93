"""Find the sanctions claims of a batch of documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tasks.sanctions.accept import is_claim
from tasks.sanctions.claim import Claim, is_verb, read_noun, read_verb
from tasks.sanctions.compiling import Lexicon, SanctionsGrammar
from tasks.sanctions.conditions import Condition, find_conditions
from tasks.sanctions.phrase import cluster_right, ids
from tasks.sanctions.sentence import Sentence, tag
from tasks.sanctions.speaker import attribution_of, speaker_as_sender
from tasks.sanctions.status import move
from tasks.sanctions.tokens import tokenize
from warehouse.records import Attribution, Document, Mention, SanctionsMention, Segment

_SKIPPED_KINDS = frozenset({"boilerplate", "byline", "dateline"})


def find_sanctions(
    documents: Sequence[Document],
    segments: Sequence[Sequence[Segment]],
    mentions: Sequence[Sequence[Mention]],
    attributions: Sequence[Sequence[Attribution]],
    grammar: SanctionsGrammar,
) -> list[list[SanctionsMention]]:
    """Every sanctions claim, per document, in order of position; the four lists are parallel by document."""
    return [
        _of_document(document, parts, named, said, grammar)
        for document, parts, named, said in zip(documents, segments, mentions, attributions, strict=True)
    ]


def _of_document(
    document: Document,
    segments: Sequence[Segment],
    mentions: Sequence[Mention],
    attributions: Sequence[Attribution],
    grammar: SanctionsGrammar,
) -> list[SanctionsMention]:
    lowered = document.text.lower()
    if not any(stem in lowered for lexicon in _lexicons(document, segments, grammar) for stem in lexicon.source.stems):
        return []
    if len(lowered) != len(document.text):  # some letters grow when lowered; positions must stay
        lowered = "".join(character.lower()[0] for character in document.text)
    by_segment: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_segment.setdefault(mention.segment_no, []).append(mention)
    found: list[SanctionsMention] = []
    for segment in segments:
        if segment.kind in _SKIPPED_KINDS:
            continue
        lexicon = _lexicon_for(segment, document, lowered[segment.start : segment.end], grammar)
        if lexicon is not None:
            tokens = tokenize(document.text, segment.start, segment.end, by_segment.get(segment.segment_no, ()))
            sentence = tag(tokens, lexicon)
            found += _rows(document, segment, sentence, attributions, grammar, found)
    return found


def _lexicons(document: Document, segments: Sequence[Segment], grammar: SanctionsGrammar) -> list[Lexicon]:
    """The lexicons of every language that the document or one of its sentences is in."""
    languages = {document.language, *(segment.language for segment in segments)}
    known = {language.partition("-")[0] for language in languages}
    return [lexicon for language, lexicon in grammar.lexicons.items() if language in known]


def _lexicon_for(segment: Segment, document: Document, lowered: str, grammar: SanctionsGrammar) -> Lexicon | None:
    """The lexicon of the sentence's language, else of the document's, if one of its stems stands in the sentence."""
    for language in dict.fromkeys(code.partition("-")[0] for code in (segment.language, document.language)):
        lexicon = grammar.lexicons.get(language)
        if lexicon is not None and any(stem in lowered for stem in lexicon.source.stems):
            return lexicon
    return None


def _rows(
    document: Document,
    segment: Segment,
    sentence: Sentence,
    attributions: Sequence[Attribution],
    grammar: SanctionsGrammar,
    earlier: Sequence[SanctionsMention],
) -> list[SanctionsMention]:
    conditions = find_conditions(sentence) if "conditions" in sentence.cover or "any_event" in sentence.cover or (
        "initial_conditions" in sentence.cover
    ) else []
    rows: list[SanctionsMention] = []
    for claim in claims_of(sentence, grammar):
        condition = _condition_for(claim, conditions, grammar)
        row = _row(document, segment, sentence, claim, condition, attributions, grammar)
        previous = rows[-1] if rows else earlier[-1] if earlier else None
        rows.append(_linked_back(sentence, claim, row, previous)._replace(sanction_no=len(earlier) + len(rows)))
    return rows


def _linked_back(
    sentence: Sentence, claim: Claim, row: SanctionsMention, previous: SanctionsMention | None
) -> SanctionsMention:
    """ "The sanctions" without sender or target are those of the claim just before, if it is at most two sentences back."""
    if previous is None or row.segment_no - previous.segment_no > 2 or row.sender_ids or row.target_ids:
        return row
    if not sentence.is_a(claim.left, "definite") or claim.verb or not previous.target_ids:
        return row
    return row._replace(
        sender_ids=previous.sender_ids,
        target_ids=previous.target_ids,
        rule_id=f"{row.rule_id}.linked_back",
        confidence=round(row.confidence - 0.15, 2),
    )


def claims_of(sentence: Sentence, grammar: SanctionsGrammar) -> list[Claim]:
    """The accepted claims of a sentence; coordinated triggers ("sanctions and visa bans") make one."""
    claims: list[Claim] = []
    for start, end, trigger in sentence.triggers():
        if is_verb(sentence, start, end, trigger):
            claim = read_verb(sentence, start, end, trigger, grammar)
        elif trigger.kind == "verb":
            continue
        else:
            claim = read_noun(sentence, start, end, trigger, grammar)
        if claims and _continues(sentence, claims[-1], claim):
            _merge(claims[-1], claim)
        elif is_claim(sentence, claim, grammar):
            claims.append(claim)
    return claims


def _continues(sentence: Sentence, first: Claim, second: Claim) -> bool:
    """Whether the second trigger only continues a list that the first begins."""
    if first.verb or second.verb or second.left < first.end:
        return second.left < first.end and not second.verb
    between = range(first.end, second.left)
    return bool(between) and all(
        sentence.is_a(k, "coordinators") or sentence.tokens[k].word in ",“”\"'" for k in between
    )


def _merge(first: Claim, second: Claim) -> None:
    first.targets = first.targets or second.targets
    first.senders = first.senders or [k for k in second.senders if k not in first.targets]
    first.right = max(first.right, second.right)


def _condition_for(claim: Claim, conditions: Sequence[Condition], grammar: SanctionsGrammar) -> Condition | None:
    """The condition of a claim: the clause it stands in, else the nearest of the sentence, unless it speaks of the past."""
    for condition in conditions:
        if condition.holds(claim.start):
            claim.state = move(claim.state, "inside", grammar.rules)
            return condition
    if not conditions or claim.state in grammar.rules.past:
        return None
    nearest = min(conditions, key=lambda condition: abs(condition.start - claim.start))
    if claim.state == "bare" and not 0 <= nearest.start - claim.right <= 1:
        return None
    claim.state = move(claim.state, "condition", grammar.rules)
    return nearest


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
    senders, targets = ids(sentence, claim.senders), ids(sentence, claim.targets)
    senders = senders or speaker_as_sender(
        sentence, claim, attribution, grammar, conditional=condition is not None
    )
    targets = targets or _own_country(sentence, claim, attribution, grammar)
    if not targets and condition is not None and not condition.event:
        targets = [actor for actor in _first_actors(sentence, condition) if actor not in senders]
    first = min([claim.left, *(step.group_start for step in claim.steps)])
    last = max([claim.end, claim.right, *(step.end for step in claim.steps)])
    state = claim.state
    return SanctionsMention(
        doc_id=document.doc_id,
        sanction_no=0,
        segment_no=segment.segment_no,
        start=tokens[first].start,
        end=tokens[last - 1].end,
        trigger=document.text[tokens[claim.start].start : tokens[claim.end - 1].end],
        status=grammar.rules.status[state],
        sender_ids=senders,
        target_ids=[actor for actor in targets if actor not in senders] or targets,
        measures=_measures(sentence, claim),
        condition_start=tokens[condition.start].start if condition else None,
        condition_end=tokens[condition.end - 1].end if condition else None,
        negated=claim.negated,
        speaker_actor_id=attribution.speaker_actor_id if attribution else None,
        attribution_no=attribution.attribution_no if attribution else None,
        rule_id=f"{sentence.lexicon.source.language}.{claim.rule_id}",
        confidence=_confidence(claim, grammar),
    )


def _own_country(
    sentence: Sentence, claim: Claim, attribution: Attribution | None, grammar: SanctionsGrammar
) -> list[str]:
    """The speaker's country, in "sanctions on his country"."""
    speaker = attribution.speaker_actor_id if attribution else None
    country = grammar.countries.get(speaker or "")
    said = any(claim.end <= start <= claim.right + 3 for start in sentence.starts["own_country"])
    return [country] if said and country else []


def _first_actors(sentence: Sentence, condition: Condition) -> list[str]:
    for position in range(condition.start, condition.end):
        if sentence.is_actor(position):
            return ids(sentence, [k for k in cluster_right(sentence, position) if k < condition.end])
    return []


def _measures(sentence: Sentence, claim: Claim) -> list[str]:
    """What the trigger, its modifiers and its object say about the kind of measure; sorted, each once."""
    said = set(_said_measures(sentence, claim))
    own = set(claim.trigger.measures)
    if said - own and own == {"trade"}:
        own = set()
    return sorted(said | own)


def _said_measures(sentence: Sentence, claim: Claim) -> Iterator[str]:
    for hit in sentence.starts["measure"].values():
        if claim.left <= hit.start < claim.right + 4 and _in_phrase(sentence, claim, hit.start):
            assert isinstance(hit.entry.payload, str)
            yield hit.entry.payload


def _in_phrase(sentence: Sentence, claim: Claim, position: int) -> bool:
    """Behind the phrase only the noun right after its last actor counts ("Russian banks and energy companies")."""
    between = range(claim.right, position)
    return all(not sentence.is_a(k, "barriers", "auxiliaries", "sender_prepositions") and k not in sentence.governors for k in between)


def _confidence(claim: Claim, grammar: SanctionsGrammar) -> float:
    confidence = grammar.rules.confidence.get(claim.state, 0.6)
    if claim.trigger.weak:
        confidence -= 0.2
    return round(confidence, 2)
