"""Imported actors in a document: full names anywhere, short ones only where a full one introduces them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from tasks.actors.characters import is_token
from tasks.actors.imported_names import Bearer, Span
from tasks.actors.links import Link
from tasks.actors.passage import Passage
from tasks.actors.rules import Rules
from tasks.actors.scan import SILENT, Hit
from warehouse.records import Segment

SURE: Final = 0.9
BY_COUNTRY: Final = 0.7
SHORT: Final = 0.8
SHIP_WORDS_BEFORE: Final = 2


def apart(hits: Sequence[Hit], spans: Sequence[Span]) -> tuple[list[Hit], list[Span]]:
    """Curated forms and imported names that go together: the longer one stands, of two alike the curated one.

    Surnames inside an imported name stay: they tell that somebody else bears them here.
    """
    kept = [span for span in spans if not any(_beats(hit, span) for hit in hits)]
    if not kept:
        return list(hits), kept
    return [hit for hit in hits if not any(hit.choice.senses and _inside(hit, span) for span in kept)], kept


def _beats(hit: Hit, span: Span) -> bool:
    overlaps = hit.start < span.end and span.start < hit.end
    return (
        overlaps
        and bool(hit.choice.senses)
        and not (_inside(hit, span) and hit.end - hit.start < span.end - span.start)
    )


def _inside(hit: Hit, span: Span) -> bool:
    return span.start <= hit.start and hit.end <= span.end


class ImportedReader:
    """Decides whom the imported names of one document name."""

    def __init__(self, passage: Passage, rules: Rules, spans: Sequence[Span]) -> None:
        self.passage = passage
        self.rules = rules
        self.spans = spans
        self._introduced: dict[str, Bearer] = {}

    def read(self, taken: Sequence[tuple[int, int]], seen: Collection[str]) -> list[Link]:
        """The links of names that overlap none of the spans `taken`; `seen` are the actors that the document names."""
        found: list[Link] = []
        for span in self.spans:
            if _free(span.start, span.end, taken) and (choice := self._choose(span, seen)):
                found.append(choice)
        for bearer in self._introduced.values():
            found += self._short(bearer, [*taken, *((one.start, one.end) for one in found)])
        return found

    def _choose(self, span: Span, seen: Collection[str]) -> Link | None:
        """The one who bears the name; of several, the one whose country the document names."""
        bearers = [bearer for bearer in span.bearers if bearer.kind != "vessel" or self._is_ship(span)]
        fitting = bearers if len(bearers) == 1 else [bearer for bearer in bearers if bearer.country in seen]
        if len({bearer.actor_id for bearer in fitting}) != 1:
            return None
        self._introduced[fitting[0].actor_id] = fitting[0]
        actor_id = fitting[0].actor_id
        others = tuple(dict.fromkeys(bearer.actor_id for bearer in bearers if bearer.actor_id != actor_id))
        return Link(
            span.start, span.end, span.segment, actor_id, "name", "imported", BY_COUNTRY if others else SURE, others
        )

    def _is_ship(self, span: Span) -> bool:
        """Whether a word for a ship stands right before the name: names of ships are often ordinary words."""
        before = self.passage.before(span.start, span.segment).lower().replace('"', " ").replace("“", " ").split()
        return not self.rules.vessels.isdisjoint(before[-SHIP_WORDS_BEFORE:])

    def _short(self, bearer: Bearer, taken: Sequence[tuple[int, int]]) -> Iterator[Link]:
        """Every place where a short name of somebody introduced stands by itself."""
        kind = "surname" if bearer.kind == "person" else "name"
        for name in sorted(bearer.short_names, key=len, reverse=True):
            for start, segment in self._places(name):
                if _free(start, start + len(name), taken) and self._stands_alone(start, start + len(name), segment):
                    taken = [*taken, (start, start + len(name))]
                    yield Link(start, start + len(name), segment, bearer.actor_id, kind, "imported_short", SHORT, ())

    def _places(self, name: str) -> Iterator[tuple[int, Segment]]:
        text = self.passage.text
        start = text.find(name)
        while start >= 0:
            if is_token(text, start, start + len(name)):
                yield from ((start, one) for one in self.passage.segments if _holds(one, start, start + len(name)))
            start = text.find(name, start + len(name))

    def _stands_alone(self, start: int, end: int, segment: Segment) -> bool:
        """Whether no capitalised word beside a short name makes it part of another name."""
        before = self.passage.previous_word(start, segment)
        opens = self.passage.opens_sentence(start - 1 - len(before), segment)
        if before[:1].isupper() and before not in self.rules.titles and not opens:
            return False
        after = self.passage.next_word(end)
        return not after[:1].isupper() or after in self.rules.before_ok or self.passage.title_case(segment)


def _holds(segment: Segment, start: int, end: int) -> bool:
    return segment.kind != SILENT and segment.start <= start and end <= segment.end


def _free(start: int, end: int, taken: Sequence[tuple[int, int]]) -> bool:
    return not any(left < end and start < right for left, right in taken)
