"""Findings marked in a text, whatever way they overlap, as properly nested HTML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from markupsafe import Markup, escape

from flows.site.plain import plain


class Span(NamedTuple):
    """One marked stretch: half-open code points, the layer (0 is outermost), CSS classes, anchor and a hint."""

    start: int
    end: int
    layer: int
    classes: str
    anchor: str
    hint: str = ""


def marked(text: str, spans: Sequence[Span], start: int, end: int, begun: set[str]) -> Markup:
    """Code points `start` to `end` of a text with its spans marked.

    A span that crosses one of a layer further out is cut in pieces; the first carries the anchor as its id, all carry
    it as data-of. `begun` holds the anchors that have an id already, and is added to: a text is marked by paragraphs.
    """
    inside = [span for span in spans if span.start < end and span.end > start and span.start < span.end]
    parts: list[str] = []
    open_spans: list[Span] = []
    for low, high in _stretches(inside, start, end):
        wanted = sorted(
            (span for span in inside if span.start <= low and span.end >= high),
            key=lambda span: (span.layer, span.start, -span.end, span.anchor),
        )
        kept = _common(open_spans, wanted)
        parts += [_CLOSE] * (len(open_spans) - kept)
        parts += [_opened(span, begun) for span in wanted[kept:]]
        parts.append(_safe(text[low:high]))
        open_spans = wanted
    parts += [_CLOSE] * len(open_spans)
    return Markup("".join(parts))


_CLOSE = "</span>"


def _stretches(spans: Sequence[Span], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Stretches between which no span begins or ends."""
    inner = {place for span in spans for place in (span.start, span.end) if start < place < end}
    places = sorted({start, end, *inner})
    return pairwise(places)


def _common(one: Sequence[Span], other: Sequence[Span]) -> int:
    """How many first spans two lists share."""
    for number, (left, right) in enumerate(zip(one, other, strict=False)):
        if left is not right:
            return number
    return min(len(one), len(other))


def _opened(span: Span, begun: set[str]) -> str:
    """The start tag of a span or of a later piece of it."""
    anchor = _safe(span.anchor)
    identity = "" if span.anchor in begun else f' id="{anchor}"'
    begun.add(span.anchor)
    hint = f' title="{_safe(span.hint)}"' if span.hint else ""
    return f'<span class="{_safe(span.classes)}" data-of="{anchor}"{identity}{hint}>'


def _safe(text: str) -> str:
    """Text made plain and escaped, for HTML and for values of attributes."""
    return str(escape(plain(text)))
