"""Find quotations in a paragraph, under every convention of quote marks and under broken ones."""

from __future__ import annotations

import re
from typing import Final, final

from mypy_extensions import mypyc_attr

from tasks.attribution.gate import any_between, first_from

_TYPED: Final = re.compile(r"[“”„‟«»\"‹›]|(?:(?<=\s)|^)''|''(?!')|``")  # of three apostrophes that close, the last two
# The mark comes first in both patterns, for the search then skips to it; what stands before is looked at after.
_SINGLE_OPEN: Final = re.compile(r"[‘‚'](?<![^\s(\[—–:,].)(?=[^\W\d_])")
_SINGLE_CLOSE: Final = re.compile(r"[’‘'](?<=[^\s(\[].)(?=[\s.,;:!?)\]—–]|$)")
_DOUBLE_MARKS: Final = '“”„‟«»"‹›'
_LEANS: Final = {"“": 1, "”": -1, "»": -1, "«": 1}
_BLANKS: Final = (0x20, 0x0A)
_BEFORE_SINGLE: Final = "([—–:,"
_OPENING: Final = frozenset("„«‹")
_SPACE_OR_OPENING: Final = frozenset(" \t\n\r\u00a0([—–-/")
_AFTER_CLOSING: Final = frozenset(" \t\n\r\u00a0)].,;:!?—–-/…'’")


@mypyc_attr(acyclic=True)
@final
class Quote:
    """A quotation: outer span with its marks, inner span without them and without white space at its ends."""

    def __init__(self, text: str, start: int, end: int, inner: tuple[int, int], closed: bool) -> None:
        """`inner` is the span between the marks; `closed` whether a closing mark stands behind it."""
        self.start = start
        self.end = end
        self.inner_start, self.inner_end = _trim(text, inner[0], inner[1])
        self.closed = closed


@mypyc_attr(acyclic=True)
@final
class _Mark:
    """A double mark; `leans`: 1 where it looks like an opening one, -1 like a closing one, 0 where it can be either."""

    def __init__(self, start: int, end: int, leans: int) -> None:
        self.start = start
        self.end = end
        self.leans = leans


@mypyc_attr(acyclic=True)
@final
class Marks:
    """Where the quote marks of a text stand that may open or close a quotation, so that few paragraphs are searched."""

    def __init__(self, text: str) -> None:
        """Look once at a whole text: double marks, marks typed as two apostrophes, single marks.

        One letter is found many times faster than two.
        """
        apostrophes = _places(text, "'")
        self.typed = ("`" in text and "``" in text) or any(
            apostrophes[number] - apostrophes[number - 1] == 1 for number in range(1, len(apostrophes))
        )
        if self.typed:
            self.doubles = [found.start() for found in _TYPED.finditer(text)]
        else:
            self.doubles = _places(text, _DOUBLE_MARKS)
        self.single = "‘" in text or "‚" in text or any(at == 0 or ord(text[at - 1]) in _BLANKS for at in apostrophes)
        places = sorted([*apostrophes, *_places(text, "‘‚")]) if self.single else []
        self.singles = [at for at in places if _opens_single(text, at)]

    def between(self, start: int, end: int) -> bool:
        """Whether a quote mark stands in a stretch of the text."""
        return any_between(self.doubles, start, end) or any_between(self.singles, start, end)

    def nested(self, quote: Quote) -> bool:
        """Whether a single mark opens inside a quotation in double ones."""
        return bool(self.doubles) and any_between(self.singles, quote.inner_start, quote.inner_end)


def _places(text: str, marks: str) -> list[int]:
    """Where marks stand. A text has few kinds of them, and looking for one kind is far quicker than for any."""
    places: list[int] = []
    for mark in marks:
        at = text.find(mark)
        while at >= 0:
            places.append(at)
            at = text.find(mark, at + 1)
    places.sort()
    return places


def _opens_single(text: str, at: int) -> bool:
    """Whether a single mark can open a quotation: after a blank or such a mark, before a letter."""
    if at and not (text[at - 1].isspace() or text[at - 1] in _BEFORE_SINGLE):
        return False
    return at + 1 < len(text) and text[at + 1].isalpha()


