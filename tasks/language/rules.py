"""Segmentation config, compiled once a process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from config.segments import DEFAULT_LANGUAGE, SegmentConfig, SegmentLexicon


@dataclass(frozen=True)
class LanguageRules:
    """The words of one language as sets; see `config.segments.SegmentLexicon`.

    `telling` are all before which a full stop may not end the sentence, `longest` the letters of the longest.
    """

    titles: frozenset[str]
    numbered: frozenset[str]
    abbreviations: frozenset[str]
    starters: frozenset[str]
    ordinal_period: bool
    telling: frozenset[str]
    longest: int


@dataclass(frozen=True)
class SegmentRules:
    """Rules by language, and those for a language without any."""

    languages: Mapping[str, LanguageRules]
    default: LanguageRules

    def of(self, language: str) -> LanguageRules:
        """Rules of a language; those of `zh` serve `zh-cn`, those of English any language that has none."""
        return self.languages.get(language) or self.languages.get(language.partition("-")[0], self.default)


def compile_segment_rules(config: SegmentConfig) -> SegmentRules:
    """Make the config ready for use."""
    languages = {language: _compile(lexicon) for language, lexicon in config.languages.items()}
    return SegmentRules(MappingProxyType(languages), languages[DEFAULT_LANGUAGE])


def _compile(lexicon: SegmentLexicon) -> LanguageRules:
    telling = frozenset((*lexicon.titles, *lexicon.numbered, *lexicon.abbreviations))
    return LanguageRules(
        titles=frozenset(lexicon.titles),
        numbered=frozenset(lexicon.numbered),
        abbreviations=frozenset(lexicon.abbreviations),
        starters=frozenset(lexicon.starters),
        ordinal_period=lexicon.ordinal_period,
        telling=telling,
        longest=max(map(len, telling), default=0),
    )
