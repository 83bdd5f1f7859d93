"""The n-grams that langdetect would extract from a text, for many texts at once."""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from langdetect.detector import Detector
from langdetect.utils.ngram import NGram

from tasks.language.profiles import BIGRAM, PAIR_SHIFT, UNIGRAM, Profiles

MAX_CHARACTERS = 10_000  # langdetect reads no further
_HEAD = 50_000
_SEPARATOR = " "
_LONGEST_LOCAL, _LONGEST_DOMAIN = 64, 510  # parts of what langdetect takes for a mail address
_LOCAL = f"-_.{string.digits}{string.ascii_letters}"
_BEGINNING = 24  # characters of a stretch that are looked at before all of it
_FIRST_MARK, _LAST_MARK = 0x300, 0x36F  # the block of the marks that make Vietnamese letters

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Characters:
    """The characters of D texts in a row, each text after one blank, and what ends with each of them.

    classes   [N] character classes
    pairs     [N] entries of `Profiles.pairs` for each character and the one before it; 0 between texts
    trigrams  [N] number of the trigram that ends here, 0 where there is none
    ends      [D] index of the blank after each text
    """

    classes: npt.NDArray[np.uint16]
    pairs: npt.NDArray[np.uint32]
    trigrams: npt.NDArray[np.uint16]
    ends: npt.NDArray[np.int64]


@dataclass(frozen=True)
class Grams:
    """The n-grams of D texts, in langdetect's order: by last character, then by length.

    entries  [G] each n-gram as 3 * index of its last character in `characters` + length - 1
    bounds   [D + 1] text d has entries[bounds[d]:bounds[d + 1]]
    """

    characters: Characters
    entries: npt.NDArray[np.int64]
    bounds: npt.NDArray[np.int64]

    @property
    def counts(self) -> npt.NDArray[np.int64]:
        """[D] n-grams of each text."""
        return np.diff(self.bounds)


def read_characters(texts: Sequence[str], profiles: Profiles) -> Characters:
    """Look up every character of `texts`, pair and trigram, after the cleaning that langdetect gives them."""
    codes, ends, high = _encode(_prepared(texts))
    if len(high) and (codes[high] <= _LAST_MARK).any() and any(map(_has_marks, texts)):
        codes, ends, high = _encode([_prepare(text) for text in texts])
    codes, ends = _without_latin(codes, ends, high)
    classes = profiles.classes.take(codes, mode="clip")  # twice as fast as an index, here and below
    pairs = np.zeros(len(classes), dtype=np.uint32)
    profiles.pairs.take(_table_index(classes[:-1], classes[1:], profiles), out=pairs[1:], mode="clip")
    trigrams = np.zeros(len(classes), dtype=np.uint16)
    before = pairs[1:-1] >> PAIR_SHIFT
    profiles.trigrams.take(_table_index(before, classes[2:], profiles), out=trigrams[2:], mode="clip")
    pairs[ends] = trigrams[ends] = 0  # the blank between two texts belongs to neither
    return Characters(classes, pairs, trigrams, ends)


def list_grams(characters: Characters) -> Grams:
    """List the n-grams of each text, exactly those langdetect would sample from (Detector._extract_ngrams)."""
    found = np.zeros((len(characters.classes), 3), dtype=bool)
    found[:, 0] = characters.pairs & UNIGRAM
    found[:, 1] = characters.pairs & BIGRAM
    found[:, 2] = characters.trigrams
    entries = np.flatnonzero(found.ravel())
    bounds = np.concatenate([[0], np.searchsorted(entries, 3 * characters.ends)])
    return Grams(characters, entries, bounds)


def rows_of(grams: Grams, entries: Ints, profiles: Profiles) -> npt.NDArray[np.int32]:
    """Rows of `Profiles.likelihood` for some of the n-grams' entries."""
    characters = grams.characters
    position = entries // 3
    rows = np.empty((len(entries), 3), dtype=np.int32)  # were each n-gram of one, two and three characters
    rows[:, 0] = characters.classes.take(position, mode="clip")
    rows[:, 1] = characters.pairs.take(position, mode="clip") >> PAIR_SHIFT
    rows[:, 1] += profiles.class_count
    rows[:, 2] = characters.trigrams.take(position, mode="clip")
    rows[:, 2] += profiles.class_count + profiles.pair_count
    own = entries - 3 * position
    own += np.arange(0, rows.size, 3)
    return rows.ravel().take(own, mode="clip")  # `where` would guess at each n-gram


def _table_index(before: npt.NDArray[np.integer], classes: npt.NDArray[np.uint16], profiles: Profiles) -> Ints:
    """Index into a table by what stands before (a class or a pair number) and the class that follows."""
    index: Ints = before.astype(np.int64)
    index *= profiles.class_count
    index += classes
    return index


def _prepared(texts: Sequence[str]) -> Sequence[str]:
    """Texts, each cut and without addresses; marks that make Vietnamese letters are looked for in their codes."""
    return [_prepare(text) if _may_have_address(text) else text[:MAX_CHARACTERS] for text in texts]


def is_only_cut(text: str) -> bool:
    """Whether all that cleaning may do to a text is to cut it."""
    return not (_may_have_address(text) or _has_marks(text))


