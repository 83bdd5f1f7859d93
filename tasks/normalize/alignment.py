"""A text that remembers where each of its characters stood in the raw text, through any number of edits.

The memory is a list of runs, one run where nothing was changed; every pass finds its edits with regular expressions
over the whole text and applies them at once, so a text costs in proportion to its edits, not to its length.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import partial
from typing import NamedTuple, TypeAlias

from tasks.normalize.paragraphs import Paragraphs
from warehouse.records import Alignment

PLAIN_BYTES = b"\n" + bytes(range(0x20, 0x7F))  # printable ASCII and line breaks
_run = partial(tuple.__new__, Alignment)  # a third of the cost of calling the class

Mark: TypeAlias = tuple[int, str]
"""A place that a rule wants to look at, and the rule's id."""


class Edit(NamedTuple):
    """Replace code points [start, end) of the current text. Of equal length: character by character, in place."""

    start: int
    end: int
    replacement: str


_edit = partial(tuple.__new__, Edit)


class AlignedText:
    """Current text and its alignment to the raw text; immutable. `marks`, in order, move along with what is edited."""

    __slots__ = ("_paragraphs", "_rare", "_starts", "_utf8", "marks", "runs", "text")

    def __init__(self, text: str, runs: list[Alignment], marks: Sequence[Mark] = ()) -> None:
        self.text = text
        self.runs = runs
        self.marks = marks
        self._starts: list[int] | None = None
        self._paragraphs: Paragraphs | None = None
        self._utf8: bytes | None = None
        self._rare: bytes | None = None

    @property
    def utf8(self) -> bytes:
        """The text in UTF-8, made once: a plain search is several times faster in bytes than in a wide string."""
        if self._utf8 is None:
            self._utf8 = self.text.encode("utf-8", "replace")
        return self._utf8

    @property
    def rare(self) -> bytes:
        """What of that is no `PLAIN_BYTES`, made once."""
        if self._rare is None:
            self._rare = self.utf8.translate(None, PLAIN_BYTES)
        return self._rare

    @property
    def paragraphs(self) -> Paragraphs:
        """Its paragraphs, found once."""
        if self._paragraphs is None:
            self._paragraphs = Paragraphs(self.text)
        return self._paragraphs

    @classmethod
    def of_raw(cls, raw: str, utf8: bytes | None = None, rare: bytes | None = None) -> AlignedText:
        """The raw text itself, aligned with itself; `utf8` and `rare` spare making them where they are at hand."""
        text = cls(raw, [Alignment(0, 0, len(raw))] if raw else [])
        text._utf8, text._rare = utf8, rare
        return text

    def edit(self, edits: Sequence[Edit]) -> AlignedText:
        """The text after `edits`, which are sorted and do not overlap.

        A replacement as long as what it replaces stays aligned; any other is inserted text, aligned with nothing.
        """
        if not edits:
            return self
        pieces: list[str] = []
        kept: list[tuple[int, int, int]] = []
        at = kept_from = shift = 0
        for start, end, replacement in edits:
            pieces.append(self.text[at:start])
            pieces.append(replacement)
            at = end
            if len(replacement) != end - start:
                kept.append((kept_from, start, shift))
                kept_from = end
                shift += len(replacement) - (end - start)
        kept.append((kept_from, len(self.text), shift))
        pieces.append(self.text[at:])
        return AlignedText("".join(pieces), _carry(self.runs, kept), _moved(self.marks, kept) if self.marks else ())

    def marked(self, marks: Sequence[Mark]) -> AlignedText:
        """The same text with marks."""
        text = AlignedText(self.text, self.runs, marks)
        text._utf8, text._rare, text._paragraphs = self._utf8, self._rare, self._paragraphs
        return text

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Where [start, end) stands in the raw text; for inserted characters, the raw text they took the place of."""
        if self._starts is None:
            self._starts = [run[0] for run in self.runs]
        index = bisect_right(self._starts, start) - 1
        if index >= 0:
            clean_start, raw_start, length = self.runs[index]
            if start < end <= clean_start + length:  # within one run, as nearly always
                return start - clean_start + raw_start, end - clean_start + raw_start
        raw_start = self._raw_position(self._starts, start)
        return raw_start, max(raw_start, self._raw_position(self._starts, end - 1, True) if end > start else raw_start)

    def _raw_position(self, starts: Sequence[int], position: int, last: bool = False) -> int:
        """Raw position of a character, or one past it with `last`; for an inserted one, the nearer edge of its gap."""
        index = bisect_right(starts, position) - 1
        before = self.runs[index] if index >= 0 else Alignment(0, 0, 0)
        offset = position - before.clean_start
        if 0 <= offset < before.length:
            return before.raw_start + offset + (1 if last else 0)
        if last and index + 1 < len(self.runs):
            return self.runs[index + 1].raw_start
        return before.raw_start + before.length


def smallest_edit(offset: int, old: str, new: str) -> Edit | None:
    """The smallest edit that turns `old`, which stands at `offset`, into `new`; None where they are equal."""
    if old == new:
        return None
    start, end_old, end_new = 0, len(old), len(new)
    while start < min(end_old, end_new) and old[start] == new[start]:
        start += 1
    while min(end_old, end_new) > start and old[end_old - 1] == new[end_new - 1]:
        end_old, end_new = end_old - 1, end_new - 1
    return _edit((offset + start, offset + end_old, new[start:end_new]))


def _carry(runs: Iterable[Alignment], kept: list[tuple[int, int, int]]) -> list[Alignment]:
    """Runs after an edit: each cut to the kept stretches (old start, old end, shift) of the old text, and moved.

    Such as go on in both texts without a gap become one.
    """
    carried: list[Alignment] = []
    index = 0
    clean = raw = size = 0  # the last run, which the next may go on
    for clean_start, raw_start, length in runs:
        clean_end = clean_start + length
        while index < len(kept) and kept[index][1] <= clean_start:
            index += 1
        at = index
        while at < len(kept) and kept[at][0] < clean_end:
            kept_start, kept_end, shift = kept[at]
            start, end = max(kept_start, clean_start), min(kept_end, clean_end)
            at += 1
            if start >= end:
                continue
            moved, origin = start + shift, raw_start + start - clean_start
            if size and clean + size == moved and raw + size == origin:
                size += end - start
                continue
            if size:
                carried.append(_run((clean, raw, size)))
            clean, raw, size = moved, origin, end - start
    if size:
        carried.append(_run((clean, raw, size)))
    return carried


def _moved(marks: Iterable[Mark], kept: list[tuple[int, int, int]]) -> list[Mark]:
    """Marks after an edit: those in kept stretches, moved."""
    moved = []
    index = 0
    for place, rule_id in marks:
        while kept[index][1] <= place and index + 1 < len(kept):
            index += 1
        start, end, shift = kept[index]
        if start <= place < end:
            moved.append((place + shift, rule_id))
    return moved
