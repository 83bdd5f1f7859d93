"""Pure: bytes of a file, or one record, to a delivery or the reason why not."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from config.settings import FieldNames
from warehouse.records import Delivery, Given, Refused

Decode = Callable[[bytes, str | None], tuple[str, str] | None]


def doc_id_of(content: bytes) -> str:
    """The id of a content: the first 16 hex digits of its SHA-256."""
    return hashlib.sha256(content).hexdigest()[:16]


def delivery_of_file(
    content: bytes, uri: str, declared: str | None = None, given: Given | None = None
) -> Delivery | Refused:
    """A whole file as one delivery. Refuses an empty one."""
    if not content:
        return Refused("", uri, "empty", "the file has no bytes", 0)
    return Delivery(doc_id_of(content), content, "text/plain", declared, uri, given or Given())


def delivery_of_text(text: str, uri: str, given: Given, carrier: str) -> Delivery:
    """A text that was taken out of its carrier (record, html, feed, mail) as one delivery: title, blank line, text."""
    title = given.title.strip() if given.title else ""
    whole = f"{title}\n\n{text}" if title and not text.lstrip().startswith(title) else text
    content = whole.encode("utf-8", "replace")
    return Delivery(doc_id_of(content), content, f"text/plain;{carrier}", "utf-8", uri, given)


def delivery_of_line(line: bytes, uri: str, fields: FieldNames, decode: Decode | None = None) -> Delivery | Refused:
    """One line of a JSON lines file as a delivery. Refuses what is no object with a text.

    `decode` reads a line that is not UTF-8; without it such a line is refused.
    """
    try:
        record = _parse(line, decode)
    except (ValueError, RecursionError) as error:
        return Refused("", uri, "bad_json", f"not valid JSON: {error}", len(line))
    if not isinstance(record, dict):
        return Refused("", uri, "bad_json", f"a JSON {type(record).__name__}, where an object is expected", len(line))
    return delivery_of_record(record, uri, fields, len(line))


def delivery_of_record(record: Mapping[str, Any], uri: str, fields: FieldNames, byte_count: int) -> Delivery | Refused:
    """Named fields of one record as a delivery."""
    text = _text_of(record, fields.text)
    if text is None:
        allowed = ", ".join(fields.text)
        return Refused("", uri, "no_text", f"none of the fields {allowed} holds text", byte_count)
    given = Given(
        title=_text_of(record, fields.title),
        outlet=_text_of(record, fields.outlet),
        published=_text_of(record, fields.published),
        authors=_text_of(record, fields.authors),
        url=_text_of(record, fields.url),
    )
    return delivery_of_text(text, uri, given, "record")


def _parse(line: bytes, decode: Decode | None) -> Any:
    """The JSON value in a line. Raises ValueError and RecursionError."""
    try:
        return json.loads(line)
    except UnicodeDecodeError:
        decoded = decode(line, None) if decode else None
        if decoded is None:
            raise
        return json.loads(decoded[0])


def _text_of(record: Mapping[str, Any], names: Sequence[str]) -> str | None:
    """The first field that is there and not blank, as text; a list (of authors) is joined by commas."""
    for name in names:
        value = record.get(name)
        if isinstance(value, list):
            value = ", ".join(str(item) for item in value)
        if value is not None and str(value).strip():
            return str(value)
    return None
