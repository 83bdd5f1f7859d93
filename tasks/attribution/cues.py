"""Find reported statements in one sentence: each cue with its source and its content."""

from __future__ import annotations

from typing import Final

from tasks.attribution.clauses import clause_end
from tasks.attribution.lexicon import Language
from tasks.attribution.nouns import noun_statement
from tasks.attribution.prepositions import behind_content, possessed_statement, preposition_statement
from tasks.attribution.relayed import relayed
from tasks.attribution.scan import TITLES, Found, Scan
from tasks.attribution.sources import Source
from tasks.attribution.tokens import Sentence
from tasks.attribution.verbs import verb_statement
from tasks.attribution.wordclass import CAPITAL, CIRCUMSTANCE, CUE, CUE_NOUN, PHRASAL, PREPOSITION, WORD

_STRONG_CUE: Final = 0.9


def find_statements(sentence: Sentence, language: Language) -> Scan:
    """Every statement that a cue of the sentence introduces, in the order of the cues."""
    scan = Scan(sentence, language)
    for at in sentence.triggers:
        last = scan.found[-1].cue if scan.found else None
        if not last or not last[0] <= at <= last[1]:
            _trigger(scan, at)
    if sentence.kind in TITLES and not scan.found:
        _headline(scan)
    if sentence.quotes and scan.found:
        _reach_quotations(scan)
    if len(scan.found) > 1:
        scan.found = [found for found in scan.found if not _swallowed(found, scan.found) and not _far(scan, found)]
    return scan


def _trigger(scan: Scan, at: int) -> None:
    """Try what the word at token `at` can be: a relay, a cue verb, a cue noun, part of a cue phrase."""
    token, language = scan.sentence.tokens[at], scan.language
    phrasal = token.bits & PHRASAL
    if phrasal and token.low in language.relay_verbs and relayed(scan, at):
        return
    if token.bits & CUE and verb_statement(scan, at):
        return
    if token.bits & CUE_NOUN:
        noun_statement(scan, at)
    if phrasal:
        _phrase(scan, at, token.low)


def _phrase(scan: Scan, at: int, word: str) -> None:
    """Try what the word at token `at` can be in a cue phrase."""
    language = scan.language
    if word in language.possessed:
        possessed_statement(scan, at)
    if word in language.postpositions or word in language.closers:
        behind_content(scan, at)
    for place in language.preposition_keys.get(word, ()):
        if at >= place:
            preposition_statement(scan, at - place)


def _swallowed(found: Found, others: list[Found]) -> bool:
    """Whether a weak cue stands inside what a stronger one introduces: `said he felt ...` reports one statement."""
    return (
        found.cue is not None
        and found.confidence < _STRONG_CUE
        and any(
            other.confidence > found.confidence
            and other.content[0] <= found.cue[0]
            and found.cue[1] <= other.content[1]
            for other in others
        )
    )


def _reach_quotations(scan: Scan) -> None:
    """`Disagreed with the choice, because "..."`: a quotation that a conjunction ties to what was said goes on it."""
    tokens = scan.sentence.tokens
    for at in scan.sentence.quotes:
        found = scan.found[-1]
        ties = at > 0 and tokens[at - 1].bits & CIRCUMSTANCE and not tokens[at - 1].bits & PREPOSITION
        if ties and at not in scan.quoted and found.cue and found.cue[1] < found.content[0] and found.content[1] < at:
            found.content = found.content[0], at
            scan.quoted.add(at)


def _far(scan: Scan, found: Found) -> bool:
    """Whether another cue stands nearer to the same content, or behind it.

    `Responded by explaining: "..."` and `He said "...," he said, "..."` are one statement each.
    """
    if found.cue is None:
        return False
    quoted = found.content[0] in scan.sentence.quotes
    for other in scan.found:
        if other.cue is None or other.cue[0] <= found.cue[1] or other.content[0] != found.content[0]:
            continue
        nearer = other.content == found.content and other.cue[0] < found.content[0]
        if nearer or (quoted and other.content[1] >= found.content[1]):
            return True
    return False


def _headline(scan: Scan) -> None:
    """A headline's `Minister: content`."""
    tokens = scan.sentence.tokens
    colon = scan.sentence.find(":", 0, 8)
    if colon <= 0 or colon + 2 >= len(tokens) or not scan.sentence.tokens[0].bits & CAPITAL:
        return
    if all(token.bits & WORD for token in scan.sentence.tokens[:colon]):
        end = clause_end(scan.sentence, scan.language, colon + 1, scan.stop)
        scan.add(Found(Source(0, colon - 1, 0, colon - 1), (colon, colon), (colon + 1, end - 1), "headline.colon", 0.6))
