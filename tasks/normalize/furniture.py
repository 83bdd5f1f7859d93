"""Lines that are no part of the article: comment forms, link lines, credits, notes, copyright.

Only a line with a phrase of a rule in it is looked at; `scan` finds those.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from config.text import Headline, LineRule
from tasks.normalize.paragraphs import Paragraph, Paragraphs, bare, ends_like_sentence, sentence_around
from tasks.normalize.scan import fold

_MOST_TITLES = 10
_LARGEST_CUT = 0.4
_WHOLE_NOTES = ("contributor_line", "update_note")  # a short line with such a note in it is nothing else
_OPENING_QUOTES = ("“", '"', "«", "„", "‘", "'")
_MOST_EDGES = 8  # punctuation around a phrase that is a whole line


class Furniture(NamedTuple):
    """A stretch to remove, and what it says: `value` is the rest of the line where the rule names something."""

    start: int
    end: int
    rule: LineRule
    value: str | None


class _Cue(NamedTuple):
    rule: LineRule
    form: str
    length: int


class FurnitureRules:
    """All line rules, compiled."""

    def __init__(self, rules: Iterable[LineRule], limits: Headline) -> None:
        self.limits = limits
        self.unless: dict[str, re.Pattern[str]] = {}
        self.cues: dict[str, list[_Cue]] = {}
        self.whole: dict[str, list[_Cue]] = {}
        for rule in rules:
            if rule.unless:
                self.unless[rule.id] = re.compile(rule.unless)
            for form in ("lines", "starts", "ends", "contains"):
                for phrase in getattr(rule, form):
                    kept = self.whole if form == "lines" else self.cues
                    kept.setdefault(fold(phrase), []).append(_Cue(rule, form, len(phrase)))
        self.longest_whole = max(map(len, self.whole), default=0) + _MOST_EDGES


def find_furniture(
    text: str, places: Iterable[tuple[str, int, int]], paragraphs: Paragraphs, rules: FurnitureRules
) -> list[Furniture]:
    """Every stretch that a rule takes out, in order and without overlap.

    `places` are the rules' phrases as a scan of the text found them.
    """
    starts = paragraphs.starts
    taken: dict[int, Furniture] = {}
    for index in range(len(starts)):
        if paragraphs.length(index) <= rules.longest_whole:
            folded = fold(paragraphs.text(index))
            line = bare(folded)
            if line in rules.whole:
                start = starts[index] + folded.find(line)
                found = _first(rules.whole[line], (start, start + len(line)), index, paragraphs, rules)
                if found:
                    taken[index] = found
    for phrase, start, end in places:
        index = bisect_right(starts, start) - 1
        if index in taken and taken[index].start == starts[index]:
            continue
        if not _stands_alone(text, start, end):
            continue
        found = _first(rules.cues[phrase], (start, end), index, paragraphs, rules)
        if found:
            taken[index] = found
    return _with_followers(taken, paragraphs, rules) if taken else []


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a phrase is not part of a longer word; one that ends in a digit may go on in digits ("copyright 20").

    Scripts without word spaces have no such borders.
    """
    before = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    after = end < len(text) and text[end].isalnum() and text[end - 1].isalnum()
    after = after and not (text[end].isdigit() and text[end - 1].isdigit())
    return not (before or after) or text[start] > "\u2e80"


def _first(
    cues: list[_Cue], hit: tuple[int, int], index: int, paragraphs: Paragraphs, rules: FurnitureRules
) -> Furniture | None:
    """What the first fitting rule takes at a hit: the whole line, or its end from the sentence around it."""
    for cue in cues:
        if not _in_place(cue, index, len(paragraphs), rules.limits):
            continue
        paragraph = paragraphs[index]
        start = _start(cue.rule, paragraph, hit[0])
        line = paragraph.text[start - paragraph.start :]
        if _fits(cue, line, (hit[0] - start, hit[1] - start), rules):
            return Furniture(start, paragraph.end, cue.rule, _value(cue.rule, line, (hit[0] - start, hit[1] - start)))
    return None


def _value(rule: LineRule, line: str, hit: tuple[int, int]) -> str | None:
    """What a line says beside its phrase, where the rule wants to know."""
    if not (rule.names or rule.date):
        return None
    before, after = line[: hit[0]], line[hit[1] :]
    return {"before": before, "after": after, "around": f"{before} {after}", "phrase": line}[rule.named]


def _start(rule: LineRule, paragraph: Paragraph, position: int) -> int:
    """Where furniture begins: at the line, or, where the rule may take sentences at its end, at the sentence."""
    if not rule.sentence or (rule.kind in _WHOLE_NOTES and len(paragraph.text) <= rule.longest):
        return paragraph.start
    return paragraph.start + sentence_around(paragraph.text, position - paragraph.start)[0]


def _in_place(cue: _Cue, index: int, count: int, limits: Headline) -> bool:
    """Whether a rule may take the line at this position; the first may be a headline that begins like furniture."""
    if cue.rule.where == "head":
        return index < limits.head_lines
    if index == 0 and cue.form == "starts" and cue.rule.kind == "boilerplate":
        return False
    return cue.rule.where == "any" or index >= count - limits.tail_lines


def _fits(cue: _Cue, line: str, hit: tuple[int, int], rules: FurnitureRules) -> bool:
    """Whether a phrase at `hit` of a line makes the line furniture."""
    if len(line) > cue.rule.longest:
        return False
    before, after = bare(line[: hit[0]]), bare(line[hit[1] :])
    if cue.form in ("lines", "starts") and before:
        return False
    if cue.form in ("lines", "ends") and after:
        return False
    if cue.form in ("starts", "contains") and cue.rule.kind == "boilerplate" and line.startswith(_OPENING_QUOTES):
        return False  # somebody says so
    unless = rules.unless.get(cue.rule.id)
    return unless is None or unless.search(line) is None


def _with_followers(taken: dict[int, Furniture], paragraphs: Paragraphs, rules: FurnitureRules) -> list[Furniture]:
    """Add what goes with a line: the link titles under it, or all that follows it."""
    whole = paragraphs.ends[-1]
    for index in sorted(taken):
        found = taken[index]
        last = index >= len(paragraphs) - rules.limits.tail_lines
        if found.rule.cut and last and whole - found.start <= _LARGEST_CUT * whole:
            for later in range(index + 1, len(paragraphs)):
                taken.setdefault(later, _follower(paragraphs[later], found.rule))
        elif found.rule.titles and not bare(found.value or paragraphs.text(index)[_longest_phrase(found) :]):
            for later in range(index + 1, min(index + 1 + _MOST_TITLES, len(paragraphs))):
                if not _is_link_title(paragraphs[later]):
                    break
                taken.setdefault(later, _follower(paragraphs[later], found.rule))
    return sorted(taken.values())


def _longest_phrase(found: Furniture) -> int:
    """Length of the rule's longest phrase: a line no longer than that names nothing itself."""
    return max(len(phrase) for phrase in (*found.rule.lines, *found.rule.starts)) + 2


def _is_link_title(paragraph: Paragraph) -> bool:
    """Whether a paragraph looks like the title of another article."""
    return len(paragraph.text) <= 140 and not ends_like_sentence(paragraph.text)


def _follower(paragraph: Paragraph, rule: LineRule) -> Furniture:
    """A line that goes because of a line before it."""
    return Furniture(paragraph.start, paragraph.end, rule, None)
