"""Which marks of a text may end a sentence, and which of them plainly do: told by the characters around each."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

WESTERN = ".!?…؟"
FULL = "。！？｡．।॥۔።។။"  # these need no white space after them
CLOSERS = "\"'“”‘’«»‹›)]}"
OPENERS = "\"'“”‘’„«»‹›([{¿¡—–-"
GLUED = "A-Z\u3040-\u9fff"  # may follow a stop whose white space is missing

# What a character is, in bits. `_FOLLOWS`: may follow a Western stop that ends a sentence; `_BEGINS`: a word, as the
# first of its sentence.
_KINDS = tuple(np.uint16(1 << bit) for bit in range(10))
_STOP, _FULL, _CLOSER, _OPENER, _SMALL, _CAPITAL, _BEGINS, _FOLLOWS, BLANK, _BREAK = _KINDS
_BEYOND = 0xFFFF  # stands for every character from here on, none of which is any of these
SPACE, NEWLINE, _DOT = map(ord, " \n.")
_LOOK_BACK = np.arange(1, 21)  # as far as words nearly always reach
_MAY_FOLLOW = re.compile(rf"[^\S\n]|[{GLUED}]")

Codes = npt.NDArray[np.uint32]
Kinds = npt.NDArray[np.uint16]
Ints = npt.NDArray[np.int64]


class Stops(NamedTuple):
    """Line breaks and stops of a text; a run of stops counts as its first.

    breaks    where lines end
    plain     a sentence ends there: after a word, a closing mark or not, a blank, and no small letter behind it
    ends      [plain] where the sentence ends
    words     [plain] where the word before begins, or the stop itself where no word matters
    doubtful  the others that may end one
    """

    breaks: Ints
    plain: Ints
    ends: Ints
    words: Ints
    doubtful: Ints


def codes_of(text: str) -> Codes:
    """The code points of a text."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def kinds_of(codes: Codes) -> Kinds:
    """What each character is."""
    return kind_table().take(codes, mode="clip")


def find_stops(codes: Codes, kinds: Kinds) -> Stops:
    """The line breaks, and the stops that may end a sentence, of a text that begins with a break and ends in two."""
    stops = np.flatnonzero((kinds & (_STOP | _BREAK)) > 0)
    is_break = codes[stops] == NEWLINE
    breaks, stops = stops[is_break], stops[~is_break]
    is_full = (kinds[stops] & _FULL) > 0
    before, after = kinds[stops - 1], kinds[stops + 1]
    ends = stops + 1 + ((after & _CLOSER) > 0)
    following = ends + 1
    following += (kinds[following] & _OPENER) > 0
    spaced, follower = codes[ends] == SPACE, kinds[following]
    may = (kinds[ends] & _FOLLOWS > 0) & ~(spaced & (follower & _SMALL > 0))
    may &= ~((after & _CAPITAL > 0) & (before & _CAPITAL > 0))  # inside U.S.
    may = (may | is_full) & (before & _STOP == 0)
    is_dot = codes[stops] == _DOT
    words = _words_before(stops, codes, kinds)
    plain = may & spaced & (follower & _BEGINS > 0) & ~is_full & (~is_dot | (words < stops - 1))
    return Stops(breaks, stops[plain], ends[plain], np.where(is_dot, words, stops)[plain], stops[may & ~plain])


def _words_before(stops: Ints, codes: Codes, kinds: Kinds) -> Ints:
    """Where the word of small letters that ends at a stop begins, its first may be a capital; else the stop."""
    others = (kinds.take(stops[:, None] - _LOOK_BACK, mode="clip") & _SMALL) == 0
    last = stops - 1 - others.argmax(axis=1)
    longer = ~others.any(axis=1)
    if longer.any():
        apart = np.flatnonzero((kinds & _SMALL) == 0)
        last[longer] = apart[np.searchsorted(apart, stops[longer]) - 1]
    last -= (kinds[last] & _CAPITAL) > 0
    return np.where((codes[last] == SPACE) | (codes[last] == NEWLINE), last + 1, stops)


@cache
def kind_table() -> Kinds:
    """What each character is, up to `_BEYOND`."""
    return np.array([_kind(chr(code)) for code in range(_BEYOND)] + [0], dtype=np.uint16)


def _kind(character: str) -> int:
    is_letter, is_stop, is_closer = character.isalpha(), character in WESTERN + FULL, character in CLOSERS
    bits = (
        is_stop,
        character in FULL,
        is_closer,
        character in OPENERS,
        is_letter and character.islower(),
        is_letter and character.isupper(),
        not character.islower() and (character.isalnum() or character == "_"),
        is_stop or is_closer or _MAY_FOLLOW.match(character) is not None,
        character.isspace(),
        character == "\n",
    )
    return sum(1 << bit for bit, is_set in enumerate(bits) if is_set)
