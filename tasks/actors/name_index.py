"""Find any of a million names in a text, by the hashes of their words in sorted arrays.

A name's key chains the hashes of its first words. Building is a few passes of numpy: a second for a million names in
each process, and some 30 bytes a name beside its letters, so that nothing has to be compiled ahead or shared. Equal
keys are only a proposal: each is then compared letter by letter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from tasks.actors.hashing import Bools, Bytes, Hashes, Ints, Words, chained, folded, is_word, words

FEWEST_WORDS, MOST_WORDS = 2, 8  # words that a key is made of; what a name has beyond is compared only
PLAIN_JOINTS = frozenset({" ", "-", "'", ".", ". ", "/", "&", " & "})
_FILTER_BITS = 26
_SHIFT = np.uint64(64 - _FILTER_BITS)
_OPENER_BITS = 20
_OPENER_SHIFT = np.uint64(64 - _OPENER_BITS)
_OPENS, _OPENS_SMALL = 1, 2  # what a word is to the names: the first of some, also where it has no capital
_BATCH = 20_000
_TOGETHER = 1 << 19  # code points read at once


class Found(NamedTuple):
    """A span of a text that one or more names fit: their numbers, as positions in what the index was made of."""

    start: int
    end: int
    names: tuple[int, ...]


class NameIndex:
    """An index of names (Arrow strings without line ends). Names of one word, or none, are never found."""

    def __init__(self, names: pa.StringArray) -> None:
        self.names = names
        filled, self._openers = np.zeros(1 << _FILTER_BITS, bool), np.zeros(1 << _OPENER_BITS, np.uint8)
        batches = [
            _keys(names[at : at + _BATCH].to_pylist(), filled, self._openers) for at in range(0, len(names), _BATCH)
        ]
        self._filter = np.packbits(filled, bitorder="little")
        keys = np.concatenate(batches or [np.zeros(0, np.uint64)])
        numbers = np.flatnonzero(keys)
        numbers = numbers[np.argsort(keys[numbers], kind="stable")]
        self._numbers = numbers.astype(np.int32)
        self._keys = keys[numbers]

    def find(self, texts: Sequence[str]) -> list[list[Found]]:
        """The names in each text: leftmost first, the longest of those that start together, none overlapping.

        A name also fits without its accents, with other plain joints between its words, and in capitals; a word that
        the name writes with a capital must have one in the text.
        """
        return [found for together in _batches(texts) for found in self._together(together)]

    def _together(self, texts: Sequence[str]) -> list[list[Found]]:
        """The names in a few texts, read as one: no name holds a line end."""
        text = "\n".join(texts)
        bounds = np.cumsum([len(one) + 1 for one in texts]).tolist()
        found: list[list[Found]] = [[] for _ in texts]
        last = number = offset = 0
        for start, end, names in self._longest(text, words(text)):
            if start < last:
                continue
            last = end
            while start >= bounds[number]:
                offset = bounds[number]
                number += 1
            found[number].append(Found(start - offset, end - offset, names))
        return found

    def _longest(self, text: str, cut: Words) -> Iterator[Found]:
        """The longest names that really stand at each word, in text order."""
        start, end = -1, 0
        fitting: list[int] = []
        for first, at, number, name in self._proposals(cut):
            if at != start:
                if fitting:
                    yield Found(start, end, tuple(sorted(fitting)))
                start, end, fitting = at, 0, []
            fits = _fits(text, cut, first, at, name)
            if fits > end:
                end, fitting = fits, [number]
            elif fits and fits == end:
                fitting.append(number)
        if fitting:
            yield Found(start, end, tuple(sorted(fitting)))

    def _proposals(self, cut: Words) -> Iterator[tuple[int, int, int, str]]:
        """A word, where it starts, and the number and letters of a name that perhaps begins there, in text order."""
        firsts, proposed = self._openings(cut)
        if not len(firsts):
            return iter(())
        order = np.argsort(proposed)  # near one another in memory, as they are looked for
        firsts, proposed = firsts[order], proposed[order]
        places = np.searchsorted(self._keys, proposed)
        hits = np.flatnonzero(self._keys.take(places, mode="clip") == proposed)
        firsts, places = firsts[hits], places[hits]
        counts = np.searchsorted(self._keys, proposed[hits], "right") - places
        order = np.argsort(firsts, kind="stable")
        firsts, places, counts = firsts[order], places[order], counts[order]
        before = np.repeat(np.cumsum(counts) - counts, counts)
        numbers = self._numbers[np.repeat(places, counts) + np.arange(len(before)) - before]
        firsts = np.repeat(firsts, counts)
        names = self.names.take(pa.array(numbers)).to_pylist()
        return zip(firsts.tolist(), cut.starts[firsts].tolist(), numbers.tolist(), names, strict=True)

    def _openings(self, cut: Words) -> tuple[Ints, Hashes]:
        """Words that may open a name, and the keys of all lengths that perhaps begin there."""
        hashes = cut.hashes
        first = np.flatnonzero(self._openers.take((hashes[:-1] >> _OPENER_SHIFT).view(np.int64)) > cut.small[:-1])
        if not len(self._keys) or not len(first):
            return np.zeros(0, np.int64), np.zeros(0, np.uint64)
        keys = chained(hashes[first], hashes[first + 1])
        firsts, proposed = [], []
        for length in range(FEWEST_WORDS, MOST_WORDS + 1):
            opening = np.flatnonzero(_is_in(self._filter, keys))
            first, keys = first[opening], keys[opening]
            firsts.append(first)
            proposed.append(keys)
            if not len(opening):
                break
            goes_on = first + length < len(hashes)
            first = first[goes_on]
            keys = chained(keys[goes_on], hashes[first + length])
        return np.concatenate(firsts), np.concatenate(proposed)


def _batches(texts: Sequence[str]) -> Iterator[list[str]]:
    """Texts to be read together: a numpy call costs as much as reading a thousand letters."""
    together: list[str] = []
    size = 0
    for text in texts:
        together.append(text)
        size += len(text)
        if size >= _TOGETHER:
            yield together
            together, size = [], 0
    if together:
        yield together


def _keys(names: list[str], filled: Bools, openers: Bytes) -> Hashes:
    """The key of each name, 0 for one of fewer than two words. Marks the keys of all beginnings in `filled`.

    First words are marked in `openers`, those that a text may hold in small letters as such.
    """
    text = "\n".join(names) + "\n"
    cut = words(text)
    ends = np.cumsum([len(name) + 1 for name in names])
    firsts = np.searchsorted(cut.starts, np.concatenate([[0], ends]))
    counts = np.diff(firsts)
    usable = counts >= FEWEST_WORDS
    keys = np.zeros(len(names), np.uint64)
    keys[usable] = cut.hashes[firsts[:-1][usable]]
    places = keys[usable] >> _OPENER_SHIFT
    openers[places] = np.maximum(openers[places], _OPENS)
    openers[_small_openings(names, cut, firsts[:-1], usable) >> _OPENER_SHIFT] = _OPENS_SMALL
    for length in range(1, MOST_WORDS):
        longer = np.flatnonzero(counts > length)
        keys[longer] = chained(keys[longer], cut.hashes[firsts[longer] + length])
        filled[keys[longer] >> _SHIFT] = True
    return keys


def _small_openings(names: list[str], cut: Words, firsts: Ints, usable: Bools) -> Hashes:
    """Hashes of the first words of names that open without a capital; one without any must have it in the text."""
    opening = firsts[usable]
    lowered = np.array([name.islower() for name, kept in zip(names, usable.tolist(), strict=True) if kept], bool)
    hashes: Hashes = cut.hashes[opening[cut.small[opening] & ~lowered]]
    return hashes


def _is_in(bits: Bytes, keys: Hashes) -> Bools:
    """Whether a key is perhaps among those marked, which spares most words of a text the search among all keys."""
    places = (keys >> _SHIFT).view(np.int64)
    found: Bools = ((bits.take(places >> 3) >> (places & 7).astype(np.uint8)) & 1).view(bool)
    return found


def _fits(text: str, cut: Words, first: int, start: int, name: str) -> int:
    """Where a name ends that stands in a text from a word on; 0 where it does not, its letters, joints and case."""
    if _is_exactly(text, start, name):
        return start + len(name)
    own = words(name)
    last = first + len(own.starts) - 1
    if last >= len(cut.starts):
        return 0
    end = int(cut.ends[last])
    codes, wanted = folded(text[start:end]), folded(name)
    if not np.array_equal(codes[codes != 0], wanted[wanted != 0]):
        return 0
    there = Words(cut.starts[first : last + 1], cut.ends[first : last + 1], own.hashes, own.small)
    return end if _keeps_capitals(text, there, name, own) and _keeps_joints(text, there, name, own) else 0


def _is_exactly(text: str, start: int, name: str) -> bool:
    """Whether a name with capitals stands there letter for letter, and no word goes on behind it."""
    end = start + len(name)
    return (
        text.startswith(name, start) and not name.islower() and is_word(name[-1]) and not is_word(text[end : end + 1])
    )


def _keeps_capitals(text: str, there: Words, name: str, own: Words) -> bool:
    """Whether words with a capital in the name have one in the text; the first word of a name without any must, too."""
    lowered = name == name.lower()
    pairs = zip(there.starts.tolist(), own.starts.tolist(), strict=True)
    return not any(
        text[at].islower() and (not name[wanted].islower() or (lowered and wanted == own.starts[0]))
        for at, wanted in pairs
    )


def _keeps_joints(text: str, there: Words, name: str, own: Words) -> bool:
    """Whether what stands between the words is plain, or as the name has it."""
    joints = (text[end:start] for end, start in zip(there.ends[:-1].tolist(), there.starts[1:].tolist(), strict=True))
    wanted = (name[end:start] for end, start in zip(own.ends[:-1].tolist(), own.starts[1:].tolist(), strict=True))
    return all(joint in PLAIN_JOINTS or joint == usual for joint, usual in zip(joints, wanted, strict=True))
