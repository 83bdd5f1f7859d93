"""Two passages word by word: what stands in one and not in the other."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import NamedTuple

_TOKEN = re.compile(r"\w+|[^\w\s]|\s+")
_LONGEST = 600  # tokens; a passage beyond it is shown whole as it is


class Piece(NamedTuple):
    """A run of characters, and whether the other passage has it in this place."""

    text: str
    shared: bool


def compared(text: str, other: str) -> tuple[list[Piece], list[Piece]]:
    """Both passages as pieces, by the longest matching runs of words (Ratcliff and Obershelp, in `difflib`)."""
    own, theirs = _TOKEN.findall(text), _TOKEN.findall(other)
    if len(own) > _LONGEST or len(theirs) > _LONGEST:
        return [Piece(text, True)], [Piece(other, True)]
    matcher = SequenceMatcher(None, [token.casefold() for token in own], [token.casefold() for token in theirs], False)
    left, right = [], []
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        left.append(Piece("".join(own[start:end]), tag == "equal"))
        right.append(Piece("".join(theirs[other_start:other_end]), tag == "equal"))
    return _there(left), _there(right)


def _there(pieces: list[Piece]) -> list[Piece]:
    """The pieces that have characters; white space alone is no difference."""
    return [Piece(piece.text, piece.shared or piece.text.isspace()) for piece in pieces if piece.text]
