"""Pure: tell a format from its first bytes; the name's ending only breaks ties."""

from __future__ import annotations

import codecs
import csv
import json
import re
from typing import NamedTuple

from config.settings import FieldNames

HEAD = 1 << 13
"""Bytes that are looked at, at most."""

_READ = {
    b"\x1f\x8b": "gzip",
    b"\x28\xb5\x2f\xfd": "zstd",
    b"PK\x03\x04": "zip",
    b"PK\x05\x06": "zip",
    b"PAR1": "parquet",
    b"WARC/": "warc",
}
_NOT_READ = {
    b"%PDF-": "a PDF document",
    b"{\\rtf": "an RTF document",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "a document of an old office program",
    b"Rar!\x1a\x07": "a RAR archive",
    b"7z\xbc\xaf\x27\x1c": "a 7-Zip archive",
    b"\xfd7zXZ\x00": "an xz file",
    b"BZh91AY&SY": "a bzip2 file",
    b"SQLite format 3\x00": "an SQLite database",
}
_NO_TEXT = {
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF87a": "a GIF picture",
    b"GIF89a": "a GIF picture",
    b"OggS\x00": "an Ogg recording",
    b"\x7fELF": "a program",
}
_SIGNATURES = (*_READ, *_NOT_READ, *_NO_TEXT)
_MARKS = ((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"),
          (codecs.BOM_UTF16_BE, "utf-16"), (codecs.BOM_UTF8, "utf-8-sig"))  # fmt: skip

_PROLOG = re.compile(rb"\s+|<\?.*?\?>|<!--.*?-->|<!doctype(?!\s+html\b)[^>\[]*(?:\[.*?\]\s*)?>", re.DOTALL | re.I)
_ROOT = re.compile(rb"<(!doctype\s+html\b|(?:[a-z][\w.-]*:)?[a-z][\w-]*)", re.I)
_ROOTS = {b"html": "html", b"head": "html", b"body": "html", b"rss": "feed", b"feed": "feed", b"rdf:rdf": "feed"}
_MARKUP_ENDINGS = (".html", ".htm", ".xhtml")
_XML_ENDINGS = (".xml", ".rss", ".atom", ".rdf")

_JSON_OBJECT = re.compile(rb'\{\s*"(?:[^"\\]|\\.)*"\s*:')
_JSON_ARRAY = re.compile(rb"\[\s*(?:\{|\]\s*$)")
_JSON_LINE = re.compile(rb"^[ \t]*\{", re.MULTILINE)
_JSON_LINES_ENDINGS = (".jsonl", ".ndjson")

_HEADER = re.compile(rb"(?:From [^\n]+\n)?[A-Za-z][A-Za-z-]*:[ \t\r\n]")
_FIELD = re.compile(rb"^([A-Za-z][A-Za-z0-9-]*):", re.MULTILINE)
_OF_TRANSPORT = {b"message-id", b"mime-version", b"received", b"return-path", b"delivered-to", b"content-type"}
_OF_MAIL = {b"from", b"to", b"subject", b"date", b"cc", b"reply-to", b"sender", *_OF_TRANSPORT}

_DELIMITERS = (b"\t", b",", b";")
_TABLE_ENDINGS = (".csv", ".tsv")


class Sniffed(NamedTuple):
    """What a stream holds: a format there is a reader for, or `unsupported` or `binary` and what that is."""

    kind: str
    what: str = ""


def sniff(head: bytes, name: str, fields: FieldNames) -> Sniffed:
    """Tell the format of a stream from its first bytes (`head`), its name, and the fields a table may have.

    Kinds: empty, gzip, zstd, zip, tar, parquet, warc, html, feed, json, jsonl, mail, delimited, text; unsupported
    and binary for what has no reader.
    """
    if not head:
        return Sniffed("empty")
    name = name.lower()
    found = _by_signature(head, name)
    if found:
        return found
    plain = _plain(head)
    first = plain[:1]
    if first == b"<":
        found = _markup(plain, name)
    elif first in (b"{", b"["):
        found = _json(plain, len(head) < HEAD, name)
    return found or _lines(plain, name, fields)


def delimiter_of(line: bytes) -> str:
    """The delimiter of a header line: tab, comma or semicolon, whichever it has most of."""
    return max(_DELIMITERS, key=line.count).decode()


def header_cells(line: str, delimiter: str) -> list[str]:
    """Names in a header line, blanks around them aside. Raises csv.Error."""
    return [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter), [])]


