"""The subject that opens a clause whose verb is not known."""

from __future__ import annotations

from typing import Final

from tasks.attribution.lexicon import Language
from tasks.attribution.phrases import phrase_right
from tasks.attribution.sources import Source, whole
from tasks.attribution.tokens import QUOTE, Sentence
from tasks.attribution.wordclass import (
    ADVERBIAL,
    CAPITAL,
    COORDINATOR,
    CUE,
    DETERMINER,
    PAST,
    PREPOSITION,
    PRONOUN,
    SOURCE_NOUN,
    SUBORDINATOR,
    TITLE,
    VERBAL,
)

_MODIFIERS: Final = 3  # words between a name or article and the noun that heads its phrase


def main_subject(sentence: Sentence, language: Language, floor: int, stop: int) -> Source | None:
    """The subject that opens a clause: after leading adverbials, the first noun phrase."""
    at = floor
    while at < stop and (sentence.tokens[at].bits & (COORDINATOR | ADVERBIAL) or sentence.tokens[at].low == ","):
        at += 1
    if at < stop and (sentence.tokens[at].bits & PREPOSITION or sentence.tokens[at].bits & SUBORDINATOR):
        at = next((i + 1 for i in range(at, stop) if sentence.tokens[i].low == ","), stop)
    if at >= stop or sentence.tokens[at].low == QUOTE:
        return None
    found = (at, at) if sentence.tokens[at].bits & PRONOUN else _opening_phrase(sentence, language, at, stop)
    return whole(found) if found else None


def _opening_phrase(sentence: Sentence, language: Language, first: int, stop: int) -> tuple[int, int] | None:
    """A noun phrase whose end is unmarked: capitalised words, or words up to a source noun."""
    found = phrase_right(sentence, language, first, stop)
    if found is None:
        return None
    at = first + bool(sentence.tokens[first].bits & DETERMINER)
    start = at
    while at <= found[1] and sentence.tokens[at].bits & CAPITAL:
        at += 1
    for noun in range(min(found[1], at + _MODIFIERS), at - 1, -1):
        between = range(at, noun)
        if sentence.tokens[noun].bits & (SOURCE_NOUN | TITLE) and not any(
            _verbal(sentence, language, i) for i in between
        ):
            return first, _name_behind(sentence, language, noun, found[1])
    after = found[1] + 1
    bounded = (
        after < stop and sentence.tokens[after].bits & VERBAL and sentence.tokens[first].bits & (DETERMINER | CAPITAL)
    )
    if bounded and not any(_verbal(sentence, language, i) for i in range(at, after)):
        return found
    return (first, at - 1) if at > start else None


def _name_behind(sentence: Sentence, language: Language, noun: int, last: int) -> int:
    """The last token of a name behind a role (`spokeswoman Ann Lee`), or the role where none follows."""
    end = noun
    for at in range(noun + 1, min(last, noun + _MODIFIERS + 1) + 1):
        if sentence.tokens[at].bits & CAPITAL:
            end = at
        elif _verbal(sentence, language, at) or end > noun:
            break
    return end


def _verbal(sentence: Sentence, language: Language, at: int) -> bool:
    """Whether a token can be a verb."""
    return bool(sentence.tokens[at].bits & (CUE | VERBAL | PAST))
