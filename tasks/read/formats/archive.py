"""Compressed files, and what archives have in common: safe member names, a limit to their depth."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from io import BufferedReader
from typing import NamedTuple
from urllib.parse import quote

from tasks.read.packed import decompressed
from tasks.read.sniff import HEAD, sniff
from tasks.read.source import Context, Item, Source
from tasks.read.streams import BadStreamError, BudgetError
from warehouse.records import Refused

_ENDINGS = {".gz": "", ".zst": "", ".zstd": "", ".tgz": ".tar", ".gzip": ""}


class Member(NamedTuple):
    """One entry of an archive; `problem` says why it must not be read, as a reason and a detail."""

    name: str
    byte_count: int
    problem: tuple[str, str] | None


def read_compressed(stream: BufferedReader, source: Source, context: Context) -> Iterator[Item]:
    """What is inside gzip or Zstandard data; its URI is that of the file."""
    refusal = too_deep(source, source.layers, context)
    if refusal:
        yield refusal
        return
    codec, _ = sniff(stream.peek(HEAD)[:HEAD], source.name, context.settings.fields)
    inner = decompressed(stream, codec, context.budget)
    yield from context.read(inner, source._replace(name=_bare(source.name), layers=source.layers + 1), context)


def read_member(
    member: Member, open_member: Callable[[], BufferedReader], archive: Source, context: Context
) -> Iterator[Item]:
    """What is inside one member of an archive; a broken member does not break the archive."""
    source = Source(
        f"{archive.uri}!/{quote(member.name, errors='replace')}",
        member.name,
        member.byte_count,
        depth=archive.depth + 1,
    )
    problem = member.problem or _unsafe_name(member.name)
    if problem:
        yield source.refused(*problem)
        return
    try:
        with open_member() as stream:
            yield from context.read(stream, source, context)
    except BudgetError:
        raise
    except BadStreamError as error:
        yield source.refused(error.reason, error.detail)


def too_deep(source: Source, times: int, context: Context) -> Refused | None:
    """The refusal of what is packed in as many packings as are allowed."""
    if times < context.settings.max_depth:
        return None
    return source.refused("too_deep", f"packed more than read.max_depth = {context.settings.max_depth} times")


def is_hidden(name: str) -> bool:
    """Whether a member is hidden, or what a Mac leaves in archives: passed over, as hidden files in folders are."""
    parts = name.split("/")
    return not _unsafe_name(name) and any(part.startswith((".", "__MACOSX")) and part != "." for part in parts)


def _unsafe_name(name: str) -> tuple[str, str] | None:
    """Why a member's name must not be trusted: it is absolute, or leads out of the archive."""
    path = name.replace("\\", "/")
    if path.startswith("/") or path[1:2] == ":" or ".." in path.split("/") or "\0" in path:
        return "unsafe", "its name leads out of the archive"
    return None


def _bare(name: str) -> str:
    """A name without its compression ending."""
    stem, ending = posixpath.splitext(name)
    return stem + _ENDINGS[ending.lower()] if ending.lower() in _ENDINGS else name
