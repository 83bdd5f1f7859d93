"""The knowledge base as rows of the actors table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from config.actor_entry import ActorEntry
from warehouse.records import Actor, ExternalId, Role


def actor_rows(actors: Sequence[ActorEntry]) -> list[Actor]:
    """One row an actor, in the knowledge base's order; aliases are all its written forms, each once."""
    return [_row(entry) for entry in actors]


def _row(entry: ActorEntry) -> Actor:
    return Actor(
        actor_id=entry.id,
        name=entry.name,
        kind=entry.kind,
        country=entry.country,
        aliases=list(dict.fromkeys(_forms(entry))),
        roles=[Role(office.title, office.of, office.since, office.until) for office in entry.offices],
        external_ids=list(_external(entry)),
        origin=entry.origin,
    )


def _forms(entry: ActorEntry) -> Iterable[str]:
    yield from (entry.name, *entry.aliases, *entry.adjectives, *entry.metonyms, *entry.surnames, *entry.ambiguous)
    for forms in entry.forms.values():
        yield from (*forms.names, *forms.adjectives)


def _external(entry: ActorEntry) -> Iterable[ExternalId]:
    for scheme in ("wikidata", "opensanctions"):
        identifier = getattr(entry, scheme)
        if identifier:
            yield ExternalId(scheme, identifier)
