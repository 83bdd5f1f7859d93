"""Regular expressions compiled from the word lists of linking.toml."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from config.linking import LinkingRules

Regex = re.Pattern[str]


class Patterns(NamedTuple):
    """Each is matched at an end of a mention: `before_*` against the text that ends there, the others after it."""

    before_place: dict[str, Regex]
    before_motion: Regex
    before_actor: Regex
    dateline: Regex
    capital_dateline: Regex
    role_after: Regex
    role_before: Regex


def compile_patterns(rules: LinkingRules) -> Patterns:
    """Compile once a process."""
    places = rules.places
    languages = {"en": places.prepositions, **places.other}
    roles = [word for words in rules.roles.values() for word in words]
    return Patterns(
        before_place={language: _ends_with(words) for language, words in languages.items()},
        before_motion=re.compile(
            rf"\b(?:{_any(places.motion)})\b(?:[ ][\w'-]+){{0,3}}?[ ](?:to|from|for|through|toward|towards|back to)[ ]$"
        ),
        before_actor=_ends_with(places.actor_phrases),
        dateline=re.compile(
            r"(?:, [A-Z][\w. ]{1,20})?(?: ?\([\w ./]{2,30}\))? ?[—–-](?!\w)|(?: \([A-Z][\w ./]{2,30}\))"
        ),
        capital_dateline=re.compile(r"(?=[^a-z]{3})[A-Z][A-Z'.-]+(?: [A-Z][A-Z'.-]+){0,3}(?=,? ?[(—–,-])"),
        role_after=re.compile(rf"(?P<join>'s?)? (?P<between>(?:[a-z-]+ )?)(?P<role>(?i:{_any(roles)}))(?![\w-])"),
        role_before=re.compile(
            rf"(?:\b(?P<between>[\w-]+)[ -])?(?<![\w-])(?P<role>(?i:{_any(roles)})) (?:of|of the) $"
        ),
    )


def _any(words: Iterable[str]) -> str:
    """An alternation, longest first, so that "foreign minister" wins over "minister"."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _ends_with(words: Iterable[str]) -> Regex:
    return re.compile(rf"(?:^|\W)(?i:{_any(words)}) (?:the )?$")
