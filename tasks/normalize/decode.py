"""Bytes to text: which codec reads them, or why they are no text."""

from __future__ import annotations

import codecs
from functools import lru_cache
from typing import NamedTuple

from charset_normalizer import from_bytes

from config.text import Decoding
from tasks.normalize.alignment import PLAIN_BYTES

# Byte order marks and the Python codec that consumes them; UTF-32's mark begins with UTF-16's, so it comes first.
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Codecs whose bytes are all ASCII, so that passing as UTF-8 says nothing against them.
SEVEN_BIT = ("iso2022", "hz", "utf_7")
CONTROL_BYTES = bytes(byte for byte in range(32) if byte not in b"\t\n\v\f\r\x1b")
_LOST = "\ufffd".encode()
TEXT_BYTES = bytes(byte for byte in range(256) if byte not in CONTROL_BYTES)


class Decoded(NamedTuple):
    """Raw text and the codec that gives it: `content.decode(encoding, "replace") == text`.

    `utf8` is the text in UTF-8, `rare` what of that is no `PLAIN_BYTES`.
    """

    text: str
    encoding: str
    utf8: bytes
    rare: bytes


def decode(content: bytes, declared: str | None, rules: Decoding) -> Decoded | None:
    """Decode a content; None where it is binary. Never raises.

    A byte order mark decides; then strict UTF-8, which other encodings do not pass by accident; then the declared
    encoding; then a guess by charset-normalizer on a sample.
    """
    as_utf8 = _decoded(content, "utf-8")
    encoding = _encoding(content, as_utf8, _codec(declared), rules)
    if encoding is None:
        return None
    if encoding == "utf-8" and as_utf8 is not None:
        text, utf8 = as_utf8, content
    else:
        text = content.decode(encoding, "replace")
        utf8 = text.encode("utf-8", "replace")
    rare = utf8.translate(None, PLAIN_BYTES)
    strange = rare.count(_LOST) + len(rare.translate(None, TEXT_BYTES))
    binary = strange > rules.control_share * len(text)  # too many control and replacement characters
    return None if binary else Decoded(text, encoding, utf8, rare)


def _encoding(content: bytes, as_utf8: str | None, declared: str | None, rules: Decoding) -> str | None:
    """The codec to use, or None for bytes that are no text; `as_utf8` is the text that strict UTF-8 gives."""
    for mark, codec in MARKS:
        if content.startswith(mark):
            return codec
    if content.startswith(_as_bytes(rules.signatures)):
        return None
    if b"\0" in content:
        return _wide(content, declared) or ("utf-8" if _mostly_text(content, rules) else None)
    believed = declared is not None and declared != "utf-8" and _decoded(content, declared) is not None
    is_utf8 = as_utf8 is not None or _is_nearly_utf8(content)
    if is_utf8 and not (believed and str(declared).startswith(SEVEN_BIT)):
        return "utf-8"
    if believed:
        return declared
    return _guess(content, rules) if _mostly_text(content, rules) else None


@lru_cache
def _as_bytes(signatures: tuple[str, ...]) -> tuple[bytes, ...]:
    """Signatures of files, written as Latin-1."""
    return tuple(signature.encode("latin-1") for signature in signatures)


@lru_cache
def _codec(name: str | None) -> str | None:
    """Python's name for a declared encoding, or None where it has none that decodes bytes to text with replacements."""
    try:
        found = codecs.lookup(name.strip()) if name else None
        b"a\xff".decode(found.name if found else "ascii", "replace")
    except (LookupError, ValueError):
        return None
    return found.name if found else None


def _decoded(content: bytes, encoding: str) -> str | None:
    """The text of bytes that are valid in an encoding, else None."""
    try:
        return content.decode(encoding)
    except (UnicodeError, ValueError):
        return None


def _is_nearly_utf8(content: bytes) -> bool:
    """Whether so little of the bytes is no UTF-8 that it is damage and not another encoding."""
    text = content.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return sum(character > "\x7f" for character in text) - broken > 4 * broken


def _wide(content: bytes, declared: str | None) -> str | None:
    """UTF-16 or UTF-32 without a mark, told by where its zero bytes stand; None where there is no such pattern."""
    names = [name for name in (declared, "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be") if name]
    sample = content[:4096]
    for name in names:
        width = 4 if "32" in name else 2
        text = sample[: len(sample) // width * width].decode(name, "replace")
        plain = sum(character.isalnum() or character in " \n\r\t.,;:'\"-()" for character in text)
        common = sum(character in " \n\r" for character in text)
        if "\0" not in text and plain > 0.9 * len(text) and (common or len(text) < 8):
            return "utf-16-le" if name == "utf-16" else name
    return None


def _mostly_text(content: bytes, rules: Decoding) -> bool:
    """Whether control bytes are rare enough for a text in a code page."""
    return len(content.translate(None, TEXT_BYTES)) <= rules.control_share * len(content)


def _guess(content: bytes, rules: Decoding) -> str:
    """The likeliest code page by charset-normalizer, ties broken by the order of the candidates; else UTF-8.

    Where few bytes are not ASCII, its measure of language says nothing, and every equally clean reading is a tie.
    """
    first = next(index for index, byte in enumerate(content) if byte > 127)
    start = max(0, first - rules.sample_bytes // 4)
    sample = content[start : start + rules.sample_bytes]
    matches = from_bytes(sample, cp_isolation=list(rules.candidates))
    best = matches.best()
    if best is None:
        return "utf-8"
    few = sum(byte > 127 for byte in sample) <= rules.few * len(sample)
    tied = {one.encoding for one in matches if one.chaos == best.chaos and (few or one.coherence == best.coherence)}
    return next((name for name in rules.candidates if name in tied), best.encoding)
