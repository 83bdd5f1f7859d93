"""Countries and dates as FollowTheMoney writes them."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from functools import cache

import pycountry

DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
KOSOVO = {"xk": "XKX", "XKX": "xk"}


@cache
def country_id(code: str) -> str | None:
    """The actor id of a country code: ISO 3166-1 alpha-2 ("ru"), or ISO 3166-3 for a former state ("suhh").

    None for what is no country of its own ("eu", "gb-sct").
    """
    if code in KOSOVO:
        return KOSOVO[code]
    if len(code) == 4:
        former = pycountry.historic_countries.get(alpha_4=code.upper())
        return str(former.alpha_3) if former else None
    found = pycountry.countries.get(alpha_2=code.upper()) if len(code) == 2 else None
    return str(found.alpha_3) if found else None


@cache
def country_code(actor_id: str) -> str | None:
    """The code of a country's actor id, the other way round; None for what is no country."""
    if actor_id in KOSOVO:
        return KOSOVO[actor_id]
    if found := pycountry.countries.get(alpha_3=actor_id):
        return str(found.alpha_2).lower()
    former = pycountry.historic_countries.get(alpha_3=actor_id)
    return str(former.alpha_4).lower() if former else None


def first_day(text: str) -> dt.date | None:
    """The first day of a date, month or year; None for anything else."""
    return _day(text, last=False)


def day_after(text: str) -> dt.date | None:
    """The day after a month or year; a whole date itself, as an office ends on it; None for anything else."""
    return _day(text, last=True)


def _day(text: str, last: bool) -> dt.date | None:
    match = DATE.match(text)
    if match is None:
        return None
    year, month, day = (int(part) if part else 0 for part in match.groups())
    try:
        if day or not last:
            return dt.date(year, month or 1, day or 1)
        month = month or 12
        return dt.date(year, month, calendar.monthrange(year, month)[1]) + dt.timedelta(days=1)
    except (ValueError, OverflowError):
        return None
