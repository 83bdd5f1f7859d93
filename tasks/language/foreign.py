"""Which segments of a document are in another language than the document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt
from langdetect.detector import Detector

from tasks.language.bayes import CERTAIN, Verdicts, judge
from tasks.language.cutting import Cut
from tasks.language.detection import UNDETERMINED, Trigrams
from tasks.language.ngrams import read_characters
from tasks.language.profiles import load_profiles
from tasks.language.scripts import SCRIPT_DECIDES

INHERITED = 0.5  # highest confidence of a segment that only takes over the document's language
_LEAST_TRIGRAMS = 10  # fewer tell nothing
_CONSISTENT = 0.5  # of the advantage that is typical of the language's own trigrams
_FOREIGN_CHANCE = 0.98
_FOREIGN_LEAD = 25.0  # log-likelihood over the document's language
_TEXTS_AT_ONCE = 256
_DOCUMENTS_AT_ONCE = 32
_SMOOTHING = Detector.ALPHA_DEFAULT / Detector.BASE_FREQ
_WORD = re.compile(r"(?<![\w@])[^\W\d_]{2,}(?!\w)")

Answer = tuple[str, float]


def segment_languages(
    cuts: Sequence[Cut], documents: Sequence[Answer], trigrams: Sequence[Trigrams]
) -> list[list[Answer]]:
    """Language and confidence of each segment, given the documents' languages and trigrams; all parallel by document.

    A segment whose trigrams are typical of the document's language takes over language and confidence. The others are
    judged on their own: clearly another language wins, anything else takes over the document's with little confidence.
    """
    answers = [[answer] * len(cut.texts) for cut, answer in zip(cuts, documents, strict=True)]
    consistent = _consistent(cuts, [language for language, _ in documents], trigrams)
    rest = [(d, i) for d, found in enumerate(consistent) for i in np.flatnonzero(~found).tolist()]
    verdicts = judge([cuts[d].texts[i] for d, i in rest])
    for order, (d, i) in enumerate(rest):
        answers[d][i] = _answer(verdicts, order, documents[d], cuts[d].texts[i])
    return answers


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


def _consistent(
    cuts: Sequence[Cut], languages: Sequence[str], trigrams: Sequence[Trigrams]
) -> list[npt.NDArray[np.bool_]]:
    """Which segments of each document have trigrams typical of its language."""
    consistent = [np.zeros(len(cut.texts), dtype=bool) for cut in cuts]
    numbers: dict[str, list[int]] = {}
    for d, (cut, language) in enumerate(zip(cuts, languages, strict=True)):
        if cut.texts and language != UNDETERMINED:
            numbers.setdefault(language, []).append(d)
    for language, chosen in numbers.items():
        known = [(d, read) for d in chosen if (read := trigrams[d]) is not None]
        for begin in range(0, len(known), _DOCUMENTS_AT_ONCE):
            some = known[begin : begin + _DOCUMENTS_AT_ONCE]
            found = _typical_inside([cuts[d] for d, _ in some], [read for _, read in some], language)
            for (d, _), own in zip(some, found, strict=True):
                consistent[d] = own
        apart = [(d, i) for d in chosen for i in _apart(cuts[d], trigrams[d])]
        for begin in range(0, len(apart), _TEXTS_AT_ONCE):
            alone = apart[begin : begin + _TEXTS_AT_ONCE]
            for (d, i), is_typical in zip(alone, _typical([cuts[d].texts[i] for d, i in alone], language), strict=True):
                consistent[d][i] = is_typical
    return consistent


def _apart(cut: Cut, trigrams: Trigrams) -> Sequence[int]:
    """The segments of a document that have to be read on their own."""
    if trigrams is None:
        return range(len(cut.texts))
    return np.flatnonzero(cut.apart).tolist() if cut.apart.any() else ()


def _typical_inside(
    cuts: Sequence[Cut], trigrams: Sequence[npt.NDArray[np.uint16]], language: str
) -> list[npt.NDArray[np.bool_]]:
    """Which segments are typical of a language by the trigrams of their documents, whatever stands before each."""
    counts = [len(cut.texts) for cut in cuts]
    shifts = np.repeat(np.cumsum([0, *map(len, trigrams)])[:-1], counts)
    first = np.concatenate([cut.starts for cut in cuts]) + shifts
    last = np.concatenate([cut.ends for cut in cuts]) + shifts + 1
    numbers = np.concatenate([*trigrams, [np.uint16(0)]])
    numbers[first[~np.concatenate([cut.apart for cut in cuts])]] = 0
    typical = _is_typical(numbers, np.stack([first, last], axis=1).ravel(), language)[::2]
    return np.split(typical, np.cumsum(counts)[:-1])


def _typical(texts: Sequence[str], language: str) -> npt.NDArray[np.bool_]:
    """Which texts have trigrams typical of a language."""
    characters = read_characters(texts, load_profiles())
    return _is_typical(characters.trigrams, np.concatenate([[0], characters.ends[:-1]]), language)


def _is_typical(
    trigrams: npt.NDArray[np.uint16], starts: npt.NDArray[np.int64], language: str
) -> npt.NDArray[np.bool_]:
    """Whether the trigrams from each start up to the next are typical of a language."""
    advantage, typical = _advantage(language)
    gained = np.add.reduceat(advantage.take(trigrams, mode="clip"), starts)
    known = np.add.reduceat(trigrams > 0, starts, dtype=np.int64)
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
