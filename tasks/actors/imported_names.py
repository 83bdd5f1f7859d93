"""Imported names: who bears those that a text holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from config.imported import ImportedActors
from tasks.actors.name_index import Found, NameIndex
from warehouse.records import Segment


class Bearer(NamedTuple):
    """One imported actor as linking needs it; `actor_id` is the curated one's where it is the same."""

    actor_id: str
    kind: str
    country: str | None
    short_names: tuple[str, ...]


class Span(NamedTuple):
    """A full name in a segment, and all who bear it."""

    start: int
    end: int
    segment: Segment
    bearers: tuple[Bearer, ...]


class ImportedNames:
    """All imported names, indexed once a process."""

    def __init__(self, actors: ImportedActors) -> None:
        table = actors.whole
        names = table["names"].combine_chunks()
        self._index = NameIndex(pc.list_flatten(names))
        self._owners = pc.list_parent_indices(names).to_numpy().astype(np.int32)
        self._ids: pa.Array = actors.linked_ids
        self._columns = [table[name].combine_chunks() for name in ("kind", "country", "short_names")]

    def spans(self, texts: Sequence[str], segments: Sequence[Sequence[Segment]]) -> list[list[Span]]:
        """The full names inside the segments of each text, in text order."""
        found = [list(_inside(names, own)) for names, own in zip(self._index.find(texts), segments, strict=True)]
        bearers = self._bearers(sorted({name for spans in found for one, _ in spans for name in one.names}))
        return [
            [Span(one.start, one.end, segment, _each(one.names, bearers)) for one, segment in spans] for spans in found
        ]

    def _bearers(self, names: Sequence[int]) -> dict[int, tuple[int, Bearer]]:
        """The row and the actor of each name."""
        rows = self._owners[np.array(names, np.int64)]
        columns = [column.take(pa.array(rows)).to_pylist() for column in (self._ids, *self._columns)]
        return {
            name: (row, Bearer(actor_id, kind, country, tuple(short_names)))
            for name, row, actor_id, kind, country, short_names in zip(names, rows.tolist(), *columns, strict=True)
        }


def _each(names: Sequence[int], bearers: dict[int, tuple[int, Bearer]]) -> tuple[Bearer, ...]:
    """The actors of some names, each once."""
    return (bearers[names[0]][1],) if len(names) == 1 else tuple(dict([bearers[name] for name in names]).values())


def _inside(found: Sequence[Found], segments: Sequence[Segment]) -> Iterator[tuple[Found, Segment]]:
    """What stands inside a segment, with it."""
    following = iter(segments if found else ())
    segment = next(following, None)
    for one in found:
        while segment is not None and segment.end < one.end:
            segment = next(following, None)
        if segment is not None and segment.start <= one.start:
            yield one, segment
