"""What all readers of a document give: a span and the actor that it names."""

from __future__ import annotations

from mypy_extensions import mypyc_attr

from warehouse.records import Segment


@mypyc_attr(acyclic=True)
class Link:
    """A span that names an actor, before it is numbered; `candidates` are who else could be meant.

    No tuple, as compiled code makes and reads objects of its own classes faster.
    """

    __slots__ = ("actor_id", "candidates", "confidence", "end", "kind", "method", "segment", "start")

    def __init__(  # noqa: PLR0913, PLR0917 (a row's columns)
        self, start: int, end: int, segment: Segment, actor_id: str, kind: str, method: str, confidence: float,
        candidates: tuple[str, ...] = (),
    ) -> None:  # fmt: skip
        self.start = start
        self.end = end
        self.segment = segment
        self.actor_id = actor_id
        self.kind = kind
        self.method = method
        self.confidence = confidence
        self.candidates = candidates


def in_text_order(link: Link) -> int:
    """A number by which links sort as they stand: by start, then by end."""
    return link.start << 32 | link.end
