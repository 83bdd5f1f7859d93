"""Cue phrases that take a source: `according to X, ...`."""

from __future__ import annotations

from typing import Final

from tasks.attribution.clauses import clause_end, phrase_at
from tasks.attribution.extent import content_start, resumed
from tasks.attribution.nouns import possessor
from tasks.attribution.phrases import phrase_left
from tasks.attribution.scan import Found, Scan
from tasks.attribution.sources import Source, source_after, whole
from tasks.attribution.subjects import can_speak
from tasks.attribution.tokens import QUOTE
from tasks.attribution.wordclass import (
    CAPITAL,
    COMPLEMENTIZER,
    COORDINATOR,
    CUE,
    DETERMINER,
    LINKING,
    PREPOSITION,
    RELATIVE,
    SOURCE_NOUN,
    SUBORDINATOR,
    TIME,
    VERBAL,
    WORD,
)

_FEW: Final = 4
_THIRD: Final = 3  # person of a pronoun
_OPENS_OTHER: Final = COORDINATOR | RELATIVE | COMPLEMENTIZER | SUBORDINATOR


def preposition_statement(scan: Scan, at: int) -> None:
    """`According to X, ...` and `..., according to X`."""
    sentence, language = scan.sentence, scan.language
    length = phrase_at(sentence.tokens, at, language.prepositions)
    if not length:
        return
    while at + length < scan.stop and sentence.tokens[at + length].bits & (VERBAL | CUE) and _is_cue(scan, at + length):
        length += 1  # "según dijo Lee"
    cue = (at, at + length - 1)
    rule = "preposition." + "_".join(sentence.words(at, at + length))
    leading = _leads(scan, at)
    source = _possessive(scan, cue) or source_after(sentence, language, at + length, scan.stop, closed=leading)
    if source is not None:
        _around(scan, cue, source, leading, rule)


def possessed_statement(scan: Scan, at: int) -> None:
    """`In the mayor's view, ...` and `..., in her words`: the source stands inside the phrase."""
    sentence, language = scan.sentence, scan.language
    closed = at + 1 >= scan.stop or sentence.tokens[at + 1].low in (",", QUOTE)
    source = possessor(sentence, language, at) if closed else None
    opening = source.first - 1 if source else -1
    if source is None or opening < 0 or sentence.tokens[opening].low not in language.possessed[sentence.tokens[at].low]:
        return
    pronoun = language.pronouns.get(language.possessive_pronouns.get(sentence.tokens[source.first].low, ""))
    leading = _leads(scan, opening)
    apart = leading or sentence.tokens[opening - 1].low in (",", QUOTE)
    if apart and (pronoun is None or pronoun.person == _THIRD):
        rule = f"preposition.{sentence.tokens[opening].low}_{sentence.tokens[at].low}"
        _around(scan, (opening, at), source, leading, rule)


def _leads(scan: Scan, at: int) -> bool:
    """Whether a cue phrase opens its clause: `According to ...`, `..., and, according to Lee, ...`."""
    tokens = scan.sentence.tokens
    if at > 1 and tokens[at - 1].low == "," and tokens[at - 2].bits & (COORDINATOR | COMPLEMENTIZER):
        return True
    return scan.sentence.find(QUOTE, 0, at) < 0 and not any(
        token.bits & (WORD | COORDINATOR) == WORD for token in tokens[:at]
    )


def _around(scan: Scan, cue: tuple[int, int], source: Source, leading: bool, rule: str) -> None:
    """Record what a cue phrase reports: the clause behind it where it leads, else the one before it."""
    sentence, at = scan.sentence, cue[0]
    if leading:
        _preposition_first(scan, source, cue, rule)
        return
    last = at - 1
    while last >= 0 and not (sentence.tokens[last].bits & WORD or sentence.tokens[last].low in (QUOTE, ")", "%")):
        last -= 1
    if last >= 0 and not _relays(scan, source, at):
        first = content_start(scan, last, at)
        end = max(last, _resumed(scan, max(source.last, cue[1]), first, last))
        if end > first or sentence.tokens[first].low == QUOTE:
            scan.add(Found(source, cue, (first, end), rule, 0.95))


def _possessive(scan: Scan, cue: tuple[int, int]) -> Source | None:
    """`По его словам`: the possessive inside a cue phrase is the source."""
    for at in range(cue[0] + 1, cue[1]):
        if scan.sentence.tokens[at].low in scan.language.possessive_pronouns:
            return whole((at, at))
    return None


def _resumed(scan: Scan, at: int, first: int, last: int) -> int:
    """Last token of the content that goes on behind the source, which ends with token `at`.

    Where commas stand before every clause, a source without any stands in the middle of one; where past forms cannot
    be told, few words before the source are taken for a clause without its verb.
    """
    sentence, language = scan.sentence, scan.language
    after = at + 1
    if after >= scan.stop:
        return last
    if language.comma_clause and sentence.tokens[last + 1].low != "," and sentence.tokens[after].bits & WORD:
        return clause_end(sentence, language, after, scan.stop) - 1
    commas = after + 1 < scan.stop and sentence.tokens[after].low == "," == sentence.tokens[last + 1].low
    goes_on = sentence.tokens[after + 1].bits & (WORD | _OPENS_OTHER) == WORD if commas else False
    if goes_on and not language.past_endings and last - first < _FEW and not _has_verb(scan, first, last):
        return clause_end(sentence, language, after + 1, scan.stop) - 1
    return resumed(scan, at, first, last)


