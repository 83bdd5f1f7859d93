"""Dates and times of day among the tokens of a sentence."""

from __future__ import annotations

from typing import Final

from tasks.attribution.tokens import Sentence
from tasks.attribution.wordclass import ADVERB, CAPITAL, DETERMINER, DIGITS, MODAL, PREPOSITION, TIME, WORD

_OWNS: Final = ("'s", "’s")


def is_time(sentence: Sentence, at: int) -> bool:
    """Whether the token belongs to a date or time of day, and not to a name ("Theresa May")."""
    tokens = sentence.tokens
    own = tokens[at].bits
    before = tokens[at - 1].bits if at else 0
    if not own & TIME:
        return bool(before & TIME and own & DIGITS)
    if own & (PREPOSITION | DETERMINER):
        after = at + 1 < len(tokens)
        return after and bool(
            tokens[at + 1].bits & (TIME | PREPOSITION) == TIME
            or (tokens[at + 1].bits & DIGITS and len(tokens[at + 1].low) == 4)
        )
    if not own & MODAL:
        return True
    named = before & (CAPITAL | TIME | WORD) == CAPITAL | WORD
    return bool(own & CAPITAL) and not named


def time_span(sentence: Sentence, at: int, stop: int) -> int:
    """How many tokens of a date, or of a length of time that is told back from now (`two weeks ago`), begin at `at`."""
    if is_time(sentence, at):
        behind = sentence.tokens[at + 1].low if at + 1 < stop and not sentence.tokens[at].bits & CAPITAL else ""
        return 0 if behind.endswith(_OWNS) and not sentence.tokens[at + 1].bits & CAPITAL else 1  # "last week's launch"
    tokens = sentence.tokens
    counted = tokens[at].bits & (DETERMINER | DIGITS) and at + 2 < stop
    return 3 if counted and tokens[at + 2].bits & (TIME | ADVERB) == TIME | ADVERB else 0


def skip_times(sentence: Sentence, at: int, stop: int) -> int:
    """The first token from `at` on that belongs to no date."""
    while at < stop and (span := time_span(sentence, at, stop)):
        at += span
    return at
