"""The article's own paragraphs: what is repeated, where it breaks off, and what kind each paragraph is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from config.text import Headline
from tasks.normalize.alignment import AlignedText
from tasks.normalize.findings import FLAGGED, Findings
from tasks.normalize.paragraphs import Paragraph, ends_like_sentence
from warehouse.records import Block

_SHORTEST_REPEAT = 60
_SHORTEST_CUT_OFF = 80
_block = partial(tuple.__new__, Block)  # as for paragraphs
_SHOWN_OF_CUT_OFF = 60
# Addresses, handles and signatures after a dash have no full stop either.
_CUT_OFF = re.compile(r"^[^—–/@]*(?:\s[^\W\d_A-Z][^\W\d_]*|\w,)\Z")


def repeated(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Paragraphs that stand word for word further up; short ones (a chorus, a speaker's name) may."""
    if len({paragraph.text for paragraph in paragraphs}) == len(paragraphs):
        return []
    seen: set[str] = set()
    again = []
    for paragraph in paragraphs:
        if len(paragraph.text) >= _SHORTEST_REPEAT:
            if paragraph.text in seen:
                again.append(paragraph)
            seen.add(paragraph.text)
    return again


def flag_truncation(text: AlignedText, findings: Findings) -> None:
    """Flag a last paragraph that is long enough for a sentence and ends in a small word or comma."""
    start = text.text.rfind("\n") + 1
    last = text.text[start:]
    if len(last) >= _SHORTEST_CUT_OFF and start and _CUT_OFF.search(last[-_SHOWN_OF_CUT_OFF:]):
        end = len(text.text)
        findings.note((text, end - _SHOWN_OF_CUT_OFF, end), "truncation", "no_end", FLAGGED)


def blocks_of(paragraphs: Sequence[Paragraph], has_title: bool, limits: Headline) -> list[Block]:
    """The paragraphs as blocks: the title first where there is one, headings inside the body, the rest body."""
    longest = limits.longest_heading
    return [
        _block((start, end, number, "body"))
        if number > 0 and end - start > longest
        else _block((start, end, number, _kind(paragraphs, number, has_title, limits)))
        for number, (start, end, _) in enumerate(paragraphs)
    ]


def _kind(paragraphs: Sequence[Paragraph], number: int, has_title: bool, limits: Headline) -> str:
    """Kind of one paragraph: a heading is short, ends in no full stop, and stands between longer ones."""
    line = paragraphs[number].text
    if has_title and number == 0:
        return "title"
    inside = (1 if has_title else 0) < number < len(paragraphs) - 1
    if not inside or len(line) > limits.longest_heading or ends_like_sentence(line):
        return "body"
    return "heading" if len(paragraphs[number + 1].text) > len(line) else "body"
