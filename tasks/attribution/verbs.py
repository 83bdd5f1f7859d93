"""Cue verbs: finite, participle or infinitive, with their subjects."""

from __future__ import annotations

from typing import Final

from tasks.attribution.after import add_after
from tasks.attribution.around import agentless_aside, extracted, inverted_aside, opening_participle, parenthetical
from tasks.attribution.before import clause_floor, content_before, inverted, splits_quotation
from tasks.attribution.content import complement_after
from tasks.attribution.controlled import before_outer_verb, controlled, plausible, shared_subject
from tasks.attribution.frames import Frame
from tasks.attribution.nobody import agentless
from tasks.attribution.passives import participle, passive
from tasks.attribution.phrases import phrase_left
from tasks.attribution.scan import TITLES, Scan
from tasks.attribution.sources import Source, source_after, source_before
from tasks.attribution.subjects import can_be_subject, can_speak, is_plural, plural_noun
from tasks.attribution.wordclass import (
    ADVERBIAL,
    AGENT,
    AUXILIARY,
    CAPITAL,
    COORDINATOR,
    CUE,
    CUE_NOUN,
    DETERMINER,
    DIGITS,
    FINITE,
    GERUND,
    INFINITIVE,
    LISTED,
    NEGATED,
    PASSIVE,
    PAST,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    QUESTION,
    QUOTING,
    RELATIVE,
    SINGULAR,
    STANDALONE,
    SUBORDINATOR,
    TIME,
    VERBAL,
    WORD,
)

_MARKED: Final = frozenset({"quote", "that", "question"})
_TOLD: Final = _MARKED | {"clause"}
_MAY_STAND_BEFORE: Final = TIME | ADVERBIAL | DIGITS | DETERMINER | AGENT  # a particle


def verb_statement(scan: Scan, at: int) -> bool:
    """A cue verb: passive, participle or finite. False where it introduces nothing."""
    sentence = scan.sentence
    if _lacks_particle(scan, at) or not _is_verb(scan, at):
        return False
    known = len(scan.found)
    before = at - 1
    while before >= 0 and (sentence.classes[before] & ADVERBIAL or _negates(scan, before)):
        before -= 1
    previous = sentence.classes[before] if before >= 0 else 0
    gerund = sentence.classes[at] & GERUND
    if scan.language.frames[sentence.low[at]][0].predicative:
        if previous & PASSIVE:
            _finite(scan, at)
    elif previous & PASSIVE and not gerund and not (before and sentence.low[before - 1] in scan.language.reflexives):
        passive(scan, at, before)
    elif previous & INFINITIVE:
        if not sentence.classes[at] & QUOTING:
            return False
        controlled(scan, at, "infinitive", 0.75)
    elif gerund and not previous & PASSIVE:
        if not opening_participle(scan, at):
            controlled(scan, at, "participle", 0.95)
    else:
        _finite(scan, at)
    return len(scan.found) > known


def _lacks_particle(scan: Scan, at: int) -> bool:
    """Whether a cue that needs a particle has none: most `call`, `press` and `hit` are seen to be no cues by this."""
    needed = scan.language.particles.get(scan.sentence.low[at])
    if needed is None or scan.sentence.quotes or at + 1 >= scan.stop:
        return False
    return not scan.sentence.classes[at + 1] & _MAY_STAND_BEFORE and scan.sentence.low[at + 1] not in needed


def _negates(scan: Scan, at: int) -> bool:
    """Whether a word is a mere negation between auxiliary and verb: `was not announced`."""
    classes = scan.sentence.classes[at]
    return classes & (AUXILIARY | PASSIVE) == AUXILIARY and bool(
        scan.language.modality.get(scan.sentence.low[at], 0) & NEGATED
    )


def _is_verb(scan: Scan, at: int) -> bool:
    """Whether a cue form is used as a verb: not after a determiner or a preposition, not part of a name."""
    sentence, language = scan.sentence, scan.language
    if sentence.classes[at] & CAPITAL and sentence.kind not in TITLES and not language.capitalised_nouns:
        return at == 0 and len(sentence.low) > 1 and sentence.low[1] != "'s"
    if at == 0:
        return True
    classes = sentence.classes
    previous = classes[at - 1]
    if previous & (DETERMINER | POSSESSIVE) or sentence.low[at - 1].endswith(language.possessive_endings):
        clitic = at > 1 and not language.past_endings and sentence.low[at - 2] in language.asides  # "comme l'indique"
        return clitic or (bool(previous & (PRONOUN | RELATIVE | STANDALONE)) and not _counted(scan, at))
    gerund = classes[at] & GERUND
    if previous & (PREPOSITION | INFINITIVE) == PREPOSITION:
        return bool(gerund and (classes[at] & QUOTING or previous & AGENT))
    if at + 1 < scan.stop and _is_noun(scan, at):
        return False
    # "a joint warning": determiner, unknown word, participle.
    return not (gerund and at > 1 and not previous & LISTED and classes[at - 2] & (DETERMINER | POSSESSIVE))


