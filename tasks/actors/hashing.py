"""Words of a text as numbers: folded, cut and hashed in a few passes of numpy, many texts at once.

A word is a run of letters, digits and their marks. It is folded (lower case, Latin letters without accents) and hashed
by a polynomial over its code points modulo 2**64 (Karp and Rabin, 1987): prefix sums give every word's hash at once,
and the inverse of the base, which exists as the base is odd, moves each to the same power.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import Any, NamedTuple

import numpy as np

LONGEST_TEXT = 1 << 20  # code points hashed at once
_LAST = 0x20000  # beyond stand rare ideographs, of scripts without spaces
_BASE = 0x9E3779B97F4A7C15
_CHAIN, _MIX, _HALF = np.uint64(0x9FB21C651E98DF25), np.uint64(0xD6E8FEB86659FD93), np.uint64(32)

Ints = np.ndarray[Any, np.dtype[np.int64]]
Hashes = np.ndarray[Any, np.dtype[np.uint64]]
Codes = np.ndarray[Any, np.dtype[np.unsignedinteger[Any]]]
Bools = np.ndarray[Any, np.dtype[np.bool_]]


class Words(NamedTuple):
    """The words of a text: where each starts and ends (code points), its hash, whether it opens with a small letter."""

    starts: Ints
    ends: Ints
    hashes: Hashes
    small: Bools


def words(text: str) -> Words:
    """The words of a text of any length."""
    codes = _codes(text)
    folds = _folds()[codes]
    if len(text) <= LONGEST_TEXT:
        return _words(codes, folds)
    parts = []
    start = 0
    while start < len(codes):
        end = _cut(folds, start)
        part = _words(codes[start:end], folds[start:end])
        parts.append(Words(part.starts + start, part.ends + start, part.hashes, part.small))
        start = end
    return Words(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def folded(text: str) -> Hashes:
    """Folded code points of a text, one for one; 0 for what belongs to no word."""
    return _folds()[_codes(text)]


@lru_cache(maxsize=4096)
def is_word(character: str) -> bool:
    """Whether a character belongs to a word; no character (the end of a text) does not."""
    return bool(character) and _fold(character) != 0


def chained(hashes: Hashes, following: Hashes) -> Hashes:
    """Hashes of sequences that each go on with one more word."""
    return _mixed(hashes * _CHAIN + following)


def _codes(text: str) -> Codes:
    """Code points of a text; those beyond the last that is folded as one."""
    if text.isascii():
        return np.frombuffer(text.encode(), np.uint8)
    return np.minimum(np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32), _LAST)


def _words(codes: Codes, folds: Hashes) -> Words:
    inside = np.zeros(len(codes) + 2, bool)
    np.not_equal(folds, 0, out=inside[1:-1])
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    starts, ends = edges[::2], edges[1::2]
    powers, inverses = _powers()
    sums = np.zeros(len(codes) + 1, np.uint64)
    np.cumsum(folds * powers[: len(codes)], out=sums[1:])
    return Words(starts, ends, _mixed((sums[ends] - sums[starts]) * inverses[starts]), _smalls()[codes[starts]])


def _cut(folds: Hashes, start: int) -> int:
    """Where a part of a long text ends: after its last gap between words, or anywhere in a text without one."""
    end = start + LONGEST_TEXT
    if end >= len(folds):
        return len(folds)
    gaps = np.flatnonzero(folds[start:end] == 0)
    return start + int(gaps[-1]) + 1 if len(gaps) else end


def _mixed(values: Hashes) -> Hashes:
    """Spread what the low bits of a polynomial hold over all bits."""
    values = (values ^ (values >> _HALF)) * _MIX
    return values ^ (values >> _HALF)


@cache
def _powers() -> tuple[Hashes, Hashes]:
    """Powers of the base and of its inverse modulo 2**64."""
    rows = []
    for factor in (_BASE, pow(_BASE, -1, 2**64)):
        row = np.full(LONGEST_TEXT, factor, np.uint64)
        row[0] = 1
        rows.append(np.cumprod(row, dtype=np.uint64))
    return rows[0], rows[1]


@cache
def _folds() -> Hashes:
    """The fold of every code point; 0 where it belongs to no word."""
    return np.array([_fold(chr(code)) for code in range(_LAST)] + [0], np.uint64)


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
