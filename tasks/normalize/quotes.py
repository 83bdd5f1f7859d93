"""Double quote marks: partners missing, and marks on the wrong side of a space."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from tasks.normalize.alignment import AlignedText, Edit
from tasks.normalize.findings import FLAGGED, Findings
from tasks.normalize.paragraphs import SEPARATOR, Paragraph, Paragraphs, sentence_around
from tasks.normalize.scan import Gate, Gates

_MAY_STAND_APART = ("’ ", "' ", ". . ")  # a space keeps a closing mark from an inner one, or from spaced stops
_LONGEST_SPAN = 120
_STRAIGHT = '"'
_EITHER_SIDE = re.compile(r"\"|''|’’|\d[’'] ?\d+”")  # straight marks, apostrophes for them, feet and inches


class QuoteRules:
    """The quote marks of a language, and the words that follow a quotation ("according to", "said")."""

    def __init__(self, marks: tuple[str, str], speech: Sequence[str]) -> None:
        self.opening, self.closing = marks
        self.either = re.compile(f"[{re.escape(self.opening)}{re.escape(self.closing)}]")
        words = "|".join(sorted(map(re.escape, speech), key=len, reverse=True)) or r"(?!)"
        self.speech = re.compile(rf"(?:{words})\b", re.IGNORECASE)
        self.gate = f"misplaced {self.opening}{self.closing}"
        self.telling = [*(self.opening + after for after in " \n.,;:!?"), " " + self.closing]
        self.gates = [Gate(literal, self.gate) for literal in self.telling]

    def pair_up(self, content: str) -> bool:
        """Whether every opening mark is closed in its paragraph before the next one opens, and no other mark closes."""
        opened, size = content.find(self.opening), len(content)
        if content.find(self.closing, 0, opened if opened >= 0 else size) >= 0:
            return False
        while opened >= 0:
            closed = content.find(self.closing, opened + 1)
            following = content.find(self.opening, opened + 1)
            if closed < 0 or 0 <= following <= closed or content.find(SEPARATOR, opened, closed) >= 0:
                return False
            if content.find(self.closing, closed + 1, following if following >= 0 else size) >= 0:
                return False
            opened = following
        return True

    def are_spaced(self, content: str) -> bool:
        """Whether some mark, of marks that pair up, stands beside a space or sign that it should not."""
        return self.opening in content and any(literal in content for literal in self.telling)

    def first_mark(self, content: str) -> int:
        """Where the first quote mark of any kind stands; the length of the content where there is none."""
        first = len(content)
        for mark in (self.opening, self.closing, _STRAIGHT):
            place = content.find(mark, 0, first)
            first = place if place >= 0 else first
        return first

    def marks_in(self, content: str) -> list[int]:
        """Where the marks of the language stand: a pattern takes ten times as long to find so few."""
        places = []
        for mark in {self.opening, self.closing}:
            at = content.find(mark)
            while at >= 0:
                places.append(at)
                at = content.find(mark, at + 1)
        return sorted(places)


class _Mark(NamedTuple):
    """What is wrong with one mark: flagged, or repaired by an edit that puts the closing mark where it belongs."""

    position: int
    edits: tuple[Edit, ...]


def check_quotes(text: AlignedText, rules: QuoteRules, gates: Gates, findings: Findings) -> AlignedText:
    """Flag quote marks without a partner; move those that close a quotation from the wrong side of a space."""
    content = text.text
    if rules.gate not in gates and rules.pair_up(content):
        return text
    edits: list[Edit] = []
    for paragraph, mark in _all_wrong_marks(text.paragraphs, rules.gate in gates, rules):
        start, end = _context(paragraph, mark.position)
        outcome = ("repaired", rules.closing) if mark.edits else FLAGGED
        findings.note((text, start, end), "unbalanced_quote", "quote_side" if mark.edits else "quote_partner", outcome)
        edits.extend(mark.edits)
    return text.edit(sorted(edits))


def _all_wrong_marks(paragraphs: Paragraphs, spaced: bool, rules: QuoteRules) -> list[tuple[Paragraph, _Mark]]:
    """The wrong marks of a text; a quotation that is open where a paragraph ends may be closed in a later one.

    A paragraph whose marks pair up needs a closer look only where some mark is `spaced`.
    """
    wrong: list[tuple[Paragraph, _Mark]] = []
    waiting: tuple[Paragraph, _Mark] | None = None
    for number in range(len(paragraphs)):
        content = paragraphs.text(number)
        if not waiting and rules.pair_up(content) and not (spaced and rules.are_spaced(content)):
            continue
        first = rules.first_mark(content)
        if first == len(content):
            continue
        paragraph = paragraphs[number]
        goes_on = paragraph.text[first] != rules.opening or first == 0
        if waiting and not goes_on:
            wrong.append(waiting)
        carried = waiting is not None and paragraph.text[first] == rules.closing
        marks, last = _wrong_marks(paragraph, carried, rules)
        wrong.extend((paragraph, mark) for mark in marks)
        waiting = (paragraph, last) if last else None
    return [*wrong, waiting] if waiting else wrong


def _context(paragraph: Paragraph, position: int) -> tuple[int, int]:
    """What to show for a mark: its sentence up to the end of the word after it."""
    within = position - paragraph.start
    start, end = sentence_around(paragraph.text, max(0, within - 2))
    stop = within + 1
    while stop < end and not (paragraph.text[stop].isspace() and paragraph.text[stop - 1].isalnum()):
        stop += 1
    return paragraph.start + max(start, within - _LONGEST_SPAN), paragraph.start + stop


def _wrong_marks(paragraph: Paragraph, carried: bool, rules: QuoteRules) -> tuple[list[_Mark], _Mark | None]:
    """The marks of one paragraph that do not pair, and the one that is open at its end.

    `carried`: a quotation is open from a paragraph before. Beside straight marks, which may stand for either, a
    missing partner proves nothing, and only the spaces are looked at.
    """
    wrong: list[_Mark] = []
    opened: int | None = -1 if carried else None
    for position in rules.marks_in(paragraph.text):
        closes = paragraph.text[position] == rules.closing
        if opened is None and closes:
            wrong.append(_Mark(paragraph.start + position, ()))
        elif opened is None:
            opened = position
        elif closes:
            wrong.extend(_tightened(paragraph, opened, position) if opened >= 0 else ())
            opened = None
        else:
            closing = _turned(paragraph, position, rules)
            wrong.append(_Mark(paragraph.start + position, closing))
            opened = None if closing else position
    last = None if opened is None else _Mark(paragraph.start + max(0, opened), ())
    if (wrong or last) and _EITHER_SIDE.search(paragraph.text):
        return [mark for mark in wrong if mark.edits], None
    return wrong, last


def _tightened(paragraph: Paragraph, opened: int, closed: int) -> list[_Mark]:
    """The marks of a quotation that have a space on their inner side, with the edits that take it away."""
    text, base = paragraph.text, paragraph.start
    marks = []
    if closed <= opened + 3:
        return []
    if text[opened + 1] == " ":
        marks.append(_Mark(base + opened, (Edit(base + opened + 1, base + opened + 2, ""),)))
    if text[closed - 1] == " " and not text.endswith(_MAY_STAND_APART, 0, closed):
        space = (Edit(base + closed + 1, base + closed + 1, " "),) if text[closed + 1 : closed + 2].isalnum() else ()
        marks.append(_Mark(base + closed, (Edit(base + closed - 1, base + closed, ""), *space)))
    return marks


def _turned(paragraph: Paragraph, position: int, rules: QuoteRules) -> tuple[Edit, ...]:
    """The edits that make an opening mark inside a quotation close it, where nothing else makes sense; else none."""
    text, at = paragraph.text, paragraph.start + position
    spaced = text[position - 1] == " "
    after = text[position + 1 : position + 2]
    if not after or after in " .,;:!?":
        return (Edit(at - 1, at + 1, rules.closing),) if spaced else (Edit(at, at + 1, rules.closing),)
    alone = rules.either.search(text, position + 1) is None
    if spaced and alone and rules.speech.match(text, position + 1):
        return (Edit(at - 1, at, ""), Edit(at, at + 1, rules.closing + " "))
    return ()
