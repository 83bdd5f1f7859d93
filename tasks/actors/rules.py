"""The words of linking.toml as readers look them up: compiled code finds an attribute here many times faster.

Attributes mean what their namesakes in `config.linking` mean.
"""

from __future__ import annotations

from config.linking import AdjectiveRules, LinkingRules, PlaceRules, RoleWords


class AdjectiveWords:
    """When an adjective speaks of food or a language."""

    def __init__(self, rules: AdjectiveRules) -> None:
        self.not_before = rules.not_before
        self.language_before = rules.language_before
        self.language_names = rules.language_names


class PlaceWords:
    """When a capital is a place."""

    def __init__(self, rules: PlaceRules) -> None:
        self.default_actor = rules.default_actor
        self.always_place = rules.always_place
        self.object_verbs = rules.object_verbs
        self.nouns = rules.nouns
        self.actor_prepositions = rules.actor_prepositions
        self.weak_prepositions = rules.weak_prepositions
        self.agency_nouns = rules.agency_nouns
        self.verbs = rules.verbs
        self.adverbs = rules.adverbs
        self.joints = rules.joints
        self.longest_joint = max(map(len, rules.joints), default=0)


class OfficeWords:
    """What keeps an office from meaning its holder."""

    def __init__(self, rules: RoleWords) -> None:
        self.blockers = rules.blockers
        self.named_only = rules.named_only
        self.bodies_only = rules.bodies_only
        self.not_before = rules.not_before


class Rules:
    """The words that readers ask for; what becomes a pattern or an automaton is not kept."""

    def __init__(self, rules: LinkingRules) -> None:
        self.name_heads = rules.name_heads
        self.name_heads_of = rules.name_heads_of
        self.name_tails = rules.name_tails
        self.given_like = rules.given_like
        self.surname_like = rules.surname_like
        self.before_ok = rules.before_ok
        self.name_particles = rules.name_particles
        self.starters = rules.starters
        self.titles = rules.titles
        self.women = rules.women
        self.men = rules.men
        self.named_after = rules.named_after
        self.local = rules.local
        self.states = rules.states
        self.ships = rules.ships
        self.vessels = rules.vessels
        self.acronyms_that_are_words = rules.acronyms_that_are_words
        self.months = rules.months.names
        self.roles = rules.roles
        self.adjectives = AdjectiveWords(rules.adjectives)
        self.places = PlaceWords(rules.places)
        self.role_words = OfficeWords(rules.role_words)
