"""Cut a paragraph into sentences that keep every quotation whole."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
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


def sentences_of(text: str, paragraph: Sequence[Segment], quotes: Sequence[Quote]) -> list[Part]:
    """Sentences of a paragraph.

    A quotation that runs over several segments joins them; one that follows a full stop opens a sentence.
    """
    if not quotes:
        return [(segment.start, segment.end, segment, []) for segment in paragraph]
    edges = _edges(text, paragraph, quotes)
    result: list[Part] = []
    number = opened = 0
    for start, end in pairwise(edges):
        while number + 1 < len(paragraph) and paragraph[number].end <= start:
            number += 1
        inside: list[Quote] = []
        while opened < len(quotes) and quotes[opened].start < end:
            inside.append(quotes[opened])
            opened += 1
        result.append((start, _trimmed(text, start, end), paragraph[number], inside))
    return result


def _edges(text: str, paragraph: Sequence[Segment], quotes: Sequence[Quote]) -> list[int]:
    """Where sentences begin, and where the last one ends."""
    begin = paragraph[0].start
    edges = [quote.start for quote in quotes if quote.start > begin and _opens_sentence(text, begin, quote)]
    number = 0
    for segment in paragraph[1:]:
        start = segment.start
        while number < len(quotes) and quotes[number].end <= start:
            number += 1
        if number == len(quotes) or quotes[number].start >= start:
            edges.append(start)
    edges = sorted(set(edges))
    return [begin, *edges, paragraph[-1].end]


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
