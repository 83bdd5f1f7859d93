"""What stands between a cue and its content: dates, adverbs, the occasion, and who is addressed."""

from __future__ import annotations

from typing import Final

from tasks.attribution.clauses import is_gerund
from tasks.attribution.lexicon import Language
from tasks.attribution.phrases import phrase_right
from tasks.attribution.pieces import stands_at
from tasks.attribution.times import is_time, time_span
from tasks.attribution.tokens import QUOTE, Sentence
from tasks.attribution.wordclass import (
    ADDRESSING,
    ADVERBIAL,
    CAPITAL,
    CHANNEL,
    COMPLEMENTIZER,
    DETERMINER,
    INFINITIVE,
    LINKING,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    QUESTION,
    RELATIVE,
    SOURCE_NOUN,
    STANDALONE,
    TIME,
    WORD,
)

_MAX_ADVERBIAL: Final = 9
_MAX_ADDRESSEE: Final = 7
_ARTICLES: Final = DETERMINER | POSSESSIVE
_OPENS_CLAUSE: Final = _ARTICLES | PRONOUN | CAPITAL


def addressee_after(sentence: Sentence, language: Language, at: int, stop: int) -> tuple[int, int] | None:
    """The person addressed ("reporters", "the BBC"): a short noun phrase that is not the content itself."""
    found = phrase_right(sentence, language, at, stop)
    if found is None:
        return _object_pronoun(sentence, language, at, stop)
    first, last = found
    for marker in range(first + 1, last):
        if sentence.tokens[marker].bits & (INFINITIVE | LINKING):
            if _noun_next(sentence, marker, stop) or not sentence.tokens[marker].bits & INFINITIVE:
                break
            return first, marker - 1
    after = last + 1
    if last - first > _MAX_ADDRESSEE or any(is_gerund(token.low, language) for token in sentence.tokens[first:after]):
        return None
    if after >= stop:
        return found
    opens = sentence.tokens[after].bits & (COMPLEMENTIZER | QUESTION | INFINITIVE | PREPOSITION | PRONOUN)
    if opens or not sentence.tokens[after].bits & WORD or is_time(sentence, after):
        return found
    return _split_addressee(sentence, language, first, last)


def _split_addressee(sentence: Sentence, language: Language, first: int, last: int) -> tuple[int, int] | None:
    """Where addressee and a bare clause run together, take the capitalised run or one plain noun, with its article."""
    end = first
    if sentence.tokens[first].bits & DETERMINER:
        if first == last or sentence.tokens[first].bits & (STANDALONE | TIME):
            return None
        end += 1
    while end + 1 <= last and sentence.tokens[end].bits & CAPITAL and sentence.tokens[end + 1].bits & CAPITAL:
        end += 1
    return first, end


def _object_pronoun(sentence: Sentence, language: Language, at: int, stop: int) -> tuple[int, int] | None:
    """Pronouns in the object case are no sources, so they are known only as short words before a complement."""
    if at + 1 < stop and sentence.tokens[at].bits & WORD and len(sentence.tokens[at].low) <= 4:
        word = sentence.tokens[at + 1].low
        if word == QUOTE or sentence.tokens[at + 1].bits & COMPLEMENTIZER:
            return at, at
    return None


def skip_adverbials(sentence: Sentence, language: Language, at: int, stop: int) -> tuple[int, tuple[int, int] | None]:
    """Step over dates, adverbs, `to <addressee>` and `in a statement` that stand between cue and content."""
    addressee: tuple[int, int] | None = None
    occasion = False
    while at < stop:
        aside = _between_commas(sentence, at, stop)
        if aside:
            at = aside
        elif sentence.tokens[at].low == "," and at + 2 < stop and sentence.tokens[at + 2].low == ",":
            if (
                not sentence.tokens[at + 1].bits & (ADVERBIAL | CAPITAL)
                or at + 3 >= stop
                or not sentence.tokens[at + 3].bits & COMPLEMENTIZER
            ):
                break
            at += 3
        elif span := time_span(sentence, at, stop):
            at += span
        elif sentence.tokens[at].bits & (ADVERBIAL | CAPITAL) == ADVERBIAL:
            at += 1
        else:
            end = _occasion(sentence, language, at, stop, occasion)
            occasion = occasion or end is not None
            if end is None:
                end = _prepositional(sentence, language, at, stop)
            if end is None:
                break
            if sentence.tokens[at].bits & ADDRESSING:
                addressee = at + 1, end - 1
            at = end
    return at, addressee


