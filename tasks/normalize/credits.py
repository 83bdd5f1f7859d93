"""Which outlet published an article, which one it credits, who wrote it and when: the strongest evidence wins."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tasks.normalize.dates import Dated, DateReader
from tasks.normalize.furniture import Furniture
from tasks.normalize.opening import Opening
from tasks.normalize.outlets import OutletIndex
from tasks.normalize.paragraphs import bare
from warehouse.records import Given

_LEGAL = re.compile(
    r"(?i)\b(?:copyright|all rights reserved|llc|inc|ltd|gmbh|plc|corp)\b\.?|©|\(c\)|\b\d{4}\b(?:\s?[-–]\s?\d{4})?"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LONGEST_NAME = 60


class Published(NamedTuple):
    """Date, precision and evidence; all None where nothing tells."""

    date: Dated | None
    evidence: str | None


class Credits(NamedTuple):
    """Who made a document."""

    outlet_id: str | None
    origin_outlet_id: str | None
    byline: str | None


def read_credits(given: Given, opening: Opening, furniture: Iterable[Furniture], outlets: OutletIndex) -> Credits:
    """Outlet: given name, address, the article's own lines. Origin: dateline, source line, contributors, copyright."""
    outlet = outlet_of(given.outlet, given.url, outlets) or opening.site
    origin = opening.dateline_outlet
    authors = opening.byline
    for found in furniture:
        value = _value(found)
        if not value:
            continue
        if found.rule.names == "author":
            authors = authors or value
        elif found.rule.names == "outlet":
            named = _publisher(found, value, outlets)
            origin = origin or (named if outlet not in (None, named) else None)
            outlet = outlet or named
        else:
            named = _credited(found, value, outlets)
            origin = origin or named
            outlet = outlet or (named if found.rule.kind == "source_line" else None)
    authors = authors or (given.authors.strip() or None if given.authors else None)
    wire = outlets.known_among(authors) if authors and not origin else None
    return Credits(outlet, origin or (wire if wire != outlet else None), authors)


def _value(found: Furniture) -> str:
    """What a line names, without the marks around it."""
    return bare(found.value) if found.rule.names and found.value else ""


def _publisher(found: Furniture, value: str, outlets: OutletIndex) -> str | None:
    """The outlet that describes itself or claims copyright; a claim counts only for outlets that are known."""
    if found.rule.id.startswith("copyright"):
        return outlets.known_among(bare(_LEGAL.sub(" ", value).split(". ")[0]))
    return outlets.named(value) if len(value) <= _LONGEST_NAME else None


def _credited(found: Furniture, value: str, outlets: OutletIndex) -> str | None:
    """The outlet a line credits; only a source line may name one that is not known."""
    known = outlets.known_among(value)
    if known or found.rule.kind != "source_line" or len(value) > _LONGEST_NAME:
        return known
    return outlets.named(value)


def outlet_of(name: str | None, url: str | None, outlets: OutletIndex) -> str | None:
    """The outlet that delivered metadata names: by name, else by web address."""
    found = outlets.named(name) if name and name.strip() else None
    return found or (outlets.of_url(url) if url else None)


def read_published(given: Given, opening: Opening, furniture: Sequence[Furniture], dates: DateReader) -> Published:
    """The publication date: as delivered, on a stamp, in the dateline, in the address.

    A dateline without a year ("KYIV, March 3 (AP)") tells the day only where something else tells the year: then the
    date is inferred. A weekday alone is never resolved.
    """
    found = _explicit(given, opening, furniture, dates)
    line = opening.dateline_dated
    if line and line.yearless and (found.date is None or found.date.precision != "day"):
        anchor = found.date or _copyright_year(furniture)
        inferred = line.in_year_of(anchor) if anchor else None
        return Published(inferred, "inferred") if inferred else found
    return found


def _explicit(given: Given, opening: Opening, furniture: Iterable[Furniture], dates: DateReader) -> Published:
    """A date that stands somewhere, in order of trust."""
    delivered = dates.given(given.published) if given.published else None
    if delivered:
        return Published(delivered, "given")
    stamped = opening.dated or next((date for found in furniture if (date := _stamped(found, dates))), None)
    if stamped:
        return Published(stamped, "stamp")
    if opening.dateline_dated and opening.dateline_dated.dated:
        return Published(opening.dateline_dated.dated, "dateline")
    address = dates.in_url(given.url) if given.url else None
    return Published(address, "url" if address else None)


def _copyright_year(furniture: Iterable[Furniture]) -> Dated | None:
    """The latest year of a copyright line."""
    claims = [found.value for found in furniture if found.rule.id.startswith("copyright") and found.value]
    years = [int(year) for claim in claims for year in _YEAR.findall(claim)]
    return Dated(dt.date(max(years), 1, 1), "year") if years else None


def _stamped(found: Furniture, dates: DateReader) -> Dated | None:
    """The date of a line that a rule takes for a stamp."""
    date = dates.find(found.value) if found.rule.date and found.value else None
    return date.dated if date else None
