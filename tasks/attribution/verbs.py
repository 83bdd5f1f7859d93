"""Cue verbs: finite, participle or infinitive, with their subjects."""

from __future__ import annotations

from typing import Final

from tasks.attribution.after import add_after
from tasks.attribution.around import agentless_aside, extracted, inverted_aside, opening_participle, parenthetical
from tasks.attribution.before import clause_floor, content_before, inverted, opens_with_cue, splits_quotation, to_reader
from tasks.attribution.content import complement_after
from tasks.attribution.controlled import before_outer_verb, controlled, plausible, shared_subject
from tasks.attribution.frames import Frame
from tasks.attribution.nobody import agentless
from tasks.attribution.passives import participle, passive
from tasks.attribution.scan import Scan
from tasks.attribution.sources import Source, source_after, source_before
from tasks.attribution.subjects import can_be_subject, can_speak, is_plural
from tasks.attribution.verbhood import is_verb, lacks_particle
from tasks.attribution.wordclass import (
    ADVERBIAL,
    AUXILIARY,
    COORDINATOR,
    CUE,
    DETERMINER,
    FINITE,
    GERUND,
    INFINITIVE,
    NEGATED,
    PASSIVE,
    PAST,
    PREDICATIVE,
    PREPOSITION,
    PRONOUN,
    QUESTION,
    QUOTING,
    RELATIVE,
    SINGULAR,
    STANDALONE,
    VERBAL,
    WORD,
)

_MARKED: Final = frozenset({"quote", "that", "question"})
_TOLD: Final = _MARKED | {"clause"}
_SAID: Final = frozenset({"clause", "object", "infinitive"})  # what verbs of knowing do not take
_KNOWING: Final = 0.8


def verb_statement(scan: Scan, at: int) -> bool:
    """A cue verb: passive, participle or finite. False where it introduces nothing."""
    sentence = scan.sentence
    if lacks_particle(scan, at) or not is_verb(scan, at):
        return False
    known = len(scan.found)
    before = at - 1
    while before >= 0 and (sentence.tokens[before].bits & ADVERBIAL or _negates(scan, before)):
        before -= 1
    previous = sentence.tokens[before].bits if before >= 0 else 0
    gerund = sentence.tokens[at].bits & GERUND
    if sentence.tokens[at].bits & PREDICATIVE:
        if previous & PASSIVE:
            _finite(scan, at)
    elif (
        previous & PASSIVE
        and not gerund
        and not (before and sentence.tokens[before - 1].low in scan.language.reflexives)
    ):
        passive(scan, at, before)
    elif previous & INFINITIVE:
        _infinitive(scan, at, before)
    elif gerund and not previous & PASSIVE:
        if not opening_participle(scan, at):
            controlled(scan, at, "participle", 0.95)
    else:
        _finite(scan, at)
    return len(scan.found) > known


def _infinitive(scan: Scan, at: int, marker: int) -> None:
    """An infinitive of a verb that can quote: `what she had to say`, `went on to say`."""
    if scan.sentence.tokens[at].bits & QUOTING and not _has_to(scan, at, marker):
        controlled(scan, at, "infinitive", 0.75)


def _has_to(scan: Scan, at: int, marker: int) -> bool:
    """`What she had to say: "..."`: the subject of `have` is that of the infinitive. False where none is said so."""
    sentence = scan.sentence
    if marker < 1 or sentence.tokens[marker - 1].bits & (AUXILIARY | PASSIVE) != AUXILIARY:
        return False
    source = source_before(sentence, scan.language, marker, clause_floor(scan, at))
    known = len(scan.found)
    if source is not None:
        _with_subject(scan, at, source, infinitive=True)
    return len(scan.found) > known


def _negates(scan: Scan, at: int) -> bool:
    """Whether a word is a mere negation between auxiliary and verb: `was not announced`."""
    classes = scan.sentence.tokens[at].bits
    return classes & (AUXILIARY | PASSIVE) == AUXILIARY and bool(
        scan.language.modality.get(scan.sentence.tokens[at].low, 0) & NEGATED
    )


