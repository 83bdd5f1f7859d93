"""The source beside a cue: who speaks, with apposition or relative clause."""

from __future__ import annotations

from typing import Final, final

from mypy_extensions import mypyc_attr

from tasks.attribution.lexicon import Language
from tasks.attribution.phrases import phrase_left, phrase_right, skip_left
from tasks.attribution.times import is_time
from tasks.attribution.tokens import QUOTE, Sentence
from tasks.attribution.wordclass import (
    ADVERBIAL,
    CAPITAL,
    COMPLEMENTIZER,
    COORDINATOR,
    CUE,
    DETERMINER,
    DIGITS,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    SOURCE_NOUN,
    STANDALONE,
    SUBORDINATOR,
    TIME,
    TITLE,
    VERBAL,
    WORD,
)

_MAX_PHRASE: Final = 16
_MAX_APPOSITION: Final = 30
_ASIDE_MARKS: Final = frozenset({",", "—", "–", "--", "-"})
_ARTICLES: Final = DETERMINER | POSSESSIVE
_NAMES: Final = 2  # words that a full name has at least
_NAME: Final = WORD | CAPITAL


@mypyc_attr(acyclic=True)
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


def source_before(sentence: Sentence, language: Language, at: int, floor: int) -> Source | None:
    """The subject of the verb at token `at`, looking left: a pronoun, a noun phrase, or one with an apposition."""
    last = skip_left(sentence, language, at - 1, floor)
    if last < floor:
        return None
    tokens = sentence.tokens
    if sentence.tokens[last].bits & RELATIVE:
        return _relative(sentence, language, last, floor)
    if tokens[last].low in _ASIDE_MARKS:
        return _with_apposition(sentence, language, last, floor)
    found = phrase_left(sentence, language, last, floor)
    if found is None:
        return None
    found = _joined(sentence, language, _governed(sentence, language, found, floor), floor)
    return (
        _around_relative(sentence, language, found, floor) or _open_apposition(sentence, found, floor) or whole(found)
    )


def _joined(sentence: Sentence, language: Language, found: tuple[int, int], floor: int) -> tuple[int, int]:
    """`The mayor and his deputy said ...`: with one who speaks before a coordinator and opens the clause."""
    at = found[0] - 1
    if at - 1 < floor or not sentence.tokens[at].bits & COORDINATOR or not sentence.tokens[found[0]].bits & _ARTICLES:
        return found
    last = sentence.tokens[at - 1].bits
    if not last & (SOURCE_NOUN | TITLE | CAPITAL | PRONOUN) or sentence.tokens[at].bits & ADVERBIAL:
        return found
    other = phrase_left(sentence, language, at - 1, floor)
    if other is None or not (other[0] <= floor or _boundary(sentence, other[0] - 1)):
        return found
    return other[0], found[1]


def _governed(sentence: Sentence, language: Language, found: tuple[int, int], floor: int) -> tuple[int, int]:
    """`Her inquiry into the strike found ...`: with the noun that governs a phrase, where that can be the subject."""
    at = found[0] - 1
    if at - 1 < floor or sentence.tokens[at].bits & (PREPOSITION | SUBORDINATOR | TIME | VERBAL) != PREPOSITION:
        return found
    governing = phrase_left(sentence, language, at - 1, floor)
    if governing is None or not sentence.tokens[governing[0]].bits & (DETERMINER | POSSESSIVE | RELATIVE):
        return found
    opens = governing[0] <= floor or _boundary(sentence, governing[0] - 1)
    return (governing[0], found[1]) if opens else found


def _open_apposition(sentence: Sentence, inner: tuple[int, int], floor: int, *, role: bool = True) -> Source | None:
    """`Ann Lee, the head of the port said ...`: a name and a role, without the comma that should end it."""
    tokens, comma = sentence.tokens, inner[0] - 1
    apposed = tokens[inner[0]].bits & (DETERMINER | POSSESSIVE) and not tokens[inner[0]].bits & STANDALONE
    if role:
        apposed = apposed and any(token.bits & (SOURCE_NOUN | TITLE) for token in tokens[inner[0] : inner[1] + 1])
    first = comma
    while first > floor and tokens[first - 1].bits & _NAME == _NAME and not is_time(sentence, first - 1):
        first -= 1
    opens = first <= floor or not tokens[first - 1].bits & WORD
    first += tokens[first].bits & PREPOSITION == PREPOSITION  # "In Averil, the minister said"
    if not apposed or sentence.tokens[comma].low != "," or comma - first < _NAMES or not opens:
        return None
    return Source(first, inner[1], first, comma - 1)


