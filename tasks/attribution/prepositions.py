"""Cue phrases that take a source: `according to X, ...`."""

from __future__ import annotations

from tasks.attribution.before import content_start, resumed
from tasks.attribution.clauses import clause_end, phrase_at
from tasks.attribution.phrases import Source, source_after
from tasks.attribution.scan import Found, Scan
from tasks.attribution.tokens import QUOTE
from tasks.attribution.wordclass import COORDINATOR, VERBAL, WORD


def preposition_statement(scan: Scan, at: int) -> None:
    """`According to X, ...` and `..., according to X`."""
    sentence, language = scan.sentence, scan.language
    length = phrase_at(sentence.low, at, language.prepositions)
    if not length:
        return
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