def _by_signature(head: bytes, name: str) -> Sniffed | None:
    """Formats that their first bytes give away."""
    if head.startswith(_SIGNATURES):
        signature = next(known for known in _SIGNATURES if head.startswith(known))
        if signature in _READ:
            return Sniffed(_READ[signature])
        kind = "binary" if signature in _NO_TEXT else "unsupported"
        return Sniffed(kind, _NO_TEXT.get(signature) or _NOT_READ[signature])
    if head[257:262] == b"ustar" or (name.endswith(".tar") and head[100:108].strip(b" \0").isdigit()):
        return Sniffed("tar")
    return None


def is_wide(head: bytes) -> bool:
    """Whether a byte order mark says UTF-16 or UTF-32, in which a line end is several bytes."""
    return next((codec for mark, codec in _MARKS if head.startswith(mark)), "utf-8-sig") != "utf-8-sig"


def _plain(head: bytes) -> bytes:
    """The head as bytes of an encoding that keeps ASCII, without its byte order mark and leading white space."""
    for mark, codec in _MARKS:
        if head.startswith(mark):
            head = head.decode(codec, "ignore").encode("utf-8", "ignore")
            break
    return head.lstrip()


def _markup(plain: bytes, name: str) -> Sniffed | None:
    """HTML, feeds and other XML, told by the first element after all that may stand before it."""
    position = 0
    while found := _PROLOG.match(plain, position):
        position = found.end()
    root = _ROOT.match(plain, position)
    tag = root[1].lower() if root else b""
    kind = "html" if tag.startswith(b"!") else _ROOTS.get(tag)
    if kind is None and name.endswith(_MARKUP_ENDINGS) and _ROOT.search(plain):
        kind = "html"
    if kind:
        return Sniffed(kind)
    is_xml = plain.startswith(b"<?xml") or (tag and name.endswith(_XML_ENDINGS))
    return Sniffed("unsupported", f"XML that is no feed: its root is {tag.decode() or 'not found'}") if is_xml else None


def _json(plain: bytes, whole: bool, name: str) -> Sniffed | None:
    """A record a line, or one value over many lines."""
    if plain.startswith(b"["):
        return Sniffed("json") if _JSON_ARRAY.match(plain) else None
    line, _, rest = plain.partition(b"\n")
    if not _JSON_OBJECT.match(plain) and not _is_object(line):
        return None
    over_lines = not line.rstrip().endswith(b"}") and (rest.strip() or not whole) and len(line) < len(plain)
    return Sniffed("json" if over_lines and not name.endswith(_JSON_LINES_ENDINGS) else "jsonl")


def _is_object(line: bytes) -> bool:
    """Whether a line is a JSON object."""
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _lines(plain: bytes, name: str, fields: FieldNames) -> Sniffed:
    """What is told by lines: mail, pages and JSON lines that begin badly, tables, and all else, which is text."""
    if _is_mail(plain, name):
        return Sniffed("mail")
    if name.endswith(_MARKUP_ENDINGS) and (found := _markup(plain, name)):
        return found
    if _is_table(plain.partition(b"\n")[0], name, fields):
        return Sniffed("delimited")
    if name.endswith(_JSON_LINES_ENDINGS) and _JSON_LINE.search(plain):
        return Sniffed("jsonl")
    return Sniffed("text")


def _is_mail(plain: bytes, name: str) -> bool:
    """Whether it begins with a header of RFC 5322: known fields, one of them set by programs that carry mail."""
    if not _HEADER.match(plain):
        return False
    header = re.split(rb"\r?\n\r?\n", plain, maxsplit=1)[0]
    known = {field.lower() for field in _FIELD.findall(header)} & _OF_MAIL
    if name.endswith(".eml"):
        return len(known) > 1
    return len(known) > 2 and not known.isdisjoint(_OF_TRANSPORT)


def _is_table(line: bytes, name: str, fields: FieldNames) -> bool:
    """Whether a first line is a table's header: it names the text and another field, or the ending says so."""
    delimiter = delimiter_of(line)
    if delimiter.encode() not in line:
        return name.endswith(_TABLE_ENDINGS) and line.strip().decode("latin-1") in fields.text
    if name.endswith(_TABLE_ENDINGS):
        return True
    if not any(text.encode() in line for text in fields.text):
        return False
    try:
        cells = set(header_cells(line.decode("latin-1"), delimiter))
    except csv.Error:
        return False
    others = {*fields.title, *fields.outlet, *fields.published, *fields.authors, *fields.url}
    return not cells.isdisjoint(fields.text) and not cells.isdisjoint(others)
