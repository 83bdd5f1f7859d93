"""Text of articles made safe to look at: what cannot be seen, or would steer the reader's eye, becomes a sign."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from typing import Any

from markupsafe import Markup

_JOINERS = "\u200c\u200d"  # Persian, Indic scripts and emoji need them
_UNCOMMON = re.compile(r"[^\x20-\x7e\n\t]")
_SAFE_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]|[._](?=[A-Za-z0-9])){0,79}")


def plain(text: str) -> str:
    """Text with controls, direction marks, zero-width and unassigned characters written as ⟨U+202E⟩.

    White space of any kind other than a line's end or tab becomes a blank.
    """
    if text.isprintable() or text.replace("\n", "").isprintable():
        return text
    return _UNCOMMON.sub(lambda match: _shown(match[0]), text)


@cache
def _shown(char: str) -> str:
    """One character as it may be shown."""
    if char.isprintable() or char in "\n\t" or char in _JOINERS:
        return char
    if char.isspace() and char > "\x20":
        return " "
    return "\n" if char == "\r" else f"⟨U+{ord(char):04X}⟩"


def finalize(value: Any) -> Any:
    """What Jinja does to every value before it escapes it: None is nothing, text becomes plain."""
    if value is None:
        return ""
    return plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def file_name(identifier: str) -> str:
    """A name of a file for an id of any characters: the id where it is harmless, else a digest of it."""
    if _SAFE_NAME.fullmatch(identifier):
        return identifier
    return "x-" + hashlib.sha256(identifier.encode("utf-8", "surrogatepass")).hexdigest()[:20]
