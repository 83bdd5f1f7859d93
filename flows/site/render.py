"""Pages as HTML: Jinja2 with autoescape over everything, and one guard that makes text of articles plain."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Mapping
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from flows.site import formats
from flows.site.cells import Cells, status
from flows.site.charts import titled
from flows.site.links import Links
from flows.site.model import Page
from flows.site.plain import finalize

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
        self._environment.globals.update(links=links, named=named, facts=facts, sections=_SECTIONS, status=status)
        self._cells = {root: Cells(root, links, named) for root in ("", "../")}

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
        return template.render(page=page, html=self._cells[given["root"]], **given, **page.given)


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
        number=formats.number,
        share=formats.share,
        day=formats.day,
        moment=formats.moment,
        words=formats.words,
        breakable=formats.breakable,
        titled=titled,
    )
    return environment
