"""Which segments of a document are in another language than the document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain, repeat

import numpy as np
import numpy.typing as npt
from langdetect.detector import Detector

from tasks.language.bayes import CERTAIN, Verdicts, judge
from tasks.language.cutting import Cut
from tasks.language.detection import UNDETERMINED, Trigrams
from tasks.language.ngrams import read_characters
from tasks.language.profiles import load_profiles
from tasks.language.scripts import SCRIPT_DECIDES
from warehouse.records import Cleaned

INHERITED = 0.5  # highest confidence of a segment that only takes over the document's language
_LEAST_TRIGRAMS = 10  # fewer tell nothing
_CONSISTENT = 0.5  # of the advantage that is typical of the language's own trigrams
_FOREIGN_CHANCE = 0.98
_FOREIGN_LEAD = 25.0  # log-likelihood over the document's language
_TEXTS_AT_ONCE = 256
_SMOOTHING = Detector.ALPHA_DEFAULT / Detector.BASE_FREQ
_WORD = re.compile(r"(?<![\w@])[^\W\d_]{2,}(?!\w)")

Answer = tuple[str, float]
Labels = tuple[list[str], list[float]]
"""Languages, and how certain each is."""


def segment_languages(
    cuts: Sequence[Cut], cleaned: Sequence[Cleaned], documents: Sequence[Answer], trigrams: Sequence[Trigrams]
) -> list[Labels]:
    """Language and confidence of each segment of each cut; documents, their languages and trigrams are parallel.

    A segment whose trigrams are typical of the document's language takes over language and confidence. The others are
    judged on their own: clearly another language wins, anything else takes over the document's with little confidence.
    """
    labels = [_inherited(cut, documents) for cut in cuts]
    rest = [
        (c, cuts[c].documents[d], i)
        for c, consistent in enumerate(_consistent(cuts, cleaned, trigrams))
        for d, i in _where(cuts[c], ~consistent)
    ]
    texts = [_text(cuts[c], i, cleaned[number]) for c, number, i in rest]
    order = {text: n for n, text in enumerate(dict.fromkeys(texts))}  # the same few words head many articles
    verdicts = judge(list(order))
    for (c, number, i), text in zip(rest, texts, strict=True):
        languages, confidences = labels[c]
        languages[i], confidences[i] = _answer(verdicts, order[text], documents[number], text)
    return labels


def _inherited(cut: Cut, documents: Sequence[Answer]) -> Labels:
    """The language and confidence of each segment's document."""
    counts = map(int.__sub__, cut.bounds[1:], cut.bounds)
    confidences = (documents[number][1] for number in cut.documents)
    return [cut.language] * len(cut.kinds), list(chain.from_iterable(map(repeat, confidences, counts)))


def _where(cut: Cut, chosen: npt.NDArray[np.bool_]) -> Iterable[tuple[int, int]]:
    """Of the segments chosen: which of the cut's documents each is in, and its number in the cut."""
    numbers = np.flatnonzero(chosen)
    owners = np.searchsorted(cut.bounds, numbers, side="right") - 1
    return zip(owners.tolist(), numbers.tolist(), strict=True)


def _text(cut: Cut, i: int, document: Cleaned) -> str:
    """What a segment of a document says."""
    return document.text[int(cut.starts[i]) : int(cut.ends[i])]


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
    cuts: Sequence[Cut], cleaned: Sequence[Cleaned], trigrams: Sequence[Trigrams]
) -> list[npt.NDArray[np.bool_]]:
    """Which segments of each cut have trigrams typical of its language."""
    consistent = []
    apart: dict[str, list[tuple[int, int, str]]] = {}
    for c, cut in enumerate(cuts):
        if cut.language == UNDETERMINED:
            consistent.append(np.zeros(len(cut.kinds), dtype=bool))
            continue
        typical, alone = _typical_inside(cut, cleaned, trigrams)
        consistent.append(typical)
        for d, i in _where(cut, alone) if alone.any() else ():
            apart.setdefault(cut.language, []).append((c, i, _text(cut, i, cleaned[cut.documents[d]])))
    for language, found in apart.items():
        for begin in range(0, len(found), _TEXTS_AT_ONCE):
            some = found[begin : begin + _TEXTS_AT_ONCE]
            for (c, i, _), is_typical in zip(some, _typical([text for *_, text in some], language), strict=True):
                consistent[c][i] = is_typical
    return consistent


def _typical_inside(
    cut: Cut, cleaned: Sequence[Cleaned], trigrams: Sequence[Trigrams]
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Which segments are typical of their language by the trigrams of their documents; which are to be read alone.

    Whatever stands before a segment counts for nothing.
    """
    counts = np.diff(cut.bounds)
    lengths = [len(cleaned[number].text) + 1 for number in cut.documents]
    read = [trigrams[number] for number in cut.documents]
    alone = cut.apart | (cut.ends >= np.repeat([0 if one is None else len(one) for one in read], counts))
    shifts = np.repeat(np.cumsum([0, *lengths])[:-1], counts)
    first, last = cut.starts + shifts, cut.ends + shifts + 1
    numbers = np.concatenate([*map(_whole, read, lengths), [np.uint16(0)]])
    numbers[first[~alone]] = 0
    return _is_typical(numbers, np.stack([first, last], axis=1).ravel(), cut.language)[::2], alone


def _whole(read: Trigrams, length: int) -> npt.NDArray[np.uint16]:
    """Trigrams with zeros for those that were not read."""
    if read is not None and len(read) == length:
        return read
    whole = np.zeros(length, dtype=np.uint16)
    if read is not None:
        whole[: len(read)] = read
    return whole


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