def _has_verb(scan: Scan, first: int, last: int) -> bool:
    """Whether a known verb stands among tokens."""
    return any(token.bits & (VERBAL | CUE) for token in scan.sentence.tokens[first : last + 1])


def _is_cue(scan: Scan, at: int) -> bool:
    """Whether a word is a verb, and no name or noun, between a preposition and its source: `según ha dicho Lee`."""
    classes = scan.sentence.tokens[at].bits
    return not scan.language.past_endings and not classes & (CAPITAL | SOURCE_NOUN)


def behind_content(scan: Scan, at: int) -> None:
    """`Einem Sprecher zufolge ...`, `..., einem Sprecher zufolge` and `..., so der Minister`."""
    sentence, language = scan.sentence, scan.language
    after = sentence.tokens[at].low in language.postpositions
    if after:
        span = phrase_left(sentence, language, at - 1, 0)
        source = whole(_with_genitive(scan, _last_noun(scan, span))) if span else None
    else:
        source = source_after(sentence, language, at + 1, scan.stop)
    if source is None:
        return
    rule, edge = "preposition." + sentence.tokens[at].low, min(source.first, at)
    if edge == 0 and after:
        end = clause_end(sentence, language, at + 1, scan.stop)
        if end > at + 2:
            scan.add(Found(source, (at, at), (at + 1, end - 1), rule, 0.95))
    elif after and language.comma_clause and edge > 0 and sentence.tokens[edge - 1].low not in (",", QUOTE):
        end = clause_end(sentence, language, at + 1, scan.stop)
        scan.add(Found(source, (at, at), (content_start(scan, edge - 1, at), max(end, at) - 1), rule, 0.9))
    elif (
        edge > 1 and sentence.tokens[edge - 1].low in (",", QUOTE) and (after or can_speak(sentence, language, source))
    ):
        last = edge - 1 - (sentence.tokens[edge - 1].low == ",")
        scan.add(Found(source, (at, at), (content_start(scan, last, at), last), rule, 0.9))


def _last_noun(scan: Scan, span: tuple[int, int]) -> tuple[int, int]:
    """`Die Brücke bleibt Ann Lee zufolge ...`: the last of several nouns, which a word in lower case parts."""
    tokens = scan.sentence.tokens
    if scan.language.capitalised_nouns:
        for at in range(span[1] - 1, span[0], -1):
            parts = not tokens[at].bits & (CAPITAL | LINKING | DETERMINER | COORDINATOR | PREPOSITION)
            if parts and tokens[at - 1].bits & CAPITAL:
                return at + 1, span[1]
    return span


def _with_genitive(scan: Scan, span: tuple[int, int]) -> tuple[int, int]:
    """`Angaben des Ministeriums`: with the noun before an article that links."""
    tokens = scan.sentence.tokens
    linked = span[0] > 0 and tokens[span[0]].bits & LINKING and tokens[span[0] - 1].bits & CAPITAL
    return (span[0] - 1, span[1]) if linked else span


def _preposition_first(scan: Scan, source: Source, cue: tuple[int, int], rule: str) -> None:
    """The preposition opens its sentence: the content follows the source."""
    tokens = scan.sentence.tokens
    after = max(source.last, cue[1]) + 1
    if after < scan.stop and (scan.sentence.tokens[after].bits & VERBAL or _is_verb_second(scan, after)):
        scan.add(Found(source, cue, (after, clause_end(scan.sentence, scan.language, after, scan.stop) - 1), rule, 0.9))
        return
    comma = next((i for i in range(after, scan.stop) if tokens[i].low in (",", QUOTE)), None)
    if comma is None or (comma + 1 >= scan.stop and tokens[comma].low != QUOTE):
        return
    first = comma if tokens[comma].low == QUOTE else comma + 1
    if scan.sentence.tokens[first].bits & (RELATIVE | COMPLEMENTIZER) == RELATIVE:
        return  # "according to Lee, who ..."
    end = clause_end(scan.sentence, scan.language, first, scan.stop)
    if end > first:
        last = comma - 1 if source.first > cue[1] else source.last
        whole_source = Source(source.first, last, source.head_first, source.head_last)
        scan.add(Found(whole_source, cue, (first, end - 1), rule, 0.95))


def _is_verb_second(scan: Scan, at: int) -> bool:
    """Whether a clause goes on with its verb behind what opens it: a plain word where nouns have capitals."""
    classes = scan.sentence.tokens[at].bits
    return scan.language.comma_clause and bool(classes & WORD) and not classes & (CAPITAL | PREPOSITION | TIME)


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
