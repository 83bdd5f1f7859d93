"""Where reported content ends: at the end of its sentence, or where the outer clause goes on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tasks.attribution.lexicon import Language
from tasks.attribution.sources import source_before
from tasks.attribution.times import is_time
from tasks.attribution.tokens import QUOTE, Sentence
from tasks.attribution.wordclass import (
    ADVERBIAL,
    AGENT,
    CAPITAL,
    CHANNEL,
    CIRCUMSTANCE,
    COMPLEMENTIZER,
    COORDINATOR,
    CUE,
    DETERMINER,
    FINITE,
    GERUND,
    PAST,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    QUOTING,
    RELATIVE,
    STANDALONE,
    SUBORDINATOR,
    VERBAL,
    WORD,
)

_REPORT: Final = 20  # tokens in which another report begins
_DASHES: Final = frozenset({"-", "–", "—", "--"})


def clause_end(sentence: Sentence, language: Language, first: int, stop: int) -> int:
    """Index one past the last token of the content that begins at `first`.

    Content ends where its sentence ends, or before another cue that is not part of it: `, adding that`, `and said`,
    `, but Moscow denies`, `, he said,`, `, according to`.
    """
    low = sentence.low
    stop = min(stop, sentence.stop)
    begin = _after_opening(sentence, first, stop) if first < stop else first
    for at in range(begin + 1, stop):
        if sentence.classes[at] & (WORD | COORDINATOR) == WORD:
            continue
        word = low[at]
        if word == ";" or (word == ")" and not _opened(sentence, first, at)):
            return at
        if word in _DASHES and _lone_dash(sentence, at, first, stop):
            return at
        if word == QUOTE and ends_in_comma(sentence, at) and _cue_follows(sentence, language, at, stop):
            return at + 1
        if (word == "," or _joins_clauses(sentence, at)) and _leaves(sentence, language, at, first, stop):
            return at
    return _trim_right(sentence, first, stop)


def _opened(sentence: Sentence, first: int, at: int) -> bool:
    """Whether the bracket that closes at `at` opens inside the content."""
    low = sentence.low
    depth = 1
    for place in range(at - 1, first - 1, -1):
        depth += (low[place] == ")") - (low[place] == "(")
        if not depth:
            return True
    return False


def _joins_clauses(sentence: Sentence, at: int) -> bool:
    """Whether a word is a coordinator, and no adverb in a group of verbs: `had not yet made`."""
    classes = sentence.classes[at]
    return bool(classes & COORDINATOR) and not (classes & ADVERBIAL and sentence.classes[at - 1] & VERBAL)


def _cue_follows(sentence: Sentence, language: Language, at: int, stop: int) -> bool:
    """Whether `said ...` or `Lee said ...` follows the token `at`."""
    return at + 1 < stop and (bool(sentence.classes[at + 1] & CUE) or _subject_leaves(sentence, language, at, stop))


def ends_in_comma(sentence: Sentence, at: int) -> bool:
    """Whether a quotation has the comma inside that ends its clause: `..., who put it "in the millions," said ...`."""
    quote = sentence.quotes.get(at)
    return quote is not None and sentence.text[quote.inner_end - 1] == ","


def _lone_dash(sentence: Sentence, at: int, first: int, stop: int) -> bool:
    """Whether a dash opens an aside that runs to the end of the sentence: the author's, not the speaker's."""
    return not any(other != at and sentence.low[other] in _DASHES for other in range(first, stop))


def _after_opening(sentence: Sentence, first: int, stop: int) -> int:
    """The comma that ends an adverbial at the head of a that-clause (`that under its rules, ...`); else `first`."""
    opens = sentence.classes[first] & (SUBORDINATOR | PREPOSITION) and not sentence.classes[first] & CAPITAL
    marker = first - 1 - (first > 1 and sentence.low[first - 1] == ",")
    if not opens or not first or not sentence.classes[marker] & COMPLEMENTIZER:
        return first
    return next((at for at in range(first + 1, stop - 1) if sentence.low[at] == ","), first)


def phrase_end(sentence: Sentence, language: Language, first: int, end: int) -> int:
    """Where an object ends before `end`: what is judged or wanted, without the circumstances that follow.

    It ends before a conjunction of time or cause, `but`, `, <participle>`, `, who ...` and `in a speech`.
    """
    for at in range(first + 1, end):
        classes = sentence.classes[at]
        if sentence.low[at] == ",":
            if at + 1 < end and _aside(sentence, language, at + 1, end):
                return at
        elif (
            (classes & CIRCUMSTANCE and at > first + 1 and _breaks(sentence, at, end))
            or (classes & PREPOSITION and channel_at(sentence, at, end))
            or (classes & AGENT and at + 1 < end and sentence.classes[at + 1] & GERUND)
            or (classes & COORDINATOR and _past_follows(sentence, at + 1, end))
        ):
            return at
    return end


def _past_follows(sentence: Sentence, at: int, end: int) -> bool:
    """Whether a verb in the past follows a coordinator, so that the outer clause goes on: `and then left`."""
    while at < end and sentence.classes[at] & ADVERBIAL:
        at += 1
    return at + 1 < end and sentence.classes[at] & (PAST | CAPITAL) == PAST


def _breaks(sentence: Sentence, at: int, end: int) -> bool:
    """Whether a conjunction of circumstance ends an object: not `because of`, nor `described it as a review`."""
    after = sentence.classes[at + 1] if at + 1 < end else 0
    if sentence.classes[at] & PREPOSITION:
        return True
    if sentence.low[at] == "as" and not after & (PRONOUN | CAPITAL | POSSESSIVE):
        return False
    return not after & PREPOSITION and not (after & (DETERMINER | PRONOUN) == DETERMINER and sentence.low[at] == "as")


def _aside(sentence: Sentence, language: Language, at: int, end: int) -> bool:
    """Whether what follows a comma is no part of the object."""
    classes = sentence.classes[at]
    if classes & (RELATIVE | VERBAL | SUBORDINATOR | PRONOUN):
        return True
    if classes & COORDINATOR and at + 1 < len(sentence.low):
        return bool(sentence.classes[at + 1] & (PRONOUN | VERBAL | CIRCUMSTANCE)) or _new_clause(sentence, at + 1, end)
    return not classes & PREPOSITION and is_gerund(sentence.low[at], language)


def _new_clause(sentence: Sentence, first: int, end: int) -> bool:
    """Whether a clause with a verb of its own follows a coordinator, before another comma: `, and his office has`."""
    for at in range(first + 1, end):
        if sentence.low[at] == ",":
            return False
        if sentence.classes[at] & (VERBAL | FINITE | PAST):
            return not sentence.classes[at] & CAPITAL
    return False


def channel_at(sentence: Sentence, at: int, end: int) -> bool:
    """Whether a preposition introduces the occasion of a statement: `in an interview`, `during a rally`."""
    if sentence.classes[at - 1] & DETERMINER:
        return False
    near = range(at + 1, min(at + 3, end))
    return any(sentence.classes[i] & CHANNEL for i in near)


def _trim_right(sentence: Sentence, first: int, stop: int) -> int:
    while stop > first and sentence.low[stop - 1] in (",", ":", ";", "-", "—", "–", "--"):
        stop -= 1
    return stop


def _leaves(sentence: Sentence, language: Language, at: int, first: int, stop: int) -> bool:
    """Whether the comma or coordinator at `at` leads out of the content."""
    low = sentence.low
    comma = low[at] == ","
    after = at + 1
    if _begins_anew(sentence, language, at, stop):
        return True
    joined = not comma
    if comma and after < stop and sentence.classes[after] & COORDINATOR:
        joined, after = True, after + 1
    while after < stop and sentence.classes[after] & (VERBAL | ADVERBIAL):
        after += 1
    if after >= stop:
        return False
    if sentence.classes[after] & CUE:
        if comma and not joined and _closes_aside(sentence, at, first):
            return False
        return _cue_leaves(sentence, language, after, joined)
    if comma and joined and sentence.classes[after] & PAST:
        return not sentence.classes[after] & CAPITAL
    return comma and _subject_leaves(sentence, language, at, stop)


def _begins_anew(sentence: Sentence, language: Language, at: int, stop: int) -> bool:
    """Whether a comma opens a cue phrase or an occasion, or a `but` another report."""
    if sentence.low[at] == ",":
        return bool(phrase_at(sentence.low, at + 1, language.prepositions)) or _occasion(sentence, at + 1, stop)
    but = COORDINATOR | CIRCUMSTANCE
    return sentence.classes[at] & but == but and _new_report(sentence, language, at, stop)


def _new_report(sentence: Sentence, language: Language, at: int, stop: int) -> bool:
    """Whether `but <somebody>, <apposition>, <verb of speech>` follows: another report."""
    for cue in range(at + 2, min(stop, at + _REPORT)):
        classes = sentence.classes[cue]
        if classes & (VERBAL | FINITE | COMPLEMENTIZER):
            return False
        if (
            classes & (CUE | CAPITAL) == CUE
            and classes & (QUOTING | PAST)
            and not is_gerund(sentence.low[cue], language)
        ):
            source = source_before(sentence, language, cue, at + 1)
            return source is not None and source.first == at + 1
    return False


def _closes_aside(sentence: Sentence, comma: int, first: int) -> bool:
    """Whether a comma ends an aside on the subject of the content: `said his father, who works there, allowed it`."""
    opening = next((at for at in range(comma - 1, first, -1) if sentence.low[at] == ","), first)
    if opening == first:
        return False
    classes = sentence.classes[opening + 1]
    return bool(classes & RELATIVE) or classes & (DETERMINER | STANDALONE) == DETERMINER


def _occasion(sentence: Sentence, at: int, stop: int) -> bool:
    """Whether `, in remarks ...` or `, in a letter ...` closes the sentence."""
    if at >= stop or not sentence.classes[at] & PREPOSITION or "," in sentence.low[at:stop]:
        return False
    return channel_at(sentence, at, stop)


def _cue_leaves(sentence: Sentence, language: Language, cue: int, joined: bool) -> bool:
    """Whether a cue verb without a subject of its own goes on the outer clause."""
    word = sentence.low[cue]
    gerund = is_gerund(word, language)
    if language.plural_endings and sentence.classes[cue - 1] & COORDINATOR and sentence.low[cue - 2] != ",":
        frame = language.frames[word][0]
        if word == frame.lemma and not frame.past_is_base:
            return False  # "it could neither confirm nor deny it"
    if gerund and joined and not sentence.classes[cue - 1] & COORDINATOR:
        return False
    return not sentence.classes[cue] & CAPITAL


def _subject_leaves(sentence: Sentence, language: Language, comma: int, stop: int) -> bool:
    """Whether `, [but] <subject> <cue>` follows the comma."""
    low = sentence.low
    limit = min(stop, comma + 12)
    for cue in range(comma + 2, limit):
        if low[cue] == ",":
            return False
        if not sentence.classes[cue] & CUE or sentence.classes[cue] & CAPITAL or is_gerund(low[cue], language):
            continue
        source = source_before(sentence, language, cue, comma + 1)
        if source is None:
            continue
        between = range(comma + 1, source.first)
        ends = cue + 1 >= stop or low[cue + 1] in (",", QUOTE) or is_time(sentence, cue + 1)
        ends = ends or bool(sentence.classes[cue + 1] & COMPLEMENTIZER)
        if not between:
            return ends
        joins = COORDINATOR | SUBORDINATOR | ADVERBIAL
        return all(sentence.classes[i] & joins for i in between)
    return False


def is_gerund(word: str, language: Language) -> bool:
    """Whether a cue form is a participle that needs another clause's subject ("adding")."""
    return bool(language.gerund_endings) and word.endswith(language.gerund_endings)


def phrase_at(low: list[str], at: int, phrases: Mapping[str, tuple[tuple[str, ...], ...]]) -> int:
    """Number of tokens of the phrase of `phrases` that starts at `at`; 0 where none does."""
    if at >= len(low):
        return 0
    for words in phrases.get(low[at], ()):
        if tuple(low[at : at + len(words)]) == words:
            return len(words)
    return 0
