"""The language of whole documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from langdetect.detector import Detector

from tasks.language.ngrams import MAX_CHARACTERS, list_grams, read_characters
from tasks.language.profiles import load_profiles
from tasks.language.replay import replay

UNDETERMINED = "und"
_TEXTS_AT_ONCE = 1_024
_CHARACTERS_AT_ONCE = 2_000_000
_STRETCH = 32  # texts whose characters are read together: few enough to stay in a processor's cache


def detect(texts: Sequence[str]) -> list[tuple[str, float]]:
    """Language and probability of each text: what langdetect 1.0.9 answers first with `DetectorFactory.seed = 0`.

    Labels are langdetect's (ISO 639-1, with zh-cn and zh-tw); probabilities are between 0.1 and 1. A text in which
    langdetect finds no features, or no language of more than 0.1, is ("und", 0.0).
    """
    return [answer for batch in _batches(texts) for answer in _detect_batch(batch)]


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


def _detect_batch(texts: Sequence[str]) -> list[tuple[str, float]]:
    profiles = load_profiles()
    stretches = [texts[begin : begin + _STRETCH] for begin in range(0, len(texts), _STRETCH)]
    probabilities = replay([list_grams(read_characters(stretch, profiles)) for stretch in stretches], profiles)
    best = probabilities.argmax(axis=1)
    chances = probabilities[np.arange(len(texts)), best]
    return [
        (profiles.languages[language], float(chance)) if chance > Detector.PROB_THRESHOLD else (UNDETERMINED, 0.0)
        for language, chance in zip(best, chances, strict=True)
    ]
