"""One line of FollowTheMoney JSON as an entity, or the reason why it is none."""

from __future__ import annotations

import json
from functools import cache
from typing import Any, NamedTuple

from followthemoney import model

from config.exchange import ExchangeRules

NEEDED = frozenset({"Position", "Occupancy"})


class Entity(NamedTuple):
    """An entity that the import uses: an actor of a kind, or (kind None) a position or who held it."""

    id: str
    schema: str
    kind: str | None
    properties: dict[str, list[Any]]

    def texts(self, *names: str) -> list[str]:
        """The values of some properties that are text, in order, each once."""
        values = [value for name in names for value in self.properties.get(name, [])]
        return list(
            dict.fromkeys(" ".join(value.split()) for value in values if isinstance(value, str) and value.strip())
        )


class LeftOut(NamedTuple):
    """An entity in order, of a schema that no actor is made of."""

    schema: str


class Refusal(NamedTuple):
    """Why a line is no entity: a code, and what exactly is wrong."""

    reason: str
    detail: str


def read_entity(line: bytes, rules: ExchangeRules) -> Entity | LeftOut | Refusal:
    """Parse one line. Nothing is raised, whatever it holds."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Refusal("bad_json", str(error)[:200])
    if refusal := _fault(found):
        return refusal
    kind = _kind(found["schema"], tuple(rules.kinds.items()))
    if kind is None and found["schema"] not in NEEDED:
        return LeftOut(found["schema"])
    properties = {key: _list(value) for key, value in found["properties"].items()}
    return Entity(found["id"].strip(), found["schema"], kind, properties)


def _fault(found: Any) -> Refusal | None:
    """What is wrong with parsed JSON that should be an entity."""
    if not isinstance(found, dict):
        return Refusal("no_entity", "a JSON object is expected")
    name, identifier = found.get("schema"), found.get("id")
    if not isinstance(name, str) or model.get(name) is None:
        return Refusal("unknown_schema", f"schema {str(name)[:100]!r} is not FollowTheMoney's")
    if not isinstance(identifier, str) or not identifier.strip():
        return Refusal("no_id", "an entity needs an id")
    return None if isinstance(found.get("properties"), dict) else Refusal("no_properties", "an entity needs properties")


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


@cache
def _kind(name: str, kinds: tuple[tuple[str, str], ...]) -> str | None:
    """The kind of the schema's nearest ancestor that has one."""
    schema = model.get(name)
    known = dict(kinds)
    if schema is None or name in known:
        return known.get(name)
    return next(
        (kind for parent in sorted(schema.extends, key=lambda one: one.name) if (kind := _kind(parent.name, kinds))),
        None,
    )
