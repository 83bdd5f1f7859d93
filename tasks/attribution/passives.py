"""Cue verbs in the passive: `it was announced that ...`, `was accused by ...`."""

from __future__ import annotations

from typing import Final

from tasks.attribution.after import add_after, cue_span
from tasks.attribution.before import clause_floor
from tasks.attribution.content import complement_after
from tasks.attribution.frames import Frame
from tasks.attribution.scan import Found, Scan
from tasks.attribution.sources import Source, source_after, source_before
from tasks.attribution.subjects import can_speak
from tasks.attribution.wordclass import AGENT, PRONOUN, RELATIVE, SUBORDINATOR

_OBJECT: Final = frozenset({"object"})
_REPORTED: Final = frozenset({"that", "infinitive", "clause", "quote", "question"})
_OF_SUBJECT: Final = frozenset({"that", "question"})  # what may follow a passive whose subject was told or asked
_TOLD: Final = _OF_SUBJECT | {"quote"}


_ASKED: Final = frozenset({"that", "question", "infinitive"})


def passive(scan: Scan, at: int, auxiliary: int) -> None:
    """`it was announced that ...`, `was accused by ... of`, `he was told that ...`."""
    sentence, language = scan.sentence, scan.language
    tokens = sentence.tokens
    subject = source_before(sentence, language, auxiliary, clause_floor(scan, auxiliary))
    impersonal = subject is not None and tokens[subject.first].low in language.impersonal
    source: Source | None = None
    after = at + 1
    if after < scan.stop and sentence.tokens[after].bits & AGENT:
        source = source_after(sentence, language, after + 1, scan.stop)
        told = any(frame.addressee for frame in language.frames[tokens[at].low])
        if source and not told and not can_speak(sentence, language, source):
            return
    for frame in language.frames[tokens[at].low]:
        complement = complement_after(sentence, language, source.last if source else at, _plain(frame), scan.stop)
        taken = impersonal or (complement and complement.kind in (_TOLD if frame.addressee else _OF_SUBJECT))
        if complement and complement.kind in _REPORTED and taken:
            add_after(scan, at, source, frame, complement, "passive.", 0.7)
            return
    if subject and not impersonal and _expected(scan, at, source, subject):
        return
    empty = subject is not None and sentence.tokens[subject.first].bits & (PRONOUN | RELATIVE)
    judged = not empty and any(
        frame.complements == _OBJECT and not frame.particles for frame in language.frames[tokens[at].low]
    )
    if judged and source and subject and not impersonal and can_speak(sentence, language, source):
        scan.add(Found(source, (at, at), (subject.first, subject.last), "indirect.passive.object", 0.5))


def _expected(scan: Scan, at: int, source: Source | None, subject: Source) -> bool:
    """`the bank is expected to act`, `he was said to be furious`: subject and infinitive together are the content."""
    sentence, language = scan.sentence, scan.language
    frames = language.frames[sentence.tokens[at].low]
    frame = next((frame for frame in frames if "that" in frame.complements), None)
    if frame is None or source is not None or any(frame.addressee for frame in frames):
        return False
    complement = complement_after(sentence, language, at, _plain(frame), scan.stop)
    if complement is None or complement.kind != "infinitive":
        return False
    cue = cue_span(scan, at, 0, None)
    scan.add(Found(None, cue, (subject.first, complement.last), "indirect.passive.subject", 0.6))
    return True


def participle(scan: Scan, at: int) -> bool:
    """`Asked by a reporter whether ...`, `When asked how ...`: an addressing verb in the passive, without subject.

    False where none of that follows.
    """
    sentence, language = scan.sentence, scan.language
    if at and sentence.tokens[at - 1].low != "," and not sentence.tokens[at - 1].bits & SUBORDINATOR:
        return False
    source: Source | None = None
    if at + 1 < scan.stop and sentence.tokens[at + 1].bits & AGENT:
        source = source_after(sentence, language, at + 2, scan.stop)
    after = source.last if source else at
    stop = next((place for place in range(after + 1, scan.stop) if sentence.tokens[place].low == ","), scan.stop)
    frames = language.frames[sentence.tokens[at].low]
    if not any(frame.addressee for frame in frames):
        return False
    for frame in frames:
        complement = complement_after(sentence, language, after, _plain(frame), stop)
        about = bool(frame.particles)
        if complement and complement.kind in (_OBJECT if about else _ASKED) and (about or frame.addressee):
            add_after(scan, at, source, frame, complement, "passive.", 0.7)
            return True
    return False


def _plain(frame: Frame) -> Frame:
    """The frame without an addressee: in the passive it has become the subject."""
    complements = frame.complements | {"infinitive"}
    return Frame(frame.lemma, frame.particles, complements, False, frame.confidence, length=frame.length)
