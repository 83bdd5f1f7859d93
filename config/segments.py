"""What sentence segmentation must know of a language: `config/lexicons/<language>/segments.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pydantic import field_validator

from config.loading import ConfigError, Frozen, load

FILE_NAME = "segments.toml"
DEFAULT_LANGUAGE = "en"


class SegmentLexicon(Frozen):
    """The words of one language that decide whether a full stop ends a sentence. Written without their last full stop.

    titles          what always stands before a name or word ("Mr", "Gen"): a full stop after it ends nothing
    numbered        what stands before a number ("No", "Jan"): a full stop after it and before a digit ends nothing
    abbreviations   what may end a sentence ("Inc", "p.m"): a full stop after it ends one only before a starter
    starters        capitalised words that begin sentences far more often than names do ("The", "However")
    ordinal_period  the language writes ordinals as "3.": after one or two digits only a starter begins a sentence
    """

    titles: tuple[str, ...] = ()
    numbered: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    starters: tuple[str, ...] = ()
    ordinal_period: bool = False

    @field_validator("titles", "numbered", "abbreviations", "starters")
    @classmethod
    def _without_stop(cls, words: tuple[str, ...]) -> tuple[str, ...]:
        for word in words:
            if not word or word != word.strip() or word.endswith("."):
                raise ValueError(f"{word!r} must be a word without outer blanks and without its last full stop")
        return words


class SegmentConfig(Frozen):
    """The lexicons of all languages, by ISO 639-1 code."""

    languages: Mapping[str, SegmentLexicon]


def load_segment_config(directory: Path) -> SegmentConfig:
    """Read `<directory>/<language>/segments.toml` for every language that has one.

    Raises ConfigError for a file that is not valid, and when English, the default, has none.
    """
    paths = sorted(directory.glob(f"*/{FILE_NAME}"))
    languages = {path.parent.name: load(SegmentLexicon, path) for path in paths}
    if DEFAULT_LANGUAGE not in languages:
        raise ConfigError(f"{directory / DEFAULT_LANGUAGE / FILE_NAME}: no such config file; it is the default")
    return SegmentConfig(languages=languages)
