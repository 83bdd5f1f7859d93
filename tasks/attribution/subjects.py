"""Whether a noun phrase can be the subject of a cue, and whether it can be one who speaks."""

from __future__ import annotations

from typing import Final

from tasks.attribution.lexicon import Language
from tasks.attribution.sources import Source
from tasks.attribution.times import is_time
from tasks.attribution.tokens import Sentence
from tasks.attribution.wordclass import (
    CAPITAL,
    COORDINATOR,
    DETERMINER,
    LINKING,
    LISTED,
    NEGATIVE,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    SINGULAR,
    SOURCE_NOUN,
    STANDALONE,
    TITLE,
    VERBAL,
)

_OPENS_SUBJECT: Final = PRONOUN | RELATIVE | STANDALONE | DETERMINER | POSSESSIVE


def can_be_subject(sentence: Sentence, language: Language, source: Source) -> bool:
    """Whether a phrase can be a subject: not `nobody`, `this`, nor a bare noun without article ("lurid tweets")."""
    first, last = source.head_first, source.head_last
    for token in sentence.tokens[max(0, first - 1) : last + 1]:
        if token.bits & NEGATIVE:
            return False
    if sentence.tokens[last].low.endswith(language.possessive_endings):
        return False
    if first == last and sentence.tokens[first].low in language.demonstratives:
        return False
    if (
        not language.plural_endings
        or sentence.tokens[first].bits & _OPENS_SUBJECT
        or sentence.tokens[first].low[0].isdigit()
    ):
        return True
    return can_speak(sentence, language, source) or is_plural(sentence, language, source)


def can_speak(sentence: Sentence, language: Language, source: Source) -> bool:
    """Whether a phrase names somebody or something that speaks: a pronoun, a name, a role, a body, a document."""
    first, last = source.head_first, source.head_last
    if sentence.tokens[first].bits & PRONOUN:
        return sentence.tokens[first].low not in language.impersonal
    if first == last and sentence.tokens[first].bits & STANDALONE:
        return True
    for at in range(first, last + 1):
        classes = sentence.tokens[at].bits
        if classes & (SOURCE_NOUN | TITLE):
            return True
        if classes & CAPITAL and (at > 0 or not classes & LISTED) and not is_time(sentence, at):
            return True
    return False


def is_plural(sentence: Sentence, language: Language, source: Source) -> bool:
    """Whether a phrase is in the plural: two parts joined, or a plural noun before its first preposition."""
    first, last = source.head_first, source.head_last
    joined = any(sentence.tokens[at].bits & COORDINATOR for at in range(first, last + 1))
    singular = sentence.tokens[first].bits & SINGULAR and first < last
    joined = joined or sentence.tokens[first].bits & (STANDALONE | SINGULAR) == STANDALONE
    return joined or (not singular and plural_noun(sentence, language, head_end(sentence, first, last)))


def head_end(sentence: Sentence, first: int, last: int) -> int:
    """The last token of a phrase before its first preposition."""
    for at in range(first + 1, last + 1):
        if sentence.tokens[at].bits & (LINKING | PREPOSITION) or sentence.tokens[at].low == "(":
            return at - 1
    return last


def plural_noun(sentence: Sentence, language: Language, at: int) -> bool:
    """Whether a token can be a plural noun."""
    word = sentence.tokens[at].low
    if word in language.plurals:
        return True
    if sentence.tokens[at].bits & (DETERMINER | POSSESSIVE | PREPOSITION | VERBAL):
        return False
    return word.endswith(language.plural_endings) and not word.endswith(language.possessive_endings)
