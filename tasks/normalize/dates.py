"""Publication dates: as delivered, on a line of their own, in a dateline, in an address.

A numeric date whose day and month cannot be told apart (03/04/2016) is known to the year only: either month would
be a guess.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from config.text import Lexicon

_LETTERS = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_EARLIEST, _LATEST = 1850, 2100
_STAMP_SECONDS = re.compile(r"\A(\d{10})(?:\d{3})?(?:\.\d+)?\Z")
_COMPACT = re.compile(r"\A(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>[0-2]\d|3[01])(?!\d)")
_LATELY = 4096  # many articles are of one day
_LONGEST_GIVEN = 40
_YEAR_ALONE = re.compile(r"\A\s*(?P<year>(?:19|20)\d\d)\s*\Z")


class Dated(NamedTuple):
    """A date and how much of it is known: day, month (the day is 1) or year (day and month are 1)."""

    date: dt.date
    precision: str


class FoundDate(NamedTuple):
    """A date in a text, with its span; `dated` is None where it names no year, then (month, day) is `yearless`."""

    dated: Dated | None
    start: int
    end: int
    yearless: tuple[int, int] | None = None

    def in_year_of(self, anchor: Dated) -> Dated | None:
        """The date in the year of an anchor; None where that is a date itself, or of another month."""
        if not self.yearless or anchor.precision == "day":
            return None
        month, day = self.yearless
        if anchor.precision == "month" and anchor.date.month != month:
            return None
        return _dated(anchor.date.year, month, day)


def _alternatives(words: Iterable[str]) -> str:
    """Words as alternatives of a pattern, longest first; one that never matches where there are none."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or r"(?!)"


class DateReader:
    """Finds dates in any language of the lexicons."""

    def __init__(self, lexicons: Sequence[Lexicon]) -> None:
        self.months: Mapping[str, int] = {
            form.casefold(): number
            for lexicon in lexicons
            for number, forms in enumerate(lexicon.months, start=1)
            for form in forms
        }
        names = _alternatives(self.months)
        after = rf"(?:\s?(?:{_alternatives(word for lexicon in lexicons for word in lexicon.years)})(?!\w))?"
        month = rf"(?<!\w)(?P<name>{names})(?!\w)\.?"
        day = r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?"
        patterns = (
            r"(?<!\d)(?P<year>\d{4})([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})(?!\d)",
            r"(?P<year>\d{4})\s?年\s?(?P<month>\d{1,2})\s?月(?:\s?(?P<day>\d{1,2})\s?日)?",
            r"(?<![\d年])(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?日",
            r"(?<!\d)(?P<first>\d{1,2})(?P<mark>[./-])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4})(?!\d)",
            rf"{day}[\s-]*(?:de |of )?{month}(?:[\s,-]*(?:de |del )?(?P<year>\d{{4}})(?!\d){after})?",
            rf"{month}\s*(?P<day>\d{{1,2}})(?!\d)(?:st|nd|rd|th)?(?:,?\s+(?P<year>\d{{4}})(?!\d))?",
            rf"{month},?\s+(?:de )?(?P<year>\d{{4}})(?!\d)",
            r"(?<!\d)(?P<year>(?:19|20)\d\d)-(?P<month>0[1-9]|1[0-2])(?![-\d])",
        )
        self._patterns = tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)
        self._numeric = tuple(one for one in self._patterns if "name" not in one.groupindex)
        self._lately_given = lru_cache(_LATELY)(self._given)
        self._month_words = {word for form in self.months for word in _LETTERS.findall(form)}

    def find(self, text: str) -> FoundDate | None:
        """The first date in a text that is a date of the calendar, by the most explicit form it has."""
        for pattern in self._patterns_for(text):
            for match in pattern.finditer(text):
                parts = match.groupdict()
                dated, valid = self._read(parts)
                if valid:
                    return FoundDate(dated, *match.span(), None if dated else self._yearless(parts))
        return None

    def _patterns_for(self, text: str) -> Iterator[re.Pattern[str]]:
        """The forms of date worth a search: none without a digit, and only numeric ones without a month's name."""
        if not _DIGIT.search(text):
            return
        yield self._patterns[0]  # which is numeric, and the form of most deliveries
        named = not self._month_words.isdisjoint(_LETTERS.findall(text.casefold()))
        yield from islice(self._patterns if named else self._numeric, 1, None)

    def given(self, text: str) -> Dated | None:
        """A date delivered as metadata, in whatever form; None where it cannot be read."""
        return self._lately_given(text) if len(text) <= _LONGEST_GIVEN else self._given(text)

    def _given(self, text: str) -> Dated | None:
        """The same, read."""
        seconds = _STAMP_SECONDS.match(text.strip())
        if seconds:
            return Dated((dt.datetime(1970, 1, 1) + dt.timedelta(seconds=int(seconds.group(1)))).date(), "day")
        compact = _COMPACT.match(text.strip()) or _YEAR_ALONE.match(text)
        if compact:
            return self._read(compact.groupdict())[0]
        found = self.find(text)
        return found.dated if found else None

    def in_url(self, url: str) -> Dated | None:
        """The date in the path of an address (/2019/02/27/, /2017/jun/20/, /2021-12-24-); None without one."""
        match = _URL_DATE.search(url)
        if not match:
            return None
        month = match.group("month")
        number = int(month) if month.isdigit() else self.months.get(month.casefold(), 0)
        return _dated(int(match.group("year")), number, int(match.group("day") or 0))

    def _yearless(self, parts: Mapping[str, str | None]) -> tuple[int, int] | None:
        """Month and day of a match without a year."""
        name = parts.get("name")
        month = self.months[name.casefold()] if name else int(parts.get("month") or 0)
        return (month, int(parts["day"] or 0)) if parts.get("day") else None

    def _read(self, parts: Mapping[str, str | None]) -> tuple[Dated | None, bool]:
        """The date of a match, and whether it is one; a valid date without a year is (None, True)."""
        year = int(parts.get("year") or 0)
        if parts.get("first"):
            dated = _numeric(int(parts["first"] or 0), int(parts["second"] or 0), year, str(parts["mark"]))
            return dated, dated is not None
        name = parts.get("name")
        month = self.months[name.casefold()] if name else int(parts.get("month") or 0)
        day = int(parts.get("day") or 0)
        if not year:
            return None, _dated(2000, month, day) is not None
        dated = _dated(year, month, day)
        return dated, dated is not None


_URL_DATE = re.compile(
    r"/(?P<year>(?:19|20)\d\d)([/-]?)(?P<month>0?[1-9]|1[0-2]|[a-z]{3})(?:\2(?P<day>0[1-9]|[12]\d|3[01]|[1-9]))?(?=[/_.-]|\Z)",
    re.IGNORECASE,
)


def _numeric(first: int, second: int, year: int, mark: str) -> Dated | None:
    """Day and month in the only order that is possible; with dots the day comes first; else only the year is known."""
    if mark == "." or first > 12 or first == second:
        return _dated(year, second, first)
    if second > 12:
        return _dated(year, first, second)
    return _dated(year, 0, 0)


def _dated(year: int, month: int, day: int) -> Dated | None:
    """A date from its parts, 0 where unknown; None where the calendar has no such date."""
    if not _EARLIEST <= year <= _LATEST:
        return None
    try:
        return Dated(dt.date(year, month or 1, day or 1), "day" if day else "month" if month else "year")
    except ValueError:
        return None
