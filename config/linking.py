"""Rules of actor linking: config/actors/linking.toml."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import Field

from config.loading import Frozen, load

PACKAGED = Path(__file__).parent / "actors" / "linking.toml"


class AdjectiveRules(Frozen):
    """When an adjective speaks of food or a language and not of the state."""

    not_before: frozenset[str] = frozenset()
    language_before: frozenset[str] = frozenset()
    language_names: frozenset[str] = frozenset()


class PlaceRules(Frozen):
    """When a capital is a place and when it stands for a government."""

    default_actor: frozenset[str] = frozenset()
    always_place: frozenset[str] = frozenset()
    prepositions: tuple[str, ...] = ()
    motion: tuple[str, ...] = ()
    motion_joints: tuple[str, ...] = ()
    actor_phrases: tuple[str, ...] = ()
    object_verbs: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    actor_prepositions: frozenset[str] = frozenset()
    weak_prepositions: frozenset[str] = frozenset()
    agency_nouns: frozenset[str] = frozenset()
    verbs: frozenset[str] = frozenset()
    adverbs: frozenset[str] = frozenset()
    joints: frozenset[str] = frozenset()
    other: dict[str, tuple[str, ...]] = Field(default_factory=dict)


class RoleWords(Frozen):
    """Words that keep an office from meaning its holder."""

    blockers: frozenset[str] = frozenset()
    named_only: frozenset[str] = frozenset()
    bodies_only: frozenset[str] = frozenset()
    not_before: frozenset[str] = frozenset()


class MonthRules(Frozen):
    """When a surname is the name of a month: after which words, and in a list with others."""

    names: frozenset[str] = frozenset()
    before: tuple[str, ...] = ()


class ContextRule(Frozen):
    """Evidence in the document for and against one actor; `standing` is its score without any."""

    standing: int = Field(default=0, ge=0, le=1)
    words: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


class LinkingRules(Frozen):
    """Everything linking.toml says."""

    phrases: tuple[str, ...] = ()
    name_heads: frozenset[str] = frozenset()
    name_heads_of: frozenset[str] = frozenset()
    name_tails: frozenset[str] = frozenset()
    given_like: frozenset[str] = frozenset()
    surname_like: frozenset[str] = frozenset()
    before_ok: frozenset[str] = frozenset()
    name_particles: frozenset[str] = frozenset()
    starters: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    women: frozenset[str] = frozenset()
    men: frozenset[str] = frozenset()
    named_after: frozenset[str] = frozenset()
    local: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    ships: frozenset[str] = frozenset()
    vessels: frozenset[str] = frozenset()
    acronyms_that_are_words: frozenset[str] = frozenset()
    adjectives: AdjectiveRules = AdjectiveRules()
    places: PlaceRules = PlaceRules()
    roles: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    role_owners: dict[str, frozenset[str]] = Field(default_factory=dict)
    role_words: RoleWords = RoleWords()
    months: MonthRules = MonthRules()
    context: dict[str, ContextRule] = Field(default_factory=dict)


def load_linking(path: Path = PACKAGED) -> LinkingRules:
    """Read linking.toml. Raises ConfigError where it is not valid."""
    return load(LinkingRules, path)


@cache
def packaged_rules() -> LinkingRules:
    """The rules that come with Demarche, read once a process."""
    return load_linking()
