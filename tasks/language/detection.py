"""The language of whole documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from langdetect.detector import Detector

from tasks.language.ngrams import MAX_CHARACTERS, Characters, Grams, list_grams, read_characters
from tasks.language.profiles import load_profiles
from tasks.language.replay import replay

UNDETERMINED = "und"
_TEXTS_AT_ONCE = 1_024
_CHARACTERS_AT_ONCE = 2_000_000
_STRETCH = 32  # texts whose characters are read together: few enough to stay in a processor's cache


Trigrams: TypeAlias = npt.NDArray[np.uint16] | None
"""Numbers of a text's trigrams: 0 for a blank before it, then for each character that of the trigram which ends there;
None for a text that was cleaned before it was read."""


def detect(texts: Sequence[str]) -> list[tuple[str, float]]:
    """Language and probability of each text: what langdetect 1.0.9 answers first with `DetectorFactory.seed = 0`.

    Labels are langdetect's (ISO 639-1, with zh-cn and zh-tw); probabilities are between 0.1 and 1. A text in which
    langdetect finds no features, or no language of more than 0.1, is ("und", 0.0).
    """
    return detect_and_read(texts)[0]


def detect_and_read(texts: Sequence[str]) -> tuple[list[tuple[str, float]], list[Trigrams]]:
    """What `detect` answers, and the trigrams that it has read, which spare `segment` the same work."""
    answers: list[tuple[str, float]] = []
    trigrams: list[Trigrams] = []
    for batch in _batches(texts):
        grams = [list_grams(characters) for characters in _read(batch)]
        answers += _detect_batch(grams)
        trigrams += _trigrams_of(batch, [one.characters for one in grams])
    return answers, trigrams


def read_trigrams(texts: Sequence[str]) -> list[Trigrams]:
    """The trigrams of texts."""
    return _trigrams_of(texts, _read(texts))


def prepare_languages() -> None:
    """Load the profiles, which takes half a second; `detect` and `segment` otherwise do so when first called."""
    load_profiles()


def _batches(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    """Stretches of `texts` that fit into memory at ease."""
    begin = characters = 0
    for i, text in enumerate(texts):
        if i - begin == _TEXTS_AT_ONCE or (i > begin and characters + len(text) > _CHARACTERS_AT_ONCE):
            yield texts[begin:i]
            begin, characters = i, 0
        characters += min(len(text), MAX_CHARACTERS)
    if begin < len(texts):
        yield texts[begin:]


def _read(texts: Sequence[str]) -> list[Characters]:
    """The characters of texts, a stretch at a time."""
    profiles = load_profiles()
    return [read_characters(texts[begin : begin + _STRETCH], profiles) for begin in range(0, len(texts), _STRETCH)]


def _trigrams_of(texts: Sequence[str], stretches: Sequence[Characters]) -> list[Trigrams]:
    """The trigrams of each text; whatever cleaning changes it makes shorter."""
    ends = [(one.trigrams, begin, end) for one in stretches for begin, end in pairwise([0, *one.ends.tolist()])]
    return [
        numbers[begin:end] if end - begin == len(text) + 1 else None
        for text, (numbers, begin, end) in zip(texts, ends, strict=True)
    ]


def _detect_batch(grams: Sequence[Grams]) -> list[tuple[str, float]]:
    profiles = load_profiles()
    probabilities = replay(grams, profiles)
    best = probabilities.argmax(axis=1)
    chances = probabilities[np.arange(len(best)), best]
    return [
        (profiles.languages[language], float(chance)) if chance > Detector.PROB_THRESHOLD else (UNDETERMINED, 0.0)
        for language, chance in zip(best, chances, strict=True)
    ]
