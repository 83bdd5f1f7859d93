"""Words of a text as numbers: folded, cut and hashed in a few passes of numpy, many texts at once.

A word is a run of letters, digits and their marks. It is folded (lower case, Latin letters without accents) to one byte
a letter, and its hash mixes its first eight bytes, its last eight and its length, each read as one number where they
stand. Words that differ may have the same hash, so it is only a proposal.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import Any, NamedTuple

import numpy as np

_LAST = 0x20000  # beyond stand rare ideographs, of scripts without spaces
_READ = 8  # bytes of a word that are read as one number
_CHAIN, _MIX, _HALF = np.uint64(0x9FB21C651E98DF25), np.uint64(0xD6E8FEB86659FD93), np.uint64(32)
_TAIL, _LENGTH = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)
_MASKS = np.array([(1 << 8 * read) - 1 for read in range(_READ + 1)], np.uint64)

Ints = np.ndarray[Any, np.dtype[np.int64]]
Hashes = np.ndarray[Any, np.dtype[np.uint64]]
Codes = np.ndarray[Any, np.dtype[np.uint32]]
Bytes = np.ndarray[Any, np.dtype[np.uint8]]
Bools = np.ndarray[Any, np.dtype[np.bool_]]


class Words(NamedTuple):
    """The words of a text: where each starts and ends (code points), its hash, whether it opens with a small letter."""

    starts: Ints
    ends: Ints
    hashes: Hashes
    small: Bools


def words(text: str) -> Words:
    """The words of a text."""
    codes = _codes(text)
    letters = np.zeros(len(codes) + 2 * _READ, np.uint8)
    letters[_READ:-_READ] = _letters().take(codes, mode="clip")
    inside = letters != 0
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    edges -= _READ - 1
    starts, ends = edges[::2], edges[1::2]
    small: Bools = _smalls().take(codes[starts], mode="clip")
    return Words(starts, ends, _hashes(letters, starts, ends), small)


def folded(text: str) -> Codes:
    """Folded code points of a text, one for one; 0 for what belongs to no word."""
    found: Codes = _folds().take(_codes(text), mode="clip")
    return found


@lru_cache(maxsize=4096)
def is_word(character: str) -> bool:
    """Whether a character belongs to a word; no character (the end of a text) does not."""
    return bool(character) and _fold(character) != 0


def chained(hashes: Hashes, following: Hashes) -> Hashes:
    """Hashes of sequences that each go on with one more word."""
    return _mixed(hashes * _CHAIN + following)


def _codes(text: str) -> Codes:
    """Code points of a text."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def _hashes(letters: Bytes, starts: Ints, ends: Ints) -> Hashes:
    """The hash of each word of a text, whose letters stand between margins as wide as what is read of a word."""
    reads = np.ndarray(len(letters) - _READ + 1, "<u8", letters.data, 0, (1,))  # eight bytes from each place on
    lengths = ends - starts
    hashes = reads.take(starts + _READ)
    hashes &= _MASKS.take(lengths, mode="clip")
    longer = np.flatnonzero(lengths > _READ)
    hashes[longer] ^= reads.take(ends[longer]) * _TAIL + lengths[longer].astype(np.uint64) * _LENGTH
    return _mixed(hashes)


def _mixed(values: Hashes) -> Hashes:
    """Spread what the low bits of a hash hold over all bits."""
    values = values ^ (values >> _HALF)
    values *= _MIX
    values ^= values >> _HALF
    return values


@cache
def _folds() -> Codes:
    """The fold of every code point; 0 where it belongs to no word, and for those beyond the last."""
    return np.array([_fold(chr(code)) for code in range(_LAST)] + [0], np.uint32)


@cache
def _letters() -> Bytes:
    """The same as one byte each."""
    folds = _folds()
    return np.where(folds == 0, 0, np.maximum(folds & 0xFF, 1)).astype(np.uint8)


@cache
def _smalls() -> Bools:
    """Whether every code point is a small letter."""
    return np.array([chr(code).islower() for code in range(_LAST)] + [False], bool)


def _fold(character: str) -> int:
    if not character.isalnum():
        return ord(character) if unicodedata.category(character) in ("Mn", "Mc") else 0
    lower = character.lower()
    if len(lower) > 1:
        lower = character
    letters = unicodedata.normalize("NFD", lower)
    plain = letters[0].isascii() and len(letters) > 1 and all(map(unicodedata.combining, letters[1:]))
    return ord(letters[0] if plain else lower)
