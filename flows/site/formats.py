"""Values as pages show them. Nothing here escapes, except `breakable`."""

from __future__ import annotations

import datetime as dt
import re

from markupsafe import Markup, escape

from flows.site.plain import plain

_BREAKS = re.compile(r"([._+])")


def number(value: float | None) -> str:
    """A number with its thousands apart."""
    if value is None:
        return ""
    return f"{value:,}" if isinstance(value, int) else f"{value:,.2f}"


def share(value: float | None) -> str:
    """A share of one as per cent."""
    return "" if value is None else f"{value:.0%}"


def day(value: dt.date | None) -> str:
    """A date."""
    return "" if value is None else value.isoformat()


def moment(value: dt.datetime | None) -> str:
    """A time to the second, in UTC."""
    return "" if value is None else f"{value.astimezone(dt.UTC):%Y-%m-%d %H:%M:%S} UTC"


def words(value: str | None) -> str:
    """A name of a vocabulary as words."""
    return "" if value is None else value.replace("_", " ")


def breakable(value: str) -> Markup:
    """An id that may be broken into lines behind its dots, pluses and underscores."""
    return Markup(_BREAKS.sub(r"\1<wbr>", str(escape(plain(value)))))
