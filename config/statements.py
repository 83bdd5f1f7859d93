"""Settings for telling which reported sentences are one statement: config/rules/statements.toml."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field

from config.loading import Frozen, load

MOST_LETTERS = 6  # of a word, which leave room for its statement's number in 64 bits


class WordSettings(Frozen):
    """Which words of a statement are compared, and by how many letters."""

    shortest: int = Field(ge=1, le=9)
    letters: int = Field(ge=2, le=MOST_LETTERS)
    common: frozenset[str]


class CopySettings(Frozen):
    """When sentences of two linked documents are one statement; shares are 0 to 1."""

    close: float = Field(gt=0, le=1)
    unlike: float = Field(gt=0, le=1)
    unlike_words: int = Field(ge=1)
    loose: float = Field(gt=0, le=1)
    place: float = Field(ge=0, le=1)


class RepeatSettings(Frozen):
    """When sentences of unrelated documents are one statement of one speaker."""

    overlap: float = Field(gt=0, le=1)
    shared_words: int = Field(ge=1)
    days: int = Field(ge=0)
    rare: int = Field(ge=2)
    frequent: int = Field(ge=2)
    connections: int = Field(ge=1)


class EvidenceSettings(Frozen):
    """What is kept with a link."""

    words: int = Field(ge=0)


class StatementSettings(Frozen):
    """Everything that decides which reported sentences are one statement."""

    words: WordSettings
    copies: CopySettings
    repeats: RepeatSettings
    evidence: EvidenceSettings

    @property
    def parameters(self) -> dict[str, int | float]:
        """Values for the named parameters of the files warehouse/sql/statement_*.sql."""
        return {
            **self.copies.model_dump(),
            **self.repeats.model_dump(),
            "evidence_words": self.evidence.words,
        }


def load_statements(path: Path) -> StatementSettings:
    """Read config/rules/statements.toml. Raises ConfigError naming file, key and what is allowed."""
    return load(StatementSettings, path)
