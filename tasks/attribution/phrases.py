"""Light noun-phrase chunking, by word class and capital letters, without a tagger."""

from __future__ import annotations

from typing import Final

from tasks.attribution.lexicon import Language
from tasks.attribution.times import is_time
from tasks.attribution.tokens import Sentence
from tasks.attribution.wordclass import (
    ADVERBIAL,
    CAPITAL,
    CHANNEL,
    COMPLEMENTIZER,
    COORDINATOR,
    CUE,
    CUE_NOUN,
    DETERMINER,
    GERUND,
    LEXICAL,
    LINKING,
    LISTED,
    PHRASE_END,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    QUOTING,
    RELATIVE,
    SOURCE_NOUN,
    STANDALONE,
    TIME,
    TITLE,
    TRIGGER,
    VERBAL,
    WORD,
)

_MAX_PHRASE: Final = 16
_OPEN: Final = SOURCE_NOUN | TITLE | TRIGGER | CUE | CUE_NOUN | QUOTING | GERUND | CHANNEL  # classes of nouns and verbs
_CLOSED: Final = LEXICAL & ~_OPEN
_NAME: Final = WORD | CAPITAL


def skip_left(sentence: Sentence, language: Language, at: int, floor: int) -> int:
    """Step left over auxiliaries, modals, adverbs and dates; index of the first token that is none."""
    while at >= floor and (sentence.tokens[at].bits & (VERBAL | ADVERBIAL) or is_time(sentence, at)):
        at -= 1
    return at


def ends_phrase(sentence: Sentence, language: Language, at: int) -> bool:
    """Whether the token cannot stand inside a noun phrase."""
    classes = sentence.tokens[at].bits
    if classes & (WORD | LISTED) != WORD | LISTED:
        return not classes & WORD
    named = classes & CAPITAL and at > 0 and sentence.tokens[at - 1].bits & _NAME == _NAME
    if named:
        return bool(classes & TIME) and is_time(sentence, at)
    if classes & PHRASE_END or classes & (PREPOSITION | LINKING) == PREPOSITION:
        return True
    return bool(classes & TIME) and is_time(sentence, at)


def phrase_left(sentence: Sentence, language: Language, last: int, floor: int) -> tuple[int, int] | None:
    """The noun phrase that ends with token `last`, or None."""
    if last < floor:
        return None
    if sentence.tokens[last].bits & PRONOUN and not _named_like_pronoun(sentence, last):
        return last, last
    at, first = last, last + 1
    while at >= floor and last - at < _MAX_PHRASE:
        step = _step_left(sentence, language, at, floor, last)
        if step is None:
            break
        at, first, go_on = step
        if not go_on:
            break
    first = _strip_left(sentence, language, first, last)
    return (first, last) if first <= last else None


def _named_like_pronoun(sentence: Sentence, at: int) -> bool:
    """An upper-case word inside a sentence that follows another name is no pronoun ("Xi", "US")."""
    if at == 0 or not sentence.tokens[at].bits & CAPITAL:
        return False
    return len(sentence.tokens[at].low) > 1 and bool(sentence.tokens[at - 1].bits & WORD)


def _step_left(sentence: Sentence, language: Language, at: int, floor: int, last: int) -> tuple[int, int, bool] | None:
    """One step of `phrase_left`: (next index, new first index, go on), or None to stop before this token."""
    classes = sentence.tokens[at].bits
    if sentence.tokens[at].low == ")":
        opening = next((i for i in range(at - 1, max(floor, at - 8) - 1, -1) if sentence.tokens[i].low == "("), None)
        return None if opening is None else (opening - 1, opening, True)
    if classes & (DETERMINER | POSSESSIVE):
        linked = at - 1 > floor and bool(sentence.tokens[at - 1].bits & LINKING)
        return at - 1, at, linked
    if classes & COORDINATOR:
        return (at - 1, at, True) if _joins(sentence, language, at, floor, last) else None
    if classes & LINKING:
        noun = floor < at < last and _nounish(sentence, language, at - 1)
        return (at - 1, at, True) if noun else None
    if ends_phrase(sentence, language, at) or (at < last and _can_be_verb(sentence, at, floor)):
        return None
    return at - 1, at, True


