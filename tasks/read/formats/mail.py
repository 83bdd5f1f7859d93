"""Mail files (.eml, RFC 5322): one document a mail."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr
from io import BufferedReader

from tasks.read.formats.markup import text_of
from tasks.read.records import delivery_of_text
from tasks.read.source import Context, Item, Source
from tasks.read.streams import read_all
from warehouse.records import Given, Refused

_KINDS = ("text/plain", "text/html")


def read_mail(stream: BufferedReader, source: Source, context: Context) -> Iterator[Item]:
    """The text of a mail as one delivery, its plain part before its HTML; a refusal for each attachment."""
    content = read_all(stream, context.settings.max_record_bytes)
    try:
        mail = email.message_from_bytes(content, policy=email.policy.compat32)
        parts = [part for part in mail.walk() if not part.is_multipart()]
    except (MessageError, ValueError, LookupError, RecursionError) as error:
        yield source.refused("damaged", f"the mail cannot be read: {error}")
        return
    bodies = [part for part in parts if not _is_attached(part) and part.get_content_type() in _KINDS]
    bodies.sort(key=lambda part: _KINDS.index(part.get_content_type()))
    text = next(filter(None, (_text(part, context) for part in bodies)), None)
    if text is None:
        yield source.refused("no_text", "the mail has no text")
    else:
        yield delivery_of_text(text, source.uri, _given(mail, source.given), "mail")
    for number, part in enumerate(parts, 1):
        if _is_attached(part):
            detail = f"there is no reader for attachments: {part.get_content_type()}"
            yield Refused("", source.part(f"part={number}"), "unsupported", detail, len(_payload(part)))


def _is_attached(part: Message) -> bool:
    """Whether a part is a file beside the text."""
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _payload(part: Message) -> bytes:
    """Bytes of a part, transfer encoding undone as far as that goes."""
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, LookupError, AttributeError, AssertionError):
        return b""
    return payload if isinstance(payload, bytes) else b""


def _text(part: Message, context: Context) -> str | None:
    """Text of a part in the encoding it declares; None where there is none."""
    try:
        declared = part.get_content_charset()
    except (ValueError, LookupError, UnicodeError):
        declared = None
    decoded = context.decode(_payload(part), declared)
    if decoded is None:
        return None
    text = text_of(decoded[0]) if part.get_content_type() == "text/html" else decoded[0].replace("\r\n", "\n")
    return text.strip() or None


def _given(mail: Message, given: Given) -> Given:
    """Subject, date and sender."""
    name, address = parseaddr(_header(mail, "From") or "")
    return given._replace(
        title=_header(mail, "Subject") or given.title,
        published=_header(mail, "Date") or given.published,
        authors=name or address or given.authors,
    )


def _header(mail: Message, name: str) -> str | None:
    """A header on one line, encoded words decoded (RFC 2047) as far as that goes."""
    value = mail.get(name)
    if value is None:
        return None
    try:
        text = str(make_header(decode_header(value)))
    except (MessageError, ValueError, LookupError):
        text = str(value)
    return " ".join(text.encode("utf-8", "replace").decode("utf-8").split()) or None
