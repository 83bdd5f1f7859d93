"""Names in plain Latin letters, so that one person's ids meet across alphabets: "Игорь Саблин" and "Igor Sablin"."""

from __future__ import annotations

import re
import unicodedata

CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i", "й": "y",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu",
    "я": "ya", "і": "i", "ї": "i", "є": "ye", "ґ": "g", "ў": "u", "ј": "j", "љ": "lj", "њ": "nj", "ђ": "dj", "ћ": "c",
    "џ": "dz", "қ": "k", "ғ": "gh", "ң": "ng", "ү": "u", "ұ": "u", "һ": "h", "ә": "a", "ө": "o",
}  # fmt: skip
OTHERS = {"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d"}
LETTERS = str.maketrans(CYRILLIC | OTHERS)
# The usual English ending of Russian and Ukrainian surnames: "Zelensky", not "Zelenskiy".
ENDING = re.compile(r"(?:iy|yy)\b")


def plain(text: str) -> str:
    """Small letters a to z and digits, as far as the alphabet is known; other letters by their number."""
    small = unicodedata.normalize("NFC", text.lower())
    if not small.isascii():
        small = ENDING.sub("y", small.translate(LETTERS))
        decomposed = unicodedata.normalize("NFKD", small)
        small = "".join(_letter(letter) for letter in decomposed if not unicodedata.combining(letter))
    return small


def _letter(letter: str) -> str:
    """A letter itself, or its number where it is no plain one."""
    return letter if letter.isascii() or not letter.isalnum() else f"u{ord(letter):x}"
