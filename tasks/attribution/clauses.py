"""Where reported content ends: at the end of its sentence, or where the outer clause goes on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tasks.attribution.lexicon import Language
from tasks.attribution.pieces import Token, stands_at
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
    tokens = sentence.tokens
    stop = min(stop, sentence.stop)
    begin = _after_opening(sentence, first, stop) if first < stop else first
    for at in range(begin + 1, stop):
        if sentence.tokens[at].bits & (WORD | COORDINATOR) == WORD:
            continue
        word = tokens[at].low
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
    tokens = sentence.tokens
    depth = 1
    for place in range(at - 1, first - 1, -1):
        depth += (tokens[place].low == ")") - (tokens[place].low == "(")
        if not depth:
            return True
    return False


def _joins_clauses(sentence: Sentence, at: int) -> bool:
    """Whether a word is a coordinator, and no adverb in a group of verbs: `had not yet made`."""
    classes = sentence.tokens[at].bits
    return bool(classes & COORDINATOR) and not (classes & ADVERBIAL and sentence.tokens[at - 1].bits & VERBAL)


def _cue_follows(sentence: Sentence, language: Language, at: int, stop: int) -> bool:
    """Whether `said ...` or `Lee said ...` follows the token `at`."""
    return at + 1 < stop and (bool(sentence.tokens[at + 1].bits & CUE) or _subject_leaves(sentence, language, at, stop))


def ends_in_comma(sentence: Sentence, at: int) -> bool:
    """Whether a quotation has the comma inside that ends its clause: `..., who put it "in the millions," said ...`."""
    quote = sentence.quotes.get(at)
    return quote is not None and sentence.text[quote.inner_end - 1] == ","


def _lone_dash(sentence: Sentence, at: int, first: int, stop: int) -> bool:
    """Whether a dash opens an aside that runs to the end of the sentence: the author's, not the speaker's."""
    return not any(other != at and sentence.tokens[other].low in _DASHES for other in range(first, stop))


def _after_opening(sentence: Sentence, first: int, stop: int) -> int:
    """The comma that ends an adverbial at the head of a that-clause (`that under its rules, ...`); else `first`."""
    opens = sentence.tokens[first].bits & (SUBORDINATOR | PREPOSITION) and not sentence.tokens[first].bits & CAPITAL
    marker = first - 1 - (first > 1 and sentence.tokens[first - 1].low == ",")
    if not opens or not first or not sentence.tokens[marker].bits & COMPLEMENTIZER:
        return first
    return next((at for at in range(first + 1, stop - 1) if sentence.tokens[at].low == ","), first)


def phrase_end(sentence: Sentence, language: Language, first: int, end: int) -> int:
    """Where an object ends before `end`: what is judged or wanted, without the circumstances that follow.

    It ends before a conjunction of time or cause, `but`, `, <participle>`, `, who ...` and `in a speech`.
    """
    for at in range(first + 1, end):
        classes = sentence.tokens[at].bits
        if sentence.tokens[at].low == ",":
            if at + 1 < end and _aside(sentence, language, at + 1, end):
                return at
        elif (
            (classes & CIRCUMSTANCE and at > first + 1 and _breaks(sentence, at, end))
            or (classes & PREPOSITION and channel_at(sentence, at, end))
            or (classes & AGENT and at + 1 < end and sentence.tokens[at + 1].bits & GERUND)
            or (classes & COORDINATOR and _past_follows(sentence, at + 1, end))
        ):
            return at
    return end


def _past_follows(sentence: Sentence, at: int, end: int) -> bool:
    """Whether a verb in the past follows a coordinator, so that the outer clause goes on: `and then left`."""
    while at < end and sentence.tokens[at].bits & ADVERBIAL:
        at += 1
    return at + 1 < end and sentence.tokens[at].bits & (PAST | CAPITAL) == PAST


def _breaks(sentence: Sentence, at: int, end: int) -> bool:
    """Whether a conjunction of circumstance ends an object: not `because of`, nor `described it as a review`."""
    after = sentence.tokens[at + 1].bits if at + 1 < end else 0
    if sentence.tokens[at].bits & PREPOSITION:
        return True
    if sentence.tokens[at].low == "as" and not after & (PRONOUN | CAPITAL | POSSESSIVE):
        return False
    return not after & PREPOSITION and not (
        after & (DETERMINER | PRONOUN) == DETERMINER and sentence.tokens[at].low == "as"
    )


def _aside(sentence: Sentence, language: Language, at: int, end: int) -> bool:
    """Whether what follows a comma is no part of the object."""
    classes = sentence.tokens[at].bits
    if classes & (RELATIVE | VERBAL | SUBORDINATOR | PRONOUN):
        return True
    if classes & COORDINATOR and at + 1 < len(sentence.tokens):
        return bool(sentence.tokens[at + 1].bits & (PRONOUN | VERBAL | CIRCUMSTANCE)) or _new_clause(
            sentence, at + 1, end
        )
    return not classes & PREPOSITION and is_gerund(sentence.tokens[at].low, language)


def _new_clause(sentence: Sentence, first: int, end: int) -> bool:
    """Whether a clause with a verb of its own follows a coordinator, before another comma: `, and his office has`."""
    for at in range(first + 1, end):
        if sentence.tokens[at].low == ",":
            return False
        if sentence.tokens[at].bits & (VERBAL | FINITE | PAST):
            return not sentence.tokens[at].bits & CAPITAL
    return False


def channel_at(sentence: Sentence, at: int, end: int) -> bool:
    """Whether a preposition introduces the occasion of a statement: `in an interview`, `during a rally`."""
    if sentence.tokens[at - 1].bits & DETERMINER:
        return False
    near = range(at + 1, min(at + 3, end))
    return any(sentence.tokens[i].bits & CHANNEL for i in near)


def _trim_right(sentence: Sentence, first: int, stop: int) -> int:
    while stop > first and sentence.tokens[stop - 1].low in (",", ":", ";", "-", "—", "–", "--"):
        stop -= 1
    return stop


def _leaves(sentence: Sentence, language: Language, at: int, first: int, stop: int) -> bool:
    """Whether the comma or coordinator at `at` leads out of the content."""
    tokens = sentence.tokens
    comma = tokens[at].low == ","
    after = at + 1
    if _begins_anew(sentence, language, at, stop):
        return True
    joined = not comma
    if comma and after < stop and sentence.tokens[after].bits & COORDINATOR:
        joined, after = True, after + 1
    while after < stop and sentence.tokens[after].bits & (VERBAL | ADVERBIAL):
        after += 1
    if after >= stop:
        return False
    if sentence.tokens[after].bits & CUE:
        if comma and not joined and _closes_aside(sentence, at, first):
            return False
        return _cue_leaves(sentence, language, after, joined)
    if comma and joined and sentence.tokens[after].bits & PAST:
        return not sentence.tokens[after].bits & CAPITAL
    return comma and _subject_leaves(sentence, language, at, stop)


def _begins_anew(sentence: Sentence, language: Language, at: int, stop: int) -> bool:
    """Whether a comma opens a cue phrase or an occasion, or a `but` another report."""
    if sentence.tokens[at].low == ",":
        return bool(phrase_at(sentence.tokens, at + 1, language.prepositions)) or _occasion(sentence, at + 1, stop)
    but = COORDINATOR | CIRCUMSTANCE
    return sentence.tokens[at].bits & but == but and _new_report(sentence, language, at, stop)


def _new_report(sentence: Sentence, language: Language, at: int, stop: int) -> bool:
    """Whether `but <somebody>, <apposition>, <verb of speech>` follows: another report."""
    for cue in range(at + 2, min(stop, at + _REPORT)):
        classes = sentence.tokens[cue].bits
        if classes & (VERBAL | FINITE | COMPLEMENTIZER):
            return False
        if (
            classes & (CUE | CAPITAL) == CUE
            and classes & (QUOTING | PAST)
            and not is_gerund(sentence.tokens[cue].low, language)
        ):
            source = source_before(sentence, language, cue, at + 1)
            return source is not None and source.first == at + 1
    return False


def _closes_aside(sentence: Sentence, comma: int, first: int) -> bool:
    """Whether a comma ends an aside on the subject of the content: `said his father, who works there, allowed it`."""
    opening = next((at for at in range(comma - 1, first, -1) if sentence.tokens[at].low == ","), first)
    if opening == first:
        return False
    classes = sentence.tokens[opening + 1].bits
    return bool(classes & RELATIVE) or classes & (DETERMINER | STANDALONE) == DETERMINER


def _occasion(sentence: Sentence, at: int, stop: int) -> bool:
    """Whether `, in remarks ...` or `, in a letter ...` closes the sentence."""
    if at >= stop or not sentence.tokens[at].bits & PREPOSITION or sentence.find(",", at, stop) >= 0:
        return False
    return channel_at(sentence, at, stop)


def _cue_leaves(sentence: Sentence, language: Language, cue: int, joined: bool) -> bool:
    """Whether a cue verb without a subject of its own goes on the outer clause."""
    word = sentence.tokens[cue].low
    gerund = is_gerund(word, language)
    if language.plural_endings and sentence.tokens[cue - 1].bits & COORDINATOR and sentence.tokens[cue - 2].low != ",":
        frame = language.frames[word][0]
        if word == frame.lemma and not frame.past_is_base:
            return False  # "it could neither confirm nor deny it"
    if gerund and joined and not sentence.tokens[cue - 1].bits & COORDINATOR:
        return False
    return not sentence.tokens[cue].bits & CAPITAL


def _subject_leaves(sentence: Sentence, language: Language, comma: int, stop: int) -> bool:
    """Whether `, [but] <subject> <cue>` follows the comma."""
    tokens = sentence.tokens
    limit = min(stop, comma + 12)
    for cue in range(comma + 2, limit):
        if tokens[cue].low == ",":
            return False
        if (
            not sentence.tokens[cue].bits & CUE
            or sentence.tokens[cue].bits & CAPITAL
            or is_gerund(tokens[cue].low, language)
        ):
            continue
        source = source_before(sentence, language, cue, comma + 1)
        if source is None:
            continue
        between = range(comma + 1, source.first)
        ends = cue + 1 >= stop or tokens[cue + 1].low in (",", QUOTE) or is_time(sentence, cue + 1)
        ends = ends or bool(sentence.tokens[cue + 1].bits & COMPLEMENTIZER)
        if not between:
            return ends
        joins = COORDINATOR | SUBORDINATOR | ADVERBIAL
        return all(sentence.tokens[i].bits & joins for i in between)
    return False


def is_gerund(word: str, language: Language) -> bool:
    """Whether a cue form is a participle that needs another clause's subject ("adding")."""
    return bool(language.gerund_endings) and word.endswith(language.gerund_endings)


def phrase_at(tokens: list[Token], at: int, phrases: Mapping[str, tuple[tuple[str, ...], ...]]) -> int:
    """Number of tokens of the phrase of `phrases` that starts at `at`; 0 where none does."""
    if at >= len(tokens):
        return 0
    for words in phrases.get(tokens[at].low, ()):
        if stands_at(tokens, at, words):
            return len(words)
    return 0
