"""Cut a paragraph into sentences that keep every quotation whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tasks.attribution.quotes import Quote
from warehouse.records import Segment

TERMINAL: Final = frozenset({".", "!", "?", "…"})
# A sentence: start and end, the segment where it begins, and the quotations that begin in it.
Part = tuple[int, int, Segment, list[Quote]]
_CLOSING: Final = "”\"»'’)“"
_LOOK_BACK: Final = 5


def paragraphs(segments: Sequence[Segment]) -> list[list[Segment]]:
    """Segments grouped by paragraph, in order."""
    groups: list[list[Segment]] = []
    for segment in segments:
        if groups and groups[-1][0].paragraph_no == segment.paragraph_no:
            groups[-1].append(segment)
        else:
            groups.append([segment])
    return groups


def sentences_of(text: str, paragraph: list[Segment], quotes: list[Quote]) -> list[Part]:
    """Sentences of a paragraph.

    A quotation that runs over several segments joins them; one that follows a full stop opens a sentence.
    """
    if not quotes:
        return [(segment.start, segment.end, segment, []) for segment in paragraph]
    edges = _edges(text, paragraph, quotes)
    result: list[Part] = []
    number = opened = 0
    for edge in range(len(edges) - 1):
        start, end = edges[edge], edges[edge + 1]
        while number + 1 < len(paragraph) and paragraph[number].end <= start:
            number += 1
        inside: list[Quote] = []
        while opened < len(quotes) and quotes[opened].start < end:
            inside.append(quotes[opened])
            opened += 1
        result.append((start, _trimmed(text, start, end), paragraph[number], inside))
    return result


def _edges(text: str, paragraph: list[Segment], quotes: list[Quote]) -> list[int]:
    """Where sentences begin, and where the last one ends; quotations are in order, and so are segments."""
    begin, end = paragraph[0].start, paragraph[-1].end
    starts = [segment.start for segment in paragraph[1:]]
    edges = [begin]
    number = 0
    for start in [*starts, end]:
        while number < len(quotes) and quotes[number].start < start:
            quote = quotes[number]
            if quote.start > edges[-1] and _opens_sentence(text, begin, quote):
                edges.append(quote.start)
            number += 1
        if start == end or number == 0 or quotes[number - 1].end <= start:
            edges.append(start)
    return edges


def _trimmed(text: str, start: int, end: int) -> int:
    """The end of a stretch without white space there."""
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _opens_sentence(text: str, start: int, quote: Quote) -> bool:
    """Whether a full stop, perhaps inside closing marks, and a space stand before a quotation."""
    before = text[max(start, quote.start - _LOOK_BACK) : quote.start]
    words = before.rstrip()
    return len(words) < len(before) and words.rstrip(_CLOSING)[-1:] in TERMINAL