def _may_have_address(text: str) -> bool:
    """Whether a text may hold a web or mail address; to find one character is ten times as fast as four."""
    return "@" in text or ("/" in text and "http" in text)


def _has_marks(text: str) -> bool:
    """Whether a text holds marks that make Vietnamese letters."""
    return not text.isascii() and any(mark in text for mark in NGram.DMARK_CLASS)


def _prepare(text: str) -> str:
    """Clean a text as `Detector.append` does, but for doubled blanks, which change no n-gram.

    Of a long text only the head is cleaned, if it leaves enough: what a match beyond the cut could change lies far
    behind what langdetect reads. In any other, addresses become as many blanks, so that nothing moves.
    """
    if len(text) <= MAX_CHARACTERS:
        return _without_addresses(text, as_blanks)
    head = _without_addresses(text[:_HEAD], as_blank)
    if len(text) > _HEAD and len(head) < 2 * MAX_CHARACTERS:
        head = _without_addresses(text, as_blank)
    return head[:MAX_CHARACTERS]


def as_blank(_: re.Match[str]) -> str:
    """One blank for a match."""
    return " "


def as_blanks(match: re.Match[str]) -> str:
    """As many blanks as a match has characters."""
    return " " * (match.end() - match.start())


def _without_addresses(text: str, blanks: Callable[[re.Match[str]], str]) -> str:
    if "http" in text:
        text = Detector.URL_RE.sub(blanks, text)
    if "@" in text:
        text = without_mail(text, blanks)
    if _has_marks(text):
        text = NGram.normalize_vi(text)
    return text


def without_mail(text: str, blanks: Callable[[re.Match[str]], str]) -> str:
    """`Detector.MAIL_RE.sub(blanks, text)`, but only around each @, where that pattern tries every word."""
    pieces: list[str] = []
    done, place = 0, text.find("@")
    while place >= 0:
        before = text[max(done, place - _LONGEST_LOCAL) : place]
        start = place - len(before) + len(before.rstrip(_LOCAL))
        match = Detector.MAIL_RE.match(text, start, place + 1 + _LONGEST_DOMAIN) if start < place else None
        if match:
            pieces += [text[done:start], blanks(match)]
            done = match.end()
        place = text.find("@", max(place + 1, done))
    return "".join(pieces) + text[done:]


def _encode(texts: Sequence[str]) -> tuple[npt.NDArray[np.uint32], Ints, Ints]:
    """Code points of all texts, one blank before each and one after the last; index of the blank after each.

    And the indices of characters from U+0300 up.
    """
    joined = _SEPARATOR + _SEPARATOR.join(texts) + _SEPARATOR
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    ends = np.cumsum([len(text) + 1 for text in texts], dtype=np.int64)
    return codes, ends, np.flatnonzero(codes >= _FIRST_MARK)


def _without_latin(codes: npt.NDArray[np.uint32], ends: Ints, high: Ints) -> tuple[npt.NDArray[np.uint32], Ints]:
    """Drop A to z from texts that have more than twice as many characters from U+0300 up (`cleaning_text`)."""
    if not len(high):
        return codes, ends
    starts = np.concatenate([[0], ends[:-1]])
    is_latin = _is_latin(codes)
    latin = np.add.reduceat(is_latin, starts, dtype=np.int16)  # of at most 10,000 characters
    drops = latin * 2 < _count_between(high, starts, ends)
    if not (drops & (latin > 0)).any():
        return codes, ends
    lengths = np.diff(ends, prepend=0)
    lengths[-1] += 1  # the last text also owns the closing blank
    keep = ~(is_latin & np.repeat(drops, lengths))
    return codes[keep], ends - np.cumsum(np.where(drops, latin, 0))


def loses_latin(codes: npt.NDArray[np.uint32], first: Ints, last: Ints) -> npt.NDArray[np.bool_]:
    """Which stretches of a text would lose A to z, were they read alone (or have none)."""
    high = _count_between(np.flatnonzero(codes >= _FIRST_MARK), first, last)
    loses = high > 2
    loses[loses] = ~_begins_latin(codes, first[loses], last[loses], high[loses])
    if loses.any():
        bounds = np.stack([first[loses], last[loses]], axis=1).ravel()
        latin = np.add.reduceat(_is_latin(codes), bounds, dtype=np.int64)[::2]
        loses[loses] = latin * 2 < high[loses]
    return loses


def _begins_latin(codes: npt.NDArray[np.uint32], first: Ints, last: Ints, high: Ints) -> npt.NDArray[np.bool_]:
    """Which stretches have A to z enough among their first characters, as nearly all that begin in Latin letters."""
    places = first[:, None] + np.arange(_BEGINNING)
    latin = _is_latin(codes.take(places, mode="clip")) & (places < last[:, None])
    enough: npt.NDArray[np.bool_] = np.count_nonzero(latin, axis=1) * 2 >= high
    return enough


def _is_latin(codes: npt.NDArray[np.uint32]) -> npt.NDArray[np.bool_]:
    """Which characters are A to z, as langdetect's cleaning understands it."""
    return (codes - np.uint32(ord("A"))) <= ord("z") - ord("A")


def _count_between(positions: Ints, starts: Ints, ends: Ints) -> Ints:
    return np.searchsorted(positions, ends) - np.searchsorted(positions, starts)
