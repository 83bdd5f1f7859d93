"""Which segments of a document are in another language than the document."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt
from langdetect.detector import Detector

from tasks.language.bayes import CERTAIN, Verdicts, judge
from tasks.language.detection import UNDETERMINED
from tasks.language.ngrams import read_characters
from tasks.language.profiles import load_profiles

INHERITED = 0.5  # highest confidence of a segment that only takes over the document's language
_LEAST_TRIGRAMS = 10  # fewer tell nothing
_CONSISTENT = 0.7  # of the advantage that is typical of the language's own trigrams
_FOREIGN_CHANCE = 0.98
_FOREIGN_LEAD = 25.0  # log-likelihood over the document's language; names alone reach 20
_TEXTS_AT_ONCE = 256
_SMOOTHING = Detector.ALPHA_DEFAULT / Detector.BASE_FREQ

Answer = tuple[str, float]


def segment_languages(texts: Sequence[Sequence[str]], documents: Sequence[Answer]) -> list[list[Answer]]:
    """Language and confidence of each segment, given the documents' languages; both parallel by document.

    A segment whose trigrams are typical of the document's language takes over language and confidence. The others are
    judged on their own: clearly another language wins, anything else takes over the document's with little confidence.
    """
    flat = [text for segments in texts for text in segments]
    own = [answer for segments, answer in zip(texts, documents, strict=True) for _ in segments]
    answers = list(own)
    rest = np.flatnonzero(~_consistent(flat, [language for language, _ in own])).tolist()
    verdicts = judge([flat[i] for i in rest])
    for order, i in enumerate(rest):
        answers[i] = _answer(verdicts, order, own[i])
    remaining = iter(answers)
    return [[next(remaining) for _ in segments] for segments in texts]


def _answer(verdicts: Verdicts, i: int, document: Answer) -> Answer:
    language, chance = verdicts.languages[i], float(verdicts.chances[i])
    if document[0] == UNDETERMINED:
        certain = chance >= CERTAIN and not verdicts.doubtful[i]
        return (language, chance) if certain else document
    if language == document[0]:
        return language, max(chance, min(INHERITED, document[1]))
    if chance >= _FOREIGN_CHANCE and not verdicts.doubtful[i] and _leads(verdicts, i, document[0]):
        return language, chance
    return document[0], min(INHERITED, document[1])


def _leads(verdicts: Verdicts, i: int, document_language: str) -> bool:
    languages = load_profiles().languages
    rival = verdicts.scores[i, languages.index(document_language)]
    return bool(verdicts.scores[i, languages.index(verdicts.languages[i])] - rival >= _FOREIGN_LEAD)


def _consistent(texts: Sequence[str], languages: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Which texts have trigrams typical of the language given for each."""
    consistent = np.zeros(len(texts), dtype=bool)
    for language in sorted(set(languages) - {UNDETERMINED}):
        chosen = np.array([i for i, other in enumerate(languages) if other == language])
        for begin in range(0, len(chosen), _TEXTS_AT_ONCE):
            some = chosen[begin : begin + _TEXTS_AT_ONCE]
            consistent[some] = _typical([texts[i] for i in some], language)
    return consistent


def _typical(texts: Sequence[str], language: str) -> npt.NDArray[np.bool_]:
    advantage, typical = _advantage(language)
    characters = read_characters(texts, load_profiles())
    starts = np.concatenate([[0], characters.ends[:-1]])
    gained = np.add.reduceat(advantage[characters.trigrams], starts)
    known = np.add.reduceat(characters.trigrams > 0, starts, dtype=np.int64)
    return (known >= _LEAST_TRIGRAMS) & (gained >= _CONSISTENT * typical * known)


@cache
def _advantage(language: str) -> tuple[npt.NDArray[np.float32], float]:
    """Log-likelihood of each trigram over its mean in all languages; and the mean of that in the language itself."""
    profiles = load_profiles()
    shares = profiles.likelihood[profiles.class_count + profiles.pair_count :] + _SMOOTHING
    column = profiles.languages.index(language)
    own = shares[:, column]
    advantage = np.log(own) - np.log(shares.mean(axis=1))
    advantage[0] = 0.0  # no trigram
    weights = own - _SMOOTHING
    return advantage.astype(np.float32), float((weights * advantage).sum() / weights.sum())
