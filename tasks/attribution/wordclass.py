"""Classes of words as bits, so that one look-up a token answers every question about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

from config.attribution import CueVerbs, Grammar, LanguageLexicon

# What the written form tells, without the lexicon or with its endings.
WORD: Final = 1 << 0  # a word or number, rather than punctuation or a quotation
CAPITAL: Final = 1 << 1  # starts with an upper-case letter
LISTED: Final = 1 << 2  # the lexicon has the word
ADVERBIAL: Final = 1 << 3  # an adverb, by list or ending
DIGITS: Final = 1 << 4  # nothing but digits
PAST: Final = 1 << 5  # may be a verb in the past, by its ending
# What the lexicon tells; the frequent first, for small numbers are quicker.
AUXILIARY: Final = 1 << 6
PASSIVE: Final = 1 << 7
MODAL: Final = 1 << 8
ADVERB: Final = 1 << 9
DETERMINER: Final = 1 << 10
POSSESSIVE: Final = 1 << 11
PREPOSITION: Final = 1 << 12
LINKING: Final = 1 << 13
COORDINATOR: Final = 1 << 14
SUBORDINATOR: Final = 1 << 15
RELATIVE: Final = 1 << 16
COMPLEMENTIZER: Final = 1 << 17
INFINITIVE: Final = 1 << 18
TIME: Final = 1 << 19
PRONOUN: Final = 1 << 20
CUE: Final = 1 << 21
SOURCE_NOUN: Final = 1 << 22
TRIGGER: Final = 1 << 23
STANDALONE: Final = 1 << 24
ADDRESSING: Final = 1 << 25
AGENT: Final = 1 << 26
GERUND: Final = 1 << 27
CHANNEL: Final = 1 << 28
QUESTION: Final = 1 << 29
TITLE: Final = 1 << 30
CUE_NOUN: Final = 1 << 31
NEGATIVE: Final = 1 << 32
OBJECT: Final = 1 << 33  # a pronoun in the object case
CIRCUMSTANCE: Final = 1 << 34
FINITE: Final = 1 << 35
SINGULAR: Final = 1 << 36
QUOTING: Final = 1 << 37  # a cue verb that takes a quotation
PHRASAL: Final = 1 << 38  # a relay, or part of a cue phrase
PARTICLED: Final = 1 << 39  # a cue only with a particle
PREDICATIVE: Final = 1 << 40  # an adjective that is a cue after a form of "be"

FORM: Final = WORD | CAPITAL | LISTED | ADVERBIAL | DIGITS | PAST
LEXICAL: Final = ((1 << 41) - 1) & ~FORM
VERBAL: Final = AUXILIARY | MODAL
# What cannot stand inside a noun phrase; a preposition can where it also links.
PHRASE_END: Final = PRONOUN | VERBAL | SUBORDINATOR | COMPLEMENTIZER | RELATIVE | ADVERB

# Bits of their own, for the words that bear on a report's modality.
NEGATED: Final = 1 << 0
MODAL_REPORT: Final = 1 << 1
HYPOTHETICAL: Final = 1 << 2
NO_NEGATION: Final = 1 << 3
TRAILING: Final = 1 << 4

_OF_GRAMMAR: Final = {
    "auxiliaries": AUXILIARY,
    "passive_auxiliaries": PASSIVE,
    "modals": MODAL,
    "adverbs": ADVERB,
    "determiners": DETERMINER,
    "standalone": STANDALONE,
    "possessives": POSSESSIVE,
    "prepositions": PREPOSITION,
    "linking_prepositions": LINKING,
    "agent_prepositions": AGENT,
    "addressee_prepositions": ADDRESSING,
    "coordinators": COORDINATOR,
    "subordinators": SUBORDINATOR,
    "relatives": RELATIVE,
    "complementizers": COMPLEMENTIZER,
    "question_words": QUESTION,
    "infinitive_markers": INFINITIVE,
    "times": TIME,
    "negatives": NEGATIVE,
    "singulars": SINGULAR,
    "finite_verbs": FINITE,
    "circumstances": CIRCUMSTANCE,
    "object_pronouns": OBJECT,
}


def word_classes(lexicon: LanguageLexicon, others: Iterable[tuple[int, Iterable[str]]]) -> dict[str, int]:
    """Every known word with the bits of the classes it is in; `others` are classes made of several lists."""
    classes: dict[str, int] = {}
    members = chain(_of_grammar(lexicon.grammar), _of_verbs(lexicon), _of_nouns(lexicon), others)
    for bit, words in members:
        for word in words:
            classes[word] = classes.get(word, 0) | bit
    return classes


def _of_grammar(grammar: Grammar) -> Iterator[tuple[int, Iterable[str]]]:
    """The function words."""
    for name, bit in _OF_GRAMMAR.items():
        yield bit, getattr(grammar, name)


def _of_verbs(lexicon: LanguageLexicon) -> Iterator[tuple[int, Iterable[str]]]:
    """The forms of cue verbs."""
    endings = lexicon.grammar.gerund_endings
    forms = [form for group in lexicon.verbs for form in _forms(group)]
    yield CUE, forms
    yield QUOTING, (form for group in lexicon.verbs if "quote" in group.complements for form in _forms(group))
    yield GERUND, (form for form in forms if endings and form.endswith(endings))


def _forms(group: CueVerbs) -> Iterator[str]:
    return (form for line in group.words for form in line.split())


def _of_nouns(lexicon: LanguageLexicon) -> Iterator[tuple[int, Iterable[str]]]:
    """The words that name sources, cue nouns and channels."""
    yield PRONOUN, (pronoun.form for pronoun in lexicon.pronouns)
    yield CUE_NOUN, (word for group in lexicon.cue_nouns for word in group.words)
    yield SOURCE_NOUN, (word for group in lexicon.source_nouns for word in group.words)
    yield TITLE, (word for words in lexicon.titles.values() for word in words)
    yield CHANNEL, (phrase.split()[0] for phrases in lexicon.channels.values() for phrase in phrases)
