"""Boilerplate told by statistics: a line that many different articles of one outlet have near their beginning or end.

A run counts lines (`line_hashes`), the lake adds the counts up, and `repeated` tells which lines are known as
boilerplate from then on; `normalize` takes those out (`NormalizeRules.known_repeats`). A line that was taken out is
still counted, so that what is known does not lapse.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from html import unescape
from typing import TypeVar

from config.text import Repeats
from tasks.normalize.alignment import AlignedText
from tasks.normalize.paragraphs import Paragraph
from warehouse.records import Block, Cleaned

RULE_ID = "statistics.repeated_line"
LineKey = tuple[str | None, int]
Stretch = TypeVar("Stretch", Block, Paragraph)
_DIGITS_AS_ZERO = bytes.maketrans(b"123456789", b"000000000")
_IGNORED = bytes(range(0x21)) + b"!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
_LARGEST_SHARE = 0.4


def line_hash(line: str) -> int:
    """63-bit hash of a line's letters in lower case; a digit counts as 0, white space and ASCII marks as nothing."""
    kept = (unescape(line) if "&" in line else line).lower().encode("utf-8", "replace")
    digest = blake2b(kept.translate(_DIGITS_AS_ZERO, _IGNORED), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1


def line_hashes(cleaned: Cleaned, limits: Repeats) -> list[tuple[int, int, int]]:
    """(line hash, raw start, raw end) of the lines that may be boilerplate, a hash once; known ones were taken out."""
    text = AlignedText(cleaned.text, cleaned.alignment)
    found: dict[int, tuple[int, int]] = {}
    for artifact in cleaned.artifacts:
        if artifact.rule_id == RULE_ID:
            found.setdefault(line_hash(artifact.text), (artifact.raw_start, artifact.raw_end))
    for block in _edges([block for block in cleaned.blocks if block.kind != "title"], limits):
        found.setdefault(line_hash(cleaned.text[block.start : block.end]), text.raw_span(block.start, block.end))
    return [(hashed, *span) for hashed, span in found.items()]


def body_hash(cleaned: Cleaned) -> int:
    """Hash of the longest paragraph: equal for copies of an article, whose common lines are no boilerplate."""
    return line_hash(max((cleaned.text[block.start : block.end] for block in cleaned.blocks), key=len, default=""))


def line_counts(documents: Iterable[Cleaned], limits: Repeats) -> dict[LineKey, int]:
    """How many different bodies have a line, by (outlet, line hash)."""
    bodies: dict[LineKey, set[int]] = {}
    for cleaned in documents:
        body = body_hash(cleaned)
        for hashed, _, _ in line_hashes(cleaned, limits):
            bodies.setdefault((cleaned.outlet_id, hashed), set()).add(body)
    return {key: len(different) for key, different in bodies.items()}


def repeated(
    counts: Mapping[LineKey, int], documents: Mapping[str | None, int], minimum_documents: int, minimum_share: float
) -> set[LineKey]:
    """The lines that at least so many different articles, and so large a share of their outlet's, have.

    `counts` are different bodies by (outlet, line hash), `documents` different bodies by outlet.
    """
    return {
        key
        for key, count in counts.items()
        if count >= minimum_documents and count >= minimum_share * documents.get(key[0], count)
    }


def known_lines(
    paragraphs: Sequence[Paragraph], outlet_id: str | None, known: Collection[LineKey], limits: Repeats
) -> list[Paragraph]:
    """The paragraphs that are known as boilerplate; none where they are most of the text."""
    found = [one for one in _edges(paragraphs, limits) if (outlet_id, line_hash(one.text)) in known]
    whole = sum(len(one.text) for one in paragraphs)
    return found if sum(len(one.text) for one in found) <= _LARGEST_SHARE * whole else []


def _edges(stretches: Sequence[Stretch], limits: Repeats) -> Iterator[Stretch]:
    """The first and last stretches of a text that have the length of a line."""
    last = len(stretches) - limits.edge_paragraphs
    for number, one in enumerate(stretches):
        at_edge = number < limits.edge_paragraphs or number >= last
        if at_edge and limits.shortest <= one.end - one.start <= limits.longest:
            yield one
