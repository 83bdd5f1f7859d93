"""Where in a document discovered names may stand: beside what is linked, or over what a longer name makes void."""

from __future__ import annotations

from typing import Final

from tasks.actors.links import OVERLAPPING, Link, first_from
from tasks.actors.spans import BODY, Span

SWALLOWED: Final = frozenset({"place", "adjective", "metonym", "surname"})


class Room:
    """The text that is not taken: links of the knowledge base, and what discovery has placed."""

    def __init__(self, links: list[Link]) -> None:
        self._links = links
        self._placed: list[Span] = []
        self.swallowed: set[tuple[int, int]] = set()

    def overlapped(self, start: int, end: int) -> list[Link]:
        """The links that share a character with a span."""
        links = self._links
        found: list[Link] = []
        for at in range(max(0, first_from(start, links) - OVERLAPPING), len(links)):
            link = links[at]
            if link.start >= end:
                break
            if link.end > start:
                found.append(link)
        return found

    def is_free(self, start: int, end: int) -> bool:
        """Whether nothing is linked or placed there."""
        return not self._is_placed(start, end) and not self.overlapped(start, end)

    def _is_placed(self, start: int, end: int) -> bool:
        return any(one.start < end and start < one.end for one in self._placed)

    def take(self, span: Span) -> bool:
        """Place a span where it may stand; whether it may."""
        if not self.admits(span):
            return False
        self.place(span)
        return True

    def admits(self, span: Span) -> bool:
        """Whether a span may stand."""
        others = self.overlapped(span.start, span.end)
        if others and not (span.kind == BODY and _swallows(span, others)):
            return False
        return not self._is_placed(span.start, span.end)

    def place(self, span: Span) -> None:
        """Place a span that may stand."""
        if span.kind == BODY:
            for other in self.overlapped(span.start, span.end):
                self.swallowed.add((other.start, other.end))
        self._placed.append(span)


def _swallows(span: Span, others: list[Link]) -> bool:
    """Whether a body's name holds only links that a longer name makes void."""
    if span.rule == "acronym_again":
        return True
    inside = all(span.start <= other.start and other.end <= span.end for other in others)
    whole = any(other.start == span.start and other.end == span.end for other in others)
    return inside and not whole and all(other.kind in SWALLOWED for other in others)
