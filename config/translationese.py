"""How translated an English text sounds: config/rules/translationese.toml."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import Field, model_validator

from config.loading import Frozen, load

Phrases = tuple[str, ...]
Share = Annotated[float, Field(ge=0)]


class Weight(Frozen):
    """What one part adds to the score: `weight` for each unit of its value above `from`, up to `most` units."""

    weight: float
    above: float = Field(default=0.0, alias="from")
    most: float = Field(default=10.0, gt=0)


class MissingArticle(Frozen):
    """A preposition straight before a noun that needs an article."""

    prepositions: Phrases
    nouns: Phrases


class TranslationeseRules(Frozen):
    """config/rules/translationese.toml.

    weights          by name of a part
    bias             what the score starts from, before the logistic function
    fewest_words     shorter texts get no score
    residue          kinds of artifact that translation leaves behind; `quotes` those of quote marks
    phrases          part name to phrases, found in any letter case with word boundaries around
    cased            the same, found as written
    followed         parts whose phrases count only where a mark or one of `before` follows, so no compound
    missing_article  what makes the part of that name
    governed         words and the prepositions that may follow them; any other of `prepositions` is an odd one
    """

    bias: float
    fewest_words: int = Field(gt=0)
    residue: Phrases
    quotes: Phrases
    weights: dict[str, Weight]
    phrases: dict[str, Phrases]
    cased: dict[str, Phrases]
    followed: Phrases
    before: Phrases
    missing_article: MissingArticle
    prepositions: Phrases
    governed: dict[str, Phrases]

    @model_validator(mode="after")
    def _every_part_is_weighed(self) -> TranslationeseRules:
        missing = sorted({*self.phrases, *self.cased, *COMPUTED_PARTS} - set(self.weights))
        if missing:
            raise ValueError(f"parts without a weight: {', '.join(missing)}")
        return self


COMPUTED_PARTS = (
    "residue",
    "quotes",
    "missing_article",
    "odd_preposition",
    "of_chains",
    "few_possessives",
    "few_articles",
    "many_articles",
    "even_sentences",
)


def load_translationese(directory: Path) -> TranslationeseRules:
    """Read the rules below a config directory. Raises ConfigError naming file and key."""
    return load(TranslationeseRules, directory / "rules" / "translationese.toml")
