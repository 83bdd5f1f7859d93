"""What a page is made of: tables with their SQL, pictures with their tables, links. Plain values, no lake, no HTML."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

Row = dict[str, Any]
Href = Callable[[Row], str | None]
Kind = Literal[
    "text", "number", "share", "date", "time", "status", "code", "actor", "speaker", "actors", "measures", "outlet",
    "story", "counts", "check", "rule", "list", "id",
]  # fmt: skip


def nowhere(_row: Row) -> str | None:
    """No link."""
    return None


class Column(NamedTuple):
    """One column: which value of a row, its heading, how it is shown, where it leads (a path from the site's root)."""

    key: str
    label: str
    kind: Kind = "text"
    href: Href = nowhere


@dataclass(frozen=True)
class Table:
    """Rows as a page shows them. `total` rows are there, of which `rows` are shown; `sql` gives them in the lake."""

    name: str
    caption: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    total: int
    sql: str = ""
    choose: str | None = None  # column that the reader may filter by, chosen from its values

    @property
    def cut(self) -> int:
        """Rows that are there and not shown."""
        return max(0, self.total - len(self.rows))


@dataclass(frozen=True)
class Picture:
    """A chart as SVG, wide for a desk and paper and narrow for a phone, with the table of its numbers."""

    name: str
    caption: str
    summary: str  # what it shows, for who cannot see it
    wide: str
    narrow: str
    table: Table
    legend: Sequence[tuple[str, str]] = ()  # CSS class and label of each colour


@dataclass(frozen=True)
class Tile:
    """One figure at the head of a page, and where it leads."""

    value: int
    label: str
    href: str | None = None
    note: str = ""


@dataclass(frozen=True)
class Page:
    """One page: path from the site's root, its template, and what the template is given."""

    path: str
    template: str
    title: str
    section: str
    given: dict[str, Any] = field(default_factory=dict)
