"""What all readers of a document give: a span and the actor that it names."""

from __future__ import annotations

from typing import NamedTuple

from warehouse.records import Segment


class Link(NamedTuple):
    """A span that names an actor, before it is numbered; `candidates` are who else could be meant."""

    start: int
    end: int
    segment: Segment
    actor_id: str
    kind: str
    method: str
    confidence: float
    candidates: tuple[str, ...]
