"""Which segments of a document are in another language than the document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt
from langdetect.detector import Detector

from tasks.language.bayes import CERTAIN, Verdicts, judge
from tasks.language.detection import UNDETERMINED
from tasks.language.ngrams import read_characters
from tasks.language.profiles import load_profiles
from tasks.language.scripts import SCRIPT_DECIDES

INHERITED = 0.5  # highest confidence of a segment that only takes over the document's language
_LEAST_TRIGRAMS = 10  # fewer tell nothing
_CONSISTENT = 0.5  # of the advantage that is typical of the language's own trigrams
_FOREIGN_CHANCE = 0.98
_FOREIGN_LEAD = 25.0  # log-likelihood over the document's language
_TEXTS_AT_ONCE = 256
_SMOOTHING = Detector.ALPHA_DEFAULT / Detector.BASE_FREQ
_WORD = re.compile(r"(?<![\w@])[^\W\d_]{2,}(?!\w)")

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
        answers[i] = _answer(verdicts, order, own[i], flat[i])
    remaining = iter(answers)
    return [[next(remaining) for _ in segments] for segments in texts]


def _answer(verdicts: Verdicts, i: int, document: Answer, text: str) -> Answer:
    language, chance = verdicts.languages[i], float(verdicts.chances[i])
    if document[0] == UNDETERMINED:
        certain = chance >= CERTAIN and not verdicts.doubtful[i]
        return (language, chance) if certain else document
    if language == document[0]:
        return language, max(chance, min(INHERITED, document[1]))
    clear = chance >= _FOREIGN_CHANCE and not verdicts.doubtful[i] and _leads(verdicts, i, document[0])
    if clear and not _only_names(text):
        return language, chance
    return document[0], min(INHERITED, document[1])


def _only_names(text: str) -> bool:
    """Whether every word has a capital, as in a line of names, which look foreign and say nothing."""
    return all(word[0].isupper() for word in _WORD.findall(text))


def _leads(verdicts: Verdicts, i: int, document_language: str) -> bool:
    """Whether the verdict is far ahead of the document's language: by script, or by likelihood."""
    language = verdicts.languages[i]
    if language in SCRIPT_DECIDES and document_language not in SCRIPT_DECIDES:
        return True
    languages = load_profiles().languages
    lead = verdicts.scores[i, languages.index(language)] - verdicts.scores[i, languages.index(document_language)]
    return bool(lead >= _FOREIGN_LEAD)


def _consistent(texts: Sequence[str], languages: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Which texts have trigrams typical of the language given for each."""
    consistent = np.zeros(len(texts), dtype=bool)
    numbers: dict[str, list[int]] = {}
    for i, language in enumerate(languages):
        numbers.setdefault(language, []).append(i)
    numbers.pop(UNDETERMINED, None)
    for language, chosen in numbers.items():
        for begin in range(0, len(chosen), _TEXTS_AT_ONCE):
            some = chosen[begin : begin + _TEXTS_AT_ONCE]
            consistent[some] = _typical([texts[i] for i in some], language)
    return consistent


def _typical(texts: Sequence[str], language: str) -> npt.NDArray[np.bool_]:
    advantage, typical = _advantage(language)
    characters = read_characters(texts, load_profiles())
    starts = np.concatenate([[0], characters.ends[:-1]])
    gained = np.add.reduceat(advantage.take(characters.trigrams, mode="clip"), starts)
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
