"""Datelines: the place, date and agency in front of an article's first sentence.

Forms: "WASHINGTON (Reuters) - ", "KYIV, March 3 (AP) — ", "MOSCOW, 12 May. /TASS/. ", "(ANSA) - ROMA, 03 MAR - ",
"МОСКВА, 3 мар — РИА Новости. ", "КИЇВ. 3 березня. УНН. ", "新华社北京3月3日电 ".
"""

from __future__ import annotations

import re
from typing import NamedTuple

from tasks.normalize.dates import DateReader, FoundDate
from tasks.normalize.outlets import OutletIndex

_DASH = r"\s*[.:]?\s*(?:-+|[–—―−]+)\s*"
_IN_BRACKETS = re.compile(
    rf"\A(?P<place>[^()\n]{{0,70}}?)\s*(?:\((?P<agency>[^()\n]{{2,40}})\)|/(?P<slashed>[^/\n]{{2,40}})/)(?P<dash>{_DASH}|[.:]\s+|\s*)"
)
_DASHED = re.compile(
    r"\A(?P<place>[^()\n–—]{2,60}?)\s*(?:(?:--+|–|\s-|(?<=[A-Z]{3},)-|(?<=[A-Z]{4})-)\s+|[—―]\s*|(?P<colon>:)\s+)"
    r"(?P<rest>(?:[^.–—\n]{2,30}?(?:\.|\s[-–—])\s+)?)(?=[^\W_a-z]|[\"“«„])"
)
_DASHES = re.compile("[-–—―:]")
_LONGEST_DASHED = 64  # characters up to the dash
_STOPPED = re.compile(
    r"\A(?P<place>[^\W\d_][^.,()\n]{1,30})[.,]\s+(?:(?P<date>\d[^.\n]{2,20})\.\s+)?(?P<agency>[^\n]{2,30}?)(?:\.\s+|\s+[-–—]\s+)"
)
_CHINESE = re.compile(
    r"\A(?P<agency>[\u4e00-\u9fff]{1,6}?[社网])(?P<place>[^\s\d，。电]{0,12})(?P<date>(?:\d{4}年)?\d{1,2}月\d{1,2}日)?电"
    r"\s*(?:[（(][^（）()]{0,40}[）)])?\s*"
)
_WORDS = re.compile(r"[^\W\d_][\w’'.-]*")


class Dateline(NamedTuple):
    """What a dateline says; `end` is where the article's first sentence begins."""

    end: int
    outlet_id: str | None
    dated: FoundDate | None


class DatelineRules(NamedTuple):
    """What reading a dateline needs.

    no_places  words that open a line with a dash but name no place
    places     names of places, case folded: such a one needs no capitals
    fillers    small words beside a date ("le 3 mars")
    """

    dates: DateReader
    outlets: OutletIndex
    no_places: frozenset[str]
    places: frozenset[str]
    fillers: frozenset[str]


def read_dateline(paragraph: str, rules: DatelineRules) -> Dateline | None:
    """The dateline a paragraph opens with, or None."""
    opening = paragraph[:160]
    found = _in_brackets(opening, rules) or _stopped(opening, rules) or _chinese(opening, rules)
    return found or _dashed(opening, 0, rules)


def _in_brackets(opening: str, rules: DatelineRules) -> Dateline | None:
    """PLACE, DATE (AGENCY) - and PLACE, DATE. /AGENCY/."""
    match = _IN_BRACKETS.match(opening) if "(" in opening or "/" in opening else None
    if not match:
        return None
    place, agency = match.group("place"), match.group("agency") or match.group("slashed")
    known = rules.outlets.known(agency)
    dashed = any(mark in match.group("dash") for mark in "-–—―−." + (":" if known else ""))
    outlet = known or rules.outlets.named(agency)
    if not place.strip():
        after = _dashed(opening, match.end(), rules)
        if after:
            return Dateline(after.end, outlet, after.dated)
    return (
        Dateline(match.end(), outlet, _dated(place, rules)) if _credible(place, agency, dashed, known, rules) else None
    )


