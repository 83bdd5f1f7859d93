"""Pure: the text in a piece of HTML, as feeds and mails carry it."""

from __future__ import annotations

from html.parser import HTMLParser

# fmt: off
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "br", "caption", "dd", "div", "dl", "dt", "fieldset", "figcaption",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol",
    "option", "p", "pre", "section", "table", "td", "th", "tr", "ul",
))
# fmt: on
_SILENT = frozenset(("script", "style", "template", "noscript", "head"))


def text_of(markup: str) -> str:
    """The text of a piece of HTML: paragraphs with a blank line between them, references resolved. Never raises."""
    parser = _Text()
    parser.feed(markup)
    parser.close()
    paragraphs = (" ".join(paragraph.split()) for paragraph in "".join(parser.pieces).split("\0"))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


class _Text(HTMLParser):
    """Collects text, with a zero character where a paragraph ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._silent = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in _SILENT and not self._silent:
            self._silent = tag
        if tag in _BLOCKS:
            self.pieces.append("\0")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._silent:
            self._silent = ""
        if tag in _BLOCKS:
            self.pieces.append("\0")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.pieces.append(data.replace("\0", ""))
