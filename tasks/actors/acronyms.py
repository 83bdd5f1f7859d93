"""Acronyms that a text defines: "Arbor Relief Fund (ARF)"."""

from __future__ import annotations

from typing import Final

SMALL: Final = frozenset({"of", "for", "and", "on", "the", "in", "to", "de", "&", "against", "la", "du", "des", "et"})
FEWEST: Final = 2


def abbreviates(acronym: str, name: str) -> bool:
    """Whether the letters of an acronym stand in a name in this order, the first one first."""
    letters, rest = acronym.lower(), name.lower()
    if not rest.startswith(letters[:1]):
        return False
    for letter in letters:
        _, found, rest = rest.partition(letter)
        if not found:
            return False
    return True


def defined_by(acronym: str, text: str, end: int, first: int, small: frozenset[str] = SMALL) -> int | None:
    """Where the name begins whose words' initials are the acronym's capitals; the name ends at `end`. None without one.

    The words in `small` may give a letter or none. The name begins with a capital, and two of its
    words have one.
    """
    letters = [letter for letter in acronym if letter.isupper()]
    if len(letters) < FEWEST:
        return None
    at, needed, capitals = end, len(letters), 0
    while at > first:
        begin = text.rfind(" ", first, at) + 1 or first
        word = text[begin:at].lstrip("\"'“‘(")
        if not word:
            return None
        for part in reversed([part for part in word.split("-") if part]):
            if part[0].isupper() and needed and part[0] == letters[needed - 1]:
                needed -= 1
                capitals += 1
            elif part in small and needed > 1 and letters[needed - 1] == part[0].upper() and _also(acronym, part):
                needed -= 1
            elif (part[0].isupper() and part is word) or (part[0].islower() and part not in small and part is word):
                return None
        if needed == 0:
            return at - len(word) if capitals >= FEWEST else None
        at = begin - 1
    return None


def _also(acronym: str, word: str) -> bool:
    """Whether an acronym has a small word's letter in small letters ("DoD") or cannot do without it."""
    return word[0] in acronym