def _credible(place: str, agency: str, dashed: bool, known: str | None, rules: DatelineRules) -> bool:
    """Whether words before a bracket are a place and what is in it an agency, not a name and its acronym."""
    words = _place_words(place, rules)
    if words is None or len(words) > 7 or not all(_capital(word) for word in words):
        return False
    shouted = bool(words) and words[0].isupper() and len(words[0]) > 2
    if known:
        return dashed or shouted or not words
    return dashed and bool(words) and (shouted or len(words) <= 2) and not _abbreviates(agency, words)


def _abbreviates(agency: str, words: list[str]) -> bool:
    """Whether the letters of an agency stand in this order in the words: then it is their acronym."""
    letters = iter("".join(words).casefold())
    return all(letter in letters for letter in agency.casefold() if letter.isalnum())


def _dashed(opening: str, start: int, rules: DatelineRules) -> Dateline | None:
    """PLACE — and PLACE, DATE — AGENCY."""
    match = _DASHED.match(opening[start:]) if _DASHES.search(opening, start, start + _LONGEST_DASHED) else None
    if not match:
        return None
    place, rest = match.group("place"), match.group("rest")
    opened = rules.outlets.known(place) if not start and not match.group("colon") else None
    if not opened and not _names_place(place, bool(match.group("colon")), rules):
        return None
    after = rules.outlets.known(rest.strip(" .-–—\t")) if rest else None
    end = match.end() if after else match.start("rest")
    return Dateline(start + end, after or opened or _last_named(place, rules), _dated(place, rules))


def _last_named(place: str, rules: DatelineRules) -> str | None:
    """The agency after the last comma of a dateline ("Tehran, Nov 3, IRNA")."""
    return rules.outlets.known(place.rpartition(",")[2].strip()) if "," in place else None


def _names_place(place: str, colon: bool, rules: DatelineRules) -> bool:
    """Whether words before a dash are a place: known, in capitals, or with a date or agency after the comma.

    Before a colon only a known place is one.
    """
    if place.casefold() in rules.places:
        return True
    words = _place_words(place.partition(",")[0], rules)
    others = _place_words(place, rules)
    if colon or not words or others is None or len(others) > 6 or not all(_capital(word) for word in others):
        return False
    dated = "," in place and (rules.dates.find(place) is not None or _last_named(place, rules) is not None)
    return dated or (all(word.isupper() for word in words) and len("".join(words)) >= 4)


def _stopped(opening: str, rules: DatelineRules) -> Dateline | None:
    """PLACE. DATE. AGENCY."""
    match = _STOPPED.match(opening)
    if not match or not (match.group("date") is None or rules.dates.find(match.group("date"))):
        return None
    agency = match.group("agency").strip("/ ")
    known = rules.outlets.known(agency)
    if match.group("date") is None and not (known and match.group("place").casefold() in rules.places):
        return None
    if not known and not (agency.isupper() and len(agency.split()) <= 2):
        return None
    return Dateline(match.end(), known or rules.outlets.named(agency), _dated(match.group("date") or "", rules))


def _chinese(opening: str, rules: DatelineRules) -> Dateline | None:
    """AGENCY PLACE DATE 电."""
    match = _CHINESE.match(opening)
    if not match:
        return None
    return Dateline(match.end(), rules.outlets.named(match.group("agency")), _dated(match.group("date") or "", rules))


def _place_words(place: str, rules: DatelineRules) -> list[str] | None:
    """The words of a place without its date; None where one of them names no place."""
    found = rules.dates.find(place)
    if found:
        place = place[: found.start] + " " + place[found.end :]
    words = [word for word in _WORDS.findall(place) if not (found and word.casefold() in rules.fillers)]
    return None if any(word.strip(".").casefold() in rules.no_places for word in words) else words


def _capital(word: str) -> bool:
    """Whether a word begins with a capital, or with a letter of a script that has none."""
    return word[0].isupper() or word[0].lower() == word[0].upper()


def _dated(text: str, rules: DatelineRules) -> FoundDate | None:
    """The date in a dateline, which often names no year."""
    return rules.dates.find(text)
