"""What discovery of names is told: lexicons `config/lexicons/<language>/names.toml`, and an analyst's decisions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field

from config.loading import Frozen, load

FILE_NAME = "names.toml"
DECISIONS = "decisions.toml"


class NameLexicon(Frozen):
    """The words of one language that tell names of people and bodies, as they stand in text.

    titles       before a person's name, with a capital: "Sen.", "Mayor"
    roles        nouns for people, in small letters: "spokesman Ann Lee", "Ann Lee, an analyst"
    speech       verbs of speech beside a name, alone or as phrases: "said", "according to", "a déclaré"
    body_openers capitalised words before a body's name that are no part of it: "The", "Monday"
    body_heads   words of bodies' names after which more may follow: "University (of ...)"
    joining_heads those of them whose names often have an "and": "Energy and Commerce Committee"
    body_tails   words that end a body's name: "Group"
    legal_forms  what is written after a company's name: "Ltd."
    no_name      capitalised words that are in no person's name
    body_joints  small words inside a body's name
    particles    small words inside a person's name
    inner_particles  small words that follow another inside a person's name: "von der"
    surnames_too words of no_name that may end a person's name
    given_names  given names, which tell that a name is a person's
    auxiliaries  verbs beside those of speech that only who acts has: "Lee was"
    articles     before a body's name that speaks: "the Arbor League said"
    relatives    words after a person's name: "Ann Lee, who"
    joints       between two people's names: "and"
    body_links   small words after which a body's name goes on: "University of ..."
    elisions     articles that an apostrophe joins to a name: "L'"
    years        after an age: "52 ans"
    quoted_forms legal forms that stand before a quoted name: "ООО «...»"
    landmarks    words of places and things that bear a person's name ("Bolivar Square"), who is not meant there
    verb_endings of verbs that open a sentence and have a capital there
    regions      names of regions that are seldom surnames
    no_body      words of laws, plans and things: a phrase with one is no body's name
    body_nouns   nouns for bodies, in small letters: "the group Arbor Now", "Arbor Now, a charity"
    noun_openers what an apposition with such a noun opens with: "a", "the"
    noun_followers  what follows such a noun in an apposition, where it is not at the end: "a charity based in"
    pronouns     of people: "she", "his"
    body_pronouns  of bodies: "its"
    members      nouns for those who work for a body, right after its name: "Arbor Now employees"
    place_words  words right before a name that make it a place's: "in", "near"
    """

    titles: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    speech: tuple[str, ...] = ()
    body_openers: frozenset[str] = frozenset()
    body_heads: frozenset[str] = frozenset()
    joining_heads: frozenset[str] = frozenset()
    body_tails: frozenset[str] = frozenset()
    legal_forms: tuple[str, ...] = ()
    no_name: frozenset[str] = frozenset()
    body_joints: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    inner_particles: frozenset[str] = frozenset()
    surnames_too: frozenset[str] = frozenset()
    given_names: frozenset[str] = frozenset()
    auxiliaries: frozenset[str] = frozenset()
    articles: tuple[str, ...] = ()
    relatives: frozenset[str] = frozenset()
    joints: tuple[str, ...] = ()
    body_links: tuple[str, ...] = ()
    elisions: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    quoted_forms: tuple[str, ...] = ()
    landmarks: frozenset[str] = frozenset()
    verb_endings: tuple[str, ...] = ()
    regions: frozenset[str] = frozenset()
    no_body: frozenset[str] = frozenset()
    body_nouns: frozenset[str] = frozenset()
    noun_openers: frozenset[str] = frozenset()
    noun_followers: frozenset[str] = frozenset()
    pronouns: frozenset[str] = frozenset()
    body_pronouns: frozenset[str] = frozenset()
    members: frozenset[str] = frozenset()
    place_words: frozenset[str] = frozenset()


class Merge(Frozen):
    """Two names are one actor: mentions of `actor` count as `into`, which may be an actor of the knowledge base."""

    actor: str = Field(pattern=r"^found-[a-z0-9]+(-[a-z0-9]+)*$")
    into: str = Field(min_length=1)


class Decisions(Frozen):
    """What an analyst decided about discovered actors; `split` ones are merged with nobody."""

    merge: tuple[Merge, ...] = ()
    split: tuple[str, ...] = ()

    def resolve(self, actor_id: str) -> str:
        """The actor that an id stands for, through any number of merges."""
        into = {one.actor: one.into for one in self.merge}
        seen = {actor_id}
        while actor_id in into and into[actor_id] not in seen:
            actor_id = into[actor_id]
            seen.add(actor_id)
        return actor_id


@dataclass(frozen=True)
class DiscoveryConfig:
    """Lexicons by language (ISO 639-1), and decisions."""

    languages: Mapping[str, NameLexicon]
    decisions: Decisions


def load_discovery(directory: Path) -> DiscoveryConfig:
    """Read `lexicons/<language>/names.toml` and `actors/decisions.toml` of a config directory.

    Raises ConfigError for a file that is not valid. No decisions file is no decisions.
    """
    paths = sorted((directory / "lexicons").glob(f"*/{FILE_NAME}"))
    languages = {path.parent.name: load(NameLexicon, path) for path in paths}
    decided = directory / "actors" / DECISIONS
    return DiscoveryConfig(languages, load(Decisions, decided) if decided.is_file() else Decisions())
