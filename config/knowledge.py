"""The knowledge base of actors: TOML files in config/actors, one `[[actor]]` block an actor."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Literal

from pydantic import Field

from config.loading import ConfigError, Frozen, load

ActorKind = Literal["country", "person", "organization", "outlet", "place", "group"]


class Office(Frozen):
    """An office a person held: `title` in English, `of` the actor id of the country or body, first and last day."""

    title: str
    of: str | None = None
    since: dt.date | None = Field(default=None, alias="from")
    until: dt.date | None = Field(default=None, alias="to")


class ActorEntry(Frozen):
    """One actor as an analyst writes it. Every list holds written forms exactly as they appear in text.

    aliases          other full names, in any language, safe to link wherever they stand
    adjectives       demonyms and adjectives ("Russian", "Russians"); mention kind `adjective`
    metonyms         cities and seats of power that stand for it ("Moscow"); mention kind `metonym` or `place`
    surnames         short forms that link after the full name was seen in the document, or by office and date
    ambiguous        forms that are also ordinary words or other names ("Chad", "May"): only with context
    offices          offices held, with dates
    domains          an outlet's web domains
    gender           f or m, for pronouns
    """

    id: str = Field(pattern=r"^[A-Za-z0-9]+(-[a-z0-9]+)*$")
    name: str
    kind: ActorKind
    country: str | None = None
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    surnames: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    domains: tuple[str, ...] = ()
    gender: Literal["f", "m"] | None = None
    wikidata: str | None = None
    opensanctions: str | None = None
    origin: Literal["curated", "imported", "discovered"] = "curated"


class ActorFile(Frozen):
    """A file of config/actors."""

    actor: tuple[ActorEntry, ...] = ()


def load_actors(directory: Path) -> tuple[ActorEntry, ...]:
    """All actors of every .toml file below `directory`, in file and then block order.

    Raises ConfigError for a file that is not valid, and for an id that two blocks share.
    """
    entries: list[ActorEntry] = []
    seen: dict[str, Path] = {}
    for path in sorted(directory.rglob("*.toml")):
        for entry in load(ActorFile, path).actor:
            if entry.id in seen:
                raise ConfigError(f"{path}: actor id {entry.id!r} is already used in {seen[entry.id]}; ids are unique")
            seen[entry.id] = path
            entries.append(entry)
    return tuple(entries)
