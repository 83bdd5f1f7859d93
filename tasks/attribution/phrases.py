"""Light noun-phrase chunking around a cue: who speaks, by word class and capital letters, without a tagger."""

from __future__ import annotations

from typing import Final, final

from tasks.attribution.lexicon import Language
from tasks.attribution.tokens import QUOTE, Sentence
from tasks.attribution.wordclass import (
    ADVERBIAL,
    CAPITAL,
    CHANNEL,
    COMPLEMENTIZER,
    COORDINATOR,
    CUE,
    CUE_NOUN,
    DETERMINER,
    DIGITS,
    GERUND,
    LEXICAL,
    LINKING,
    LISTED,
    MODAL,
    PAST,
    PHRASE_END,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    QUOTING,
    RELATIVE,
    SOURCE_NOUN,
    STANDALONE,
    SUBORDINATOR,
    TIME,
    TITLE,
    TRIGGER,
    VERBAL,
    WORD,
)

_MAX_PHRASE: Final = 16
_MAX_APPOSITION: Final = 30
_OPEN: Final = SOURCE_NOUN | TITLE | TRIGGER | CUE | CUE_NOUN | QUOTING | GERUND | CHANNEL  # classes of nouns and verbs
_CLOSED: Final = LEXICAL & ~_OPEN
_ASIDE_MARKS: Final = frozenset({",", "—", "–", "--", "-"})
_NAME: Final = WORD | CAPITAL
_MODIFIERS: Final = 3  # words between a name or article and the noun that heads its phrase


@final
class Source:
    """A source as token indices: its whole span, and the noun phrase that names it (the antecedent of `who`)."""

    def __init__(self, first: int, last: int, head_first: int, head_last: int) -> None:
        """Both spans with their last tokens."""
        self.first = first
        self.last = last
        self.head_first = head_first
        self.head_last = head_last


def whole(span: tuple[int, int]) -> Source:
    """A noun phrase as source, all of it."""
    return Source(span[0], span[1], span[0], span[1])


def skip_left(sentence: Sentence, language: Language, at: int, floor: int) -> int:
    """Step left over auxiliaries, modals, adverbs and dates; index of the first token that is none."""
    while at >= floor and (sentence.classes[at] & (VERBAL | ADVERBIAL) or is_time(sentence, at)):
        at -= 1
    return at


def is_time(sentence: Sentence, at: int) -> bool:
    """Whether the token belongs to a date or time of day, and not to a name ("Theresa May")."""
    low, classes = sentence.low, sentence.classes
    own = classes[at]
    before = classes[at - 1] if at else 0
    if not own & TIME:
        return bool(before & TIME and own & DIGITS)
    if own & (PREPOSITION | DETERMINER):
        after = at + 1 < len(low)
        return after and bool(
            classes[at + 1] & (TIME | PREPOSITION) == TIME or (classes[at + 1] & DIGITS and len(low[at + 1]) == 4)
        )
    if not own & MODAL:
        return True
    named = before & (CAPITAL | TIME | WORD) == CAPITAL | WORD
    return bool(own & CAPITAL) and not named


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
    if at <= floor or at >= last or ends_phrase(sentence, language, at - 1):
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


def source_before(sentence: Sentence, language: Language, at: int, floor: int) -> Source | None:
    """The subject of the verb at token `at`, looking left: a pronoun, a noun phrase, or one with an apposition."""
    last = skip_left(sentence, language, at - 1, floor)
    if last < floor:
        return None
    low = sentence.low
    if sentence.classes[last] & RELATIVE:
        return _relative(sentence, language, last, floor)
    if low[last] in _ASIDE_MARKS:
        return _with_apposition(sentence, language, last, floor)
    found = phrase_left(sentence, language, last, floor)
    if found is None:
        return None
    return _around_relative(sentence, language, found, floor) or whole(found)


def _around_relative(sentence: Sentence, language: Language, inner: tuple[int, int], floor: int) -> Source | None:
    """`The judges who ruled on the port said ...`: the subject is what a relative clause before the cue is about."""
    if sentence.classes[inner[0]] & PRONOUN:
        return None
    for at in range(inner[0] - 1, max(floor, inner[0] - _MAX_PHRASE), -1):
        classes = sentence.classes[at]
        if classes & CUE or classes & (SUBORDINATOR | RELATIVE) == SUBORDINATOR or not sentence.classes[at] & WORD:
            return None
        if classes & RELATIVE and not classes & (COMPLEMENTIZER | SUBORDINATOR):
            found = phrase_left(sentence, language, at - 1, floor)
            if found is None or not (found[0] <= floor or _boundary(sentence, found[0] - 1)):
                return None
            return Source(found[0], inner[1], found[0], found[1])
    return None


def _relative(sentence: Sentence, language: Language, at: int, floor: int) -> Source | None:
    """`who`: the span is the pronoun, the head its antecedent."""
    before = at - 1
    if before >= floor and sentence.low[before] in _ASIDE_MARKS:
        before -= 1
    found = phrase_left(sentence, language, before, floor)
    return Source(at, at, found[0], found[1]) if found else None


