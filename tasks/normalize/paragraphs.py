"""Paragraphs of a laid-out text, and the sentences inside one."""

from __future__ import annotations

import operator
import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, compress
from typing import NamedTuple, overload

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


class Paragraphs(Sequence[Paragraph]):
    """The paragraphs of a text whose paragraphs are parted by one blank line, as columns: few are looked at closely.

    `tidy`: no line break stands anywhere but between two of them.
    """

    __slots__ = ("ends", "starts", "texts", "tidy")

    def __init__(self, text: str) -> None:
        lines = text.split("\n")  # in half the time that a blank line takes to find
        self.tidy = len(lines) % 2 == 1 and all(lines[::2]) and not any(lines[1::2])
        texts = lines[::2] if self.tidy else text.split(SEPARATOR)
        lengths = list(map(len, texts))
        ends = list(map(operator.add, accumulate(lengths), range(0, len(SEPARATOR) * len(texts), len(SEPARATOR))))
        self.texts, self.ends = texts, ends
        self.starts = list(map(operator.sub, ends, lengths))
        if not self.tidy:
            self.starts, self.ends = list(compress(self.starts, texts)), list(compress(ends, texts))
            self.texts = list(filter(None, texts))

    def __len__(self) -> int:
        return len(self.texts)

    def __iter__(self) -> Iterator[Paragraph]:
        return map(Paragraph, self.starts, self.ends, self.texts)

    @overload
    def __getitem__(self, index: int) -> Paragraph: ...

    @overload
    def __getitem__(self, index: slice) -> list[Paragraph]: ...

    def __getitem__(self, index: int | slice) -> Paragraph | list[Paragraph]:
        if isinstance(index, slice):
            return list(map(Paragraph, self.starts[index], self.ends[index], self.texts[index]))
        return Paragraph(self.starts[index], self.ends[index], self.texts[index])


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
