"""langdetect's language profiles as look-up tables.

Method: N. Shuyo's language detection library (2010), ported to Python as `langdetect` 1.0.9. The profiles, the
normalisation of characters and the rules on which n-grams count are langdetect's own and are read from the installed
package; here they become arrays, so that a whole batch of text is looked up at once.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import langdetect
import numpy as np
import numpy.typing as npt
from langdetect.utils.ngram import NGram

SPACE, PLAIN, UPPER = 0, 1, 2  # classes of: white space and what counts as such; a character of no profile, by case
UNIGRAM, BIGRAM = 1, 2  # flags in the low bits of an entry of `Profiles.pairs`
PAIR_SHIFT = 2  # the rest of the entry is the pair's number

_BMP = 0x10000
_CODE_POINTS = 0x110000


@dataclass(frozen=True)
class Profiles:
    """Tables over L languages, C character classes, P pairs and the n-grams that text can produce.

    languages   names, in the order of the columns of `likelihood`
    classes     [code points] class of each character, after langdetect's normalisation
    pairs       [C * C] by (class before, class): pair number << 2 | BIGRAM if the pair is in a profile | UNIGRAM if
                the character alone is, and is not inside a word of capitals
    trigrams    [P * C] by (pair before, class): number of the trigram, 0 for one of no profile
    likelihood  [rows, L] relative frequency of an n-gram among those of its length in each language. Rows: C
                characters, then P pairs, then the trigrams
    """

    languages: tuple[str, ...]
    class_count: int
    pair_count: int
    classes: npt.NDArray[np.uint16]
    pairs: npt.NDArray[np.uint32]
    trigrams: npt.NDArray[np.uint16]
    likelihood: npt.NDArray[np.float64]


@cache
def load_profiles() -> Profiles:
    """Build the tables for every profile of the installed langdetect, in order of name; once a process.

    langdetect itself keeps the order of the directory, which differs between machines.
    """
    profiles = _read_profiles()
    image = _normalised()
    grams = _reachable_grams({gram for profile in profiles for gram in profile["freq"]}, set(image))
    alphabet = sorted({character for gram in grams for character in gram} - {" "})
    number = {" ": SPACE} | {character: UPPER + 1 + i for i, character in enumerate(alphabet)}
    upper = np.array([character.isupper() for character in alphabet], dtype=bool)
    upper = np.concatenate([[False, False, True], upper])
    pair_numbers = _pair_numbers(grams)
    trigrams = sorted(gram for gram in grams if len(gram) == 3)
    size, pair_count = len(upper), len(pair_numbers) + 1
    rows = _rows(grams, number, pair_numbers, trigrams)
    return Profiles(
        languages=tuple(profile["name"] for profile in profiles),
        class_count=size,
        pair_count=pair_count,
        classes=_class_table(image, number),
        pairs=_pair_table(grams, number, upper, pair_numbers),
        trigrams=_trigram_table(trigrams, number, pair_numbers),
        likelihood=_likelihood(profiles, rows, size + pair_count + len(trigrams) + 1),
    )


def _read_profiles() -> list[dict[str, Any]]:
    directory = Path(langdetect.PROFILES_DIRECTORY)
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(directory.iterdir()) if path.is_file()]


def _normalised() -> list[str]:
    """List what langdetect makes of each character of the Basic Multilingual Plane; it leaves all others alone."""
    return [NGram.normalize(chr(code)) for code in range(_BMP)]


def _reachable_grams(grams: set[str], image: set[str]) -> set[str]:
    """Keep the n-grams of the profiles that langdetect can extract from a text.

    It never extracts a blank, two blanks, a blank between two characters, or an n-gram that ends in two capitals.
    """

    def reachable(gram: str) -> bool:
        if gram == " " or "  " in gram or gram[1:2] == " " != gram[-1:]:
            return False
        return image.issuperset(gram) and not (len(gram) > 1 and gram[-1].isupper() and gram[-2].isupper())

    return {gram for gram in grams if 1 <= len(gram) <= 3 and reachable(gram)}


def _pair_numbers(grams: set[str]) -> dict[str, int]:
    """Give a number, from 1, to every pair that is a bigram of a profile or begins a trigram of one."""
    return {pair: i for i, pair in enumerate(sorted({gram[:2] for gram in grams if len(gram) > 1}), start=1)}


def _class_table(image: list[str], number: dict[str, int]) -> npt.NDArray[np.uint16]:
    """Class of every code point; characters of no profile keep only their case."""
    characters = np.arange(_CODE_POINTS, dtype=np.uint32).view("<U1")
    table = np.where(np.strings.isupper(characters), UPPER, PLAIN).astype(np.uint16)
    for code, character in enumerate(image):
        table[code] = number.get(character, UPPER if character.isupper() else PLAIN)
    return table


def _pair_table(
    grams: set[str], number: dict[str, int], upper: npt.NDArray[np.bool_], pair_numbers: dict[str, int]
) -> npt.NDArray[np.uint32]:
    size = len(upper)
    alone = np.zeros(size, dtype=bool)
    alone[[number[gram] for gram in grams if len(gram) == 1]] = True
    table = (alone[None, :] & ~(upper[:, None] & upper[None, :])).astype(np.uint32) * UNIGRAM
    for pair, i in pair_numbers.items():
        table[number[pair[0]], number[pair[1]]] |= (i << PAIR_SHIFT) | (BIGRAM if pair in grams else 0)
    return table.ravel()


def _trigram_table(trigrams: list[str], number: dict[str, int], pair_numbers: dict[str, int]) -> npt.NDArray[np.uint16]:
    """Lay out the trigrams by number. Raises ValueError when there are more than 16 bits can number."""
    if len(trigrams) >= 1 << 16:
        raise ValueError(f"{len(trigrams)} trigrams in the profiles of langdetect; the table holds 65,535")
    size = max(number.values()) + 1
    table = np.zeros((len(pair_numbers) + 1, size), dtype=np.uint16)
    for i, gram in enumerate(trigrams, start=1):
        table[pair_numbers[gram[:2]], number[gram[2]]] = i
    return table.ravel()


def _rows(grams: set[str], number: dict[str, int], pair_numbers: dict[str, int], trigrams: list[str]) -> dict[str, int]:
    """Row of each n-gram in `Profiles.likelihood`."""
    size, pairs = max(number.values()) + 1, len(pair_numbers) + 1
    rows = {gram: number[gram] for gram in grams if len(gram) == 1}
    rows |= {gram: size + pair_numbers[gram] for gram in grams if len(gram) == 2}
    return rows | {gram: size + pairs + i for i, gram in enumerate(trigrams, start=1)}


def _likelihood(profiles: list[dict[str, Any]], rows: dict[str, int], row_count: int) -> npt.NDArray[np.float64]:
    table = np.zeros((row_count, len(profiles)))
    for language, profile in enumerate(profiles):
        totals = profile["n_words"]
        found = [(rows[gram], count / totals[len(gram) - 1]) for gram, count in profile["freq"].items() if gram in rows]
        table[[row for row, _ in found], language] = [share for _, share in found]
    return table
