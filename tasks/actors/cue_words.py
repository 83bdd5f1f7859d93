"""What tells names in one language, compiled: its words, patterns and shapes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from config.discovery import NameLexicon
from tasks.actors.acronyms import SMALL
from tasks.actors.body_nouns import BodyNouns
from tasks.actors.recurring import Recurring
from tasks.actors.shapes import Shapes

JOINTS: Final = frozenset({"and", "but", "or"})


class CueWords:
    """One language's cues, compiled."""

    def __init__(self, lexicon: NameLexicon, given_names: frozenset[str], adjectives: frozenset[str]) -> None:
        self.shapes = Shapes(lexicon, given_names, adjectives)
        plural = {f"{role}s" for role in lexicon.roles}
        self.roles = frozenset(role.rsplit(" ", 1)[-1] for role in (*lexicon.roles, *plural))
        self.described = self.roles | self.shapes.titles
        self.speech = frozenset(verb for verb in lexicon.speech if " " not in verb)
        phrases = [verb for verb in lexicon.speech if " " in verb]
        self.phrases = tuple(f"{verb} " for verb in phrases)
        self.said = tuple(f" {verb}" for verb in phrases)
        self.verbs = self.speech | lexicon.auxiliaries
        self.articles = lexicon.articles
        self.who = lexicon.relatives
        self.elisions = lexicon.elisions
        self.things = lexicon.no_body
        self.regions = lexicon.regions
        self.verb_endings = lexicon.verb_endings
        self.small = SMALL | frozenset(lexicon.body_joints)
        self.conjunctions = JOINTS | frozenset(lexicon.joints)
        self.aged = _pattern(r",? (?:de )?\d\d (?:{})\b", lexicon.years)
        self.quoted = _pattern(r"\b(?:{}) [«\"“„][^«»\"“”„\n]{{2,48}}[»\"”“]", lexicon.quoted_forms)
        self.nouns = BodyNouns(lexicon)
        self.recurring = Recurring(lexicon)
        self.joints = tuple(f" {word} " for word in sorted(lexicon.joints))


def _pattern(template: str, words: Sequence[str]) -> re.Pattern[str] | None:
    """A template with an alternation of words in it; None without words."""
    return re.compile(template.format("|".join(map(re.escape, words)))) if words else None
