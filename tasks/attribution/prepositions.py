"""Cue phrases that take a source: `according to X, ...`."""

from __future__ import annotations

from tasks.attribution.before import content_start, resumed
from tasks.attribution.clauses import clause_end, phrase_at
from tasks.attribution.phrases import Source, phrase_left, source_after, whole
from tasks.attribution.scan import Found, Scan
from tasks.attribution.subjects import can_speak
from tasks.attribution.tokens import QUOTE
from tasks.attribution.wordclass import CAPITAL, COORDINATOR, CUE, SOURCE_NOUN, VERBAL, WORD


def preposition_statement(scan: Scan, at: int) -> None:
    """`According to X, ...` and `..., according to X`."""
    sentence, language = scan.sentence, scan.language
    length = phrase_at(sentence.low, at, language.prepositions)
    if not length:
        return
    while at + length < scan.stop and sentence.classes[at + length] & (VERBAL | CUE) and _is_cue(scan, at + length):
        length += 1  # "según dijo Lee"
    cue = (at, at + length - 1)
    rule = "preposition." + "_".join(sentence.low[at : at + length])
    leading = QUOTE not in sentence.low[:at] and not any(
        classes & (WORD | COORDINATOR) == WORD for classes in sentence.classes[:at]
    )
    source = source_after(sentence, language, at + length, scan.stop, closed=leading)
    if source is None:
        return
    if leading:
        _preposition_first(scan, source, cue, rule)
        return
    last = at - 1
    while last >= 0 and not (sentence.classes[last] & WORD or sentence.low[last] in (QUOTE, ")", "%")):
        last -= 1
    if last >= 0 and not _relays(scan, source, at):
        first = content_start(scan, last, at)
        if last > first or sentence.low[first] == QUOTE:
            scan.add(Found(source, cue, (first, max(last, resumed(scan, source.last, first, last))), rule, 0.95))


def _is_cue(scan: Scan, at: int) -> bool:
    """Whether a word is a verb, and no name or noun, between a preposition and its source: `según ha dicho Lee`."""
    classes = scan.sentence.classes[at]
    return not scan.language.past_endings and not classes & (CAPITAL | SOURCE_NOUN)


def behind_content(scan: Scan, at: int) -> None:
    """`Einem Sprecher zufolge ...`, `..., einem Sprecher zufolge` and `..., so der Minister`."""
    sentence, language = scan.sentence, scan.language
    after = sentence.low[at] in language.postpositions
    if after:
        span = phrase_left(sentence, language, at - 1, 0)
        source = whole(span) if span else None
    else:
        source = source_after(sentence, language, at + 1, scan.stop)
    if source is None:
        return
    rule, edge = "preposition." + sentence.low[at], min(source.first, at)
    if edge == 0 and after:
        end = clause_end(sentence, language, at + 1, scan.stop)
        if end > at + 2:
            scan.add(Found(source, (at, at), (at + 1, end - 1), rule, 0.95))
    elif edge > 1 and sentence.low[edge - 1] in (",", QUOTE) and (after or can_speak(sentence, language, source)):
        last = edge - 1 - (sentence.low[edge - 1] == ",")
        scan.add(Found(source, (at, at), (content_start(scan, last, at), last), rule, 0.9))


def _preposition_first(scan: Scan, source: Source, cue: tuple[int, int], rule: str) -> None:
    """The preposition opens its sentence: the content follows the source."""
    low = scan.sentence.low
    after = source.last + 1
    if after < scan.stop and scan.sentence.classes[after] & VERBAL:
        scan.add(Found(source, cue, (after, clause_end(scan.sentence, scan.language, after, scan.stop) - 1), rule, 0.9))
        return
    comma = next((i for i in range(after, scan.stop) if low[i] in (",", QUOTE)), None)
    if comma is None or (comma + 1 >= scan.stop and low[comma] != QUOTE):
        return
    first = comma if low[comma] == QUOTE else comma + 1
    end = clause_end(scan.sentence, scan.language, first, scan.stop)
    if end > first:
        scan.add(
            Found(
                Source(source.first, comma - 1, source.head_first, source.head_last), cue, (first, end - 1), rule, 0.95
            )
        )


def _relays(scan: Scan, source: Source, at: int) -> bool:
    """`..., he said, according to X`: X relays the statement before it, which takes the relay's span."""
    for found in scan.found:
        if (
            found.cue
            and found.cue[1] < at
            and found.source
            and found.content[0] < at
            and not found.rule.startswith("preposition")
        ):
            clear = found.content[1] < at and found.cue[0] > found.content[1]
            if clear:
                found.relay = source.first, source.last
                return True
    return False
