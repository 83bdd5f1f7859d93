"""The language of whole documents."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from langdetect.detector import Detector

from tasks.language.ngrams import MAX_CHARACTERS, Characters, Grams, is_only_cut, list_grams, read_characters
from tasks.language.profiles import load_profiles
from tasks.language.replay import STRETCH, replay

UNDETERMINED = "und"

Trigrams: TypeAlias = npt.NDArray[np.uint16] | None
"""Numbers of a text's trigrams: 0 for a blank before it, then for each character that of the trigram which ends there.
Of a long text only those of what langdetect reads; None for a text whose characters were moved before it was read."""


def detect(texts: Sequence[str]) -> list[tuple[str, float]]:
    """Language and probability of each text: what langdetect 1.0.9 answers first with `DetectorFactory.seed = 0`.

    Labels are langdetect's (ISO 639-1, with zh-cn and zh-tw); probabilities are between 0.1 and 1. A text in which
    langdetect finds no features, or no language of more than 0.1, is ("und", 0.0).
    """
    return detect_and_read(texts)[0]


def detect_and_read(texts: Sequence[str]) -> tuple[list[tuple[str, float]], list[Trigrams]]:
    """What `detect` answers, and the trigrams that it has read, which spare `segment` the same work."""
    profiles = load_profiles()
    trigrams: list[Trigrams] = [None] * len(texts)

    def read(numbers: Sequence[int]) -> Grams:
        some = [texts[number] for number in numbers]
        characters = read_characters(some, profiles)
        for number, found in zip(numbers, _trigrams_of(some, characters), strict=True):
            trigrams[number] = found
        return list_grams(characters)

    probabilities = replay(read, len(texts), profiles)
    best = probabilities.argmax(axis=1)
    chances = probabilities[np.arange(len(texts)), best]
    answers = [
        (profiles.languages[language], float(chance)) if chance > Detector.PROB_THRESHOLD else (UNDETERMINED, 0.0)
        for language, chance in zip(best, chances, strict=True)
    ]
    return answers, trigrams


def read_trigrams(texts: Sequence[str]) -> list[Trigrams]:
    """The trigrams of texts."""
    profiles = load_profiles()
    found: list[Trigrams] = []
    for begin in range(0, len(texts), STRETCH):
        some = texts[begin : begin + STRETCH]
        found += _trigrams_of(some, read_characters(some, profiles))
    return found


def _trigrams_of(texts: Sequence[str], characters: Characters) -> list[Trigrams]:
    """The trigrams of each text."""
    borders = pairwise([0, *characters.ends.tolist()])
    return [
        characters.trigrams[begin:end] if _stands_still(text, end - begin - 1) else None
        for text, (begin, end) in zip(texts, borders, strict=True)
    ]


def _stands_still(text: str, read: int) -> bool:
    """Whether no character of a text was moved before so many were read; whatever moves any makes a text shorter."""
    return read == len(text) or (read == MAX_CHARACTERS and is_only_cut(text))
