"""Compile the knowledge base into automata of written forms, once a process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, Implementation

from config.actor_entry import ActorEntry
from config.imported import ImportedActors
from config.linking import LinkingRules, packaged_rules
from tasks.actors.characters import fold
from tasks.actors.evidence import Evidence, compile_evidence
from tasks.actors.finder import FormFinder, automaton
from tasks.actors.forms import Form, adjectives_of, capital_forms, form_of, senses_of
from tasks.actors.imported_names import ImportedNames
from tasks.actors.patterns import Patterns, compile_patterns
from tasks.actors.rules import Rules
from tasks.actors.tenures import (
    Tenure,
    holders_of,
    office_words,
    owners_by_country,
    rare_offices,
    roles_by_word,
    tenures_of,
)


@dataclass(frozen=True)
class Gazetteer:
    """Everything that linking needs. Not picklable: compile one a process.

    `capitals` matches texts in capital letters; `capital_forms` are what it finds, by number. `owners` are those that
    have offices, `owners_in` those of each country. `rare_offices` are titles that only few countries or bodies give,
    and which.
    """

    finder: FormFinder
    capitals: AhoCorasick
    capital_forms: list[Form]
    kinds: dict[str, str]
    countries: dict[str, str | None]
    first_names: dict[str, frozenset[str]]
    tenures: dict[str, tuple[tuple[str, Tenure], ...]]
    holders: dict[tuple[str, str], tuple[Tenure, ...]]
    owners: frozenset[str]
    owners_in: dict[str, list[str]]
    rare_offices: dict[str, frozenset[str]]
    roles: dict[str, tuple[str, ...]]
    names: dict[str, str]
    genders: dict[str, str]
    all_first_names: frozenset[str]
    all_adjectives: frozenset[str]
    country_names: dict[str, str]
    patterns: Patterns
    evidence: dict[str, Evidence]
    rules: Rules
    imported: ImportedNames | None = None


def compile_gazetteer(
    actors: Sequence[ActorEntry], rules: LinkingRules | None = None, imported: ImportedActors | None = None
) -> Gazetteer:
    """Build the automata and the look-ups from the knowledge base; about a second for 50,000 forms.

    `rules` are linking.toml's; by default those that come with Demarche. `imported` are actors beside the curated ones.
    """
    rules = rules or packaged_rules()
    senses = senses_of(actors)
    texts = sorted(text for text in senses if len(text) > 1)
    kinds: dict[str, str] = {entry.id: entry.kind for entry in actors}
    forms = [form_of(text, senses, kinds) for text in texts]
    phrases = sorted({fold(phrase) for phrase in rules.phrases} - set(texts))
    roles = {word: role for role, words in rules.roles.items() for word in words}
    offices = sorted(office_words(rules).difference(texts, phrases))
    upper = capital_forms(texts)
    holders = holders_of(actors, roles)
    return Gazetteer(
        finder=FormFinder(forms, phrases, offices),
        capitals=automaton(list(upper), Implementation.ContiguousNFA),
        capital_forms=[forms[number] for number in upper.values()],
        kinds=kinds,
        countries={entry.id: entry.country for entry in actors},
        first_names={entry.id: _first_names(entry) for entry in actors if entry.kind == "person"},
        tenures={entry.id: tuple(tenures_of(entry, roles)) for entry in actors if entry.offices},
        holders=holders,
        owners=frozenset(owner for _, owner in holders),
        owners_in=owners_by_country(actors, holders),
        rare_offices=rare_offices(actors) | rules.role_owners,
        roles=roles_by_word(rules),
        names={entry.id: entry.name for entry in actors if entry.kind == "person"},
        genders={entry.id: entry.gender for entry in actors if entry.gender},
        all_first_names=frozenset(name for entry in actors if entry.kind == "person" for name in _first_names(entry)),
        all_adjectives=frozenset(form for entry in actors if entry.kind == "country" for form in adjectives_of(entry)),
        country_names={entry.id: fold(entry.name) for entry in actors if entry.kind == "country"},
        patterns=compile_patterns(rules),
        evidence=compile_evidence(rules.context),
        rules=Rules(rules),
        imported=ImportedNames(imported) if imported else None,
    )


def _first_names(entry: ActorEntry) -> frozenset[str]:
    names = (name.split(" ") for name in (entry.name, *entry.aliases))
    return frozenset(words[0] for words in names if len(words) > 1)
