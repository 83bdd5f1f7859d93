"""Actors imported from elsewhere (`demarche actors import`): Parquet files beside the curated TOML.

A row is an actor. A million of them are too many for objects: they stay an Arrow table, and an `ActorEntry` is made
only for one that is asked for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from config.actor_entry import ActorEntry, Office
from config.loading import ConfigError

V = TypeVar("V")
ID_PREFIX = "ftm:"
SCHEMA = pa.schema(
    [
        ("actor_id", pa.string()),  # "ftm:" and the id of the entity it was made from
        ("name", pa.string()),
        ("kind", pa.string()),
        ("country", pa.string()),
        ("names", pa.list_(pa.string())),  # names of two words or more: they link by themselves
        ("short_names", pa.list_(pa.string())),  # surnames, one-word names, weak aliases: only after a name
        ("gender", pa.string()),
        ("roles", pa.list_(pa.struct([("title", pa.string()), ("of", pa.string()), ("since", pa.date32()),
                                      ("until", pa.date32())]))),
        ("topics", pa.list_(pa.string())),
        ("external_ids", pa.list_(pa.struct([("scheme", pa.string()), ("id", pa.string())]))),
        ("same_as", pa.string()),  # the curated actor that it is, if any
        ("same_because", pa.string()),
        ("source", pa.string()),  # the file it came from
    ]
)  # fmt: skip


def imported_files(directory: Path) -> tuple[Path, ...]:
    """The imported files in a directory, by name; none where there is no directory."""
    return tuple(sorted(directory.glob("*.parquet")))


def digest(path: Path) -> str:
    """A hash of a file's bytes: writing the same rows gives the same bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_imported(files: Sequence[Path]) -> pa.Table:
    """All imported actors, sorted by id; of rows that share an id, the first file's counts.

    Raises ConfigError where a file is not one that `demarche actors import` wrote.
    """
    table = pa.concat_tables([SCHEMA.empty_table(), *map(_read, files)]).combine_chunks()
    table = table.take(pc.sort_indices(table, [("actor_id", "ascending")])) if len(files) else table
    ids = table["actor_id"].combine_chunks()
    repeated = pc.equal(ids[1:], ids[:-1])
    if not pc.any(repeated).as_py():
        return table
    return table.filter(pc.invert(pa.concat_arrays([pa.array([False]), repeated])))


def _read(path: Path) -> pa.Table:
    try:
        return pq.read_table(path, columns=SCHEMA.names, use_threads=False).cast(SCHEMA)
    except (pa.ArrowException, ValueError, OSError, KeyError) as error:
        said = str(error).strip().split("\n", 1)[0]
        raise ConfigError(f"{path}: no file of imported actors ({said}); import it again, or remove it") from error


class ImportedActors(Mapping[str, ActorEntry]):
    """Imported actors by id, without those that are curated ones; an entry is made when it is asked for.

    `table` is what `read_imported` gives, `curated` the ids of all curated actors.
    """

    def __init__(self, table: pa.Table, curated: Sequence[str]) -> None:
        own = pc.is_in(table["same_as"], pa.array(curated, pa.string()))
        self.linked_ids: pa.Array = pc.if_else(own, table["same_as"], table["actor_id"]).combine_chunks()
        self.whole = table
        self.merged = table.filter(own)
        self.table = table.filter(pc.invert(own)).combine_chunks() if len(self.merged) else table
        self._ids = self.table["actor_id"].combine_chunks()

    def __len__(self) -> int:
        return len(self._ids)

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids.to_pylist())

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self._row(key) is not None

    def __getitem__(self, key: str) -> ActorEntry:
        row = self._row(key)
        if row is None:
            raise KeyError(key)
        return entry_of(self.table.slice(row, 1).to_pylist()[0])

    def _row(self, key: str) -> int | None:
        """Where an id stands in the sorted table."""
        low, high = 0, len(self._ids)
        while low < high:
            middle = (low + high) // 2
            if self._ids[middle].as_py() < key:
                low = middle + 1
            else:
                high = middle
        return low if low < len(self._ids) and self._ids[low].as_py() == key else None


class Lookup(Mapping[str, V]):
    """What `make` makes of an actor, curated or imported; of imported ones when it is first asked for."""

    def __init__(self, curated: dict[str, V], imported: ImportedActors, make: Callable[[ActorEntry], V]) -> None:
        self._curated, self._imported, self._make = curated, imported, make
        self._late: dict[str, V | None] = {}

    def __len__(self) -> int:
        return len(self._curated) + len(self._imported)

    def __iter__(self) -> Iterator[str]:
        yield from self._curated
        yield from self._imported

    def __getitem__(self, key: str) -> V:
        found = self._curated.get(key)
        if found is None:
            if key not in self._late:
                self._late[key] = self._make(self._imported[key]) if key in self._imported else None
            found = self._late[key]
        if found is None:
            raise KeyError(key)
        return found


def entry_of(row: dict[str, object]) -> ActorEntry:
    """A row as an entry. It was checked when it was imported, so nothing is checked again."""
    roles = row["roles"]
    assert isinstance(roles, list)
    return ActorEntry.model_construct(
        id=row["actor_id"], name=row["name"], kind=row["kind"], country=row["country"], gender=row["gender"],
        aliases=tuple(_listed(row["names"])), surnames=tuple(_listed(row["short_names"])), origin="imported",
        offices=tuple(Office.model_construct(**role) for role in roles),
    )  # fmt: skip


def _listed(value: object) -> list[str]:
    return value if isinstance(value, list) else []