def _between_commas(sentence: Sentence, at: int, stop: int) -> int:
    """Where `that` stands behind `, in a statement,`; 0 where no such aside begins at `at`."""
    tokens = sentence.tokens
    if tokens[at].low != "," or at + 1 >= stop or not tokens[at + 1].bits & PREPOSITION:
        return 0
    end = next((i + 1 for i in range(at + 2, min(stop, at + _MAX_ADVERBIAL)) if tokens[i].low == ","), stop)
    return end if end < stop and tokens[end].bits & COMPLEMENTIZER else 0


def _prepositional(sentence: Sentence, language: Language, at: int, stop: int) -> int | None:
    """End of a prepositional phrase that is followed by content or by the end of the clause, or None."""
    tokens = sentence.tokens
    if not sentence.tokens[at].bits & PREPOSITION or (
        sentence.tokens[at].bits & INFINITIVE and not _noun_next(sentence, at, stop)
    ):
        return None
    for end in range(at + 1, min(stop, at + _MAX_ADVERBIAL) + 1):
        if end >= stop:
            return end
        word = tokens[end].low
        if word == ";":
            return None
        if word in (QUOTE, ":", ",") or (sentence.tokens[end].bits & COMPLEMENTIZER and end > at + 1):
            return end
        if end > at + 1 and sentence.tokens[end].bits & (PRONOUN | CAPITAL) == PRONOUN and not _asks(sentence, end - 1):
            return end
    return None


def _occasion(sentence: Sentence, language: Language, at: int, stop: int, known: bool) -> int | None:
    """End of `in a phone interview` before a bare clause or a date; where the occasion is `known`, of `with the Post`.

    None where a `that` follows, and where no clause can begin.
    """
    tokens = sentence.tokens
    if not tokens[at].bits & PREPOSITION or not language.plural_endings:
        return None
    limit = min(stop, at + _MAX_ADVERBIAL)
    if any(token.bits & COMPLEMENTIZER for token in tokens[at:limit]):
        return None
    for end in range(at + 2, limit):
        length = _channel_length(sentence, language, end - 1)
        after = end - 1 + length
        if length and after < stop and (tokens[after].bits & _OPENS_CLAUSE or is_time(sentence, after)):
            return after
        if length and after < stop and tokens[after].bits & (PREPOSITION | INFINITIVE) == PREPOSITION:
            return after
        if known and end > at + 1 and tokens[end].bits & _ARTICLES and not tokens[end - 1].bits & (_ARTICLES | LINKING):
            return end
    return None


def _channel_length(sentence: Sentence, language: Language, at: int) -> int:
    """How many words of a channel's name begin at a token: two in `news conference`."""
    if not sentence.tokens[at].bits & CHANNEL:
        return 0
    tokens = sentence.tokens
    phrases = language.channels[tokens[at].low]
    return max((len(words) for words, _ in phrases if stands_at(tokens, at, words)), default=0)


def _asks(sentence: Sentence, at: int) -> bool:
    """Whether the clause behind a token is a question or a relative one: `against repeating what it did`."""
    return bool(sentence.tokens[at].bits & (QUESTION | RELATIVE))


def _noun_next(sentence: Sentence, at: int, stop: int) -> bool:
    """Whether a noun phrase, and no verb, follows an infinitive marker that is also a preposition."""
    if at + 1 >= stop:
        return False
    nouns = DETERMINER | POSSESSIVE | SOURCE_NOUN | CAPITAL
    return bool(sentence.tokens[at + 1].bits & nouns)
