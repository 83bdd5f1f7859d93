"""Pure: bytes of a file, or one line of JSON, to a delivery or the reason why not."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from config.settings import FieldNames
from warehouse.records import Delivery, Given, Refused


def doc_id_of(content: bytes) -> str:
    """The id of a content: the first 16 hex digits of its SHA-256."""
    return hashlib.sha256(content).hexdigest()[:16]


def delivery_of_file(content: bytes, uri: str) -> Delivery | Refused:
    """A whole file as one delivery. Refuses an empty one."""
    if not content:
        return Refused("", uri, "empty", "the file has no bytes", 0)
    return Delivery(doc_id_of(content), content, "text/plain", None, uri, Given())


def delivery_of_line(line: bytes, uri: str, fields: FieldNames) -> Delivery | Refused:
    """One line of a JSON lines file as a delivery: title, blank line, text. Refuses what is no object with a text."""
    try:
        record = json.loads(line)
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
    title = _text_of(record, fields.title)
    given = Given(
        title=title,
        outlet=_text_of(record, fields.outlet),
        published=_text_of(record, fields.published),
        authors=_text_of(record, fields.authors),
        url=_text_of(record, fields.url),
    )
    whole = text if title is None or text.lstrip().startswith(title.strip()) else f"{title.strip()}\n\n{text}"
    content = whole.encode("utf-8", "replace")
    return Delivery(doc_id_of(content), content, "text/plain;record", "utf-8", uri, given)


def _text_of(record: Mapping[str, Any], names: Sequence[str]) -> str | None:
    """The first field that is there and not blank, as text; a list (of authors) is joined by commas."""
    for name in names:
        value = record.get(name)
        if isinstance(value, list):
            value = ", ".join(str(item) for item in value)
        if value is not None and str(value).strip():
            return str(value)
    return None
