"""Cue nouns: `his claim that ...`, `fears of ...`, `a pledge to ...`."""

from __future__ import annotations

from typing import Final

from tasks.attribution.clauses import clause_end, phrase_end
from tasks.attribution.lexicon import Language
from tasks.attribution.phrases import phrase_left
from tasks.attribution.scan import Found, Scan
from tasks.attribution.sources import Source, source_after, source_before, whole
from tasks.attribution.subjects import can_speak, plural_noun
from tasks.attribution.times import is_time
from tasks.attribution.tokens import QUOTE, Sentence
from tasks.attribution.wordclass import (
    ADDRESSING,
    ADVERBIAL,
    AGENT,
    CAPITAL,
    COMPLEMENTIZER,
    COORDINATOR,
    CUE,
    DETERMINER,
    FINITE,
    INFINITIVE,
    LINKING,
    PAST,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    TIME,
    VERBAL,
    WORD,
)

_MODIFIERS: Final = 3
_VERBS: Final = VERBAL | FINITE | PAST


def noun_statement(scan: Scan, at: int) -> bool:
    """Record the content that a cue noun at token `at` introduces; False where it introduces none."""
    sentence, language = scan.sentence, scan.language
    link = at + 1
    if link + 1 >= scan.stop or scan.sentence.tokens[at].bits & CAPITAL:
        return False
    for group in language.cue_nouns[sentence.tokens[at].low]:
        if sentence.tokens[link].low not in group.links or is_time(sentence, link + 1):
            continue
        marker = sentence.tokens[link].bits & (COMPLEMENTIZER | INFINITIVE)
        if marker and not _opens_content(sentence, language, link + 1, marker):
            continue
        first = link if marker & INFINITIVE else link + 1
        end = _content_end(scan, at, first, bool(marker & COMPLEMENTIZER))
        if end - first < 1 + (sentence.tokens[first].low != QUOTE):
            return False
        source = possessor(sentence, language, at) or _giver(scan, at)
        if source is None:
            return False
        name = "that" if marker & COMPLEMENTIZER else "infinitive" if marker else "object"
        scan.add(Found(source, (at, link), (first, end - 1), f"noun.{name}", group.confidence))
        return True
    return _of_agent(scan, at)


def _opens_content(sentence: Sentence, language: Language, after: int, marker: int) -> bool:
    """Whether a clause or a verb follows a marker: not `statements that were ...`, nor `the threat to the port`."""
    classes = sentence.tokens[after].bits
    if marker & INFINITIVE:
        return not classes & (DETERMINER | POSSESSIVE | CAPITAL)
    return not language.plural_endings or not classes & (VERBAL | FINITE) or bool(classes & CAPITAL)


def _content_end(scan: Scan, noun: int, first: int, marked: bool) -> int:
    """Where the content of a cue noun ends: where the clause goes on whose subject or object the noun is."""
    sentence, language = scan.sentence, scan.language
    end = clause_end(sentence, language, first, scan.stop)
    if not marked:
        end = phrase_end(sentence, language, first, end)
    if not language.past_endings or any(token.bits & _VERBS for token in sentence.tokens[:noun]):
        return end
    verbs = [at for at in range(first + 1, end) if _starts_verb(sentence, at)]
    return verbs[int(marked)] if len(verbs) > marked else end


def _starts_verb(sentence: Sentence, at: int) -> bool:
    """Whether a group of verbs begins at a token, other than in a relative clause."""
    classes, before = sentence.tokens[at].bits, sentence.tokens[at - 1].bits
    if not classes & _VERBS or classes & CAPITAL or before & (DETERMINER | POSSESSIVE | ADVERBIAL):
        return False
    if before & _VERBS and (before & VERBAL or not classes & VERBAL):
        return False
    return not before & (RELATIVE | INFINITIVE | PRONOUN | COORDINATOR)


def _of_agent(scan: Scan, noun: int) -> bool:
    """`claims by the ministry that ...`, `the contention of Ann Lee that ...`: whose claim it is stands behind it."""
    sentence, language = scan.sentence, scan.language
    group = next((one for one in language.cue_nouns[sentence.tokens[noun].low] if "that" in one.links), None)
    link = sentence.tokens[noun + 1].bits
    if group is None or not link & (AGENT | LINKING) or (link & (ADDRESSING | TIME) and not link & AGENT):
        return False
    source = source_after(sentence, language, noun + 2, scan.stop)
    if source is None or not can_speak(sentence, language, source):
        return False
    first = source.last + 2
    first += first < scan.stop and bool(sentence.tokens[first - 1].bits & LINKING)  # "la advertencia de Lee de que ..."
    if first + 1 >= scan.stop or not sentence.tokens[first - 1].bits & COMPLEMENTIZER:
        return False
    end = clause_end(sentence, language, first, scan.stop)
    scan.add(Found(source, (noun, noun), (first, end - 1), "noun.that", group.confidence))
    return True


def _giver(scan: Scan, noun: int) -> Source | None:
    """Who gives a statement: `The ministry issued a warning that ...`, the subject of a verb whose object it is."""
    sentence, language = scan.sentence, scan.language
    for at in range(noun - 1, max(0, noun - 2 - _MODIFIERS), -1):
        if sentence.tokens[at].low in language.light_verbs:
            source = source_before(sentence, language, at, 0)
            return source if source and can_speak(sentence, language, source) else None
        if not sentence.tokens[at].bits & WORD or sentence.tokens[at].bits & (PREPOSITION | CUE | _VERBS):
            return None
    return None


def _run_of_capitals(sentence: Sentence, last: int) -> int:
    """The first token of the capitalised words that end with the token `last`."""
    first = last
    while first > 0 and sentence.tokens[first - 1].bits & (WORD | CAPITAL) == WORD | CAPITAL:
        first -= 1
    return first + (first < last and bool(sentence.tokens[first].bits & PREPOSITION))  # "In Hale's view"


def _behind_preposition(sentence: Sentence, first: int, last: int) -> int:
    """The first token of a possessor, which is the last noun phrase before its ending: `in the sheriff's view`."""
    return next((at for at in range(last, first, -1) if sentence.tokens[at].bits & DETERMINER), first)


def possessor(sentence: Sentence, language: Language, noun: int) -> Source | None:
    """Whose claim it is: a possessive pronoun or a phrase with a possessive ending before the noun."""
    for at in range(noun - 1, max(-1, noun - 2 - _MODIFIERS), -1):
        word = sentence.tokens[at].low
        if at < noun - 1 and (sentence.tokens[at].bits & _VERBS or plural_noun(sentence, language, at)):
            return None
        if sentence.tokens[at].bits & POSSESSIVE:
            return Source(at, at, at, at)
        if word.endswith(language.possessive_endings) and len(word) > 2:
            if sentence.tokens[at].bits & CAPITAL:
                return whole((_run_of_capitals(sentence, at), at))
            found = phrase_left(sentence, language, at, 0)
            return whole((_behind_preposition(sentence, *found), at)) if found else None
        if sentence.tokens[at].bits & (CUE | COORDINATOR) or not word[0].isalpha():
            return None
    return None