def _finite(scan: Scan, at: int) -> None:
    """A finite verb: subject before it, or inverted after it; content after it or before it."""
    sentence, language = scan.sentence, scan.language
    if _inverts(scan, at) or (sentence.tokens[at].bits & PAST and participle(scan, at)):
        return
    source = source_before(sentence, language, at, clause_floor(scan, at))
    if _otherwise(scan, at, source):
        return
    if source is None:
        source = shared_subject(scan, at)
    elif language.comma_clause:
        source = _before_auxiliary(scan, source)
    if source is not None:
        _with_subject(scan, at, source)


def _inverts(scan: Scan, at: int) -> bool:
    """Whether the cue stands behind its content and before its subject, or in an aside."""
    return opens_with_cue(scan, at) or inverted(scan, at) or inverted_aside(scan, at) or agentless_aside(scan, at)


def _otherwise(scan: Scan, at: int, before: Source | None) -> bool:
    """Whether nobody is the subject of the cue, or one who stands behind it; `before` is the phrase before it."""
    if agentless(scan, at, before) and _nobodys(scan, at):
        return True
    return not scan.language.plural_endings and _verb_first(scan, at, before)


def _with_subject(scan: Scan, at: int, source: Source, *, infinitive: bool = False) -> None:
    """A finite verb whose subject is known; or an `infinitive`, whose content stands behind it only."""
    sentence, language = scan.sentence, scan.language
    if to_reader(scan, source) and not sentence.tokens[at].bits & PAST:
        return  # "you may notice that ..."
    if not _agrees(scan, at, source) or not can_be_subject(sentence, language, source) or _asks(scan, source):
        return
    if not infinitive and splits_quotation(scan, at, source) and content_before(scan, at, source):
        return
    before = source.first - 1
    told_in = before >= 0 and sentence.tokens[before].low in language.spoken_in
    subject = None if _drops_subject(scan, source) else source
    for frame in language.frames[sentence.tokens[at].low]:
        complement = complement_after(sentence, language, at, frame, scan.stop)
        if complement and _comes_to_know(scan, at, frame):
            return
        if complement and (told_in or not frame.impersonal) and plausible(scan, source, frame, complement.kind):
            if complement.kind == "object" and sentence.tokens[source.last].bits & RELATIVE:
                complement.last = before_outer_verb(scan, complement)
            add_after(scan, at, subject, frame, complement, "")
            return
    if sentence.tokens[at].bits & QUOTING and source.last < at and not infinitive:
        _without_complement(scan, at, source)


def _drops_subject(scan: Scan, source: Source) -> bool:
    """`En Averil dijo que ...`: a phrase that a preposition governs is no subject; nobody is named."""
    tokens, before = scan.sentence.tokens, source.first - 1
    if scan.language.plural_endings or before < 0 or scan.sentence.tokens[before].low in scan.language.spoken_in:
        return False
    noun = scan.language.source_nouns.get(scan.sentence.tokens[source.head_last].low)
    if noun and noun.kind == "document":
        return False  # "in der Erklärung heißt es, ..."
    opens = before == 0 or not tokens[before - 1].bits & WORD
    return opens and tokens[before].bits & (PREPOSITION | DETERMINER) == PREPOSITION


def _comes_to_know(scan: Scan, at: int, frame: Frame) -> bool:
    """`Is discovering that ...`: in the progressive a verb of knowing tells what happens to somebody."""
    knows = frame.confidence <= _KNOWING and not frame.complements & _SAID
    return knows and bool(scan.sentence.tokens[at].bits & GERUND)


def _asks(scan: Scan, source: Source) -> bool:
    """`Do you think ...?`: a pronoun behind an auxiliary that opens its clause is the subject of a question."""
    tokens, before = scan.sentence.tokens, source.first - 1
    if not scan.language.plural_endings or before < 0 or not tokens[source.first].bits & PRONOUN:
        return False
    opens = (
        before == 0 or not tokens[before - 1].bits & WORD or bool(tokens[before - 1].bits & (COORDINATOR | QUESTION))
    )
    return opens and bool(tokens[before].bits & VERBAL) and scan.sentence.tokens[before - 1].low != ","


