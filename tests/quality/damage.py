"""Native articles made to look translated, by general rules: the measure that `translationese` is held against."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

_SWAPS = {
    "in": "on",
    "on": "in",
    "at": "in",
    "to": "for",
    "for": "to",
    "with": "by",
    "by": "from",
    "from": "of",
    "of": "from",
}
_PREPOSITION = re.compile(r"(?<= )(?:in|on|at|to|for|with|by|from|of)(?= )")
_ARTICLE = re.compile(r"(?<= )(?:the|a|an) (?=[a-z])")
_POSSESSIVE = re.compile(r"\b([A-Z]\w+)[’']s ([a-z]+)")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{4,}")
_LETTERS = str.maketrans("pbkvsz", "bpcwzs")
_ADJECTIVE = re.compile(r"(?<= the )([a-z]+(?:al|ic|ive|ous)) ([a-z]{4,})(?=[ .,])")
_CLAUSE_END = re.compile(r"(?<=[a-z])([.,]) ")
Damage = Callable[[str, random.Random], str]


def _some(share: float, chance: random.Random, new: Callable[[re.Match[str]], str]) -> Callable[[re.Match[str]], str]:
    return lambda match: new(match) if chance.random() < share else match.group()


def drop_articles(text: str, chance: random.Random) -> str:
    return _ARTICLE.sub(_some(0.25, chance, lambda _: ""), text)


def swap_prepositions(text: str, chance: random.Random) -> str:
    return _PREPOSITION.sub(_some(0.15, chance, lambda match: _SWAPS[match.group()]), text)


def literal_order(text: str, chance: random.Random) -> str:
    """Possessives become chains of "of", and some adjectives follow their noun."""
    text = _POSSESSIVE.sub(_some(0.8, chance, lambda match: f"the {match.group(2)} of {match.group(1)}"), text)
    return _ADJECTIVE.sub(_some(0.3, chance, lambda match: f"{match.group(2)} {match.group(1)}"), text)


def change_names(text: str, chance: random.Random) -> str:
    return _NAME.sub(_some(0.2, chance, lambda match: match.group()[0] + match.group()[1:].translate(_LETTERS)), text)


def leave_residue(text: str, chance: random.Random) -> str:
    """Spaces before marks, doubled stops, articles of the source language."""
    text = _CLAUSE_END.sub(_some(0.06, chance, lambda match: f" {match.group(1)} "), text)
    return re.sub(r"(?<=[a-z] )the (?=[A-Z])", _some(0.1, chance, lambda _: "l ‘"), text)


KINDS: dict[str, Damage] = {
    "drop_articles": drop_articles,
    "swap_prepositions": swap_prepositions,
    "literal_order": literal_order,
    "change_names": change_names,
    "leave_residue": leave_residue,
}


def damaged(text: str, seed: int, kinds: tuple[str, ...] = tuple(KINDS)) -> str:
    """The text after damage of the given kinds, the same for the same seed."""
    chance = random.Random(seed)
    for kind in kinds:
        text = KINDS[kind](text, chance)
    return text
