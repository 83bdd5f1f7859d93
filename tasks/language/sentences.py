"""Where sentences end inside a paragraph: a pattern finds what may end one, the words around it decide."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tasks.language.rules import LanguageRules

_WESTERN = ".!?…؟"
_MARKS = tuple(_WESTERN)
_FULL = "。！？｡．।॥۔։።។။"  # these need no white space after them
_CLOSERS = "\"'“”‘’«»‹›)\\]}"
_FULL_CLOSERS = "\"'”’」』）》〉】"  # “ after 。 opens what comes next
_OPENERS = "\"'“”‘’„«»‹›([{¿¡—–-"
_MAY_END = re.compile(
    rf"""
    (?P<stop> [{_WESTERN}{_FULL}] (?<! [{_WESTERN}{_FULL}]{{2}} ) [{_WESTERN}{_FULL}]*+ )  # a class first: fast search
    (?: (?<= [{_FULL}] ) [{_FULL_CLOSERS}]*+
      | [{_CLOSERS}]*+ (?: [ \u00a0\u202f] [»”] (?! \S ) )?  # after a blank, as French and bad translations have it
    )
    (?: (?= \s+ [{re.escape(_OPENERS)}]* (?P<next>\w*) )
      | (?= (?P<glued> [A-Z\u3040-\u9fff] [A-Za-z]* ) )       # the white space is missing
      | (?<= [{_FULL}{_FULL_CLOSERS}] )
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


def sentence_ends(text: str, start: int, end: int, rules: LanguageRules) -> Iterator[int]:
    """Offsets at which sentences end between `start` and `end`, closing quotes included; `end` itself is not given."""
    begin = start
    for match in _MAY_END.finditer(text, start, end):
        here = match.end()
        stop, following = match.group("stop", "next")
        if following and stop[-1] not in _FULL:
            if following[0].islower():
                continue
            if stop == "." and _is_plain(
                text[max(begin, text.rfind(" ", begin, match.start()) + 1) : match.start()], rules
            ):
                yield here
                begin = here
                continue
        if not following and not _HAS_WORD.search(text, here, end):
            return
        if _ends(match, stop, following, begin, rules):
            yield here
            begin = here


def _is_plain(word: str, rules: LanguageRules) -> bool:
    """Whether nothing about the word before a full stop, as for most, makes the stop anything but a sentence's end."""
    return len(word) > 1 and word.isalpha() and word.islower() and word not in rules.telling


def _ends(match: re.Match[str], stop: str, following: str | None, begin: int, rules: LanguageRules) -> bool:
    """Whether a stop before a following word, if any, ends the sentence that began at `begin`."""
    if stop[-1] in _FULL:
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
    word = word.lstrip(_OPENERS)
    joined = None if _JOINTS.isdisjoint(word) else _JOINED.fullmatch(word)
    return joined[1] if joined else word


def _may_be_short(word: str, rules: LanguageRules) -> bool:
    """Whether the full stop after `word` may belong to it: an abbreviation, initials, an ordinal number."""
    if word in rules.abbreviations or ((len(word) == 1 or "." in word) and _INITIALS.fullmatch(word)):
        return True
    return rules.ordinal_period and _ORDINAL.fullmatch(word) is not None
