"""Boilerplate told by statistics: a line that many different articles of one outlet have near their beginning or end.

Reading hashes the lines at the edges of each content (`edge_lines`); the lake keeps the hashes and tells which of them
repeat (`warehouse/sql/repeated_lines.sql`); `normalize` takes out the lines whose hashes a delivery brings along
(`Delivery.repeated_lines`). Counted is what was delivered, not what cleaning left of it, so what is known does not
lapse by being removed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from hashlib import blake2b
from html import unescape
from typing import NamedTuple

from tasks.normalize.paragraphs import Paragraph, ends_like_sentence

RULE_ID = "statistics.repeated_line"
# What the hashes mean; they are stored, so none of this is for a config to change.
EDGE_LINES = 6
SHORTEST = 20
LONGEST = 300
SHORTEST_SENTENCE = 80
_DIGITS_AS_ZERO = bytes.maketrans(b"123456789", b"000000000")
_IGNORED = bytes(range(0x21)) + b"!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
_NUMBER = re.compile(b"00+")
_APART = "\x7f"  # a sign that no line should have, and that is hashed: between lines that are folded together
_LARGEST_SHARE = 0.4


class EdgeLines(NamedTuple):
    """Hashes of a content's longest line, which copies of an article share, and of the lines at its edges, sorted."""

    body_hash: int
    line_hashes: list[int]


def line_hash(line: str) -> int:
    """63-bit hash of a line's letters in lower case; a number counts as 0, white space and ASCII marks as nothing.

    Its lowest bit tells a long line that ends like a sentence: such a line may be background that articles share.
    """
    return _marked(_hash(_folded(unescape(line) if "&" in line else line)), line)


def _line_hashes(lines: Sequence[str]) -> list[int]:
    """Hashes of lines, folded together."""
    joined = _APART.join([unescape(line) if "&" in line else line for line in lines])
    if joined.count(_APART) >= len(lines):
        return [line_hash(line) for line in lines]
    parts = _folded(joined).split(_APART.encode())
    return [_marked(_hash(part), line) for part, line in zip(parts, lines, strict=True)]


def _folded(text: str) -> bytes:
    """What of a text is hashed."""
    kept = text.lower().encode("utf-8", "replace").translate(_DIGITS_AS_ZERO, _IGNORED)
    return _NUMBER.sub(b"0", kept) if b"00" in kept else kept


def _marked(value: int, line: str) -> int:
    """The hash of a line with its lowest bit."""
    return value >> 1 << 1 | (len(line) >= SHORTEST_SENTENCE and ends_like_sentence(line))


def _hash(content: bytes) -> int:
    """63-bit hash of bytes."""
    return int.from_bytes(blake2b(content, digest_size=8).digest(), "big") >> 1


def edge_lines(text: str) -> EdgeLines:
    """What is counted of a content's raw text: about 15 microseconds for 4 kB of news."""
    if not text.isascii():
        text = text.replace("\xa0", " ")
    lines = [line for line in text.split("\n") if line]
    edges = lines if len(lines) <= 2 * EDGE_LINES else lines[:EDGE_LINES] + lines[-EDGE_LINES:]
    hashes = set(_line_hashes([line for line in map(str.strip, edges) if SHORTEST <= len(line) <= LONGEST]))
    longest = max(lines, key=len, default="").lower().encode("utf-8", "replace")
    return EdgeLines(_hash(longest.translate(None, _IGNORED)), sorted(hashes))


def repeated_paragraphs(paragraphs: Sequence[Paragraph], repeated: Collection[int]) -> list[Paragraph]:
    """The paragraphs that are known as boilerplate, by their hashes; none where they are most of the text."""
    found = [
        one for one in paragraphs if SHORTEST <= one.end - one.start <= LONGEST and line_hash(one.text) in repeated
    ]
    whole = sum(len(one.text) for one in paragraphs)
    return found if sum(len(one.text) for one in found) <= _LARGEST_SHARE * whole else []
