"""Entities as imported actors: gathered one by one, told apart from curated ones, and given as one Arrow table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import pyarrow as pa

from config.actor_entry import ActorEntry
from config.exchange import ExchangeRules
from config.imported import ID_PREFIX, SCHEMA
from tasks.exchange.codes import country_id, day_after, first_day
from tasks.exchange.entities import Entity
from tasks.exchange.merging import Curated
from tasks.exchange.names import fold, names_of

COUNTRIES = ("mainCountry", "nationality", "citizenship", "country", "jurisdiction", "flag")
TERROR = "crime.terror"
MOST_ROLES = 20
LONGEST_ROLE = 200
Row = dict[str, Any]


class Imported(NamedTuple):
    """What an import came to: rows of `config.imported.SCHEMA` by id, and counts.

    `merged` are actors that are curated ones; `refused_names` counts names that do not link, by reason; `nameless`
    entities without any name, `repeated` those whose id came before.
    """

    table: pa.Table
    merged: int
    refused_names: dict[str, int]
    nameless: int
    repeated: int


class Importer:
    """Gathers entities. `source` is where they come from, as the rows tell it."""

    def __init__(self, rules: ExchangeRules, curated: Sequence[ActorEntry]) -> None:
        self._rules = rules
        self._curated = Curated(curated)
        self._rows: dict[str, Row] = {}
        self._bearers: Counter[str] = Counter()
        self._refused: Counter[str] = Counter()
        self._positions: dict[str, tuple[str, str | None]] = {}
        self._held: list[tuple[str, str, str, str]] = []
        self._nameless = self._repeated = 0

    def __len__(self) -> int:
        return len(self._rows)

    def add(self, entity: Entity, source: str) -> None:
        """Take in one entity, in any order."""
        if entity.schema == "Position":
            name = entity.texts("name")
            if name:
                self._positions[entity.id] = (name[0], next(_countries(entity), None))
        elif entity.schema == "Occupancy":
            first = [next(iter(entity.texts(name)), "") for name in ("holder", "post", "startDate", "endDate")]
            self._held.append((first[0], first[1], first[2], first[3]))
        elif entity.id in self._rows:
            self._repeated += 1
        else:
            self._add_actor(entity, source)

    def finish(self) -> Imported:
        """Everything gathered so far."""
        for holder, post, since, until in self._held:
            if holder in self._rows and post in self._positions:
                title, of = self._positions[post]
                self._rows[holder]["roles"].append(_role(title, of, since, until))
        rows = [self._finished(self._rows[key]) for key in sorted(self._rows)]
        merged = sum(row["same_as"] is not None for row in rows)
        table = pa.Table.from_pylist(rows, SCHEMA)
        refused = {reason: count for reason, count in self._refused.most_common() if count}
        return Imported(table, merged, refused, self._nameless, self._repeated)

    def _add_actor(self, entity: Entity, source: str) -> None:
        names = names_of(entity, self._rules)
        self._refused.update(names.refused)
        if not names.shown:
            self._nameless += 1
            return
        countries = list(dict.fromkeys(_countries(entity)))
        topics = sorted(entity.texts("topics"))
        kind = "group" if TERROR in topics and entity.schema == "Organization" else entity.kind or "organization"
        wikidata = entity.texts("wikidataId")
        same = self._curated.find(kind, [*names.full, *names.short], countries, wikidata)
        self._bearers.update({fold(name) for name in names.full})
        self._rows[entity.id] = {
            "actor_id": f"{ID_PREFIX}{entity.id}",
            "name": names.shown,
            "kind": kind,
            "country": next(iter(countries), None),
            "names": list(names.full),
            "short_names": list(names.short),
            "gender": next((self._rules.gender.get(text) for text in entity.texts("gender")), None),
            "roles": [_role(title, next(iter(countries), None)) for title in entity.texts("position")],
            "topics": topics,
            "external_ids": [{"scheme": "followthemoney", "id": entity.id}]
            + [{"scheme": "wikidata", "id": text} for text in wikidata],
            "same_as": same and same.actor_id,
            "same_because": same and same.reason,
            "source": source,
        }

    def _finished(self, row: Row) -> Row:
        """A row without names that too many bear, and with its roles in order."""
        names = [name for name in row["names"] if self._bearers[fold(name)] <= self._rules.most_bearers]
        self._refused["many_bearers"] += len(row["names"]) - len(names)
        return row | {"names": names, "roles": row["roles"][:MOST_ROLES]}


def _countries(entity: Entity) -> Iterator[str]:
    codes: Iterable[str] = entity.texts(*COUNTRIES)
    yield from (found for code in codes if (found := country_id(code.lower())))


def _role(title: str, of: str | None, since: str = "", until: str = "") -> Row:
    return {"title": title[:LONGEST_ROLE], "of": of, "since": first_day(since), "until": day_after(until)}