def _can_be_verb(sentence: Sentence, at: int, floor: int) -> bool:
    """Whether a cue form inside a phrase may be a verb: not in capitals, nor behind an article (`the cautious man`)."""
    if sentence.tokens[at].bits & (CUE | CAPITAL) != CUE:
        return False
    if sentence.tokens[at].bits & SOURCE_NOUN and sentence.tokens[at + 1].bits & LINKING:
        return False  # "an earlier report on the port"
    before = sentence.tokens[at - 1].bits if at > floor else 0
    return not before & (DETERMINER | POSSESSIVE) or bool(before & (STANDALONE | PRONOUN | RELATIVE))


def _nounish(sentence: Sentence, language: Language, at: int) -> bool:
    """Whether the token can be the noun or adjective before a linking preposition."""
    classes = sentence.tokens[at].bits
    if classes & (SOURCE_NOUN | STANDALONE):
        return True
    if classes & (DETERMINER | CUE) or sentence.tokens[at].low in language.asides:
        return False
    return not ends_phrase(sentence, language, at)


def _joins(sentence: Sentence, language: Language, at: int, floor: int, last: int) -> bool:
    """Whether a coordinator joins two parts of one noun phrase."""
    if at <= floor or at >= last:
        return False
    if sentence.tokens[at - 1].low == ")":
        return bool(sentence.tokens[at + 1].bits & CAPITAL)  # "Ann Lee (D-NY) and Bo Li"
    if ends_phrase(sentence, language, at - 1):
        return False
    if sentence.tokens[at - 1].bits & (CUE | TIME):
        return False
    return not (sentence.tokens[at - 1].bits ^ sentence.tokens[at + 1].bits) & CAPITAL


def _strip_left(sentence: Sentence, language: Language, first: int, last: int) -> int:
    """Leave leading coordinators, prepositions and brackets out of a phrase."""
    while first <= last and (
        sentence.tokens[first].bits & COORDINATOR
        or sentence.tokens[first].low == "("
        or (first < last and sentence.tokens[first].bits & COMPLEMENTIZER and _introduces(sentence, language, first))
        or (sentence.tokens[first].bits & LINKING and not sentence.tokens[first].bits & DETERMINER)
    ):
        first += 1
    return first


def _introduces(sentence: Sentence, language: Language, at: int) -> bool:
    """Whether a word such as `that` introduces a clause here and does not point at its noun."""
    return bool(sentence.tokens[at + 1].bits & CAPITAL) or (at > 0 and bool(sentence.tokens[at - 1].bits & CUE))


def phrase_right(sentence: Sentence, language: Language, first: int, stop: int) -> tuple[int, int] | None:
    """The noun phrase that begins with token `first`, before token `stop`, or None."""
    if first >= stop or not sentence.tokens[first].bits & WORD:
        return None
    if sentence.tokens[first].bits & (PRONOUN | CAPITAL) == PRONOUN:
        return first, first
    at = first
    while at < stop and at - first < _MAX_PHRASE and _continues_right(sentence, language, at, first, stop):
        at += 1
    while at > first and (sentence.tokens[at - 1].bits & (LINKING | DETERMINER | COORDINATOR)):
        at -= 1
    if language.capitalised_nouns:
        at = next((end for end in range(at, first, -1) if sentence.tokens[end - 1].bits & CAPITAL), at)
    return (first, at - 1) if at > first else None


def _continues_right(sentence: Sentence, language: Language, at: int, first: int, stop: int) -> bool:
    """Whether the token goes on the noun phrase that began at `first`."""
    classes = sentence.tokens[at].bits
    if not classes & _CLOSED:
        return classes & (WORD | ADVERBIAL) == WORD
    inner = at > first and at + 1 < stop
    if classes & (DETERMINER | POSSESSIVE) and not (inner and classes & LINKING):
        return at == first or bool(sentence.tokens[at - 1].bits & LINKING)
    if classes & COORDINATOR:
        return inner and bool(sentence.tokens[at - 1].bits & sentence.tokens[at + 1].bits & CAPITAL)
    if classes & LINKING:
        return inner and bool(sentence.tokens[at + 1].bits & WORD) and not is_time(sentence, at + 1)
    return not classes & ADVERBIAL and not ends_phrase(sentence, language, at)
