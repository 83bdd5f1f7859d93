"""Whether a form that can be a cue verb is used as one: `report`, `plans`, `quoted` are nouns and participles too."""

from __future__ import annotations

from typing import Final

from tasks.attribution.phrases import phrase_left
from tasks.attribution.scan import TITLES, Scan
from tasks.attribution.subjects import plural_noun
from tasks.attribution.wordclass import (
    ADVERBIAL,
    AGENT,
    CAPITAL,
    COMPLEMENTIZER,
    COORDINATOR,
    CUE,
    CUE_NOUN,
    DETERMINER,
    DIGITS,
    FINITE,
    GERUND,
    INFINITIVE,
    LISTED,
    PARTICLED,
    PAST,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    QUOTING,
    RELATIVE,
    SINGULAR,
    SOURCE_NOUN,
    STANDALONE,
    SUBORDINATOR,
    TIME,
    VERBAL,
)

_MAY_STAND_BEFORE: Final = TIME | ADVERBIAL | DIGITS | DETERMINER | AGENT  # a particle
_SAYS: Final = CUE | GERUND | CAPITAL | QUOTING


def lacks_particle(scan: Scan, at: int) -> bool:
    """Whether a cue that needs a particle has none: most `call`, `press` and `hit` are seen to be no cues by this."""
    tokens = scan.sentence.tokens
    if not tokens[at].bits & PARTICLED or scan.sentence.quotes or at + 1 >= scan.stop:
        return False
    after = tokens[at + 1]
    return not after.bits & _MAY_STAND_BEFORE and after.low not in scan.language.particles[tokens[at].low]


def is_verb(scan: Scan, at: int) -> bool:
    """Whether a cue form is used as a verb: not after a determiner or a preposition, not part of a name."""
    sentence, language = scan.sentence, scan.language
    if sentence.tokens[at].bits & CAPITAL and sentence.kind not in TITLES and not language.capitalised_nouns:
        return at == 0 and len(sentence.tokens) > 1 and sentence.tokens[1].low != "'s"
    if at == 0 or _speaks_next(scan, at) or _is_adjective(scan, at):
        return at == 0
    tokens = sentence.tokens
    previous = tokens[at - 1].bits
    if previous & (DETERMINER | POSSESSIVE) or sentence.tokens[at - 1].low.endswith(language.possessive_endings):
        clitic = (
            at > 1 and not language.past_endings and sentence.tokens[at - 2].low in language.asides
        )  # "comme l'indique"
        return clitic or (bool(previous & (PRONOUN | RELATIVE | STANDALONE)) and not _counted(scan, at))
    gerund = tokens[at].bits & GERUND
    if previous & (PREPOSITION | INFINITIVE) == PREPOSITION:
        says = gerund and (tokens[at].bits & QUOTING or previous & AGENT)
        return bool(says) and sentence.tokens[at - 1].low not in language.withheld
    if at + 1 < scan.stop and _is_noun(scan, at):
        return False
    # "a joint warning": determiner, unknown word, participle.
    return not (gerund and at > 1 and not previous & LISTED and tokens[at - 2].bits & (DETERMINER | POSSESSIVE))


def _is_adjective(scan: Scan, at: int) -> bool:
    """`These alleged gaffes`: a past form between a pointing word and a plural noun."""
    sentence = scan.sentence
    pointing = (
        sentence.tokens[at - 1].bits & STANDALONE and sentence.tokens[at - 1].low not in scan.language.quantifiers
    )
    noun = at + 1 < scan.stop and not sentence.tokens[at + 1].bits & (LISTED | CAPITAL)
    if not pointing or not noun or not sentence.tokens[at].bits & PAST:
        return False
    return plural_noun(sentence, scan.language, at + 1)


def _speaks_next(scan: Scan, at: int) -> bool:
    """`Those questioned said`: a past form right before a verb of speech is a participle."""
    tokens = scan.sentence.tokens
    return at + 1 < scan.stop and bool(tokens[at].bits & PAST) and tokens[at + 1].bits & _SAYS == CUE | QUOTING


def _is_noun(scan: Scan, at: int) -> bool:
    """`The minister's thinking said`, `New details show ...`, `a list of plans to ...`: before a verb, or governed."""
    sentence, tokens = scan.sentence, scan.sentence.tokens
    after = tokens[at + 1].bits
    if tokens[at].bits & GERUND:
        return after & (CUE | GERUND | CUE_NOUN) == CUE
    if tokens[at].bits & SOURCE_NOUN and after & COMPLEMENTIZER:
        return at + 2 < scan.stop and _verb_at(scan, at + 2)  # "the northern states that voted for it"
    if tokens[at].bits & QUOTING or not plural_noun(sentence, scan.language, at):
        return False
    if after & (VERBAL | FINITE | PAST) or after & (CUE | GERUND) == CUE:
        return _verb_at(scan, at + 1)
    subject = phrase_left(sentence, scan.language, at - 1, 0)
    if subject is None or subject[0] == 0:
        return False
    return tokens[subject[0] - 1].bits & (PREPOSITION | SUBORDINATOR | COORDINATOR | TIME) == PREPOSITION


def _verb_at(scan: Scan, at: int) -> bool:
    """Whether a token in lower case can be a finite verb."""
    classes = scan.sentence.tokens[at].bits
    return not classes & CAPITAL and bool(classes & (VERBAL | FINITE | PAST) or classes & (CUE | GERUND) == CUE)


def _counted(scan: Scan, at: int) -> bool:
    """`These calls`: behind a determiner of the plural, a form of the singular is a noun."""
    sentence, language = scan.sentence, scan.language
    if not language.plural_endings or sentence.tokens[at - 1].bits & (PRONOUN | RELATIVE | SINGULAR):
        return False
    return sentence.tokens[at].low.endswith(language.plural_endings)
