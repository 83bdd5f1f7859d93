"""White space: hard-wrapped lines joined, one space between words, one blank line between paragraphs."""

from __future__ import annotations

import re

import numpy as np

from config.text import Layout
from tasks.normalize.alignment import AlignedText, Edit
from tasks.normalize.findings import Findings

_BLANKS = re.compile(r"[ \t]{2,}|\t")
_SPACES = re.compile("  +")  # these are found by their first characters, which is fast
_BEFORE_BREAK, _AFTER_BREAK = re.compile(" \n"), re.compile("\n ")
_LONG_BREAKS = re.compile(r"\n{3,}")
_EDGES = re.compile(r"\A\s+|\s+\Z")
_SINGLE_BREAK = re.compile(r"(?<!\n)\n(?!\n)")
_FIRST_WORD = re.compile(r"\S+")
_HEAD = re.compile(r"[^\W\d_]{2,}(?=-\Z)")
_TAIL = re.compile(r"[^\W\d_]+")
_RUNS_ON = re.compile(r"(?:[a-zà-öø-ÿа-яіїєґ]|(?<=\w),)\n[a-zà-öø-ÿа-яіїєґ]")
_LONGEST_PART = 40
_EDGE_BLANKS = frozenset((b"", b" ", b"\n"))
_LAST_BLANK = 0x20


def clean_layout(text: AlignedText, rules: Layout, findings: Findings) -> AlignedText:
    """Lay the text out as paragraphs, a blank line between them, and nothing but single spaces inside them."""
    if not _is_laid_out(text):
        text = _without_edges(_collapse(text))
        if not text.paragraphs.tidy:
            text = _single_breaks(text, rules, findings)
    return text


def _is_laid_out(text: AlignedText) -> bool:
    """Whether nothing is to be done, as for most texts."""
    content = text.utf8
    if content[:1] in _EDGE_BLANKS or content[-1:] in _EDGE_BLANKS or b"\t" in content:
        return False
    blank = np.frombuffer(content, np.uint8) <= _LAST_BLANK
    neighbours = int(np.count_nonzero(blank[1:] & blank[:-1]))  # two blanks in a row are a break, or stray
    return text.paragraphs.tidy and neighbours == len(text.paragraphs) - 1


def trim(text: AlignedText) -> AlignedText:
    """Collapse spaces and blank lines, and take away those at the edges."""
    return _without_edges(text if _is_laid_out(text) else _collapse(text))


def _without_edges(text: AlignedText) -> AlignedText:
    """The text without white space before and after it."""
    content = text.text
    if content and (content[0].isspace() or content[-1].isspace()):
        text = text.edit([Edit(*match.span(), "") for match in _EDGES.finditer(content)])
    return text


def _collapse(text: AlignedText) -> AlignedText:
    """One space or blank line where more stand together; each pass runs only where a plain search finds its case."""
    tabs = b"\t" in text.utf8
    if tabs or b"  " in text.utf8:
        blanks = _BLANKS if tabs else _SPACES
        text = text.edit([Edit(*match.span(), " ") for match in blanks.finditer(text.text)])
    if b" \n" in text.utf8 or b"\n " in text.utf8:  # one space, by now
        before = {match.start() for match in _BEFORE_BREAK.finditer(text.text)}
        after = {match.start() + 1 for match in _AFTER_BREAK.finditer(text.text)}
        text = text.edit([Edit(place, place + 1, "") for place in sorted(before | after)])
    if b"\n\n\n" in text.utf8:
        text = text.edit([Edit(*match.span(), "\n\n") for match in _LONG_BREAKS.finditer(text.text)])
    return text


def _single_breaks(text: AlignedText, rules: Layout, findings: Findings) -> AlignedText:
    """Single line breaks: spaces in hard-wrapped text and inside a sentence, else they part paragraphs."""
    content = text.text
    breaks = [match.start() for match in _SINGLE_BREAK.finditer(content)]
    wrapped = _wrapped_breaks(content, breaks, rules)
    edits = []
    for position in breaks:
        hyphen = _hyphen(content, position, rules)
        if hyphen == "parts":
            edits.append(Edit(position - 1, position + 1, ""))
            findings.note((text, position - 1, position + 1), "ocr_break", "hyphenation", ("repaired", ""))
        elif hyphen == "joins":
            edits.append(Edit(position, position + 1, ""))
        elif position in wrapped or _runs_on(content, position, rules.narrowest):
            edits.append(Edit(position, position + 1, " "))
        else:
            edits.append(Edit(position, position + 1, "\n\n"))
    return text.edit(edits)


def _wrapped_breaks(content: str, breaks: list[int], rules: Layout) -> frozenset[int]:
    """The breaks that a greedy wrapper made, where nearly all are: the next word would not have fitted in the line."""
    if len(breaks) < rules.fewest_breaks:
        return frozenset()
    widths = {position: position - content.rfind("\n", 0, position) - 1 for position in breaks}
    width = max(widths.values())
    made = []
    for position in breaks:
        word = _FIRST_WORD.match(content, position + 1)
        if widths[position] + 1 + (len(word.group()) if word else 0) > width - 2:
            made.append(position)
    wide_enough = rules.narrowest <= width <= rules.widest
    return frozenset(made) if wide_enough and len(made) >= rules.share * len(breaks) else frozenset()


def _hyphen(content: str, position: int, rules: Layout) -> str | None:
    """What a hyphen at a line's end does: it `parts` one word, or `joins` two; None where it does neither.

    It joins where the text elsewhere writes the word with it, and around parts that are always written so.
    """
    if content[position - 1 : position] != "-" or not content[position + 1 : position + 2].islower():
        return None
    before = _HEAD.search(content, max(0, position - _LONGEST_PART), position)
    after = _TAIL.match(content, position + 1)
    if before is None or after is None or after.group() in rules.suspended:
        return None
    head, tail = before.group(), after.group()
    fixed = head.lower() in rules.hyphened_heads or tail in rules.hyphened_tails
    return "joins" if fixed or f"{head}-{tail}" in content else "parts"


def _runs_on(content: str, position: int, narrowest: int) -> bool:
    """Whether a long line breaks off inside a sentence: a small letter or comma before the break, one after it."""
    return position - content.rfind("\n", 0, position) > narrowest and bool(_RUNS_ON.match(content, position - 1))
