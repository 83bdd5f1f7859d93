"""What stands between the spaces of English texts, counted for many texts at once: articles, possessives, sentences.

A text's spaces are found once; a word is told by how far apart two of them are, and only then by its letters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

_CHAIN_LINK = re.compile(rb"(?:the |an? |its |their )?[\w'\x80-\xff-]+(?: [\w'\x80-\xff-]+)?")
_LONGEST_LINK = 60
_SPREAD_USUAL = 0.55  # standard deviation of sentence lengths over their mean
_SHORTEST_SENTENCE = 20
_FEWEST_SENTENCES = 6

Ints = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]


class Rates(NamedTuple):
    """Counts of one text; `evenness`: how much less than usual the lengths of its sentences spread, from 0 to 1."""

    words: int
    articles: int
    possessives: int
    of_chains: int
    evenness: float


def rates_of(texts: Sequence[bytes]) -> list[Rates]:
    """Count in some texts, given in UTF-8 with straight apostrophes."""
    content = b"\n".join([b"", *texts, b""])
    ends = np.cumsum([len(text) + 1 for text in texts])
    starts = ends - [len(text) for text in texts]
    codes = np.frombuffer(content, dtype=np.uint8)
    spaces = np.flatnonzero(codes == ord(" "))
    before = codes[spaces - 1]
    bounds = np.searchsorted(spaces, np.append(starts, len(content)))
    possessive = np.flatnonzero(before == ord("s"))
    possessive = possessive[codes[spaces[possessive] - 2] == ord("'")]
    articles = [np.diff(np.searchsorted(_between(spaces, codes, word), bounds)) for word in (b"the", b"a")]
    columns = (
        np.diff(bounds) + 1,
        articles[0] + articles[1],
        np.diff(np.searchsorted(possessive, bounds)),
        _chains(content, spaces[_between(spaces, codes, b"of")], starts),
        _evenness(spaces[before == ord(".")] - 1, starts, ends),
    )
    return list(map(Rates, *(column.tolist() for column in columns)))


def _between(spaces: Ints, codes: Bytes, word: bytes) -> Ints:
    """The numbers of the spaces that a word and another space follow; of such words in a row, every second counts."""
    found = np.flatnonzero(np.diff(spaces) == len(word) + 1)
    for offset, letter in enumerate(word, start=1):
        found = found[codes[spaces[found] + offset] == letter]
    first = np.flatnonzero(np.diff(found, prepend=-2) != 1)
    place = np.arange(len(found)) - np.repeat(first, np.diff(first, append=len(found)))
    counting: Ints = found[place % 2 == 0]
    return counting


def _chains(content: bytes, places: Ints, starts: Ints) -> Ints:
    """How often "of", a word or two, and "of" again stand in a row in each text."""
    texts = np.searchsorted(starts, places, side="right") - 1
    near = np.flatnonzero((np.diff(places) <= len(" of ") + _LONGEST_LINK) & (texts[1:] == texts[:-1]))
    begins, ends = (places[near] + len(" of ")).tolist(), places[near + 1].tolist()
    linked = [_CHAIN_LINK.fullmatch(content, *link) is not None for link in zip(begins, ends, strict=True)]
    return np.bincount(texts[near[np.array(linked, dtype=bool)]], minlength=len(starts))


def _evenness(stops: Ints, starts: Ints, ends: Ints) -> npt.NDArray[np.float64]:
    """How evenly long the sentences of each text are, given the full stops with a space behind them."""
    begins = np.sort(np.concatenate([starts, stops + len(". ")]))
    lengths = np.sort(np.concatenate([stops, ends])) - begins
    long = lengths > _SHORTEST_SENTENCE
    texts, lengths = np.searchsorted(starts, begins[long], side="right") - 1, lengths[long]
    counts = np.bincount(texts, minlength=len(starts))
    enough = counts >= _FEWEST_SENTENCES
    mean = np.bincount(texts, lengths, len(starts))[enough] / counts[enough]
    variance = np.bincount(texts, lengths * lengths, len(starts))[enough] / counts[enough] - mean * mean
    evenness = np.zeros(len(starts))
    evenness[enough] = np.maximum(0.0, 1 - np.sqrt(np.maximum(0.0, variance)) / mean / _SPREAD_USUAL)
    return evenness
