"""The words that statements in ASCII letters are compared by, for many statements in one pass.

A word is a number: its first letters are the bytes of a 64-bit integer, below the number of its statement. Numbers are
sorted and told apart in bulk, where words as objects of their own would cost ten times as much.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from config.statements import MOST_LETTERS, WordSettings

_AT_ONCE = 256  # statements that are read together: few enough to stay in a processor's cache
_BETWEEN = "\0"  # stands in no clean text
_ASCII = bytes(range(0x80))
# Of UTF-8: ASCII letters small, a blank for all that is neither letter nor digit, and for what is not ASCII.
_BLANK = ord(" ")
_FOLDING = bytes(ord(chr(byte).lower()) if not byte or chr(byte).isalnum() else _BLANK for byte in _ASCII)
_FOLDING += bytes([_BLANK]) * 0x80
_MARKS = frozenset("’‘“”—–…\u00a0")  # what is in no word, and keeps most English texts from being ASCII

_WIDTH = 8  # bytes of a number
_NUMBER_BITS = np.uint64(8 * MOST_LETTERS)  # a statement's number stands above them
_SPARE_BITS = np.uint64(8 * (_WIDTH - MOST_LETTERS))
_FIRST_LETTER_FIRST = ">u8"
_END = np.uint64(_BLANK << 8 * (_WIDTH - MOST_LETTERS - 1))  # a blank behind a word's last letter
_ANY_LETTER = np.uint64(0x4040404040404040)  # set in a byte for a letter, and for no digit
_LAST = (1 << 64) - 1  # above every word
_FIRST_BYTES = np.array([_LAST - (_LAST >> 8 * count) for count in range(_WIDTH + 1)], dtype=np.uint64)

Numbers = npt.NDArray[np.uint64]


def is_plain(texts: Sequence[str]) -> bool:
    """Whether texts have no letters but ASCII."""
    others = "".join(texts).encode("utf-8", "surrogatepass").translate(None, _ASCII)
    return _MARKS.issuperset(others.decode("utf-8", "surrogatepass"))


def telling_words(texts: Sequence[str], settings: WordSettings) -> list[list[str]]:
    """For each of some plain texts, the different words that tell, case-folded, cut short and sorted."""
    found: list[list[str]] = []
    for begin in range(0, len(texts), _AT_ONCE):
        found += _telling(texts[begin : begin + _AT_ONCE], settings)
    return found


def _telling(texts: Sequence[str], settings: WordSettings) -> list[list[str]]:
    """The telling words of texts that are read together."""
    borders = np.arange(len(texts) + 1, dtype=np.uint64) << _NUMBER_BITS
    numbers = _long_words(texts, borders, settings)
    numbers.sort()
    words = numbers & (borders[1] - np.uint64(1))
    common = _common(settings)
    telling = common.take(np.searchsorted(common, words)) != words
    telling[1:] &= numbers[1:] != numbers[:-1]
    bounds = np.searchsorted(numbers[telling], borders).tolist()
    ended = words[telling] << _SPARE_BITS | _END
    written = ended.astype(_FIRST_LETTER_FIRST).tobytes().translate(None, b"\0").decode("ascii").split()
    return [written[begin:end] for begin, end in pairwise(bounds)]


def _long_words(texts: Sequence[str], borders: Numbers, settings: WordSettings) -> Numbers:
    """Numbers of all words that are long enough, or numerals, with the number of their text."""
    joined = _BETWEEN + _BETWEEN.join(texts) + _BETWEEN * _WIDTH
    content = joined.encode("utf-8", "surrogatepass").translate(_FOLDING)
    codes = np.frombuffer(content, dtype=np.uint8)
    in_word = codes > _BLANK
    edges = np.flatnonzero(in_word[1:] != in_word[:-1]) + 1
    first, lengths = edges[::2], edges[1::2] - edges[::2]
    beginnings = np.ndarray(len(content) - _WIDTH + 1, dtype=_FIRST_LETTER_FIRST, buffer=content, strides=(1,))
    numbers = beginnings[first].astype(np.uint64) & _FIRST_BYTES.take(lengths, mode="clip")
    kept = (lengths >= settings.shortest) | (numbers & _ANY_LETTER == 0)
    texts_begin = np.flatnonzero(codes[: 1 - _WIDTH] == 0)
    counts = np.diff(np.searchsorted(first, texts_begin))
    cut = (numbers & _FIRST_BYTES[settings.letters]) >> _SPARE_BITS
    long_words: Numbers = (cut | np.repeat(borders[:-1], counts))[kept]
    return long_words


@cache
def _common(settings: WordSettings) -> Numbers:
    """Numbers of the words that tell nothing, sorted, and one above them all."""
    plain = [word.encode("ascii") for word in settings.common if word.isascii() and len(word) <= settings.letters]
    numbers = [int.from_bytes(word.ljust(MOST_LETTERS, b"\0"), "big") for word in plain]
    return np.array([*sorted(numbers), _LAST], dtype=np.uint64)