def _verb_first(scan: Scan, at: int, before: Source | None) -> bool:
    """`Am Montag sagte die Ministerin, ...`, `Dijo Lee que ...`: the subject stands behind its verb.

    `before` is the phrase before the verb, which is no subject where a preposition governs it.
    """
    sentence, language = scan.sentence, scan.language
    if before is not None:
        governor = before.first - 1
        if (
            governor < 0
            or not sentence.tokens[governor].bits & PREPOSITION
            or sentence.tokens[governor].low in language.spoken_in
        ):
            return False
    source = source_after(sentence, language, at + 1, scan.stop, closed=True)
    if source is None or not can_speak(sentence, language, source):
        return False
    for frame in language.frames[sentence.tokens[at].low]:
        complement = complement_after(sentence, language, source.last, _bare(frame, frame.length), scan.stop)
        if complement and not frame.impersonal and complement.kind in (_MARKED if not language.comma_clause else _TOLD):
            add_after(scan, at, source, _bare(frame, 0), complement, "second.", 0.95)
            return True
    return False


def _bare(frame: Frame, length: int) -> Frame:
    """The frame without addressee, for what stands behind the verb is its subject; `length` 0: particle elsewhere."""
    particles = frame.particles if length else frozenset[str]()
    return Frame(frame.lemma, particles, frame.complements, False, frame.confidence, length=length)


def _before_auxiliary(scan: Scan, nearest: Source) -> Source:
    """`Hale hat der Zeitung gesagt, ...`: between an auxiliary and its participle may stand who is told."""
    auxiliary = nearest.first - 1
    if auxiliary < 1 or not scan.sentence.tokens[auxiliary].bits & AUXILIARY:
        return nearest
    source = source_before(scan.sentence, scan.language, auxiliary, clause_floor(scan, auxiliary))
    return source if source and can_speak(scan.sentence, scan.language, source) else nearest


def _nobodys(scan: Scan, at: int) -> bool:
    """`It emerged that ...`, `сообщается, что ...`: a report of which nobody is the subject."""
    for frame in scan.language.frames[scan.sentence.tokens[at].low]:
        complement = complement_after(scan.sentence, scan.language, at, frame, scan.stop) if frame.impersonal else None
        if complement:
            add_after(scan, at, None, frame, complement, "impersonal.")
            return True
    return False


def _without_complement(scan: Scan, at: int, source: Source) -> None:
    """A verb of speech that nothing follows as it should: its content stands before it, or around it."""
    if content_before(scan, at, source) or parenthetical(scan, at, source):
        return
    after = at + 1
    if source.first > 0 and after < scan.stop and scan.sentence.tokens[after].bits & (VERBAL | FINITE | PAST | CUE):
        extracted(scan, at, source)


def _agrees(scan: Scan, at: int, source: Source) -> bool:
    """Whether a base form ("press", "report") can be a verb here: after a modal, or with a plural subject."""
    sentence, language = scan.sentence, scan.language
    before = at - 1
    while before > 0 and sentence.tokens[before].bits & ADVERBIAL:
        before -= 1
    if not language.plural_endings or sentence.tokens[before].bits & (VERBAL | INFINITIVE):
        return True
    word = sentence.tokens[at].low
    frame = language.frames[word][0]
    if frame.past_is_base or word != frame.lemma or source.last > at:
        return True
    pronoun = language.pronouns.get(sentence.tokens[source.head_last].low)
    if pronoun:
        return pronoun.plural or pronoun.person != 3
    head = sentence.tokens[source.head_last].bits
    alone = head & (STANDALONE | SINGULAR) == STANDALONE or bool(head & RELATIVE)
    return alone or is_plural(sentence, language, source)
