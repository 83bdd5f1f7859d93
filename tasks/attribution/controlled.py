"""Cue verbs without a subject of their own: participles, infinitives and coordinated verbs."""

from __future__ import annotations

from typing import Final

from tasks.attribution.after import add_after
from tasks.attribution.before import clause_floor
from tasks.attribution.content import Complement, complement_after
from tasks.attribution.frames import Frame
from tasks.attribution.openings import main_subject
from tasks.attribution.scan import Scan
from tasks.attribution.sources import Source, source_before
from tasks.attribution.subjects import can_be_subject, can_speak
from tasks.attribution.times import is_time
from tasks.attribution.wordclass import (
    ADVERBIAL,
    CAPITAL,
    COORDINATOR,
    CUE,
    CUE_NOUN,
    FINITE,
    GERUND,
    MODAL,
    PAST,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    SOURCE_NOUN,
    SUBORDINATOR,
    VERBAL,
    WORD,
)

_SPEECH: Final = 0.9  # frames from here on report speech, whatever follows
_DOUBTFUL: Final = 0.8
_CITED: Final = 4  # tokens among which the noun of a cited source stands
_MARKED: Final = frozenset({"quote", "that", "question"})
_NO_NOUN: Final = VERBAL | ADVERBIAL | COORDINATOR | PREPOSITION | PAST | FINITE | CUE | PRONOUN | SUBORDINATOR


def shared_subject(scan: Scan, at: int) -> Source | None:
    """The subject of a coordinated verb (`he denied it and said ...`): the last statement's, or the clause's."""
    sentence = scan.sentence
    before = at - 1
    while before >= 0 and sentence.tokens[before].bits & (VERBAL | ADVERBIAL):
        before -= 1
    if before < 0 or not sentence.tokens[before].bits & COORDINATOR:
        return None
    return _controller(scan, at)


def _controller(scan: Scan, at: int) -> Source | None:
    """The subject that governs a participle, an infinitive or a coordinated verb at `at`."""
    for found in reversed(scan.found):
        if found.source and found.cue and found.cue[1] < at and found.source.last < at and found.rule[:4] != "noun":
            return found.source
    start = 0
    for quote in scan.sentence.quotes:
        if quote < at:
            start = quote + 1
    return main_subject(scan.sentence, scan.language, start, at) or (
        main_subject(scan.sentence, scan.language, 0, at) if start else None
    )


def _modified(scan: Scan, at: int) -> Source | None:
    """The noun that a participle stands right behind, where it speaks: `a letter warning that ...`."""
    sentence = scan.sentence
    if at == 0 or not sentence.tokens[at - 1].bits & SOURCE_NOUN or sentence.tokens[at - 1].bits & CAPITAL:
        return None
    return source_before(sentence, scan.language, at, clause_floor(scan, at))


def _follows_noun(scan: Scan, at: int) -> bool:
    """Whether a participle goes on the noun right before it, which does not speak: `remarks defending the port`."""
    classes = scan.sentence.tokens[at - 1].bits
    verb = classes & _NO_NOUN and not classes & CUE_NOUN
    return bool(classes & WORD) and not verb and not classes & CAPITAL and not is_time(scan.sentence, at - 1)


def controlled(scan: Scan, at: int, name: str, weight: float) -> None:
    """A participle or infinitive cue: `, adding that ...`, `went on to say ...`."""
    modified = _modified(scan, at) if name == "participle" else None
    if modified is None and name == "participle" and _follows_noun(scan, at):
        return
    source = modified or _controller(scan, at)
    if source is None or not can_be_subject(scan.sentence, scan.language, source):
        return
    nobody = name == "infinitive" and _is_expletive(scan, at, source)
    for frame in scan.language.frames[scan.sentence.tokens[at].low]:
        complement = complement_after(scan.sentence, scan.language, at, frame, scan.stop)
        if complement and plausible(scan, source, frame, complement.kind) and not _cites(scan, at, complement):
            if name == "infinitive" and complement.kind not in _MARKED and frame.confidence < _SPEECH:
                return
            if nobody and complement.kind != "that":
                return  # "it is hard to say whether ..."
            if complement.kind == "object" and source.first == 0 and source.last == at - 1:
                complement.last = before_outer_verb(scan, complement)
            add_after(scan, at, None if nobody else source, frame, complement, name + ".", weight)
            return


def _is_expletive(scan: Scan, at: int, source: Source) -> bool:
    """`It is fair to say that ...`: nobody says it; a body is meant by `it was expected to say that ...`."""
    sentence, language = scan.sentence, scan.language
    if sentence.tokens[source.first].low not in language.impersonal or source.last + 1 >= at:
        return False
    judged = at - 2
    if not sentence.tokens[source.last + 1].bits & VERBAL or judged <= source.last + 1:
        return False
    adjective = not sentence.tokens[judged].bits & (PAST | CUE | GERUND | MODAL)
    word = sentence.tokens[judged].low
    return adjective and not word.endswith(language.gerund_endings) and word not in language.modality


def _cites(scan: Scan, at: int, complement: Complement) -> bool:
    """`Citing two officials`: who is cited is the source of something else that is reported, not what is said."""
    sentence = scan.sentence
    if complement.kind != "object" or sentence.tokens[at].low not in scan.language.relay_verbs:
        return False
    near = sentence.tokens[complement.first : min(complement.first + _CITED, complement.last + 1)]
    return any(token.bits & SOURCE_NOUN for token in near)


def plausible(scan: Scan, source: Source, frame: Frame, kind: str) -> bool:
    """Verbs that are seldom speech, and objects of any, count only where the subject is one who speaks."""
    doubtful = frame.confidence < _DOUBTFUL or (kind == "object" and frame.confidence < _SPEECH)
    return not doubtful or can_speak(scan.sentence, scan.language, source)


def before_outer_verb(scan: Scan, complement: Complement) -> int:
    """Where the object in a relative clause ends: `the agents who questioned Lee said ...`."""
    sentence, frames = scan.sentence, scan.language.frames
    for at in range(complement.first + 1, complement.last):
        classes = sentence.tokens[at].bits
        if classes & RELATIVE or sentence.tokens[at].low == ",":
            break
        cue = (
            classes & (CUE | GERUND | CUE_NOUN) == CUE
            and frames[sentence.tokens[at].low][0].lemma != sentence.tokens[at].low
        )
        if cue or classes & (VERBAL | FINITE):
            return at - 1
    return complement.last
