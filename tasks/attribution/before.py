"""Record content that stands before its cue: `"...," he said`, `"...," said Ann Lee`, `..., the official said`."""

from __future__ import annotations

from typing import Final

from tasks.attribution.addressees import addressee_after, skip_adverbials
from tasks.attribution.after import cue_span, particle_after
from tasks.attribution.extent import content_start, goes_on, resumed
from tasks.attribution.nobody import stands_for_nobody
from tasks.attribution.scan import Found, Scan
from tasks.attribution.sources import Source, source_after, source_before
from tasks.attribution.subjects import can_speak, is_plural
from tasks.attribution.times import is_time, skip_times
from tasks.attribution.tokens import QUOTE
from tasks.attribution.wordclass import (
    ADVERBIAL,
    AUXILIARY,
    CAPITAL,
    CIRCUMSTANCE,
    COMPLEMENTIZER,
    COORDINATOR,
    DETERMINER,
    INFINITIVE,
    PAST,
    PREPOSITION,
    PRONOUN,
    QUESTION,
    QUOTING,
    RELATIVE,
    SOURCE_NOUN,
    SUBORDINATOR,
    VERBAL,
    WORD,
)

_DASHES: Final = frozenset({"-", "–", "—"})

_OPENS_REST: Final = RELATIVE | COORDINATOR | COMPLEMENTIZER  # `..., which, he said, ...`
_SPEECH: Final = 0.9
_SECOND: Final = 2


def clause_floor(scan: Scan, at: int) -> int:
    """Where the clause of the cue at `at` may begin: after the last cue before it."""
    floor = 0
    if at and scan.sentence.tokens[at - 1].low == ",":
        return floor
    for found in scan.found:
        inside = (
            found.source and scan.sentence.tokens[found.source.last].bits & RELATIVE
        )  # "critics who praised Lee said"
        if found.cue and not inside and floor <= found.cue[1] < at:
            floor = found.cue[1] + 1
    return floor


def inverted(scan: Scan, at: int) -> bool:
    """`"...," said Ann Lee` and `..., said Ann Lee`."""
    sentence, language = scan.sentence, scan.language
    if at == 0 or at + 1 >= scan.stop or not sentence.tokens[at].bits & QUOTING:
        return False
    edge = at
    while edge > 1 and (sentence.tokens[edge - 1].bits & AUXILIARY or sentence.tokens[edge - 1].low in _DASHES):
        edge -= 1
    previous = sentence.tokens[edge - 1].low
    if previous not in (QUOTE, ",") or (previous == "," and edge < 2):
        return False
    if (
        previous == ","
        and sentence.tokens[edge - 2].low != QUOTE
        and source_before(sentence, language, at, clause_floor(scan, at))
    ):
        return False
    source = source_after(sentence, language, _subject_start(scan, at + 1), scan.stop)
    if source is None or _verb_follows(scan, source):
        return False
    return add_before(scan, at, edge, source, "inverted")


def _subject_start(scan: Scan, at: int) -> int:
    """Where the subject behind an inverted cue can begin: `dijo el lunes en Averil la ministra`."""
    sentence, language = scan.sentence, scan.language
    if sentence.tokens[at].low in language.spoken_in:
        return at + 1
    if language.plural_endings:
        return at
    start = skip_times(sentence, at, scan.stop)
    end = start + 1
    if start < scan.stop and sentence.tokens[start].bits & (PREPOSITION | DETERMINER) == PREPOSITION:
        while end < scan.stop and sentence.tokens[end].bits & (WORD | CAPITAL) == WORD | CAPITAL:
            end += 1
        if start + 1 < end < scan.stop and sentence.tokens[end].bits & DETERMINER:
            return end
    return start if start < scan.stop and sentence.tokens[start].bits & WORD else at


