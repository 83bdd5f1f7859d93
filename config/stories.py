"""Settings for finding copies: config/rules/stories.toml."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field

from config.loading import Frozen, load


class SignatureSettings(Frozen):
    """What a signature is made from; changing any of these makes old signatures incomparable with new ones."""

    kinds: tuple[str, ...] = Field(min_length=1)
    minimum_words: int = Field(ge=2)
    sample_words: int = Field(ge=2)
    sample_every: int = Field(ge=1)


class CandidateSettings(Frozen):
    """Which pairs are worth reading side by side; counts are documents and sampled word pairs."""

    rare_documents: int = Field(ge=2)
    common_documents: int = Field(ge=2)
    minimum_shared: int = Field(ge=1)
    minimum_connections: float = Field(ge=0, le=1)
    minimum_overlap: float = Field(ge=0, le=1)


class VerdictSettings(Frozen):
    """Where the relations of a pair begin; shares are 0 to 1, `*_words` counts words."""

    least_overlap: float = Field(ge=0, le=1)
    least_plain_overlap: float = Field(ge=0, le=1)
    near_copy_similarity: float = Field(gt=0, le=1)
    near_copy_length: float = Field(gt=0, le=1)
    contained_overlap: float = Field(gt=0, le=1)
    contained_words: int = Field(ge=1)
    tile_words: int = Field(ge=5)
    tile_aligned: float = Field(gt=0, le=1)
    retranslation_verbatim: float = Field(gt=0, le=1)
    passage_density: float = Field(gt=0, le=1)
    passage_aligned: float = Field(gt=0, le=1)
    passage_words: int = Field(ge=1)
    retranslation_tiles: float = Field(gt=0, le=1)
    retranslation_tiles_covered: int = Field(ge=1)
    retranslation_words: int = Field(ge=1)
    retranslation_length: float = Field(gt=0, le=1)
    reordered_tiles: float = Field(gt=0, le=1)
    reordered_overlap: float = Field(ge=0, le=1)
    gap_words: int = Field(ge=1)
    anchors: int = Field(ge=0)


class CreditSettings(Frozen):
    """When two articles that credit one outlet relay the same report; shares are 0 to 1."""

    days: int = Field(ge=0)
    share: float = Field(gt=0, le=1)
    words: int = Field(ge=1)
    overlap: float = Field(gt=0, le=1)
    common: int = Field(ge=2)
    statements: float = Field(gt=0, le=1)
    anchors: int = Field(ge=1)


class DifferenceSettings(Frozen):
    """What is compared where two copies are worded differently; shares are 0 to 1."""

    relations: tuple[str, ...]
    links: int = Field(ge=1)
    gap_words: int = Field(ge=1)
    kinds: tuple[str, ...]
    likeness: float = Field(gt=0, lt=1)
    confidence: float = Field(gt=0, le=1)
    lost_claims: tuple[str, ...] = Field(min_length=1)


class StorySettings(Frozen):
    """Everything that decides which documents are copies of one story."""

    signature: SignatureSettings
    candidates: CandidateSettings
    verdict: VerdictSettings
    credit: CreditSettings
    difference: DifferenceSettings


def load_stories(path: Path) -> StorySettings:
    """Read config/rules/stories.toml.

    Raises ConfigError naming file, key and what is allowed.
    """
    return load(StorySettings, path)