def _with_apposition(sentence: Sentence, language: Language, comma: int, floor: int) -> Source | None:
    """The noun phrase before `, an apposition ,` or before `, an adverbial ,`."""
    low, mark = sentence.low, sentence.low[comma]
    for opening in range(comma - 2, max(floor, comma - _MAX_APPOSITION), -1):
        if low[opening] == QUOTE:
            return None
        if low[opening] != mark:
            continue
        found = phrase_left(sentence, language, opening - 1, floor)
        if found is None or not (found[0] <= floor or _boundary(sentence, found[0] - 1)):
            continue
        inside = sentence.classes[opening + 1]
        adverbial = inside & PREPOSITION or inside & (SUBORDINATOR | RELATIVE) == SUBORDINATOR
        adverbial = adverbial or inside & ADVERBIAL
        return Source(found[0], found[1] if adverbial else comma - 1, found[0], found[1])
    return None


def _boundary(sentence: Sentence, at: int) -> bool:
    """Whether a clause can begin after this token."""
    if not sentence.classes[at] & WORD:
        return True
    starts = COORDINATOR | SUBORDINATOR | COMPLEMENTIZER | PREPOSITION
    return bool(sentence.classes[at] & starts) or is_time(sentence, at)


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


def source_after(sentence: Sentence, language: Language, at: int, stop: int, *, closed: bool = False) -> Source | None:
    """The source that follows a cue, with its apposition where one follows: `said Ann Lee, a lawyer`.

    `closed`: only an apposition that another comma ends counts, for more of the sentence must follow.
    """
    found = phrase_right(sentence, language, at, stop)
    if found is None:
        return None
    first, last = found
    end = _apposition_right(sentence, last + 1, stop, closed)
    if end < 0 and not language.capitalised_nouns and not closed:
        end = _name_right(sentence, first, last, stop)
    return Source(first, max(last, end), first, last)


def _name_right(sentence: Sentence, first: int, last: int, stop: int) -> int:
    """Last token of a name that follows a role in lower case and a comma: `said the minister, Ann Lee`; else -1."""
    classes, at = sentence.classes, last + 2
    role = classes[first] & DETERMINER and not any(bits & CAPITAL for bits in classes[first : last + 1])
    if not role or at >= stop or sentence.low[last + 1] != ",":
        return -1
    while at < stop and classes[at] & _NAME == _NAME:
        at += 1
    return at - 1 if at > last + 2 else -1


def _apposition_right(sentence: Sentence, comma: int, stop: int, closed: bool) -> int:
    """Last token of an apposition that starts with the comma at `comma`, or -1."""
    low = sentence.low
    if comma + 1 >= stop or low[comma] != ",":
        return -1
    word = low[comma + 1]
    opens = sentence.classes[comma + 1] & (DETERMINER | POSSESSIVE | RELATIVE | SOURCE_NOUN | TITLE)
    if not opens and not word.isdigit():
        return -1
    end = comma + 1
    while end < stop and low[end] not in (",", QUOTE, ";", ":"):
        end += 1
    return -1 if closed and (end >= stop or low[end] != ",") else end - 1


def main_subject(sentence: Sentence, language: Language, floor: int, stop: int) -> Source | None:
    """The subject that opens a clause: after leading adverbials, the first noun phrase."""
    at = floor
    while at < stop and (sentence.classes[at] & (COORDINATOR | ADVERBIAL) or sentence.low[at] == ","):
        at += 1
    if at < stop and (sentence.classes[at] & PREPOSITION or sentence.classes[at] & SUBORDINATOR):
        at = next((i + 1 for i in range(at, stop) if sentence.low[i] == ","), stop)
    if at >= stop or sentence.low[at] == QUOTE:
        return None
    found = (at, at) if sentence.classes[at] & PRONOUN else _opening_phrase(sentence, language, at, stop)
    return whole(found) if found else None


def _opening_phrase(sentence: Sentence, language: Language, first: int, stop: int) -> tuple[int, int] | None:
    """A noun phrase whose end is unmarked: capitalised words, or words up to a source noun."""
    found = phrase_right(sentence, language, first, stop)
    if found is None:
        return None
    at = first + bool(sentence.classes[first] & DETERMINER)
    start = at
    while at <= found[1] and sentence.classes[at] & CAPITAL:
        at += 1
    for noun in range(min(found[1], at + _MODIFIERS), at - 1, -1):
        between = range(at, noun)
        if sentence.classes[noun] & (SOURCE_NOUN | TITLE) and not any(_verbal(sentence, language, i) for i in between):
            return first, _name_behind(sentence, language, noun, found[1])
    return (first, at - 1) if at > start else None


def _name_behind(sentence: Sentence, language: Language, noun: int, last: int) -> int:
    """The last token of a name behind a role (`spokeswoman Ann Lee`), or the role where none follows."""
    end = noun
    for at in range(noun + 1, min(last, noun + _MODIFIERS + 1) + 1):
        if sentence.classes[at] & CAPITAL:
            end = at
        elif _verbal(sentence, language, at) or end > noun:
            break
    return end


def _verbal(sentence: Sentence, language: Language, at: int) -> bool:
    """Whether a token can be a verb."""
    return bool(sentence.classes[at] & (CUE | VERBAL | PAST))
