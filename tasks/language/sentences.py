"""Where sentences end: most stops are plain (`stops`); at the others a pattern and the words around it decide."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from tasks.language.rules import LanguageRules
from tasks.language.stops import CLOSERS, FULL, GLUED, OPENERS, WESTERN, Stops

_MARKS = tuple(WESTERN)
_FULL_CLOSERS = "\"'”’」』）》〉】"  # “ after 。 opens what comes next
_MAY_END = re.compile(
    rf"""
    (?P<stop> [{WESTERN}{FULL}]++ )
    (?: (?<= [{FULL}] ) [{_FULL_CLOSERS}]*+
      | [{re.escape(CLOSERS)}]*+ (?: [ \u00a0\u202f] [»”] (?! \S ) )?  # after a blank, as French and bad translations
    )
    (?: (?= [^\S\n]+ [{re.escape(OPENERS)}]* (?P<next>\w*) )
      | (?= (?P<glued> [{GLUED}] [A-Za-z]* ) )  # the white space is missing
      | (?<= [{FULL}{_FULL_CLOSERS}] )
    )
    """,
    re.VERBOSE,
)
_JOINED = re.compile(r"[^\W\d_]+(?:['’](?=..)|-)([^'’-]+)")  # l'art., then-Gen., but not can't.
_BREAKS = frozenset("—–/:")  # end a word as white space does
_TO_LAST_BREAK = re.compile(r".*[—–/:]", re.DOTALL)
_JOINTS = frozenset("'’-")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_NUMBER = re.compile(r"\d|(?:[IVXLC]{2,}|[VX])\Z")  # I alone is more often the pronoun
_ORDINAL = re.compile(r"\d{1,2}")
_LONGEST_WORD = 24  # characters to look back for the word before a full stop
_COMMAS = "、，,"
_QUOTED = "」』"  # a quotation that ends so may be the object of the sentence around it: then kana follow
_LEAST_BEFORE_GLUED = 3  # lower-case letters before a full stop that lacks its white space
_LEAST_GLUED = 4  # letters of the word after it, unless that is a starter or a quotation ends between them
_AFTER_GLUED = frozenset(" ,'’")
_HAS_WORD = re.compile(r"\w")
_HAS_LETTERS = re.compile(r"[^\W\d_]{2}")


def sentence_ends(text: str, stops: Stops, rules: LanguageRules) -> list[int]:
    """Offsets at which sentences end inside the lines of a text, closing quotes included; ends of lines are not."""
    plain, doubtful = stops.ends.tolist(), stops.doubtful.tolist()
    lengths = stops.plain - stops.words
    short = np.flatnonzero((lengths > 0) & (lengths <= rules.longest))
    telling: list[int] = []
    columns = (short, stops.words[short], stops.plain[short])
    for number, begin, end in zip(*(column.tolist() for column in columns), strict=True):
        word = text[begin:end]
        if word in rules.telling:
            telling.append(number)
            if word not in rules.titles:  # after which none ends
                doubtful.append(end)
    for number in reversed(telling):
        del plain[number]
    doubtful.sort()
    return sorted([*plain, *_doubtful_ends(text, doubtful, plain, rules)])


def _doubtful_ends(text: str, places: Sequence[int], plain: Sequence[int], rules: LanguageRules) -> list[int]:
    """The ends of sentences at stops that need a closer look."""
    ends: list[int] = []
    last = done = number = 0
    for place in places:
        match = _MAY_END.match(text, place) if place >= done else None
        if match is None:
            continue
        while number < len(plain) and plain[number] <= place:
            last = plain[number]
            number += 1
        here = match.end()
        stop, following = match.group("stop", "next")
        if not following:
            end_of_line = text.find("\n", here)
            if not _HAS_WORD.search(text, here, end_of_line):
                done = end_of_line
                continue
        if _ends(match, stop, following, max(last, text.rfind("\n", 0, place) + 1), rules):
            ends.append(here)
            last = here
    return ends


def _ends(match: re.Match[str], stop: str, following: str | None, begin: int, rules: LanguageRules) -> bool:
    """Whether a stop before a following word, if any, ends the sentence that began at `begin`."""
    if stop[-1] in FULL:
        return _full_stop_ends(match.string, match.end())
    if following is not None:
        return _stop_ends(match, stop, following, begin, rules)
    return match["glued"] is not None and _glued_stop_ends(match, rules)


def _full_stop_ends(text: str, here: int) -> bool:
    """Whether a sentence of a script without blanks ends at `here`."""
    if text[here] in _COMMAS:
        return False
    return not (text[here - 1] in _QUOTED and "ぁ" <= text[here] <= "ん")


def _glued_stop_ends(match: re.Match[str], rules: LanguageRules) -> bool:
    """Whether punctuation ends a sentence though no white space follows; a web or mail address must not end one."""
    text, word = match.string, match["glued"]
    if word >= "\u3040":
        return match["stop"] != "."
    before = text[max(0, match.start() - _LEAST_BEFORE_GLUED) : match.start()]
    if not (len(before) == _LEAST_BEFORE_GLUED and before.isalpha() and before.islower()):
        return False
    is_sentence = len(word) >= _LEAST_GLUED or word in rules.starters or match.end() > match.end("stop")
    return is_sentence and text[match.end("glued") : match.end("glued") + 1] in _AFTER_GLUED


def _stop_ends(match: re.Match[str], stop: str, following: str, begin: int, rules: LanguageRules) -> bool:
    if following[:1].islower() or (not following and match.string.startswith(_MARKS, match.end("next"))):
        return False
    if stop != ".":
        return True
    word = _word_before(match.string, begin, match.start())
    if word is None or _is_title(word, following, rules):
        return False
    if word in rules.numbered and _NUMBER.match(following):
        return False
    starts = following in rules.starters and not _is_initial(match, following)
    return starts or not _may_be_short(word, rules)


def _is_title(word: str, following: str, rules: LanguageRules) -> bool:
    """Whether `word` is a title; in capitals too where the name is in capitals, as in transcripts."""
    return word in rules.titles or (word.isupper() and following.isupper() and word.capitalize() in rules.titles)


def _is_initial(match: re.Match[str], following: str) -> bool:
    """Whether the word that follows is one letter with a full stop of its own."""
    return len(following) == 1 and match.string.startswith(".", match.end("next"))


def _word_before(text: str, begin: int, stop: int) -> str | None:
    """Find the word that ends at `stop`; None where the sentence has no word yet, as in the number of a list's item."""
    if stop - begin < 4 and not _HAS_LETTERS.search(text, begin, stop):
        return None
    before = text[max(begin, stop - _LONGEST_WORD) : stop]
    word = before.split()[-1] if before and not before[-1].isspace() else ""
    if not _BREAKS.isdisjoint(word):
        word = _TO_LAST_BREAK.sub("", word)
    word = word.lstrip(OPENERS)
    joined = None if _JOINTS.isdisjoint(word) else _JOINED.fullmatch(word)
    return joined[1] if joined else word


def _may_be_short(word: str, rules: LanguageRules) -> bool:
    """Whether the full stop after `word` may belong to it: an abbreviation, initials, an ordinal number."""
    if word in rules.abbreviations or ((len(word) == 1 or "." in word) and _INITIALS.fullmatch(word)):
        return True
    return rules.ordinal_period and _ORDINAL.fullmatch(word) is not None
