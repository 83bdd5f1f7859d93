"""Regular expressions compiled from the word lists of linking.toml."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from config.linking import LinkingRules

Regex = re.Pattern[str]


class Patterns(NamedTuple):
    """Regular expressions, and phrases to look up by the words that end before a name.

    `before_motion`, `before_list` and `before_month` are searched in the text before a name; the others
    match from one on.
    `places` and `actor_phrases` hold phrases in lower case, `motion_words` the last words of those in `before_motion`.
    """

    places: dict[str, frozenset[str]]
    actor_phrases: frozenset[str]
    motion_joints: tuple[str, ...]
    motion_words: frozenset[str]
    before_motion: Regex
    before_list: Regex
    dateline: Regex
    before_month: Regex
    after_month: Regex
    capital_dateline: Regex


def compile_patterns(rules: LinkingRules) -> Patterns:
    """Compile once a process."""
    places = rules.places
    return Patterns(
        places={language: frozenset(words) for language, words in {"en": places.prepositions, **places.other}.items()},
        actor_phrases=frozenset(places.actor_phrases),
        motion_joints=tuple(f" {word} " for word in places.motion_joints),
        motion_words=frozenset(re.findall(r"\w+", phrase.lower())[-1] for phrase in places.motion),
        before_motion=re.compile(rf"\b(?i:{_any(places.motion)})(?: [\w'-]+){{0,4}} $"),
        before_list=re.compile(
            rf"\b(?i:{_any(places.prepositions)}) [A-Z][\w.-]+(?:(?:, [A-Z][\w.-]+)+,?)? (?:and|or) $"
        ),
        before_month=re.compile(rf"(?:^|\W)(?:(?i:{_any(rules.months.before)})|\d+(?:st|nd|rd|th)?(?: of)?) $"),
        after_month=re.compile(rf"(?:,? \d|(?:,| and| or| to| through|[-–/]) ?(?:{_any(rules.months.names)})\b)"),
        dateline=re.compile(
            r"(?:, [A-Z][\w. ]{1,20})?(?: ?\([\w ./]{2,30}\))? ?(?:[—–]|-(?!\w))|(?: \([A-Z][\w ./]{2,30}\))"
        ),
        capital_dateline=re.compile(
            r"(?=[^a-z]{3})[A-Z][A-Z'.-]+(?: [A-Z][A-Z'.-]+){0,3}(?=(?:, [\w. ]{2,20})? ?(?:\(|[—–]|- ))"
        ),
    )


def _any(words: Iterable[str]) -> str:
    """An alternation, longest first, so that "foreign minister" wins over "minister"."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
