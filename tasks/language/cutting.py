"""Documents cut into segments, by their sentences and lines."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from tasks.language.ngrams import loses_latin
from tasks.language.rules import LanguageRules, SegmentRules
from tasks.language.sentences import sentence_ends
from tasks.language.stops import BLANK, NEWLINE, SPACE, Codes, Ints, Kinds, codes_of, find_stops, kinds_of
from warehouse.records import Cleaned

_CUT_KINDS = frozenset({"body"})  # blocks of every other kind are one segment each
_AT_ONCE = 32  # documents that are cut together: few enough to stay in a processor's cache


class Cut(NamedTuple):
    """The segments of D documents of one language, document by document.

    documents   [D] numbers of the documents
    bounds      [D + 1] number of each document's first segment, and how many there are in all
    apart       whether a segment may have other trigrams when read alone than it has inside its document
    """

    language: str
    documents: list[int]
    bounds: list[int]
    paragraphs: list[int]
    kinds: list[str]
    starts: Ints
    ends: Ints
    apart: npt.NDArray[np.bool_]


def cut_all(cleaned: Sequence[Cleaned], languages: Sequence[str], rules: SegmentRules) -> list[Cut]:
    """Documents cut, some of one language together; those without blocks are left out."""
    numbers: dict[str, list[int]] = {}
    for number, (document, language) in enumerate(zip(cleaned, languages, strict=True)):
        if document.blocks:
            numbers.setdefault(language, []).append(number)
    return [
        _cut(cleaned, language, chosen[begin : begin + _AT_ONCE], rules.of(language))
        for language, chosen in numbers.items()
        for begin in range(0, len(chosen), _AT_ONCE)
    ]


def _cut(cleaned: Sequence[Cleaned], language: str, numbers: list[int], rules: LanguageRules) -> Cut:
    """Documents, each with blocks, cut as one text in which each begins on a line of its own."""
    documents = [cleaned[number] for number in numbers]
    text = "\n".join(["", *(document.text for document in documents), "", ""])
    counts = [len(document.blocks) for document in documents]
    shifts = np.repeat(np.cumsum([1, *(len(document.text) + 1 for document in documents)])[:-1], counts)
    starts_of, ends_of, paragraphs, kinds = zip(*chain.from_iterable(one.blocks for one in documents), strict=True)
    codes = codes_of(text)
    characters = kinds_of(codes)
    stops = find_stops(codes, characters)
    borders = np.sort(np.concatenate([sentence_ends(text, stops, rules), stops.breaks])).astype(np.int64)
    is_cut = np.array([kind in _CUT_KINDS for kind in kinds])
    first, last, owners = _parted(np.array(starts_of) + shifts, np.array(ends_of) + shifts, is_cut, borders)
    first, last = _trimmed(first, last, characters)
    kept = first < last
    first, last, owners = first[kept], last[kept], owners[kept]
    own, shifts = owners.tolist(), shifts[owners]
    return Cut(
        language,
        numbers,
        bounds=np.searchsorted(owners, np.cumsum([0, *counts])).tolist(),
        paragraphs=list(map(paragraphs.__getitem__, own)),
        kinds=list(map(kinds.__getitem__, own)),
        starts=first - shifts,
        ends=last - shifts,
        apart=_read_apart(first, last, codes),
    )


def _parted(starts: Ints, ends: Ints, is_cut: npt.NDArray[np.bool_], borders: Ints) -> tuple[Ints, Ints, Ints]:
    """Blocks parted at the borders inside those that are cut: starts and ends of the pieces, and the block of each."""
    owners = np.searchsorted(starts, borders, side="right") - 1
    inside = is_cut[owners] & (starts[owners] < borders) & (borders < ends[owners])
    last = np.concatenate([borders[inside], ends])
    owners = np.concatenate([owners[inside], np.arange(len(ends))])
    order = np.argsort(last, kind="stable")  # blocks stand one after the other, and so do their pieces
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


def _read_apart(first: Ints, last: Ints, codes: Codes) -> npt.NDArray[np.bool_]:
    """Which pieces have other trigrams when read alone: those without white space before, and in mixed scripts."""
    before = codes[first - 1]
    glued = np.concatenate([[False], first[1:] == last[:-1]])
    apart: npt.NDArray[np.bool_] = glued | ((before != SPACE) & (before != NEWLINE)) | loses_latin(codes, first, last)
    return apart