def opens_with_cue(scan: Scan, at: int) -> bool:
    """`Said the mayor: "..."`: the cue opens its sentence, its subject stands before a colon and a quotation."""
    sentence, language = scan.sentence, scan.language
    if at or not sentence.quotes or not sentence.tokens[at].bits & QUOTING:
        return False
    source = source_after(sentence, language, 1, scan.stop)
    if source is None or not can_speak(sentence, language, source):
        return False
    first = source.last + 2
    if first >= scan.stop or sentence.tokens[first - 1].low not in (":", ",") or sentence.tokens[first].low != QUOTE:
        return False
    scan.add(Found(source, (at, at), (first, first), "direct.cue_first", 0.9))
    return True


def _verb_follows(scan: Scan, source: Source) -> bool:
    """Whether the noun phrase after an inverted cue is the subject of a clause of its own."""
    after = source.last + 1
    return after < scan.stop and bool(scan.sentence.tokens[after].bits & VERBAL)


def content_before(scan: Scan, at: int, source: Source) -> bool:
    """`"...," he said` and `..., the official said`; also the sentence split by its cue."""
    edge, tokens = source.first, scan.sentence.tokens
    if edge > 1 and scan.sentence.tokens[edge - 1].bits & AUXILIARY and tokens[edge - 2].low in (",", QUOTE):
        edge -= 1  # "..., a-t-elle dit"
    return add_before(scan, at, edge, source, "cue_after")


def splits_quotation(scan: Scan, at: int, source: Source) -> bool:
    """Whether subject and cue stand between two parts of one quotation: `"...," he said, "..."`."""
    tokens, before = scan.sentence.tokens, source.first - 1
    told = before - (before > 0 and tokens[before].low == ",")
    if any(found.cue and found.cue[1] < found.content[0] and found.content[1] == told for found in scan.found):
        return False  # "Asked whether she blames Lee, Hale said, ..."
    if source.last >= at or before < 1:
        return source.last < at and before == 0 and tokens[0].low == QUOTE and before not in scan.quoted
    if tokens[before].low == ",":
        before -= 1
        addressee = _addressee(scan, at, source)
        told = addressee[1] if addressee else at
        behind, _ = skip_adverbials(scan.sentence, scan.language, told + 1, scan.stop)
        if before > 0 and behind < scan.stop and tokens[behind].low == "," and goes_on(scan.sentence, behind + 1):
            return True
    return tokens[before].low == QUOTE and before not in scan.quoted


def add_before(scan: Scan, at: int, edge: int, source: Source, name: str) -> bool:
    """Record the content that ends just before token `edge`. False where there is none."""
    sentence = scan.sentence
    tokens = sentence.tokens
    last = edge - 1
    comma = last >= 0 and tokens[last].low == ","
    if comma:
        last -= 1
    if last < 0 or (not comma and tokens[last].low != QUOTE) or not is_whole(scan, at) or to_reader(scan, source):
        return False
    first = content_start(scan, last, at)
    if sentence.tokens[last].bits & _OPENS_REST or any(found.content == (last, last) for found in scan.found):
        first = last
    addressee = _addressee(scan, at, source)
    particle = particle_after(scan, at)
    after = max(at + particle, source.last)
    behind = resumed(scan, max(after, addressee[1]) if addressee else after, first, last)
    if not any(token.bits & WORD for token in sentence.tokens[first : last + 1]):
        rule, confidence = f"direct.{name}", 0.97
    elif (
        max(last, behind) - first < 1
        or (name != "aside" and not _closes_clause(scan, at, source))
        or (behind == last and (first == last or (not _ends(scan, source) and _is_adverbial(scan, first, last))))
    ):
        return False
    else:
        rule, confidence = f"indirect.{name}", 0.85
    cue = cue_span(scan, at, particle, source)
    speaker = None if stands_for_nobody(scan, at, source) else source
    scan.add(Found(speaker, cue, (first, max(last, behind)), rule, confidence, addressee))
    return True


