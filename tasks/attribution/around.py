"""Content around subject and cue: `a letter that he said was ...`, `as she notes, ...`, `Noting that ..., he left`."""

from __future__ import annotations

from typing import Final

from tasks.attribution.after import add_after, cue_span, particle_after
from tasks.attribution.before import add_before, is_whole
from tasks.attribution.clauses import clause_end, ends_in_comma
from tasks.attribution.content import complement_after
from tasks.attribution.scan import Found, Scan
from tasks.attribution.sources import Source, source_after, source_before, whole
from tasks.attribution.subjects import can_speak
from tasks.attribution.tokens import QUOTE
from tasks.attribution.wordclass import (
    ADVERBIAL,
    AGENT,
    CAPITAL,
    COORDINATOR,
    CUE,
    DETERMINER,
    FINITE,
    PAST,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    SUBORDINATOR,
    VERBAL,
    WORD,
)

_SHORTEST: Final = 2
_LEADS: Final = COORDINATOR | PREPOSITION | SUBORDINATOR | ADVERBIAL  # what may stand before an opening participle
_VERBS: Final = CUE | VERBAL | FINITE | PAST
_SUBJECT: Final = 14  # tokens that a subject with its apposition may have


def extracted(scan: Scan, at: int, source: Source) -> None:
    """A relative clause with the cue in it: `the deal, which officials say will lapse`, `a step they believe may help`.

    The content is what the clause says; its subject is the noun before.
    """
    sentence = scan.sentence
    before = sentence.tokens[source.first - 1].bits
    if not before & RELATIVE and (not before & WORD or not sentence.tokens[source.first].bits & (PRONOUN | CAPITAL)):
        return
    if not can_speak(sentence, scan.language, source) or not is_whole(scan, at):
        return
    end = clause_end(sentence, scan.language, at + 1, scan.stop)
    if end - at > _SHORTEST:
        cue = cue_span(scan, at, 0, source)
        scan.add(Found(source, cue, (at + 1, end - 1), "indirect.relative", 0.75))


def parenthetical(scan: Scan, at: int, source: Source) -> bool:
    """`..., as she notes.` and `As she notes, ...`. False where the cue is no such aside."""
    opening = source.first - 1
    if opening > 0 and scan.sentence.tokens[opening].low in scan.language.spoken_in:
        opening -= 1
    return (
        opening >= 0 and scan.sentence.tokens[opening].low in scan.language.asides and _aside(scan, at, opening, source)
    )


def inverted_aside(scan: Scan, at: int) -> bool:
    """`Comme l'a dit la ministre, ...`, `..., as reported by an agency`: the source follows its verb."""
    sentence, language = scan.sentence, scan.language
    opening = at - 1
    while opening > 0 and sentence.tokens[opening].bits & (VERBAL | DETERMINER | ADVERBIAL):
        opening -= 1
    if opening < 0 or sentence.tokens[opening].low not in language.asides:
        return False
    after = at + 1
    if after < scan.stop and (sentence.tokens[after].bits & AGENT or sentence.tokens[after].low in language.spoken_in):
        after += 1
    source = source_after(sentence, language, after, scan.stop, closed=True)
    return source is not None and _aside(scan, at, opening, source)


def agentless_aside(scan: Scan, at: int) -> bool:
    """`Как сообщается, ...`, `..., wie es hieß`: an aside that names nobody."""
    sentence, language = scan.sentence, scan.language
    if not any(frame.impersonal for frame in language.frames[sentence.tokens[at].low]):
        return False
    opening = at - 1
    while opening > 0 and (
        sentence.tokens[opening].bits & VERBAL or sentence.tokens[opening].low in language.impersonal
    ):
        opening -= 1
    if opening < 0 or sentence.tokens[opening].low not in language.asides:
        return False
    return _aside(scan, at, opening, whole((opening, opening)))


def _aside(scan: Scan, at: int, opening: int, source: Source) -> bool:
    """Record what an aside that begins with the token `opening` reports: the clause before it or behind it."""
    sentence, language = scan.sentence, scan.language
    nobody = source.last == opening
    if not nobody and not can_speak(sentence, language, source):
        return False
    if (opening > 1 and sentence.tokens[opening - 1].low == ",") or (
        opening > 0 and sentence.tokens[opening - 1].low == QUOTE
    ):
        return add_before(scan, at, opening, source, "aside")
    particle = particle_after(scan, at)
    comma = max(at + particle, source.last) + 1
    after = comma + 1
    if (
        opening > 0
        or after >= scan.stop
        or sentence.tokens[comma].low != ","
        or sentence.tokens[after].bits & SUBORDINATOR
    ):
        return False
    end = clause_end(sentence, language, after, scan.stop)
    if end - after < _SHORTEST:
        return False
    cue = cue_span(scan, at, particle, source)
    scan.add(Found(None if nobody else source, cue, (after, end - 1), "indirect.aside", 0.8))
    return True


def opening_participle(scan: Scan, at: int) -> bool:
    """`Noting that the port was shut, Hale ...`: the participle opens the sentence, its subject follows its content.

    False where it is none.
    """
    sentence, language = scan.sentence, scan.language
    if any(not token.bits & _LEADS for token in sentence.tokens[:at]):
        return False
    for end in range(at + 1, scan.stop - 1):
        comma = sentence.tokens[end].low == ","
        if not comma and not ends_in_comma(sentence, end):
            continue
        source = _subject_behind(scan, end + 1)
        if source is None:
            continue
        for frame in language.frames[sentence.tokens[at].low]:
            complement = complement_after(sentence, language, at, frame, end + (not comma))
            if complement:
                add_after(scan, at, source, frame, complement, "opening.", 0.9)
                return True
        return False
    return False


def _subject_behind(scan: Scan, first: int) -> Source | None:
    """The subject of the clause that begins with the token `first`, where it is one who speaks."""
    sentence, language = scan.sentence, scan.language
    verb = next(
        (
            at
            for at in range(first + 1, min(scan.stop, first + _SUBJECT))
            if sentence.tokens[at].bits & _VERBS and not sentence.tokens[at].bits & CAPITAL
        ),
        None,
    )
    source = source_before(sentence, language, verb, first) if verb is not None else None
    return source if source and source.first == first and can_speak(sentence, language, source) else None
