"""Characters: typographic folding that keeps offsets, and where a token begins and ends."""

from __future__ import annotations

from typing import Final

FOLDS: Final = (
    ("’", "'"),
    ("‘", "'"),
    ("ʼ", "'"),
    ("`", "'"),
    ("‑", "-"),
    ("‐", "-"),
    ("\u00a0", " "),
    ("\u202f", " "),
)
FOLDED: Final = frozenset(plain for _, plain in FOLDS)
ARABIC_PREFIXES: Final = frozenset({"ال", "و", "ف", "ب", "ل", "ك", "وال", "فال", "بال", "كال", "وب", "ول", "لل", "ولل"})
LONGEST_PREFIX: Final = 3
WORD_JOINERS: Final = "_\u00ad"
NO_BOUNDARY: Final = "@_/\u00ad"
# Code points, as numbers that compiled code compares at once.
SPACE: Final = 0x20
APOSTROPHE: Final = 0x27
COMMA: Final = 0x2C
HYPHEN: Final = 0x2D
STOP: Final = 0x2E
FIRST_CAPITAL: Final = 0x41
LAST_CAPITAL: Final = 0x5A
FIRST_SMALL: Final = 0x61
LAST_SMALL: Final = 0x7A
ASCII: Final = 0x80
# What stands around most tokens, and what never does: bits by code point.
BEFORE: Final = 1
AFTER: Final = 2
INSIDE: Final = 4
EDGES_LIMIT: Final = 0x2100
EDGES: Final = bytes(
    BEFORE * (chr(code) in " \n\"(-“‘'—–[")
    | AFTER * (chr(code) in " .,'\n-:;)?!\"”’—–")
    | INSIDE * (code < ASCII and chr(code).isalnum())
    for code in range(EDGES_LIMIT)
)


def fold(text: str) -> str:
    """Typewriter apostrophes, hyphens and spaces for typographic ones, one for one, so that offsets hold."""
    if text.isascii():
        return text
    for typographic, plain in FOLDS:
        if typographic in text:
            text = text.replace(typographic, plain)
    return text


def stands_at(text: str, at: int, code: int) -> bool:
    """Whether a code point stands at a place; none does outside the text."""
    return 0 <= at < len(text) and ord(text[at]) == code


def capital_at(text: str, at: int) -> bool:
    """Whether a capital stands at a place."""
    if at >= len(text):
        return False
    code = ord(text[at])
    return FIRST_CAPITAL <= code <= LAST_CAPITAL if code < ASCII else text[at].isupper()


def places_of(text: str, word: str, at: int = 0) -> list[int]:
    """Where a word of two letters or more stands from a place on, as a part of other words too, none over another.

    Its first letter, as a rule a capital, is found many letters at a time, and few places have the second one, too.
    """
    found: list[int] = []
    first, second, last = word[0], ord(word[1]), len(text) - 1
    at = text.find(first, at)
    while 0 <= at < last:
        following = at + 1
        if ord(text[following]) == second and text.startswith(word, at):
            found.append(at)
            following = at + len(word)
        at = text.find(first, following)
    return found


def is_cjk(character: str) -> bool:
    """Whether a character is of a script that writes no spaces between words (CJK ideographs and kana)."""
    return "\u3040" <= character <= "\u9fff"


def is_token(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] begins and ends at token boundaries. CJK neighbours count as boundaries."""
    if start > 0 and end < len(text):
        before_code, after_code = ord(text[start - 1]), ord(text[end])
        if before_code < EDGES_LIMIT and after_code < EDGES_LIMIT:
            edge = EDGES[after_code]
            if edge & INSIDE:
                return False
            if edge & AFTER and EDGES[before_code] & BEFORE:
                return True
    if end < len(text):
        after = text[end]
        if (after.isalnum() or after in WORD_JOINERS) and not is_cjk(after):
            return False
    if start == 0:
        return True
    before = text[start - 1]
    if before in NO_BOUNDARY:
        return before == "/" and _joins_names(text, start)
    return not before.isalnum() or is_cjk(before) or _after_arabic_prefix(text, start)


def _joins_names(text: str, start: int) -> bool:
    """Whether the stroke before a form parts two names ("Consult/Politico") and is no part of an address."""
    chunk = text[max(text.rfind(" ", 0, start), text.rfind("\n", 0, start)) + 1 : start]
    return chunk[-2:-1].isalpha() and "." not in chunk and ":" not in chunk


def _after_arabic_prefix(text: str, start: int) -> bool:
    """Whether only an article, a conjunction or a preposition joins the form to a boundary before it."""
    for length in range(1, LONGEST_PREFIX + 1):
        left = start - length
        if left < 0:
            return False
        if text[left:start] in ARABIC_PREFIXES and (left == 0 or not text[left - 1].isalnum()):
            return True
    return False
