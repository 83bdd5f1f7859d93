"""Which pages there are, and the way to each: a link is only made to a page that will be written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from flows.site.model import Row
from flows.site.plain import file_name

NAMED = ("actors", "outlets", "pairs", "measures", "periods", "stories", "rules", "runs", "together", "speakers")


class Links:
    """Paths from the site's root. Articles are taken up as they are asked for, until there are `articles` of them."""

    def __init__(self, articles: int) -> None:
        self._limit = articles
        self._articles: dict[str, None] = {}
        self._pages: dict[str, dict[str, str]] = {kind: {} for kind in NAMED}

    def add(self, kind: str, keys: Iterable[str]) -> list[str]:
        """Announce the pages of a kind; gives their keys. Keys that differ only in case get files of their own."""
        taken = {path.casefold() for path in self._pages[kind].values()}
        for key in keys:
            path = f"{kind}/{file_name(key)}.html"
            if path.casefold() in taken:
                path = f"{kind}/{file_name(f'{key} ')}.html"  # a blank is not harmless: a digest
            taken.add(path.casefold())
            self._pages[kind][key] = path
        return list(self._pages[kind])

    def alias(self, kind: str, same: Mapping[str, str]) -> None:
        """Let keys lead to the pages of others, where these have some."""
        pages = self._pages[kind]
        pages.update({key: pages[other] for key, other in same.items() if key not in pages and other in pages})

    def to(self, kind: str, key: str | None, anchor: str = "") -> str | None:
        """The page of a kind for a key, or None where there is none."""
        path = self._pages[kind].get(key) if key is not None else None
        return _anchored(path, anchor) if path else None

    def article(self, doc_id: str, anchor: str = "") -> str | None:
        """The page of an article, or None where the site has as many as it may."""
        if doc_id not in self._articles and len(self._articles) >= self._limit:
            return None
        self._articles[doc_id] = None
        return _anchored(f"articles/{file_name(doc_id)}.html", anchor)

    def seal(self) -> list[str]:
        """Take up no more articles; gives those taken up, in the order of their ids."""
        self._limit = len(self._articles)
        return sorted(self._articles)

    def story(self, story_id: str) -> str | None:
        """The page of a story: its own where it has copies, else its article's."""
        return self.to("stories", story_id) or self.article(story_id)

    def documents(self, row: Row) -> str | None:
        """The articles on the page of a row's outlet."""
        return self.to("outlets", row["outlet_id"], "outlet_documents")

    def pair(self, sender: str | None, target: str | None, status: str = "") -> str | None:
        """The page of a sender and a target, either of which may be unnamed."""
        return self.to("pairs", pair_key(sender, target), status)


def pair_key(sender: str | None, target: str | None) -> str:
    """The key of a pair's page."""
    return f"{sender or ''}--{target or ''}"


def _anchored(path: str, anchor: str) -> str:
    """A path with its fragment."""
    return f"{path}#{anchor}" if anchor else path
