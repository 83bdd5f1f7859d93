"""Pages as HTML: Jinja2 with autoescape over everything, and one guard that makes text of articles plain."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import re
from collections.abc import Callable, Mapping
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from flows.site.charts import titled
from flows.site.links import Links
from flows.site.model import Page, nowhere
from flows.site.plain import finalize, plain

ASSETS = ("site.css", "site.js")
_SECTIONS = (
    ("overview", "Overview", "index.html"),
    ("sanctions", "Sanctions", "sanctions.html"),
    ("actors", "Actors", "actors.html"),
    ("sources", "Sources", "sources.html"),
    ("stories", "Stories", "stories.html"),
    ("quality", "Text quality", "quality.html"),
    ("runs", "Run health", "runs.html"),
)
_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; "
_SITE_POLICY = f"{_POLICY}style-src 'self'; script-src 'self'; img-src 'self'"


class Renderer:
    """Renders pages of one site. `named` gives an actor's name; `facts` stand at the foot of every page."""

    def __init__(self, links: Links, named: Callable[[str], str], facts: Mapping[str, Any]) -> None:
        self._environment = _environment()
        self._environment.globals.update(links=links, named=named, facts=facts, sections=_SECTIONS, nowhere=nowhere)

    def page(self, page: Page) -> str:
        """A page of the site."""
        root = "../" * page.path.count("/")
        given = {"root": root, "policy": _SITE_POLICY, "style": None}
        return self._rendered(page, given)

    def alone(self, page: Page) -> str:
        """A page that stands by itself: its style inside, allowed by its digest, and no script."""
        style = asset("site.css")
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        policy = f"{_POLICY}style-src 'sha256-{digest}'"
        return self._rendered(page, {"root": "", "policy": policy, "style": Markup(style)})

    def _rendered(self, page: Page, given: dict[str, Any]) -> str:
        """The HTML of a page."""
        template = self._environment.get_template(page.template)
        return template.render(page=page, **given, **page.given)


def asset(name: str) -> str:
    """A file of the site that is the same for all."""
    return files("flows.site").joinpath("assets", name).read_text(encoding="utf-8")


def _environment() -> Environment:
    """Jinja2 with its guards up."""
    environment = Environment(
        loader=PackageLoader("flows.site"),
        autoescape=True,
        finalize=finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(
        number=_number, share=_share, day=_day, moment=_moment, words=_words, titled=titled, breakable=_breakable
    )
    return environment


def _number(value: float | None) -> str:
    """A number with its thousands apart."""
    if value is None:
        return ""
    return f"{value:,}" if isinstance(value, int) else f"{value:,.2f}"


def _share(value: float | None) -> str:
    """A share of one as per cent."""
    return "" if value is None else f"{value:.0%}"


def _day(value: dt.date | None) -> str:
    """A date."""
    return "" if value is None else value.isoformat()


def _moment(value: dt.datetime | None) -> str:
    """A time to the second, in UTC."""
    return "" if value is None else f"{value.astimezone(dt.UTC):%Y-%m-%d %H:%M:%S} UTC"


def _breakable(value: str) -> Markup:
    """An id that may be broken into lines behind its dots, pluses and underscores."""
    return Markup(re.sub(r"([._+])", r"\1<wbr>", str(escape(plain(value)))))


def _words(value: str | None) -> str:
    """A name of a vocabulary as words."""
    return "" if value is None else value.replace("_", " ")
