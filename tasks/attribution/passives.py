"""Cue verbs in the passive: `it was announced that ...`, `was accused by ...`."""

from __future__ import annotations

from tasks.attribution.after import add_after
from tasks.attribution.before import clause_floor
from tasks.attribution.content import complement_after
from tasks.attribution.frames import Frame
from tasks.attribution.phrases import Source, source_after, source_before
from tasks.attribution.scan import Found, Scan
from tasks.attribution.subjects import can_speak
from tasks.attribution.wordclass import AGENT

_OBJECT = frozenset({"object"})


def passive(scan: Scan, at: int, auxiliary: int) -> None:
    """`it was announced that ...`, `was accused by ... of`, `he was told that ...`."""
    sentence, language = scan.sentence, scan.language
    low = sentence.low
    subject = source_before(sentence, language, auxiliary, clause_floor(scan, auxiliary))
    impersonal = subject is not None and low[subject.first] in language.impersonal
    source: Source | None = None
    after = at + 1
    if after < scan.stop and sentence.classes[after] & AGENT:
        source = source_after(sentence, language, after + 1, scan.stop)
    for frame in language.frames[low[at]]:
        complement = complement_after(sentence, language, source.last if source else at, _plain(frame), scan.stop)
        if (
            complement
            and complement.kind in ("that", "infinitive", "clause", "quote")
            and (impersonal or complement.kind == "that")
        ):
            add_after(scan, at, source, frame, complement, "passive.", 0.7)
            return
    judged = any(frame.complements == _OBJECT and not frame.particles for frame in language.frames[low[at]])
    if judged and source and subject and not impersonal and can_speak(sentence, language, source):
        scan.add(Found(source, (at, at), (subject.first, subject.last), "indirect.passive.object", 0.5))


def _plain(frame: Frame) -> Frame:
    """The frame without an addressee: in the passive it has become the subject."""
    return Frame(frame.lemma, frame.particles, frame.complements | {"infinitive"}, False, frame.confidence)
