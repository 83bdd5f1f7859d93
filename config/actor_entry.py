"""One actor of the knowledge base, as config writes it."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field, model_validator

from config.loading import Frozen

ActorKind = Literal["country", "person", "organization", "outlet", "place", "group", "vessel"]


class Office(Frozen):
    """An office a person held: `title` in English, `of` the actor id of the country or body, and dates.

    It is held on a day with `from` <= day < `to`: on the day of a handover by the successor.
    """

    title: str
    of: str | None = None
    since: dt.date | None = Field(default=None, alias="from")
    until: dt.date | None = Field(default=None, alias="to")

    @model_validator(mode="after")
    def _in_order(self) -> Office:
        _refuse_reversed(self.since, self.until)
        return self


class Forms(Frozen):
    """Written forms that link only in texts of one language."""

    names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()


class ActorEntry(Frozen):
    """One actor as an analyst writes it. Every list holds written forms exactly as they appear in text.

    aliases          other full names, in any language, safe to link wherever they stand
    adjectives       demonyms and adjectives ("Russian", "Russians"); mention kind `adjective`
    metonyms         cities and seats of power that stand for it ("Moscow"); mention kind `metonym` or `place`
    surnames         short forms that link after the full name was seen in the document, or by office and date
    ambiguous        forms that are also ordinary words or other names ("Chad", "May"): only with context; a form
                     listed nowhere else counts as a name
    forms            names and adjectives by language (ISO 639-1): they link only in texts of that language
    seat_of          for a place: actors that all its names may stand for, as if listed in their `metonyms`
    offices          offices held, with dates
    domains          an outlet's web domains
    gender           f or m, for pronouns
    from, to         first and last day a state or body existed
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
    forms: dict[str, Forms] = Field(default_factory=dict)
    seat_of: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    domains: tuple[str, ...] = ()
    gender: Literal["f", "m"] | None = None
    wikidata: str | None = None
    opensanctions: str | None = None
    origin: Literal["curated", "imported", "discovered"] = "curated"
    since: dt.date | None = Field(default=None, alias="from")
    until: dt.date | None = Field(default=None, alias="to")

    @model_validator(mode="after")
    def _in_order(self) -> ActorEntry:
        _refuse_reversed(self.since, self.until)
        return self


def _refuse_reversed(since: dt.date | None, until: dt.date | None) -> None:
    if since and until and since > until:
        raise ValueError(f"`from` {since} is after `to` {until}")
