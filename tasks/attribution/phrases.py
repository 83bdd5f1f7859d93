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
    while at >= floor and (sentence.classes[at] & (VERBAL | ADVERBIAL) or is_time(sentence, at)):
        at -= 1
    return at


def ends_phrase(sentence: Sentence, language: Language, at: int) -> bool:
    """Whether the token cannot stand inside a noun phrase."""
    classes = sentence.classes[at]
    if classes & (WORD | LISTED) != WORD | LISTED:
        return not classes & WORD
    named = classes & CAPITAL and at > 0 and sentence.classes[at - 1] & _NAME == _NAME
    if named:
        return bool(classes & TIME) and is_time(sentence, at)
    if classes & PHRASE_END or classes & (PREPOSITION | LINKING) == PREPOSITION:
        return True
    return bool(classes & TIME) and is_time(sentence, at)


def phrase_left(sentence: Sentence, language: Language, last: int, floor: int) -> tuple[int, int] | None:
    """The noun phrase that ends with token `last`, or None."""
    if last < floor:
        return None
    if sentence.classes[last] & PRONOUN and not _named_like_pronoun(sentence, last):
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
    if at == 0 or not sentence.classes[at] & CAPITAL:
        return False
    return len(sentence.low[at]) > 1 and bool(sentence.classes[at - 1] & WORD)


def _step_left(sentence: Sentence, language: Language, at: int, floor: int, last: int) -> tuple[int, int, bool] | None:
    """One step of `phrase_left`: (next index, new first index, go on), or None to stop before this token."""
    classes = sentence.classes[at]
    if sentence.low[at] == ")":
        opening = next((i for i in range(at - 1, max(floor, at - 8) - 1, -1) if sentence.low[i] == "("), None)
        return None if opening is None else (opening - 1, opening, True)
    if classes & (DETERMINER | POSSESSIVE):
        linked = at - 1 > floor and bool(sentence.classes[at - 1] & LINKING)
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
    if sentence.classes[at] & (CUE | CAPITAL) != CUE:
        return False
    if sentence.classes[at] & SOURCE_NOUN and sentence.classes[at + 1] & LINKING:
        return False  # "an earlier report on the port"
    before = sentence.classes[at - 1] if at > floor else 0
    return not before & (DETERMINER | POSSESSIVE) or bool(before & (STANDALONE | PRONOUN | RELATIVE))


def _nounish(sentence: Sentence, language: Language, at: int) -> bool:
    """Whether the token can be the noun or adjective before a linking preposition."""
    classes = sentence.classes[at]
    if classes & (SOURCE_NOUN | STANDALONE):
        return True
    if classes & (DETERMINER | CUE) or sentence.low[at] in language.asides:
        return False
    return not ends_phrase(sentence, language, at)


def _joins(sentence: Sentence, language: Language, at: int, floor: int, last: int) -> bool:
    """Whether a coordinator joins two parts of one noun phrase."""
    if at <= floor or at >= last:
        return False
    if sentence.low[at - 1] == ")":
        return bool(sentence.classes[at + 1] & CAPITAL)  # "Ann Lee (D-NY) and Bo Li"
    if ends_phrase(sentence, language, at - 1):
        return False
    if sentence.classes[at - 1] & (CUE | TIME):
        return False
    return not (sentence.classes[at - 1] ^ sentence.classes[at + 1]) & CAPITAL


def _strip_left(sentence: Sentence, language: Language, first: int, last: int) -> int:
    """Leave leading coordinators, prepositions and brackets out of a phrase."""
    while first <= last and (
        sentence.classes[first] & COORDINATOR
        or sentence.low[first] == "("
        or (first < last and sentence.classes[first] & COMPLEMENTIZER and _introduces(sentence, language, first))
        or (sentence.classes[first] & LINKING and not sentence.classes[first] & DETERMINER)
    ):
        first += 1
    return first


def _introduces(sentence: Sentence, language: Language, at: int) -> bool:
    """Whether a word such as `that` introduces a clause here and does not point at its noun."""
    return bool(sentence.classes[at + 1] & CAPITAL) or (at > 0 and bool(sentence.classes[at - 1] & CUE))


def phrase_right(sentence: Sentence, language: Language, first: int, stop: int) -> tuple[int, int] | None:
    """The noun phrase that begins with token `first`, before token `stop`, or None."""
    if first >= stop or not sentence.classes[first] & WORD:
        return None
    if sentence.classes[first] & (PRONOUN | CAPITAL) == PRONOUN:
        return first, first
    at = first
    while at < stop and at - first < _MAX_PHRASE and _continues_right(sentence, language, at, first, stop):
        at += 1
    while at > first and (sentence.classes[at - 1] & (LINKING | DETERMINER | COORDINATOR)):
        at -= 1
    if language.capitalised_nouns:
        at = next((end for end in range(at, first, -1) if sentence.classes[end - 1] & CAPITAL), at)
    return (first, at - 1) if at > first else None


def _continues_right(sentence: Sentence, language: Language, at: int, first: int, stop: int) -> bool:
    """Whether the token goes on the noun phrase that began at `first`."""
    classes = sentence.classes[at]
    if not classes & _CLOSED:
        return classes & (WORD | ADVERBIAL) == WORD
    inner = at > first and at + 1 < stop
    if classes & (DETERMINER | POSSESSIVE) and not (inner and classes & LINKING):
        return at == first or bool(sentence.classes[at - 1] & LINKING)
    if classes & COORDINATOR:
        return inner and bool(sentence.classes[at - 1] & sentence.classes[at + 1] & CAPITAL)
    if classes & LINKING:
        return inner and bool(sentence.classes[at + 1] & WORD) and not is_time(sentence, at + 1)
    return not classes & ADVERBIAL and not ends_phrase(sentence, language, at)
