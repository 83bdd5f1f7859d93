"""Paragraphs of a laid-out text, and the sentences inside one."""

from __future__ import annotations

import re
from functools import partial
from itertools import accumulate
from operator import add
from typing import NamedTuple

SEPARATOR = "\n\n"
_FURNITURE_EDGES = " \t.,:;!?*•·|–—-…>»«()[]{}\"'“”‘’©#_/\\▶►→"
_SENTENCE_END = re.compile(r"(?:[.!?…][”\"’»)\]]*\s+(?=[^\W\d_a-zа-яіїє]|[“\"«(©])|[。！？][”」』]?)")
_CLOSING_QUOTES = "'\"’”»)]"
_FINAL = ".!?…。！？؟।:;,،"


class Paragraph(NamedTuple):
    """One paragraph: half-open code points of the text it was found in."""

    start: int
    end: int
    text: str


# A third of the cost of calling the class, which counts at thirty paragraphs a text.
_paragraph = partial(tuple.__new__, Paragraph)


def paragraphs_of(text: str) -> list[Paragraph]:
    """The paragraphs of a text whose paragraphs are parted by one blank line."""
    parts = text.split(SEPARATOR)
    lengths = list(map(len, parts))
    starts = [0, *accumulate(map(len(SEPARATOR).__add__, lengths[:-1]))]
    found = list(map(_paragraph, zip(starts, map(add, starts, lengths), parts, strict=True)))
    return found if all(lengths) else [paragraph for paragraph in found if paragraph.text]


def bare(line: str) -> str:
    """A line without the punctuation and signs around it."""
    return line.strip(_FURNITURE_EDGES)


def ends_like_sentence(line: str) -> bool:
    """Whether a line ends in punctuation that a headline or heading would not have."""
    return line.rstrip().rstrip(_CLOSING_QUOTES)[-1:] in _FINAL if line else False


def sentence_around(paragraph: str, position: int) -> tuple[int, int]:
    """The sentence of a paragraph that holds a position, by a rough rule: a stop, a space, no lower-case letter."""
    start, end = 0, len(paragraph)
    for match in _SENTENCE_END.finditer(paragraph):
        if match.end() <= position:
            start = match.end()
        else:
            end = match.end()
            break
    return start, end
