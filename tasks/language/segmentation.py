"""Documents cut into segments, each with its language."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import chain, pairwise

import numpy as np
import numpy.typing as npt

from tasks.language.foreign import segment_languages
from tasks.language.rules import LanguageRules, SegmentRules
from tasks.language.sentences import sentence_ends
from tasks.language.stops import BLANK, NEWLINE, Ints, Kinds, codes_of, find_stops, kinds_of
from warehouse.records import Cleaned, Segment

_CUT_KINDS = frozenset({"body"})  # blocks of every other kind are one segment each
_AT_ONCE = 32  # documents that are cut together: few enough to stay in a processor's cache
_segment = partial(tuple.__new__, Segment)  # a third of the cost of calling the class

Place = tuple[int, str, int, int]
"""Paragraph, kind, start and end of a segment."""


def segment(
    cleaned: Sequence[Cleaned], languages: Sequence[tuple[str, float]], rules: SegmentRules
) -> list[list[Segment]]:
    """Segments of each document, in order; `languages` are the documents' own, as `detect` gives them.

    Segments begin and end with characters that are not white space, never overlap, and hold every such character of
    the document's blocks. A segment has its document's language unless it clearly is in another.
    """
    cut = _cut_all(cleaned, [language for language, _ in languages], rules)
    labels = segment_languages([texts for _, texts in cut], languages)
    return [
        [
            _segment((document.doc_id, number, *place, *label))
            for number, (place, label) in enumerate(zip(places, named, strict=True))
        ]
        for document, (places, _), named in zip(cleaned, cut, labels, strict=True)
    ]


def _cut_all(
    cleaned: Sequence[Cleaned], languages: Sequence[str], rules: SegmentRules
) -> list[tuple[list[Place], list[str]]]:
    """Each document's segments and their texts; some documents of one language are cut together."""
    numbers: dict[str, list[int]] = {}
    for number, (document, language) in enumerate(zip(cleaned, languages, strict=True)):
        if document.blocks:
            numbers.setdefault(language, []).append(number)
    cut: list[tuple[list[Place], list[str]]] = [([], []) for _ in cleaned]
    for language, chosen in numbers.items():
        for begin in range(0, len(chosen), _AT_ONCE):
            some = chosen[begin : begin + _AT_ONCE]
            done = _cut([cleaned[number] for number in some], rules.of(language))
            for number, own in zip(some, done, strict=True):
                cut[number] = own
    return cut


def _cut(documents: Sequence[Cleaned], rules: LanguageRules) -> list[tuple[list[Place], list[str]]]:
    """Documents, each with blocks, cut as one text in which each begins on a line of its own."""
    text = "\n".join(["", *(document.text for document in documents), "", ""])
    counts = [len(document.blocks) for document in documents]
    shifts = np.repeat(np.cumsum([1, *(len(document.text) + 1 for document in documents)])[:-1], counts)
    starts, ends, paragraphs, kinds = zip(*chain.from_iterable(one.blocks for one in documents), strict=True)
    codes = codes_of(text)
    characters = kinds_of(codes)
    inner = sentence_ends(text, find_stops(codes, characters), rules)
    borders = np.sort(np.concatenate([inner, np.flatnonzero(codes == NEWLINE)]))
    is_cut = np.array([kind in _CUT_KINDS for kind in kinds])
    first, last, owners = _parted(np.array(starts) + shifts, np.array(ends) + shifts, is_cut, borders.astype(np.int64))
    first, last = _trimmed(first, last, characters)
    kept = first < last
    first, last, owners = first[kept], last[kept], owners[kept]
    own, shifts = owners.tolist(), shifts[owners]
    places = list(
        zip(
            [paragraphs[number] for number in own],
            [kinds[number] for number in own],
            (first - shifts).tolist(),
            (last - shifts).tolist(),
            strict=True,
        )
    )
    texts = [text[start:end] for start, end in zip(first.tolist(), last.tolist(), strict=True)]
    bounds = np.searchsorted(owners, np.cumsum([0, *counts])).tolist()
    return [(places[begin:end], texts[begin:end]) for begin, end in pairwise(bounds)]


def _parted(starts: Ints, ends: Ints, is_cut: npt.NDArray[np.bool_], borders: Ints) -> tuple[Ints, Ints, Ints]:
    """Blocks parted at the borders inside those that are cut: starts and ends of the pieces, and the block of each."""
    owners = np.searchsorted(starts, borders, side="right") - 1
    inside = is_cut[owners] & (starts[owners] < borders) & (borders < ends[owners])
    last = np.concatenate([borders[inside], ends])
    owners = np.concatenate([owners[inside], np.arange(len(ends))])
    order = np.lexsort((last, owners))
    last, owners = last[order], owners[order]
    goes_on = np.concatenate([[False], owners[1:] == owners[:-1]])
    return np.where(goes_on, np.roll(last, 1), starts[owners]), last, owners


def _trimmed(first: Ints, last: Ints, characters: Kinds) -> tuple[Ints, Ints]:
    """Pieces without the few blanks at their edges."""
    while (blank := (first < last) & (characters[first] & BLANK > 0)).any():
        first = first + blank
    while (blank := (first < last) & (characters[last - 1] & BLANK > 0)).any():
        last = last - blank
    return first, last
