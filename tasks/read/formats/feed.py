"""RSS and Atom files: a document an item."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BufferedReader
from xml.etree.ElementTree import Element, ParseError, tostring

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from tasks.read.formats.markup import text_of
from tasks.read.records import delivery_of_text
from tasks.read.source import Context, Item, Source
from tasks.read.streams import BadStreamError
from warehouse.records import Given, Refused

# Names without their namespaces; the first that is there and not blank counts.
_ITEMS = ("item", "entry")
_CHANNELS = ("channel", "feed")
_TEXT = ("encoded", "content", "description", "summary")
_DATE = ("pubDate", "published", "date", "issued", "updated")
_AUTHOR = ("creator", "author", "managingEditor")
_LINK = ("link", "guid", "id")


def read_feed(stream: BufferedReader, source: Source, context: Context) -> Iterator[Item]:
    """A delivery or a refusal an item.

    Raises BadStreamError where the XML breaks (damaged), declares entities (unsafe), or an item passes the limit.
    """
    try:
        yield from _items(_Metered(stream, context.settings.max_record_bytes), source)
    except ParseError as error:
        raise BadStreamError("damaged", f"not well-formed XML: {error}") from error
    except DefusedXmlException as error:
        raise BadStreamError("unsafe", f"XML with entities of its own: {error}") from error
    except BadStreamError:
        raise
    except (LookupError, ValueError, RecursionError) as error:
        raise BadStreamError("damaged", f"XML that cannot be decoded: {error}") from error


class _Metered:
    """A stream to be read by a parser, with a limit to what is read between two marks."""

    def __init__(self, stream: BufferedReader, limit: int) -> None:
        self._stream = stream
        self._limit = limit
        self._read = 0

    def read(self, size: int = -1, /) -> bytes:
        chunk = self._stream.read1(size)
        self._read += len(chunk)
        if self._read > self._limit:
            raise BadStreamError("too_large", f"an item is longer than read.max_record_bytes = {self._limit}")
        return chunk

    def mark(self) -> None:
        """Begin to count anew."""
        self._read = 0


def _items(stream: _Metered, source: Source) -> Iterator[Item]:
    """Items one by one; each is forgotten once it is read."""
    number = 0
    outlet = None
    open_elements: list[Element] = []
    for event, element in iterparse(stream, ("start", "end")):
        if event == "start":
            open_elements.append(element)
            continue
        open_elements.pop()
        name = _name(element)
        parent = open_elements[-1] if open_elements else None
        if name == "title" and parent is not None and _name(parent) in _CHANNELS:
            outlet = _words(element)
        if name in _ITEMS and parent is not None:
            number += 1
            stream.mark()
            yield _item(element, source.part(f"item={number}"), outlet)
            parent.remove(element)
    if not number:
        yield source.refused("empty", "the feed has no items")


def _item(item: Element, uri: str, outlet: str | None) -> Item:
    """One item as a delivery; one without text is refused."""
    given = Given(
        title=_first(item, ("title",), _words),
        outlet=_first(item, ("source",), _source_title) or outlet,
        published=_first(item, _DATE, _words),
        authors=_authors(item),
        url=_first(item, _LINK, _address),
    )
    text = _first(item, _TEXT, lambda element: text_of(_inner(element)))
    if not text:
        return Refused("", uri, "no_text", f"the item has no {', '.join(_TEXT)}", len(tostring(item)))
    return delivery_of_text(text, uri, given, "feed")


def _first(item: Element, names: tuple[str, ...], value: Callable[[Element], str | None]) -> str | None:
    """The value of the first child that has one, in the order of the names."""
    for name in names:
        for child in item:
            if _name(child) == name and (found := value(child)):
                return found
    return None


def _authors(item: Element) -> str | None:
    """Names of all authors, joined by commas."""
    for name in _AUTHOR:
        people = [_person(child) for child in item if _name(child) == name]
        if any(people):
            return ", ".join(filter(None, people))
    return None


def _person(element: Element) -> str | None:
    """The name of an author, which Atom keeps in an element of its own."""
    name = _child(element, "name")
    return _words(element if name is None else name)


def _child(element: Element, name: str) -> Element | None:
    """The first child of a name."""
    return next((child for child in element if _name(child) == name), None)


def _source_title(element: Element) -> str | None:
    """The name of the feed that an item was taken from."""
    title = _child(element, "title")
    return _words(element if title is None else title)


def _address(element: Element) -> str | None:
    """A link: of Atom in an attribute, and only to the article itself; else in the text."""
    if element.get("rel", "alternate") != "alternate" or element.get("isPermaLink") == "false":
        return None
    address = (element.get("href") or element.text or "").strip()
    return address if "://" in address else None


def _inner(element: Element) -> str:
    """HTML inside an element: escaped as text, or (XHTML in Atom) as elements."""
    if not len(element):
        return element.text or ""
    for inner in element.iter():
        inner.tag = _name(inner)
    return tostring(element, encoding="unicode", method="html")


def _words(element: Element) -> str | None:
    """Text of an element on one line, without markup."""
    return " ".join(text_of("".join(element.itertext())).split()) or None


def _name(element: Element) -> str:
    """An element's name without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
