"""Rules of exchange with FollowTheMoney: config/rules/exchange.toml."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field

from config.actor_entry import ActorKind
from config.loading import Frozen, load


class ExchangeRules(Frozen):
    """Which kinds of entities become actors, and which of their names may link."""

    fewest_letters: int = Field(ge=1)
    shortest_surname: int = Field(ge=1)
    most_bearers: int = Field(ge=1)
    gender: dict[str, Literal["f", "m"]]
    common_words: frozenset[str]
    kinds: dict[str, ActorKind]
    schemata: dict[ActorKind, str]


def load_exchange(directory: Path) -> ExchangeRules:
    """Read the rules of a config directory. Raises ConfigError."""
    return load(ExchangeRules, directory / "rules" / "exchange.toml")
