"""The knowledge base as rows of the actors table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import pyarrow as pa

from config.actor_entry import ActorEntry
from config.imported import ImportedActors
from warehouse.records import Actor, ExternalId, Role
from warehouse.tables import BY_NAME, arrow_table


def actor_rows(actors: Sequence[ActorEntry]) -> list[Actor]:
    """One row an actor, in the knowledge base's order; aliases are all its written forms, each once."""
    return [_row(entry) for entry in actors]


def all_actors(actors: Sequence[ActorEntry], imported: ImportedActors | None = None) -> pa.Table:
    """Rows of the table of actors: the curated, with what imports add to them, then the imported by id."""
    table = BY_NAME["actors"]
    if imported is None:
        return arrow_table(table, actor_rows(actors))
    added: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in imported.merged.to_pylist():
        added[row["same_as"]].append(row)
    curated = [_with(row, added[row.actor_id]) for row in actor_rows(actors)]
    return pa.concat_tables([arrow_table(table, curated), _arrow_rows(imported.table).cast(table.schema)])


def _with(row: Actor, imported: Sequence[dict[str, Any]]) -> Actor:
    """A curated actor with the names, identifiers and topics of the imported actors that it is."""
    if not imported:
        return row
    names = [name for other in imported for name in (*other["names"], *other["short_names"])]
    known = {one.id for one in row.external_ids}
    ids = [ExternalId(**one) for other in imported for one in other["external_ids"] if one["id"] not in known]
    return row._replace(
        aliases=list(dict.fromkeys([*row.aliases, *names])),
        external_ids=[*row.external_ids, *dict.fromkeys(ids)],
        topics=sorted({topic for other in imported for topic in other["topics"]}),
    )


def _arrow_rows(imported: pa.Table) -> pa.Table:
    """Imported actors with the columns of the table of actors."""
    lists = zip(imported["names"].to_pylist(), imported["short_names"].to_pylist(), strict=True)
    columns = dict(zip(imported.schema.names, imported.columns, strict=True)) | {
        "aliases": pa.array([[*names, *short] for names, short in lists], pa.list_(pa.string())),
        "origin": pa.array(["imported"] * len(imported), pa.string()),
    }
    return pa.table({name: columns[name] for name in BY_NAME["actors"].schema.names})


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
        topics=[],
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
