"""Pure: the text in a piece of HTML, as feeds and mails carry it."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree  # type: ignore[import-untyped]

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
    content = f"<div>{markup}</div>".replace("\0", "").encode("utf-8", "replace")
    root = etree.HTML(content, etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True))
    paragraphs = (" ".join(paragraph.split()) for paragraph in "".join(_pieces(root)).split("\0"))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _pieces(root: etree._Element | None) -> Iterator[str]:
    """Text in order, with a zero character where a paragraph begins or ends."""
    if root is None:
        return
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "start" and element.tag in _SILENT:
            walk.skip_subtree()
        if element.tag in _BLOCKS:
            yield "\0"
        text = element.text if event == "start" else element.tail
        if text and not (event == "start" and element.tag in _SILENT):
            yield text
