"""Read two copies side by side, for people: which passage answers to which, and which names and numbers changed."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from tasks.stories.words import words_of

_PARAGRAPH = re.compile(r"\n\s*\n")
_NUMBER = re.compile(r"\d[\d.,:]*\d|\d")
# A capitalised word that does not open a sentence: behind a small letter, a comma or another capitalised word.
_NAME = re.compile(r"(?<=[\w,] )(?<![.!?] )\b[^\W\d_a-z]\w+(?:[-’'][^\W\d_]\w*)*")


class Passage(NamedTuple):
    """One paragraph and the other text's paragraph that is most like it (None where none is)."""

    text: str
    other: str | None
    overlap: float  # shared word pairs by those of the paragraph that has fewer, 0 to 1


class Changes(NamedTuple):
    """Names and numbers that stand in one text and not in the other, in the order of the text that has them."""

    names_lost: list[str]
    names_gained: list[str]
    numbers_lost: list[str]
    numbers_gained: list[str]


def side_by_side(text: str, other: str, minimum: float) -> list[Passage]:
    """Paragraphs of `text`, each with the paragraph of `other` that shares most of its word pairs.

    A likeness below `minimum` (share of word pairs) is none.
    """
    candidates = [(paragraph, _bigrams(paragraph)) for paragraph in _paragraphs(other)]
    passages = []
    for paragraph in _paragraphs(text):
        own = _bigrams(paragraph)
        scored = [(_overlap(own, theirs), candidate) for candidate, theirs in candidates]
        overlap, best = max(scored, key=lambda pair: pair[0], default=(0.0, ""))
        passages.append(Passage(paragraph, best, overlap) if overlap >= minimum else Passage(paragraph, None, 0.0))
    return passages


def changes(text: str, other: str) -> Changes:
    """What became of names and numbers on the way from `text` to `other`."""
    return Changes(
        names_lost=_missing(_NAME, text, other),
        names_gained=_missing(_NAME, other, text),
        numbers_lost=_missing(_NUMBER, text, other),
        numbers_gained=_missing(_NUMBER, other, text),
    )


def _paragraphs(text: str) -> list[str]:
    """Paragraphs that hold a word."""
    return [paragraph.strip() for paragraph in _PARAGRAPH.split(text) if words_of(paragraph)]


def _bigrams(text: str) -> set[tuple[bytes, bytes]]:
    """Word pairs of a paragraph; of a single word, the word and nothing."""
    words = words_of(text)
    return set(pairwise(words)) or {(words[0], b"")}


def _overlap(one: set[tuple[bytes, bytes]], other: set[tuple[bytes, bytes]]) -> float:
    """Shared word pairs by those of the paragraph that has fewer."""
    return len(one & other) / min(len(one), len(other))


def _missing(pattern: re.Pattern[str], text: str, other: str) -> list[str]:
    """What a pattern finds in `text` and `other` does not hold, each once."""
    lowered = other.casefold()
    return list(dict.fromkeys(found for found in pattern.findall(text) if found.casefold() not in lowered))
