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
        found = self._index.find(texts)
        return [list(self._inside(names, own)) for names, own in zip(found, segments, strict=True)]

    def _inside(self, found: Sequence[Found], segments: Sequence[Segment]) -> Iterator[Span]:
        following = iter(segments if found else ())
        segment = next(following, None)
        for start, end, names in found:
            while segment is not None and segment.end < end:
                segment = next(following, None)
            if segment is not None and segment.start <= start:
                rows = dict.fromkeys(int(self._owners[name]) for name in names)
                yield Span(start, end, segment, tuple(self._bearer(row) for row in rows))

    def _bearer(self, row: int) -> Bearer:
        kind, country, short_names = (column[row].as_py() for column in self._columns)
        return Bearer(self._ids[row].as_py(), kind, country, tuple(short_names))
