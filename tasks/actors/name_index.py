"""Find any of a million names in a text, by the hashes of their words in sorted arrays.

A name's key chains the hashes of its first words. Building is a few passes of numpy: a second for a million names in
each process, and some 30 bytes a name beside its letters, so that nothing has to be compiled ahead or shared. Equal
keys are only a proposal: each is then compared letter by letter.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from tasks.actors.hashing import Hashes, Words, chained, folded, is_word, words

FEWEST_WORDS, MOST_WORDS = 2, 8  # words that a key is made of; what a name has beyond is compared only
PLAIN_JOINTS = frozenset({" ", "-", "'", ".", ". ", "/", "&", " & "})
_FILTER_BITS = 26
_SHIFT = np.uint64(64 - _FILTER_BITS)
_BATCH = 20_000

Bits = np.ndarray[Any, np.dtype[np.uint8]]


class Found(NamedTuple):
    """A span of a text that one or more names fit: their numbers, as positions in what the index was made of."""

    start: int
    end: int
    names: tuple[int, ...]


class NameIndex:
    """An index of names (Arrow strings without line ends). Names of one word, or none, are never found."""

    def __init__(self, names: pa.StringArray) -> None:
        self.names = names
        filled = np.zeros(1 << _FILTER_BITS, bool)
        batches = [_keys(names[at : at + _BATCH].to_pylist(), filled) for at in range(0, len(names), _BATCH)]
        self._filter = np.packbits(filled, bitorder="little")
        keys = np.concatenate(batches or [np.zeros(0, np.uint64)])
        numbers = np.flatnonzero(keys)
        numbers = numbers[np.argsort(keys[numbers], kind="stable")]
        self._numbers = numbers.astype(np.int32)
        self._keys = keys[numbers]

    def find(self, text: str) -> list[Found]:
        """The names in a text: leftmost first, the longest of those that start together, none overlapping.

        A name also fits without its accents, with other plain joints between its words, and in capitals; a word that
        the name writes with a capital must have one in the text.
        """
        found: list[Found] = []
        cut = words(text)
        for first, places in self._proposals(cut.hashes):
            if not found or int(cut.starts[first]) >= found[-1].end:
                found.extend(self._longest(text, cut, first, places))
        return found

    def _proposals(self, hashes: Hashes) -> Iterator[tuple[int, list[int]]]:
        """(word, places of keys that begin there) of every word that may open a name, in text order."""
        if len(hashes) < FEWEST_WORDS or not len(self._keys):
            return
        first, keys = np.arange(len(hashes) - 1), chained(hashes[:-1], hashes[1:])
        proposed: dict[int, list[int]] = {}
        for length in range(FEWEST_WORDS, MOST_WORDS + 1):
            opening = np.flatnonzero(_is_in(self._filter, keys))
            if not len(opening):
                break
            first, keys = first[opening], keys[opening]
            places = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
            for hit in np.flatnonzero(self._keys[places] == keys).tolist():
                proposed.setdefault(int(first[hit]), []).append(int(places[hit]))
            goes_on = first + length < len(hashes)
            first = first[goes_on]
            keys = chained(keys[goes_on], hashes[first + length])
        yield from sorted(proposed.items())

    def _longest(self, text: str, cut: Words, first: int, places: list[int]) -> Iterator[Found]:
        """The longest names that really stand at a word."""
        fitting: dict[int, list[int]] = {}
        for place in places:
            for number in self._sharing(place):
                if end := _fits(text, cut, first, self.names[number].as_py()):
                    fitting.setdefault(end, []).append(number)
        if fitting:
            end = max(fitting)
            yield Found(int(cut.starts[first]), end, tuple(sorted(fitting[end])))

    def _sharing(self, place: int) -> list[int]:
        """Numbers of the names that share a key."""
        last = np.searchsorted(self._keys, self._keys[place], "right")
        return [int(number) for number in self._numbers[place:last]]


def _keys(names: list[str], filled: np.ndarray[Any, np.dtype[np.bool_]]) -> Hashes:
    """The key of each name, 0 for one of fewer than two words. Marks the keys of all beginnings in `filled`."""
    text = "\n".join(names) + "\n"
    cut = words(text)
    ends = np.cumsum([len(name) + 1 for name in names])
    firsts = np.searchsorted(cut.starts, np.concatenate([[0], ends]))
    counts = np.diff(firsts)
    usable = counts >= FEWEST_WORDS
    keys = np.zeros(len(names), np.uint64)
    keys[usable] = cut.hashes[firsts[:-1][usable]]
    for length in range(1, MOST_WORDS):
        longer = np.flatnonzero(counts > length)
        keys[longer] = chained(keys[longer], cut.hashes[firsts[longer] + length])
        filled[keys[longer] >> _SHIFT] = True
    return keys


def _is_in(bits: Bits, keys: Hashes) -> Bits:
    """1 where a key is perhaps among those marked, which spares most words of a text the search among all keys."""
    places = (keys >> _SHIFT).astype(np.int64)
    found: Bits = (bits[places >> 3] >> (places & 7).astype(np.uint8)) & 1
    return found


def _fits(text: str, cut: Words, first: int, name: str) -> int:
    """Where a name ends that stands in a text from a word on; 0 where it does not, its letters, joints and case."""
    start = int(cut.starts[first])
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
    there = Words(cut.starts[first : last + 1], cut.ends[first : last + 1], own.hashes)
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
        text[at].islower() and (name[wanted].isupper() or (lowered and wanted == own.starts[0])) for at, wanted in pairs
    )


def _keeps_joints(text: str, there: Words, name: str, own: Words) -> bool:
    """Whether what stands between the words is plain, or as the name has it."""
    joints = (text[end:start] for end, start in zip(there.ends[:-1].tolist(), there.starts[1:].tolist(), strict=True))
    wanted = (name[end:start] for end, start in zip(own.ends[:-1].tolist(), own.starts[1:].tolist(), strict=True))
    return all(joint in PLAIN_JOINTS or joint == usual for joint, usual in zip(joints, wanted, strict=True))
