"""Rows of tables, and the names and links in them, as HTML.

In Python and not in a template, as a site has hundreds of thousands of cells. Every value of the lake passes `_safe`,
which makes it plain and escapes it; paths come from Links and have no characters that HTML could mistake.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any

from markupsafe import Markup, escape

from flows.site.formats import breakable, day, moment, number, share, words
from flows.site.links import Links
from flows.site.model import Column, Row, nowhere
from flows.site.plain import finalize

_UNNAMED = '<span class="none">not named</span>'
_NUMBERS = ("number", "counts", "share", "check")
_CLASSES = dict.fromkeys(_NUMBERS, "n") | {"date": "d", "time": "d", "text": "t"}


class Cells:
    """Makes cells for pages that lie as deep as `root` says, the way from them to the site's root."""

    def __init__(self, root: str, links: Links, named: Callable[[str], str]) -> None:
        self._root = root
        self._links = links
        self._named = named
        self._made: dict[tuple[str, str], Markup] = {}
        self._kinds: dict[str, Callable[[Column, Row, Any], str]] = {
            "number": self._number,
            "counts": self._counts,
            "share": lambda _column, _row, value: share(value),
            "date": lambda _column, _row, value: f"<time>{day(value)}</time>" if value else "",
            "time": lambda _column, _row, value: f"<time>{moment(value)}</time>",
            "status": lambda _column, _row, value: status(value),
            "code": lambda column, row, value: self.link(column.href(row), words(value)) if value else "",
            "actor": lambda _column, _row, value: self.actor(value),
            "id": self._id,
            "speaker": self._speaker,
            "outlet": lambda _column, _row, value: self.outlet(value),
            "actors": lambda _column, _row, value: ", ".join(map(self.actor, value)) or _UNNAMED,
            "measures": lambda _column, _row, value: ", ".join(map(self.measure, value)),
            "list": lambda _column, _row, value: _safe(", ".join(map(words, value or ()))),
            "story": self._story,
            "check": lambda _column, _row, value: _check(value),
            "rule": lambda _column, row, _value: _rule(row),
            "text": self._text,
        }

    def rows(self, columns: Sequence[Column], rows: Iterable[Row]) -> Markup:
        """Rows of a table."""
        makers = [(column, self._kinds[column.kind], _opening(column)) for column in columns]
        lines = []
        for row in rows:
            cells = [
                f"{opening}{_sortable(column, row)}>{maker(column, row, row[column.key])}</td>"
                for column, maker, opening in makers
            ]
            lines.append("<tr>\n" + "\n".join(cells) + "\n</tr>\n")
        return Markup("".join(lines))

    def path(self, path: str) -> str:
        """The way from a page to a path, or to a place on the page itself."""
        return str(escape(path if path.startswith("#") else f"{self._root}{path}"))

    def link(self, path: str | None, text: str) -> Markup:
        """A link where there is a page, else the text alone; either way apart from the direction of what is around."""
        shown = f"<bdi>{_safe(text)}</bdi>"
        return Markup(f'<a href="{self.path(path)}">{shown}</a>' if path else shown)

    def actor(self, actor_id: str | None) -> Markup:
        """An actor's name, leading to its page."""
        return self._kept("actor", actor_id, self._to_actor) if actor_id else Markup(_UNNAMED)

    def outlet(self, outlet_id: str | None) -> Markup:
        """An outlet's name, leading to its page."""
        return self._kept("outlet", outlet_id, lambda key: self._links.to("outlets", key)) if outlet_id else Markup("")

    def measure(self, name: str) -> Markup:
        """A measure, leading to its claims."""
        return self.link(self._links.to("measures", name), words(name))

    def _kept(self, kind: str, key: str, way: Callable[[str], str | None]) -> Markup:
        """A link to a page that is announced before any is made, so that it is the same on all pages."""
        found = self._made.get((kind, key))
        if found is None:
            found = self._made[kind, key] = self.link(way(key), self._named(key))
        return found

    def _to_actor(self, actor_id: str) -> str | None:
        """An actor's page, or its page as an outlet."""
        return self._links.to("actors", actor_id) or self._links.to("outlets", actor_id)

    def _anchor(self, path: str | None, html: str, css: str = "") -> str:
        """HTML of ours as a link, where there is a page."""
        return f'<a{css} href="{self.path(path)}">{html}</a>' if path else html

    def _number(self, column: Column, row: Row, value: Any) -> str:
        return self._anchor(column.href(row) if value else None, number(value))

    def _counts(self, column: Column, row: Row, _value: Any) -> str:
        shown = f"<strong>{number(row['independent_sources'])}</strong> / {number(row['documents'])}"
        return self._anchor(column.href(row), shown)

    def _id(self, column: Column, row: Row, value: Any) -> str:
        return self._anchor(column.href(row), f"<code>{breakable(value)}</code>") if value else ""

    def _speaker(self, _column: Column, row: Row, value: Any) -> str:
        if value:
            return self.actor(value)
        return f'<span class="none">{_safe(words(row["speaker_kind"]))}</span>' if "speaker_kind" in row else ""

    def _story(self, _column: Column, _row: Row, value: Any) -> str:
        if not value:
            return ""
        path, shown = self._links.story(value), _safe(value[:8])
        return self._anchor(path, shown, ' class="id"') if path else f'<span class="id">{shown}</span>'

    def _text(self, column: Column, row: Row, value: Any) -> str:
        shown = _safe(value)
        if column.href is nowhere:
            return f"<bdi>{shown}</bdi>"
        path = column.href(row)
        if path:
            tag = '<em class="tag">negated</em> ' if row.get("negated") else ""
            return tag + self._anchor(path, f"<bdi>{shown or '(no title)'}</bdi>")
        more = f' <code class="more">demarche show {_safe(row["doc_id"])} --html FILE</code>' if "doc_id" in row else ""
        return f"<bdi>{shown}</bdi>{more}"


@cache
def status(name: str) -> Markup:
    """A status in its colour."""
    return Markup(f'<span class="status st-{_safe(name)}">{_safe(words(name))}</span>')


def _safe(value: Any) -> str:
    """A value of the lake as HTML."""
    return str(escape(finalize(value)))


def _check(value: int) -> str:
    """How many rows break a rule."""
    return f'<span class="bad">{number(value)}</span>' if value else '<span class="good">0 ✓</span>'


def _rule(row: Row) -> str:
    """A rule and its confidence."""
    confidence = row.get("confidence")
    return f"{_rule_id(row['rule_id'])}{f' {number(confidence)}' if confidence is not None else ''}"


@cache
def _rule_id(rule_id: str) -> str:
    """A rule's id."""
    return f"<code>{breakable(rule_id)}</code>"


def _opening(column: Column) -> str:
    """The beginning of a cell's tag, without its end."""
    label = "sources / docs" if column.kind == "counts" else column.label
    css = _CLASSES.get(column.kind)
    return f'<td data-label="{_safe(label)}"' + (f' class="{css}"' if css else "")


def _sortable(column: Column, row: Row) -> str:
    """The number that a cell is sorted by, as an attribute."""
    if column.kind not in _NUMBERS:
        return ""
    value = row["independent_sources" if column.kind == "counts" else column.key]
    return f' data-n="{"" if value is None else value}"'
