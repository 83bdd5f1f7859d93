"""Built pages as tests read them: their links, ids and tables."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path


class Html(HTMLParser):
    """What a page holds: links, sources, ids, rows of tables, SQL, and the text that each finding's marks cover."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.sources: list[str] = []
        self.ids: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.tables: list[list[list[str]]] = []
        self.sql: list[str] = []
        self.marked: dict[str, str] = {}
        self._spans: list[str | None] = []
        self._cell: list[str] | None = None
        self._pre: list[str] | None = None
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.add(tag)
        self.attributes |= set(given)
        self.links += [given[name] or "" for name in ("href", "xlink:href") if tag in ("a", "link") and name in given]
        self.sources += [given["src"] or ""] if "src" in given else []
        self.ids += [given["id"] or ""] if "id" in given else []
        if tag == "span":
            self._spans.append(given.get("data-of"))
        elif tag == "table":
            self.tables.append([])
        elif tag == "tr" and self.tables:
            self.tables[-1].append([])
        elif tag == "td":
            self._cell = []
        elif tag == "pre":
            self._pre = []

    def handle_endtag(self, tag: str) -> None:
        if tag == "span":
            self._spans.pop()
        elif tag == "td" and self._cell is not None:
            self.tables[-1][-1].append("".join(self._cell).strip())
            self._cell = None
        elif tag == "pre" and self._pre is not None:
            self.sql.append("".join(self._pre))
            self._pre = None

    def handle_data(self, data: str) -> None:
        for taken in (self._cell, self._pre):
            if taken is not None:
                taken.append(data)
        for anchor in self._spans:
            if anchor:
                self.marked[anchor] = self.marked.get(anchor, "") + data


def read_page(path: Path) -> Html:
    """A page of a built site."""
    return Html(path.read_text(encoding="utf-8"))


def broken_links(site: Path) -> list[str]:
    """Links of all pages to files or ids that are not there, as page -> target."""
    pages = {path.resolve(): read_page(path) for path in site.rglob("*.html")}
    broken = []
    for path, page in pages.items():
        for link in [*page.links, *page.sources]:
            name, _, anchor = link.partition("#")
            target = (path.parent / name).resolve() if name else path
            there = target in pages or (not anchor and target.is_file())
            if not there or (anchor and anchor not in pages[target].ids):
                broken.append(f"{path.name} -> {link}")
    return broken