def _around_relative(sentence: Sentence, language: Language, inner: tuple[int, int], floor: int) -> Source | None:
    """`The judges who ruled on the port said ...`: the subject is what a relative clause before the cue is about."""
    if sentence.tokens[inner[0]].bits & PRONOUN:
        return None
    for at in range(inner[0] - 1, max(floor, inner[0] - _MAX_PHRASE), -1):
        classes = sentence.tokens[at].bits
        if (
            (classes & CUE and not sentence.tokens[at - 1].bits & RELATIVE)
            or classes & (SUBORDINATOR | RELATIVE) == SUBORDINATOR
            or not sentence.tokens[at].bits & WORD
        ):
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
    if before >= floor and sentence.tokens[before].low in _ASIDE_MARKS:
        before -= 1
    found = phrase_left(sentence, language, before, floor)
    return Source(at, at, found[0], found[1]) if found else None


def _with_apposition(sentence: Sentence, language: Language, comma: int, floor: int) -> Source | None:
    """The noun phrase before `, an apposition ,` or before `, an adverbial ,`."""
    tokens, mark, quoted = sentence.tokens, sentence.tokens[comma].low, False
    for opening in range(comma - 2, max(floor, comma - _MAX_APPOSITION), -1):
        quoted = quoted or tokens[opening].low == QUOTE
        if tokens[opening].low != mark:
            continue
        found = phrase_left(sentence, language, opening - 1, floor)
        if found and found[0] == found[1] and sentence.tokens[found[0]].bits & DIGITS:
            continue  # an age: "Ann Lee, 45, a lawyer, said"
        if found is None or not (found[0] <= floor or _boundary(sentence, found[0] - 1)):
            continue
        named = _open_apposition(sentence, found, floor, role=False)
        if named is not None:
            found = named.head_first, named.head_last
        inside = sentence.tokens[opening + 1].bits
        if quoted and not inside & (DETERMINER | RELATIVE):
            return None
        adverbial = inside & PREPOSITION or inside & (SUBORDINATOR | RELATIVE) == SUBORDINATOR
        adverbial = adverbial or inside & ADVERBIAL
        return Source(found[0], found[1] if adverbial else comma - 1, found[0], found[1])
    return None


def _boundary(sentence: Sentence, at: int) -> bool:
    """Whether a clause can begin after this token."""
    if not sentence.tokens[at].bits & WORD:
        return True
    starts = COORDINATOR | SUBORDINATOR | COMPLEMENTIZER
    return bool(sentence.tokens[at].bits & starts) or is_time(sentence, at)


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
    tokens, at = sentence.tokens, last + 2
    role = tokens[first].bits & DETERMINER and not any(token.bits & CAPITAL for token in tokens[first : last + 1])
    if not role or at >= stop or sentence.tokens[last + 1].low != ",":
        return -1
    while at < stop and tokens[at].bits & _NAME == _NAME:
        at += 1
    return at - 1 if at > last + 2 else -1


def _apposition_right(sentence: Sentence, comma: int, stop: int, closed: bool) -> int:
    """Last token of an apposition that starts with the comma at `comma`, or -1."""
    tokens = sentence.tokens
    if comma + 1 >= stop or tokens[comma].low != ",":
        return -1
    word = tokens[comma + 1].low
    opens = sentence.tokens[comma + 1].bits & (DETERMINER | POSSESSIVE | RELATIVE | SOURCE_NOUN | TITLE)
    if not opens and not word.isdigit():
        return -1
    end = comma + 1
    while end < stop and tokens[end].low not in (",", QUOTE, ";", ":"):
        end += 1
    return -1 if closed and (end >= stop or tokens[end].low != ",") else end - 1
