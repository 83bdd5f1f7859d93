"""Which curated actor an imported one is: the same name, a kind that goes with it and the country, or the same id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from config.actor_entry import ActorEntry
from tasks.exchange.names import fold

BODIES = frozenset({"organization", "outlet", "group"})


class Same(NamedTuple):
    """The curated actor, and why it is the same, for people to read."""

    actor_id: str
    reason: str


class Curated:
    """Curated people and bodies by name and by Wikidata id."""

    def __init__(self, actors: Sequence[ActorEntry]) -> None:
        self._by_name: dict[tuple[str, str], dict[str, ActorEntry]] = defaultdict(dict)
        self._by_wikidata: dict[str, ActorEntry] = {}
        for entry in actors:
            if entry.wikidata:
                self._by_wikidata[entry.wikidata] = entry
            if family := _family(entry.kind):
                for form in (entry.name, *entry.aliases):
                    self._by_name[family, fold(form)][entry.id] = entry

    def find(self, kind: str, names: Iterable[str], countries: Sequence[str], wikidata: Sequence[str]) -> Same | None:
        """The one curated actor that it is; None where none is, or several could be."""
        for identifier in wikidata:
            if entry := self._by_wikidata.get(identifier):
                return Same(entry.id, f"same Wikidata id {identifier}")
        found: dict[str, Same] = {}
        for name in names:
            for entry in self._by_name.get((_family(kind) or "", fold(name)), {}).values():
                if entry.country in countries:
                    found.setdefault(entry.id, Same(entry.id, f"same name {name!r}, kind and country {entry.country}"))
                elif entry.country is None and entry.kind != "person":
                    found.setdefault(entry.id, Same(entry.id, f"same name {name!r} and kind, of no one country"))
        return next(iter(found.values())) if len(found) == 1 else None


def _family(kind: str) -> str | None:
    """Kinds that lists draw differently count as one."""
    return "body" if kind in BODIES else "person" if kind == "person" else None
