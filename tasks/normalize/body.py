"""The article's own paragraphs: what is repeated, where it breaks off, and what kind each paragraph is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import partial

from config.text import Headline
from tasks.normalize.alignment import AlignedText
from tasks.normalize.findings import FLAGGED, Findings
from tasks.normalize.opening import Part
from tasks.normalize.paragraphs import Paragraphs, ends_like_sentence
from warehouse.records import Block

_SHORTEST_REPEAT = 60
_SHORTEST_CUT_OFF = 80
_block = partial(tuple.__new__, Block)  # a third of the cost of calling the class
_SHOWN_OF_CUT_OFF = 60
# Addresses, handles and signatures after a dash have no full stop either.
_CUT_OFF = re.compile(r"^[^—–/@]*(?:\s[^\W\d_A-Z][^\W\d_]*|\w,)\Z")


def repeated(paragraphs: Paragraphs, opening: Iterable[Part]) -> list[Part]:
    """Paragraphs that stand word for word further up; short ones (a chorus, a speaker's name) may.

    What is left of a paragraph when parts of the opening are taken out counts as the whole.
    """
    starts, ends = list(paragraphs.starts), paragraphs.ends
    for part in opening:
        number = bisect_left(starts, part.start)
        if number < len(starts) and starts[number] == part.start:
            starts[number] = part.end
    lengths = list(map(int.__sub__, ends, starts))
    met: set[int] = set()
    common: set[int] = set()
    for length in lengths:
        if length >= _SHORTEST_REPEAT:
            (common if length in met else met).add(length)
    again = []
    seen: set[str] = set()
    for number, length in enumerate(lengths) if common else ():
        if length in common:
            text = paragraphs.content[starts[number] : ends[number]]
            if text in seen:
                again.append(Part(starts[number], ends[number], "repeated_text", "repeated_paragraph"))
            seen.add(text)
    return again


def flag_truncation(text: AlignedText, findings: Findings) -> None:
    """Flag a last paragraph that is long enough for a sentence and ends in a small word or comma."""
    content = text.text
    if not (content.endswith(",") or content[-1:].isalnum()):
        return
    start, end = content.rfind("\n") + 1, len(content)
    if start and end - start >= _SHORTEST_CUT_OFF and _CUT_OFF.search(content[-_SHOWN_OF_CUT_OFF:]):
        findings.note((text, end - _SHOWN_OF_CUT_OFF, end), "truncation", "no_end", FLAGGED)


def blocks_of(paragraphs: Paragraphs, has_title: bool, limits: Headline) -> list[Block]:
    """The paragraphs as blocks: the title first where there is one, headings inside the body, the rest body."""
    longest, count = limits.longest_heading, len(paragraphs)
    kinds = ["body"] * count
    for number in range(count):
        if number == 0 or paragraphs.length(number) <= longest:
            kinds[number] = _kind(paragraphs, number, has_title, longest)
    return list(map(_block, zip(paragraphs.starts, paragraphs.ends, range(count), kinds, strict=True)))


def _kind(paragraphs: Paragraphs, number: int, has_title: bool, longest: int) -> str:
    """Kind of one paragraph: a heading is short, ends in no full stop, and stands between longer ones."""
    if has_title and number == 0:
        return "title"
    inside = (1 if has_title else 0) < number < len(paragraphs) - 1
    length = paragraphs.length(number)
    if not inside or length > longest or ends_like_sentence(paragraphs.text(number)):
        return "body"
    return "heading" if paragraphs.length(number + 1) > length else "body"
