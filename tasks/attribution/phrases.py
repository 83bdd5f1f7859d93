"""Light noun-phrase chunking around a cue: who speaks, by word class and capital letters, without a tagger."""

from __future__ import annotations

from typing import NamedTuple

from tasks.attribution.lexicon import Language
from tasks.attribution.tokens import QUOTE, Sentence

_MAX_PHRASE = 16
_MAX_APPOSITION = 30


class Source(NamedTuple):
    """A source as token indices: its whole span, and the noun phrase that names it (the antecedent of `who`)."""

    first: int
    last: int
    head_first: int
    head_last: int


def is_word(word: str) -> bool:
    """Whether a token is a word or number, rather than punctuation or a quotation."""
    return word[0].isalnum()


def skip_left(sentence: Sentence, language: Language, at: int, floor: int) -> int:
    """Step left over auxiliaries, modals, adverbs and dates; index of the first token that is none."""
    low = sentence.low
    while at >= floor:
        word = low[at]
        if word in language.auxiliaries or word in language.modals or is_adverb(sentence, language, at):
            at -= 1
        elif is_time(sentence, language, at):
            at -= 1
        else:
            break
    return at


def is_adverb(sentence: Sentence, language: Language, at: int) -> bool:
    """Whether the token is an adverb, by list or ending."""
    word = sentence.low[at]
    if word in language.adverbs:
        return True
    endings = language.adverb_endings
    return bool(endings) and len(word) > 4 and word.endswith(endings) and not sentence.capital(at)


def is_time(sentence: Sentence, language: Language, at: int) -> bool:
    """Whether the token belongs to a date or time of day, and not to a name ("Theresa May")."""
    low = sentence.low
    word = low[at]
    if word not in language.times:
        return word.isdigit() and at > 0 and low[at - 1] in language.times
    if word in language.prepositions_plain or word in language.determiners:
        after = low[at + 1] if at + 1 < len(low) else ""
        return (after in language.times and after not in language.prepositions_plain) or (
            len(after) == 4 and after.isdigit()
        )
    if word not in language.modals:
        return True
    named = at > 0 and sentence.capital(at - 1) and low[at - 1] not in language.times and is_word(low[at - 1])
    return sentence.capital(at) and not named


def ends_phrase(sentence: Sentence, language: Language, at: int) -> bool:
    """Whether the token cannot stand inside a noun phrase."""
    word = sentence.low[at]
    if not is_word(word):
        return True
    if sentence.capital(at) and at > 0 and sentence.capital(at - 1) and is_word(sentence.low[at - 1]):
        return word in language.times and is_time(sentence, language, at)
    return (
        word in language.pronouns
        or word in language.verbal
        or word in language.subordinators
        or word in language.complementizers
        or word in language.relatives
        or word in language.adverbs
        or is_time(sentence, language, at)
        or (word in language.prepositions_plain and word not in language.linking_prepositions)
    )


def phrase_left(sentence: Sentence, language: Language, last: int, floor: int) -> tuple[int, int] | None:
    """The noun phrase that ends with token `last`, or None."""
    if last < floor:
        return None
    low = sentence.low
    if low[last] in language.pronouns and not _named_like_pronoun(sentence, last):
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
    return at > 0 and len(sentence.low[at]) > 1 and sentence.capital(at) and is_word(sentence.low[at - 1])


def _step_left(
    sentence: Sentence, language: Language, at: int, floor: int, last: int
) -> tuple[int, int, bool] | None:
    """One step of `phrase_left`: (next index, new first index, go on), or None to stop before this token."""
    word = sentence.low[at]
    if word == ")":
        opening = next((i for i in range(at - 1, max(floor, at - 8) - 1, -1) if sentence.low[i] == "("), None)
        return None if opening is None else (opening - 1, opening, True)
    if word in language.determiners or word in language.possessives:
        linked = at - 1 > floor and sentence.low[at - 1] in language.linking_prepositions
        return at - 1, at, linked
    if word in language.coordinators:
        return (at - 1, at, True) if _joins(sentence, language, at, floor, last) else None
    if word in language.linking_prepositions:
        noun = at > floor and at < last and _nounish(sentence, language, at - 1)
        return (at - 1, at, True) if noun else None
    if ends_phrase(sentence, language, at) or (word in language.frames and not sentence.capital(at) and at < last):
        return None
    return at - 1, at, True


