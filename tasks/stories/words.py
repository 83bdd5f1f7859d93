"""Words of a text, as copies are compared by them: letters and digits, case folded, hashed to 64 bits.

A text becomes bytes in which everything but letters and digits is a space; numpy then finds, hashes and pairs the
words of many texts at once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.uint64]
Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]

FEW_PLAIN = 0.25  # a text with a smaller share of plain word pairs is written in capitals, or is a list

_PARTING = bytes(byte if byte >= 0x80 or chr(byte).isalnum() else 0x20 for byte in range(256))
_FOLDING = bytes(ord(chr(byte).lower()) if byte < 0x80 else byte for byte in _PARTING)
# Length in bytes of the signs that UTF-8 begins with these two bytes: Latin-1 (C2), Arabic comma, semicolon and
# question mark (D8), U+2000 to U+2FFF (E2: punctuation, symbols, arrows), CJK punctuation (E3 80). Letters in those
# ranges are too few to matter here.
_SIGN_BYTES = np.zeros(1 << 16, dtype=np.uint8)
_SIGN_BYTES[0xC200:0xC300] = 2
_SIGN_BYTES[[0xD88C, 0xD89B, 0xD89F]] = 2
_SIGN_BYTES[0xE200:0xE300] = 3
_SIGN_BYTES[0xE380] = 3
# Signs that only their third byte tells from letters: danda, full-width punctuation.
_RARE_SIGNS = re.compile(rb"\xe0\xa5[\xa4\xa5]|\xef\xbc[\x81-\x8f\x9a-\xa0]")
_FIRST_LEAD = 0xC2  # of a character of several bytes
_FIRST_OF_THREE = 0xE0  # of one of three bytes or more, as all are of the scripts without spaces and all rare signs
_ASCII = bytes(range(128))
# Scripts that write no spaces: every character is a word.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")

_WINDOW = 8  # bytes that one look at a word takes in
_KEPT = np.array([(1 << 8 * count) - 1 for count in range(_WINDOW + 1)], dtype=np.uint64)  # of a window, by its length
# Odd multipliers of the splitmix64 generator (Steele, Lea and Flood, OOPSLA 2014).
_FIRST = np.uint64(0x9E3779B97F4A7C15)
_SECOND = np.uint64(0xBF58476D1CE4E5B9)
_THIRD = np.uint64(0x94D049BB133111EB)
_HALF = np.uint64(32)


class Folded(NamedTuple):
    """A text as UTF-8: as written, and case folded with a space for each byte that is of no word; equally long."""

    written: bytes
    words: bytes


def folded(texts: Sequence[str]) -> list[Folded]:
    """Fold texts; where folding changes the length of one, what is `written` is its folded form."""
    written = [text.encode("utf-8", "surrogatepass") for text in texts]
    together = b" ".join(written)
    spaced = together if together.isascii() else _without_signs(together)
    words = spaced.translate(_FOLDING)
    folds = spaced.isascii()
    found = []
    end = -1
    for one in written:
        start, end = end + 1, end + 1 + len(one)
        if folds or _folds_as_ascii(words[start:end]):
            found.append(Folded(one, words[start:end]))
        else:
            found.append(_folded(one, spaced[start:end]))
    return found


def _folds_as_ascii(words: bytes) -> bool:
    """Whether the letters of a text that are not ASCII are small ones, of scripts that write spaces."""
    others = words.translate(None, _ASCII)
    return not others or (max(others) < _FIRST_OF_THREE and _is_small(others))


def _is_small(letters: bytes) -> bool:
    """Whether case folding changes no letter."""
    text = letters.decode("utf-8", "surrogatepass")
    return text.casefold() == text


def _folded(written: bytes, spaced: bytes) -> Folded:
    """Fold a text with other letters than ASCII; `spaced` is the text without its common signs."""
    apart = _RARE_SIGNS.sub(b"   ", spaced).decode("utf-8", "surrogatepass")
    if _UNSPACED.search(apart):
        apart = _UNSPACED.sub(r" \g<0> ", apart)
        written = apart.encode("utf-8", "surrogatepass")
    words = apart.casefold().encode("utf-8", "surrogatepass")
    return Folded(written if len(written) == len(words) else words, words.translate(_PARTING))


def words_of(text: str) -> list[bytes]:
    """Split a text into case-folded words (UTF-8), in reading order; punctuation and white space are dropped."""
    return folded([text])[0].words.split()


def letters_of(words: bytes) -> bytes:
    """A folded text without its spaces (`bytes.translate` takes twice as long)."""
    content = np.frombuffer(words, dtype=np.uint8)
    return content.take(np.flatnonzero(content != 0x20), mode="clip").tobytes()


def word_spans(words: bytes) -> tuple[Places, Places]:
    """Where the words of a folded text begin and end, in bytes."""
    inside = np.frombuffer(b" %b " % words, dtype=np.uint8) != 0x20
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    return edges[::2], edges[1::2]


def word_hashes(words: bytes, starts: Places, ends: Places) -> Hashes:
    """A 64-bit hash of each word: of its first 24 bytes, its last 8 and its length.

    Longer words that agree in all of these are one; texts are compared by far more than one word.
    """
    content = words + bytes(3 * _WINDOW)
    windows = np.ndarray((len(content) - _WINDOW + 1,), np.dtype("<u8"), content, strides=(1,))
    lengths = ends - starts
    kept = _KEPT[np.minimum(lengths, _WINDOW)]
    values: Hashes = (windows[starts] & kept) * _FIRST
    values ^= values >> _HALF
    values += (windows[np.maximum(starts, ends - _WINDOW)] & kept) * _SECOND
    long = np.flatnonzero(lengths > 2 * _WINDOW)
    for skipped in (_WINDOW, 2 * _WINDOW):
        reach = np.minimum(lengths[long] - skipped, _WINDOW)
        values[long] = (values[long] ^ (windows[starts[long] + skipped] & _KEPT[np.maximum(reach, 0)])) * _THIRD
    values ^= values >> _HALF
    values += lengths.astype(np.uint64)
    return values


def plain_words(text: Folded, starts: Places) -> Flags:
    """Which words are neither capitalized (within their first two bytes) nor begin with a digit."""
    written, words = (np.frombuffer(content + b" ", dtype=np.uint8) for content in text)
    first = words[starts]
    kept: Flags = (written[starts] == first) & (written[starts + 1] == words[starts + 1])
    kept &= (first < ord("0")) | (first > ord("9"))
    return kept


def pair_hashes(values: Hashes) -> Hashes:
    """A 64-bit hash of each word with the next one: one fewer than words."""
    pairs: Hashes = values[:-1] * _FIRST + values[1:] * _SECOND
    pairs ^= pairs >> _HALF
    pairs *= _THIRD
    pairs ^= pairs >> _HALF
    return pairs


def distinct(values: Hashes) -> Hashes:
    """The values, sorted, each once (np.unique goes by way of a hash table, which takes longer for a text's words)."""
    ranked = np.sort(values)
    return ranked[np.concatenate(([True], ranked[1:] != ranked[:-1]))[: len(ranked)]]


def _without_signs(written: bytes) -> bytes:
    """UTF-8 with spaces for the bytes of its common signs."""
    content = np.frombuffer(written, dtype=np.uint8).copy()
    leads = np.flatnonzero(content >= _FIRST_LEAD)
    lengths = _SIGN_BYTES[content[leads].astype(np.uint16) << 8 | content[leads + 1]]
    signs, longer = leads[lengths > 0], leads[lengths > 2]
    content[signs] = content[signs + 1] = content[longer + 2] = 0x20
    return content.tobytes()
