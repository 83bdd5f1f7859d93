"""HTML pages: their main text and what they say of themselves, by trafilatura."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from io import BufferedReader
from typing import Any

import trafilatura

from tasks.read.records import delivery_of_text
from tasks.read.source import Context, Item, Source
from tasks.read.streams import read_all
from warehouse.records import Given

_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)|^<\?xml[^>]*?encoding=[\"']([\w.:-]+)", re.I
)
_XML_DECLARATION = re.compile(r"^\s*<\?xml.*?\?>", re.DOTALL)
# Dates are what the page states as its first publication: no guesses from its text, none that depend on today.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-12-31"}

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


def read_html(stream: BufferedReader, source: Source, context: Context) -> Iterator[Item]:
    """The main text of a page as one delivery, or the refusal of a page without one."""
    content = read_all(stream, context.settings.max_record_bytes)
    decoded = context.decode(content, source.declared or _declared(content))
    if decoded is None:
        yield source.refused("binary", "control characters show that this is no text")
        return
    page = _extract(_XML_DECLARATION.sub("", decoded[0]), source.given.url)
    paragraphs = [line for line in (page.text or "").splitlines() if line.strip()] if page else []
    if page is None or not paragraphs:
        yield source.refused("no_text", "the page has no main text")
        return
    yield delivery_of_text("\n\n".join(paragraphs), source.uri, _given(page, source.given), "html")


def _extract(page: str, url: str | None) -> Any:
    """Main text and metadata of a page, or None."""
    try:
        return trafilatura.bare_extraction(
            page, url=url, with_metadata=True, include_comments=False, date_extraction_params=dict(_DATES)
        )
    except (ValueError, RecursionError, AttributeError, TypeError, KeyError, IndexError, AssertionError):
        return None  # a page that the library stumbles over has no text that it could give


def _declared(content: bytes) -> str | None:
    """The encoding that the page itself declares near its beginning."""
    found = _CHARSET.search(content[:4096])
    return (found[1] or found[2]).decode("ascii", "replace") if found else None


def _given(page: Any, given: Given) -> Given:
    """What the page says of itself; what its carrier says where it does not."""
    return Given(
        title=page.title or given.title,
        outlet=page.sitename or given.outlet,
        published=page.date or given.published,
        authors=page.author or given.authors,
        url=page.url or given.url,
    )
