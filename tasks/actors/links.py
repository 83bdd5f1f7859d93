"""What all readers of a document give: a span and the actor that it names."""

from __future__ import annotations

from typing import Final

from mypy_extensions import mypyc_attr

from warehouse.records import Segment

OVERLAPPING: Final = 2  # links that begin before a place and reach over it, at most


@mypyc_attr(acyclic=True)
class Link:
    """A span that names an actor, before it is numbered; `candidates` are who else could be meant.

    `surface` is what stands there, if somebody has it at hand; else it is empty, to be cut out of the text.

    No tuple, as compiled code makes and reads objects of its own classes faster.
    """

    __slots__ = ("actor_id", "candidates", "confidence", "end", "kind", "method", "segment", "start", "surface")

    def __init__(  # noqa: PLR0913, PLR0917 (a row's columns)
        self, start: int, end: int, segment: Segment, actor_id: str, kind: str, method: str, confidence: float,
        candidates: tuple[str, ...] = (), surface: str = "",
    ) -> None:  # fmt: skip
        self.start = start
        self.end = end
        self.segment = segment
        self.actor_id = actor_id
        self.kind = kind
        self.method = method
        self.confidence = confidence
        self.candidates = candidates
        self.surface = surface


def in_text_order(link: Link) -> int:
    """A number by which links sort as they stand: by start, then by end."""
    return link.start << 32 | link.end


def merged(links: list[Link], others: list[Link]) -> list[Link]:
    """Two lists of links as one, all in text order; of two alike that of the first list comes first."""
    if not others:
        return links
    found: list[Link] = []
    at = 0
    for other in others:
        order = in_text_order(other)
        while at < len(links) and in_text_order(links[at]) <= order:
            found.append(links[at])
            at += 1
        found.append(other)
    found += links[at:]
    return found


def first_from(start: int, links: list[Link]) -> int:
    """The number of the first link that begins at a place or behind it; they are in text order."""
    low, high = 0, len(links)
    while low < high:
        middle = (low + high) >> 1
        if links[middle].start < start:
            low = middle + 1
        else:
            high = middle
    return low


def is_free(start: int, end: int, links: list[Link]) -> bool:
    """Whether a span shares no character with links."""
    return not any(link.start < end and start < link.end for link in links)
