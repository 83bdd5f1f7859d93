"""Search and show the knowledge base, curated and imported, as an analyst sees it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from config.configuration import imported_directory
from config.imported import imported_files, read_imported
from config.knowledge import ActorEntry, actor_sources
from tasks.actors import actor_rows


class Listed(NamedTuple):
    """One line of `demarche actors list`; `alias` is the written form that fits the search."""

    id: str
    name: str
    kind: str
    country: str | None
    alias: str
    file: str


def search(directory: Path, text: str, kind: str | None, limit: int | None) -> list[Listed]:
    """Actors whose id, name or alias holds a text in any case, curated ones first. Raises ConfigError."""
    every = chain(_curated(directory, text), _imported(directory, text))
    return list(islice((one for one in every if kind in (None, one.kind)), limit))


def describe(directory: Path, actor: str) -> list[dict[str, Any]]:
    """All that is known of the actors with an id or exact name, and what was merged into each. Raises ConfigError."""
    table = read_imported(imported_files(imported_directory(directory)))
    entries = actor_sources(directory / "actors")
    found = [_described(entry, path, table) for entry, path in entries if actor in (entry.id, entry.name)]
    here = pc.or_(pc.equal(table["actor_id"], actor), pc.equal(table["name"], actor))
    return [*found, *(_whole(row) for row in table.filter(here).to_pylist())]


def _curated(directory: Path, text: str) -> Iterator[Listed]:
    wanted = text.casefold()
    for entry, path in actor_sources(directory / "actors"):
        forms = actor_rows([entry])[0].aliases
        fitting = next((form for form in (entry.id, entry.name, *forms) if wanted in form.casefold()), None)
        if fitting is not None:
            yield Listed(
                entry.id, entry.name, entry.kind, entry.country, _beside(fitting, entry.id, entry.name), path.name
            )


def _imported(directory: Path, text: str) -> Iterator[Listed]:
    for file in imported_files(imported_directory(directory)):
        for row in _holding(read_imported([file]), text).to_pylist():
            forms = (row["actor_id"], row["name"], *row["names"], *row["short_names"])
            fitting = next((form for form in forms if text.casefold() in form.casefold()), row["name"])
            alias = _beside(fitting, row["actor_id"], row["name"])
            yield Listed(row["actor_id"], row["name"], row["kind"], row["country"], alias, file.name)


def _holding(table: pa.Table, text: str) -> pa.Table:
    """The rows of which the id, the name or any alias holds a text, in any case."""
    found = [pc.match_substring(table[name], text, ignore_case=True) for name in ("actor_id", "name")]
    for name in ("names", "short_names"):
        lists = table[name].combine_chunks()
        rows = pc.list_parent_indices(lists).filter(pc.match_substring(pc.list_flatten(lists), text, ignore_case=True))
        found.append(pc.is_in(pa.array(range(len(table)), pa.int64()), rows))
    held = found[0]
    for other in found[1:]:
        held = pc.or_(held, other)
    return table.filter(held)


def _beside(form: str, *shown: str) -> str:
    """A written form, unless it stands in another column."""
    return "" if form in shown else form


def _described(entry: ActorEntry, path: Path, table: pa.Table) -> dict[str, Any]:
    """A curated actor; `merged` are imported actors that it is."""
    row = actor_rows([entry])[0]
    merged = table.filter(pc.equal(table["same_as"], entry.id)).to_pylist()
    return {
        "id": row.actor_id, "name": row.name, "kind": row.kind, "country": row.country, "origin": row.origin,
        "aliases": row.aliases, "roles": [role._asdict() for role in row.roles],
        "external_ids": [one._asdict() for one in row.external_ids], "file": str(path),
        "merged": [f"{one['actor_id']} ({one['name']}, {one['source']}): {one['same_because']}" for one in merged],
    }  # fmt: skip


def _whole(row: dict[str, Any]) -> dict[str, Any]:
    """An imported actor, its id first."""
    return {"id": row["actor_id"], **{key: value for key, value in row.items() if key != "actor_id"}}