def find_quotes(text: str, start: int, end: int, starts: list[int], kinds: Marks) -> list[Quote]:
    """Quotations in `text[start:end]`, one paragraph, in order and not overlapping.

    `starts` are the offsets of the paragraph's sentences: a closing mark without an opening one quotes from the start
    of its sentence. Where there are no double marks, single ones are tried.
    """
    marks: list[_Mark] = []
    if kinds.typed:
        marks = [_mark(text, found.start(), found.end(), start, end) for found in _TYPED.finditer(text, start, end)]
    else:
        for number in range(first_from(kinds.doubles, start), first_from(kinds.doubles, end)):
            at = kinds.doubles[number]
            marks.append(_mark(text, at, at + 1, start, end))
    if marks:
        return _pair(text, marks, end, starts)
    return _pair_single(text, start, end) if kinds.single else []


def nested_quotes(text: str, quote: Quote) -> list[Quote]:
    """Quotations in single marks inside a quotation in double ones."""
    return _pair_single(text, quote.inner_start, quote.inner_end)


def _mark(text: str, at: int, after: int, start: int, end: int) -> _Mark:
    """Decide from shape and neighbours which way a mark leans."""
    before = text[at - 1] if at > start else " "
    behind = text[after] if after < end else " "
    opens = before in _SPACE_OR_OPENING and not behind.isspace() and behind not in ".,;:!?)]"
    closes = before not in " \t\n\r\u00a0([" and behind in _AFTER_CLOSING
    if at == start or (text[at] in _OPENING and (opens or before.isspace())):
        return _Mark(at, after, 1)
    if opens != closes:
        return _Mark(at, after, 1 if opens else -1)
    if not opens and before.isspace() and not behind.isalnum():
        return _Mark(at, after, -1)
    return _Mark(at, after, _LEANS.get(text[at], 0))


def _pair(text: str, marks: list[_Mark], end: int, starts: list[int]) -> list[Quote]:
    """Walk the marks and close what is open; a mark that fits nowhere is repaired by its place."""
    quotes: list[Quote] = []
    opened: _Mark | None = None
    inside = False  # a quotation in the same marks inside the open one
    for number, mark in enumerate(marks):
        if opened is None:
            if mark.leans >= 0:
                opened = mark
            else:
                _close_orphan(text, mark, quotes, starts)
        elif inside:
            inside = False
        elif mark.leans <= 0 or not _closes_later(marks, number):
            quotes.append(Quote(text, opened.start, mark.end, (opened.end, mark.start), True))
            opened = None
        elif _nests(marks, number):
            inside = True
        else:
            # A second opening mark: the first was never closed.
            opened = mark
    if opened is not None and opened.end < end:
        stop = _sentence_end(opened.start, starts, end) if quotes else end
        quotes.append(Quote(text, opened.start, stop, (opened.end, stop), False))
    return [quote for quote in quotes if quote.inner_start < quote.inner_end]


def _closes_later(marks: list[_Mark], number: int) -> bool:
    """Whether the next mark after `number` is a closing one, so that this one can be an opening one."""
    return number + 1 < len(marks) and marks[number + 1].leans <= 0


def _nests(marks: list[_Mark], number: int) -> bool:
    """Whether two closing marks follow: a quotation inside a quotation."""
    return [mark.leans for mark in marks[number + 1 : number + 3]] == [-1, -1]


def _close_orphan(text: str, mark: _Mark, quotes: list[Quote], starts: list[int]) -> None:
    """A closing mark with nothing open: quote from the start of the first sentence after the last quotation."""
    floor = quotes[-1].end if quotes else -1
    begin = next((start for start in starts if start >= floor), None)
    if begin is None or begin >= mark.start or (not quotes and begin == starts[0] and len(starts) > 1):
        return
    quotes.append(Quote(text, begin, mark.end, (begin, mark.start), True))


def _sentence_end(offset: int, starts: list[int], end: int) -> int:
    """End of the sentence that holds `offset`."""
    return next((start for start in starts if start > offset), end)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave white space out at both ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _pair_single(text: str, start: int, end: int) -> list[Quote]:
    """Quotations in single marks; an apostrophe inside a word is never one."""
    quotes: list[Quote] = []
    at = start
    while found := _SINGLE_OPEN.search(text, at, end):
        close = _single_close(text, found.end(), end)
        if close is None:
            break
        quotes.append(Quote(text, found.start(), close + 1, (found.end(), close), True))
        at = close + 1
    return [quote for quote in quotes if quote.inner_start < quote.inner_end]


def _single_close(text: str, start: int, end: int) -> int | None:
    """The closing single mark: rather one beside punctuation than one that could be a plural's apostrophe."""
    first: int | None = None
    for found in _SINGLE_CLOSE.finditer(text, start, end):
        at = found.start()
        if text[at - 1] in ".,!?;…" or (at + 1 < end and text[at + 1] in ".,;:!?") or text[at - 1] != "s":
            return at
        first = at if first is None else first
    return first