def to_reader(scan: Scan, source: Source) -> bool:
    """`..., you know, ...`: said to the reader, outside of any quotation."""
    pronoun = scan.language.pronouns.get(scan.sentence.tokens[source.first].low)
    return pronoun is not None and pronoun.person == _SECOND and source.first == source.last


def _addressee(scan: Scan, at: int, source: Source) -> tuple[int, int] | None:
    """Who is told, where the source stands before a cue that takes an addressee: `he told reporters`."""
    for frame in scan.language.frames.get(scan.sentence.tokens[at].low, ()):
        if frame.addressee and source.last < at:
            return addressee_after(scan.sentence, scan.language, at + 1, scan.stop)
    return None


def _ends(scan: Scan, source: Source) -> bool:
    """Whether the clause ends with the source, so that no other content is left: `..., said Lee`.

    Only of languages whose verbs no ending tells.
    """
    return not scan.language.past_endings and source.last + 1 >= scan.stop


def is_whole(scan: Scan, at: int) -> bool:
    """Whether the cue is whole: `point` quotes only as `point out`."""
    tokens, frames = scan.sentence.tokens, scan.language.frames.get(scan.sentence.tokens[at].low, ())
    after = tokens[at + 1].low if at + 1 < len(tokens) else ""
    if after in scan.language.adrift and not any(after in frame.particles for frame in frames):
        return False  # "showed up"
    quoting = [frame for frame in frames if "quote" in frame.complements]
    return not quoting or any(not frame.particles or after in frame.particles for frame in quoting)


def _closes_clause(scan: Scan, at: int, source: Source) -> bool:
    """Whether a cue can stand behind its content: a verb of speech, or one that nothing follows; no noun."""
    sentence, language = scan.sentence, scan.language
    frames = language.frames.get(sentence.tokens[at].low, ())
    named = sentence.tokens[source.head_last].bits & CAPITAL and source.last == at - 1 and at + 1 >= scan.stop
    if (sentence.tokens[at].bits & SOURCE_NOUN and not named) or sentence.tokens[source.first].bits & RELATIVE:
        return False
    if source.first > at:
        base = language.plural_endings and sentence.tokens[at].low == frames[0].lemma
        fits = not base or is_plural(sentence, language, source)
        return fits and (can_speak(sentence, language, source) or stands_for_nobody(scan, at, source))
    if any("quote" in frame.complements and frame.confidence >= _SPEECH for frame in frames):
        return True
    if not frames or at + 1 >= scan.stop or not sentence.tokens[at + 1].bits & WORD:
        return True
    return bool(
        sentence.tokens[at].bits & QUOTING and sentence.tokens[at + 1].bits & (PREPOSITION | INFINITIVE) == PREPOSITION
    )


def _is_adverbial(scan: Scan, first: int, last: int) -> bool:
    """Whether tokens only open the clause of the speaker: `After the talks, he said ...`, `Leaving the hall, ...`."""
    sentence = scan.sentence
    while first <= last and _opens_adverbial(scan, first):
        comma = next((at for at in range(first, last) if sentence.tokens[at].low == ","), None)
        if comma is None:
            whole = sentence.tokens[first].bits & (SUBORDINATOR | PAST)
            return bool(whole) or not any(
                sentence.tokens[at].bits & (VERBAL | PRONOUN) for at in range(first, last + 1)
            )
        first = comma + 1
    return first > last


def _opens_adverbial(scan: Scan, at: int) -> bool:
    """Whether an adverbial can begin here: a preposition, conjunction, adverb, date or participle."""
    sentence, language = scan.sentence, scan.language
    classes = sentence.tokens[at].bits
    if classes & (PREPOSITION | SUBORDINATOR | ADVERBIAL) or is_time(sentence, at):
        return not classes & DETERMINER and classes & (QUESTION | CIRCUMSTANCE) != QUESTION
    participles = language.gerund_endings + language.past_endings
    return bool(participles) and sentence.tokens[at].low.endswith(participles) and not classes & SOURCE_NOUN