def _nounish(sentence: Sentence, language: Language, at: int) -> bool:
    """Whether the token can be the noun or adjective before a linking preposition."""
    word = sentence.low[at]
    if word in language.source_nouns:
        return True
    return not ends_phrase(sentence, language, at) and word not in language.determiners and word not in language.frames


def _joins(sentence: Sentence, language: Language, at: int, floor: int, last: int) -> bool:
    """Whether a coordinator joins two parts of one noun phrase."""
    if at <= floor or at >= last or ends_phrase(sentence, language, at - 1):
        return False
    if sentence.low[at - 1] in language.frames or sentence.low[at - 1] in language.times:
        return False
    both = sentence.capital(at - 1), sentence.capital(at + 1)
    return both[0] == both[1] and (both[0] or at + 2 <= last + 1)


def _strip_left(sentence: Sentence, language: Language, first: int, last: int) -> int:
    """Leave leading coordinators, prepositions and brackets out of a phrase."""
    while first <= last and (
        sentence.low[first] in language.coordinators
        or sentence.low[first] == "("
        or (first < last and sentence.low[first] in language.complementizers and _introduces(sentence, language, first))
        or (sentence.low[first] in language.linking_prepositions and sentence.low[first] not in language.determiners)
    ):
        first += 1
    return first


def _introduces(sentence: Sentence, language: Language, at: int) -> bool:
    """Whether a word such as `that` introduces a clause here and does not point at its noun."""
    return sentence.capital(at + 1) or (at > 0 and sentence.low[at - 1] in language.frames)


def source_before(sentence: Sentence, language: Language, at: int, floor: int) -> Source | None:
    """The subject of the verb at token `at`, looking left: a pronoun, a noun phrase, or one with an apposition."""
    last = skip_left(sentence, language, at - 1, floor)
    if last < floor:
        return None
    low = sentence.low
    if low[last] in language.relatives:
        return _relative(sentence, language, last, floor)
    if low[last] in (",", "—", "–", "--"):
        return _with_apposition(sentence, language, last, floor)
    found = phrase_left(sentence, language, last, floor)
    return Source(*found, *found) if found else None


def _relative(sentence: Sentence, language: Language, at: int, floor: int) -> Source | None:
    """`who`: the span is the pronoun, the head its antecedent."""
    before = at - 1
    if before >= floor and sentence.low[before] == ",":
        before -= 1
    found = phrase_left(sentence, language, before, floor)
    return Source(at, at, *found) if found else None


def _with_apposition(sentence: Sentence, language: Language, comma: int, floor: int) -> Source | None:
    """The noun phrase before `, an apposition ,` or before `, an adverbial ,`."""
    low, mark = sentence.low, sentence.low[comma]
    for opening in range(comma - 2, max(floor, comma - _MAX_APPOSITION), -1):
        if low[opening] == QUOTE:
            return None
        if low[opening] != mark:
            continue
        found = phrase_left(sentence, language, opening - 1, floor)
        if found is None or not (found[0] <= floor or _boundary(sentence, language, found[0] - 1)):
            continue
        adverbial = low[opening + 1] in language.prepositions_plain or is_adverb(sentence, language, opening + 1)
        adverbial = adverbial or low[opening + 1] in language.subordinators - language.relatives
        return Source(found[0], found[1] if adverbial else comma - 1, *found)
    return None