def _is_noun(scan: Scan, at: int) -> bool:
    """`The minister's thinking said`, `New details show ...`, `a list of plans to ...`: before a verb, or governed."""
    sentence, classes = scan.sentence, scan.sentence.classes
    after = classes[at + 1]
    if classes[at] & GERUND:
        return after & (CUE | GERUND | CUE_NOUN) == CUE
    if classes[at] & QUOTING or not plural_noun(sentence, scan.language, at):
        return False
    if after & (VERBAL | FINITE | PAST) or after & (CUE | GERUND) == CUE:
        return not after & CAPITAL
    subject = phrase_left(sentence, scan.language, at - 1, 0)
    if subject is None or subject[0] == 0:
        return False
    return classes[subject[0] - 1] & (PREPOSITION | SUBORDINATOR | COORDINATOR | TIME) == PREPOSITION


def _counted(scan: Scan, at: int) -> bool:
    """`These calls`: behind a determiner of the plural, a form of the singular is a noun."""
    sentence, language = scan.sentence, scan.language
    if not language.plural_endings or sentence.classes[at - 1] & (PRONOUN | RELATIVE | SINGULAR):
        return False
    return sentence.low[at].endswith(language.plural_endings)


def _finite(scan: Scan, at: int) -> None:
    """A finite verb: subject before it, or inverted after it; content after it or before it."""
    sentence, language = scan.sentence, scan.language
    if _inverts(scan, at) or (sentence.classes[at] & PAST and participle(scan, at)):
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
    return inverted(scan, at) or inverted_aside(scan, at) or agentless_aside(scan, at)


def _otherwise(scan: Scan, at: int, before: Source | None) -> bool:
    """Whether nobody is the subject of the cue, or one who stands behind it; `before` is the phrase before it."""
    if agentless(scan, at, before) and _nobodys(scan, at):
        return True
    return not scan.language.plural_endings and _verb_first(scan, at, before)


def _with_subject(scan: Scan, at: int, source: Source) -> None:
    """A finite verb whose subject is known."""
    sentence, language = scan.sentence, scan.language
    if not _agrees(scan, at, source) or not can_be_subject(sentence, language, source) or _asks(scan, source):
        return
    if splits_quotation(scan, at, source) and content_before(scan, at, source):
        return
    told_in = source.first > 0 and sentence.low[source.first - 1] in language.spoken_in
    for frame in language.frames[sentence.low[at]]:
        complement = complement_after(sentence, language, at, frame, scan.stop)
        if complement and (told_in or not frame.impersonal) and plausible(scan, source, frame, complement.kind):
            if complement.kind == "object" and sentence.classes[source.last] & RELATIVE:
                complement.last = before_outer_verb(scan, complement)
            add_after(scan, at, source, frame, complement, "")
            return
    if sentence.classes[at] & QUOTING and source.last < at:
        _without_complement(scan, at, source)


def _asks(scan: Scan, source: Source) -> bool:
    """`Do you think ...?`: a pronoun behind an auxiliary that opens its clause is the subject of a question."""
    classes, before = scan.sentence.classes, source.first - 1
    if not scan.language.plural_endings or before < 0 or not classes[source.first] & PRONOUN:
        return False
    opens = before == 0 or not classes[before - 1] & WORD or bool(classes[before - 1] & (COORDINATOR | QUESTION))
    return opens and bool(classes[before] & VERBAL) and scan.sentence.low[before - 1] != ","


def _verb_first(scan: Scan, at: int, before: Source | None) -> bool:
    """`Am Montag sagte die Ministerin, ...`, `Dijo Lee que ...`: the subject stands behind its verb.

    `before` is the phrase before the verb, which is no subject where a preposition governs it.
    """
    sentence, language = scan.sentence, scan.language
    if before is not None:
        governor = before.first - 1
        if governor < 0 or not sentence.classes[governor] & PREPOSITION or sentence.low[governor] in language.spoken_in:
            return False
    source = source_after(sentence, language, at + 1, scan.stop, closed=True)
    if source is None or not can_speak(sentence, language, source):
        return False
    for frame in language.frames[sentence.low[at]]:
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
    if auxiliary < 1 or not scan.sentence.classes[auxiliary] & AUXILIARY:
        return nearest
    source = source_before(scan.sentence, scan.language, auxiliary, clause_floor(scan, auxiliary))
    return source if source and can_speak(scan.sentence, scan.language, source) else nearest


def _nobodys(scan: Scan, at: int) -> bool:
    """`It emerged that ...`, `сообщается, что ...`: a report of which nobody is the subject."""
    for frame in scan.language.frames[scan.sentence.low[at]]:
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
    if source.first > 0 and after < scan.stop and scan.sentence.classes[after] & (VERBAL | FINITE | PAST | CUE):
        extracted(scan, at, source)


def _agrees(scan: Scan, at: int, source: Source) -> bool:
    """Whether a base form ("press", "report") can be a verb here: after a modal, or with a plural subject."""
    sentence, language = scan.sentence, scan.language
    before = at - 1
    while before > 0 and sentence.classes[before] & ADVERBIAL:
        before -= 1
    if not language.plural_endings or sentence.classes[before] & VERBAL:
        return True
    word = sentence.low[at]
    frame = language.frames[word][0]
    if frame.past_is_base or word != frame.lemma or source.last > at:
        return True
    pronoun = language.pronouns.get(sentence.low[source.head_last])
    if pronoun:
        return pronoun.plural or pronoun.person != 3
    head = sentence.classes[source.head_last]
    alone = head & (STANDALONE | SINGULAR) == STANDALONE or bool(head & RELATIVE)
    return alone or is_plural(sentence, language, source)
