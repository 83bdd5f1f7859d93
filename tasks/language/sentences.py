"""Where sentences end inside a paragraph: a pattern finds what may end one, the words around it decide."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tasks.language.rules import LanguageRules

_CLOSERS = r"[\"'“”‘’«»‹›)\]}]*(?:[ \u00a0\u202f]»)?"
_OPENERS = r"[\"'“”‘’„«»‹›(\[{¿¡]*"
_MAY_END = re.compile(
    rf"""
      (?P<stop>[.!?…؟]+) {_CLOSERS} (?= \s+ {_OPENERS} (?P<next>\w*) )    # punctuation, then white space
    | (?P<full>[。！？｡．।॥۔։።។။]+ [”’」』）》〉】"']*) (?P<after>[ぁ-ん、，]?)    # punctuation that needs no white space
    | (?<=\w) [!?]+ (?= [\u3040-\u9fff] )                                  # Western punctuation between Han or kana
    | (?<=[a-z]{{3}}) [.!?] {_CLOSERS} (?= (?P<glued>[A-Z][a-z]*) [\s,] )    # the white space is missing
    """,
    re.VERBOSE,
)
_LAST_WORD = re.compile(r"[\"'“”‘’„«»‹›(\[{¿¡—–-]*([^\s—–]*)\Z")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]", re.UNICODE)
_ORDINAL = re.compile(r"\d{1,2}")
_LONGEST_WORD = 24  # characters to look back for the word before a full stop
_QUOTED = "」』"  # a quotation that ends so may be the object of the sentence around it
_HAS_WORD = re.compile(r"[^\W\d_]{2}")


def sentence_ends(text: str, start: int, end: int, rules: LanguageRules) -> Iterator[int]:
    """Offsets at which sentences end between `start` and `end`, closing quotes included; `end` itself is not given."""
    begin = start
    for match in _MAY_END.finditer(text, start, end):
        if match.end() < end and _ends(match, begin, rules):
            begin = match.end() if match["full"] is None else match.end("full")
            if begin < end:
                yield begin


def _ends(match: re.Match[str], begin: int, rules: LanguageRules) -> bool:
    """Whether what matched ends the sentence that began at `begin`."""
    if match["stop"] is not None:
        return _stop_ends(match, begin, rules)
    if match["full"] is not None:
        return not (match["after"] and (match["after"] in "、，" or match["full"][-1] in _QUOTED))
    return match["glued"] is None or match["glued"] in rules.starters


def _stop_ends(match: re.Match[str], begin: int, rules: LanguageRules) -> bool:
    following = match["next"]
    if following[:1].islower():
        return False
    if match["stop"] != ".":
        return True
    word = _word_before(match.string, begin, match.start())
    if word is None or word in rules.titles:
        return False
    if following[:1].isdigit() and word in rules.numbered:
        return False
    return following in rules.starters or not _may_be_short(word, rules)


def _word_before(text: str, begin: int, stop: int) -> str | None:
    """The word that ends at `stop`; None where the sentence has no word yet, as in the number of a list's item."""
    if stop - begin < 4 and not _HAS_WORD.search(text, begin, stop):
        return None
    found = _LAST_WORD.search(text, max(begin, stop - _LONGEST_WORD), stop)
    return found[1] if found else ""


def _may_be_short(word: str, rules: LanguageRules) -> bool:
    """Whether the full stop after `word` may belong to it: an abbreviation, initials, an ordinal number."""
    if word in rules.abbreviations or _INITIALS.fullmatch(word):
        return True
    return rules.ordinal_period and _ORDINAL.fullmatch(word) is not None