def _boundary(sentence: Sentence, language: Language, at: int) -> bool:
    """Whether a clause can begin after this token."""
    word = sentence.low[at]
    return (
        not is_word(word)
        or word in language.coordinators
        or word in language.subordinators
        or word in language.complementizers
        or word in language.prepositions_plain
        or is_time(sentence, language, at)
    )


def phrase_right(sentence: Sentence, language: Language, first: int, stop: int) -> tuple[int, int] | None:
    """The noun phrase that begins with token `first`, before token `stop`, or None."""
    low = sentence.low
    if first >= stop or not is_word(low[first]):
        return None
    if low[first] in language.pronouns and not sentence.capital(first):
        return first, first
    at = first
    while at < stop and at - first < _MAX_PHRASE and _continues_right(sentence, language, at, first, stop):
        at += 1
    while at > first and (
        low[at - 1] in language.linking_prepositions or low[at - 1] in language.determiners or low[at - 1] in language.coordinators
    ):
        at -= 1
    return (first, at - 1) if at > first else None


def _continues_right(sentence: Sentence, language: Language, at: int, first: int, stop: int) -> bool:
    """Whether the token goes on the noun phrase that began at `first`."""
    word = sentence.low[at]
    if word in language.determiners or word in language.possessives:
        return at == first or not is_adverb(sentence, language, at)
    if word in language.coordinators:
        return at + 1 < stop and at > first and sentence.capital(at - 1) and sentence.capital(at + 1)
    if word in language.linking_prepositions:
        return at > first and at + 1 < stop and is_word(sentence.low[at + 1]) and not is_time(sentence, language, at + 1)
    if is_adverb(sentence, language, at):
        return False
    return not ends_phrase(sentence, language, at)


def source_after(sentence: Sentence, language: Language, at: int, stop: int) -> Source | None:
    """The source that follows a cue, with its apposition where one follows: `said Ann Lee, a lawyer`."""
    found = phrase_right(sentence, language, at, stop)
    if found is None:
        return None
    first, last = found
    end = _apposition_right(sentence, language, last + 1, stop)
    return Source(first, max(last, end), first, last)


def _apposition_right(sentence: Sentence, language: Language, comma: int, stop: int) -> int:
    """Last token of an apposition that starts with the comma at `comma`, or -1."""
    low = sentence.low
    if comma + 1 >= stop or low[comma] != ",":
        return -1
    word = low[comma + 1]
    opens = word in language.determiners or word in language.possessives or word in language.relatives or word.isdigit()
    opens = opens or (word in language.source_nouns or word in language.titles)
    if not opens:
        return -1
    end = comma + 1
    while end < stop and low[end] not in (",", QUOTE, ";", ":"):
        end += 1
    return end - 1


def main_subject(sentence: Sentence, language: Language, floor: int, stop: int) -> Source | None:
    """The subject that opens a clause: after leading adverbials, the first noun phrase."""
    at = floor
    while at < stop and (sentence.low[at] in language.coordinators or is_adverb(sentence, language, at) or sentence.low[at] == ","):
        at += 1
    if at < stop and (sentence.low[at] in language.prepositions_plain or sentence.low[at] in language.subordinators):
        at = next((i + 1 for i in range(at, stop) if sentence.low[i] == ","), stop)
    if at >= stop or sentence.low[at] == QUOTE:
        return None
    found = (at, at) if sentence.low[at] in language.pronouns else _opening_phrase(sentence, language, at, stop)
    return Source(*found, *found) if found else None


def _opening_phrase(sentence: Sentence, language: Language, first: int, stop: int) -> tuple[int, int] | None:
    """A noun phrase whose end is unmarked: capitalised words, or words up to a source noun."""
    low = sentence.low
    found = phrase_right(sentence, language, first, stop)
    if found is None:
        return None
    for at in range(found[1], first - 1, -1):
        if low[at] in language.source_nouns:
            return first, at
    at = first + (low[first] in language.determiners)
    while at <= found[1] and sentence.capital(at):
        at += 1
    return (first, at - 1) if at > first + (low[first] in language.determiners) else None
