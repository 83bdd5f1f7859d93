"""Whether a report says that something was said, was not, may be, or only under a condition."""

from __future__ import annotations

from typing import Final

from tasks.attribution.lexicon import Language
from tasks.attribution.scan import Found
from tasks.attribution.tokens import Sentence
from tasks.attribution.wordclass import (
    ADVERBIAL,
    COMPLEMENTIZER,
    CUE,
    HYPOTHETICAL,
    INFINITIVE,
    MODAL_REPORT,
    NEGATED,
    NO_NEGATION,
    TRAILING,
    VERBAL,
)

_BETWEEN: Final = VERBAL | ADVERBIAL | INFINITIVE
_MODIFIERS: Final = 4  # words between a light verb and the noun that is its object


def modality(sentence: Sentence, found: Found, language: Language) -> str:
    """asserted, negated, hypothetical or modal, by the cue's auxiliaries, what governs it and what opens its clause.

    A condition outweighs a negation, which outweighs a modal: `if he might not say` is hypothetical.
    """
    if found.cue is None:
        return "asserted"
    head = _head(sentence, found, found.cue, language)
    if head is None:
        return "asserted"
    source = found.source
    floor = source.last + 1 if source and source.last < head else 0
    bits, at = _governed(sentence, language, head, floor)
    bits &= ~HYPOTHETICAL  # a condition stands before the subject
    behind = head + 1
    if behind < min(len(sentence.tokens), found.content[0]):
        trailing = language.modality.get(sentence.tokens[behind].low, 0)
        bits |= trailing if trailing & TRAILING else 0
    if source and source.last < head and at == source.last:
        bits |= _before_source(sentence, language, source.first)
    return _named(bits)


def _named(bits: int) -> str:
    """The word for the bits that were found."""
    if bits & HYPOTHETICAL:
        return "hypothetical"
    if bits & NEGATED:
        return "negated"
    return "modal" if bits & MODAL_REPORT else "asserted"


def _head(sentence: Sentence, found: Found, cue: tuple[int, int], language: Language) -> int | None:
    """The cue's verb; of a cue noun what stands behind the verb whose object it is; None for other cues."""
    tokens = sentence.tokens
    if found.rule.startswith("noun"):
        floor = max(found.source.last if found.source else 0, cue[0] - 1 - _MODIFIERS)
        verb = next(
            (at for at in range(cue[0] - 1, floor, -1) if sentence.tokens[at].low in language.light_verbs), None
        )
        return None if verb is None else verb + (sentence.tokens[verb].low in language.modality)
    for at in range(cue[1], cue[0] - 1, -1):
        if tokens[at].bits & CUE or sentence.tokens[at].low in language.relay_verbs:
            return at
    return None


def _governed(sentence: Sentence, language: Language, head: int, floor: int) -> tuple[int, int]:
    """Bits of the auxiliaries, adverbs and listed governors before token `head`, and the token where they end."""
    bits, at = 0, head - 1
    while at >= floor:
        word = sentence.tokens[at].low
        known = language.modality.get(word, 0)
        if known & NEGATED and language.modality.get(sentence.tokens[at + 1].low, 0) & NO_NEGATION:
            known = 0
        elif not known and not sentence.tokens[at].bits & _BETWEEN:
            break
        bits |= known
        at -= 1
    return bits, at


def _before_source(sentence: Sentence, language: Language, first: int) -> int:
    """Bits of what stands right before the source: `if he says`, `nor did he say`, `denied that he said`."""
    at = first - 1
    if at > 0 and sentence.tokens[at].bits & COMPLEMENTIZER:
        at -= 1
    bits, _ = _governed(sentence, language, at + 1, 0)
    return bits
