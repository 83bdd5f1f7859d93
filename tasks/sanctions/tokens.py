"""Sentences as tokens: words, and one token for every mention of an actor."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, final

from mypy_extensions import mypyc_attr

from warehouse.records import Mention

_SPACE: Final = 0x20
_UNDERSCORE: Final = 0x5F
_ASCII: Final = 0x80
ACTOR_WORD = "\0actor"
_LOWERED_TO_ASCII = (("\u212a", "k"), ("\u0130", "i"))  # the sign of Kelvin, the Turkish capital I
_TOKEN = re.compile(
    r"[a-z]++(?!['’\w])"  # most words, told at once
    r"|[^\W\d_]+n['’]t\b"  # won't
    r"|(?:[cdjlmnst]|qu)['’](?=[^\W\d_])"  # l'embargo, d'imposer
    r"|['’](?:s|ll|ve|re|d|m)\b"
    r"|[\u3040-\u30ff\u3400-\u9fff]"  # scripts without spaces: a character is a token
    r"|\d[\d.,]*\d|[^\W_]+|[^\w\s]"
)


@final
@mypyc_attr(acyclic=True)
class Token:
    """A word in lower case, or an actor; offsets count code points of the text."""

    def __init__(self, start: int, end: int, word: str, actor_id: str | None = None, kind: str = "") -> None:
        """A token at text[start:end]; `kind` is how the text names the actor."""
        self.start = start
        self.end = end
        self.word = word
        self.actor_id = actor_id
        self.kind = kind


def lower_case(text: str) -> str:
    """Lower case of the same length, so that positions stay."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a few letters grow when lowered
        lowered = "".join(character.lower()[0] for character in text)
    return lowered


def plain_lower_case(text: str) -> bytes:
    """Lower case in ASCII, a byte a letter, with `?` for other letters: several times quicker to make and to search.

    The two foreign letters whose lower case is ASCII are in it as such.
    """
    if not text.isascii():
        for letter, lower in _LOWERED_TO_ASCII:
            text = text.replace(letter, lower)
    return text.encode("ascii", "replace").lower()


def split_words(phrase: str) -> tuple[str, ...]:
    """The words of a phrase as `tokenize` would make them; `*` stays part of its word."""
    words = [match.group().lower().replace("’", "'") for match in re.finditer(r"\*?[^\W_]+\*|\*[^\W_]+", phrase)]
    if words and "*" in phrase and len(words) == len(phrase.split()):
        return tuple(words)
    return tuple(word for piece in phrase.split() for word in _piece(piece))


def _piece(piece: str) -> list[str]:
    if "*" in piece:
        return [piece.lower()]
    return [word.replace("’", "'") for word in _TOKEN.findall(piece.lower())]


def tokenize(lowered: str, start: int, end: int, mentions: Sequence[Mention]) -> list[Token]:
    """Tokens of a lower-case text between two places; where `mentions` of the sentence overlap, the longest wins."""
    tokens: list[Token] = []
    position = start
    for mention in _outermost(mentions):
        if mention.start < position or mention.end > end:
            continue
        _words(lowered, position, mention.start, tokens)
        tokens.append(Token(mention.start, mention.end, ACTOR_WORD, mention.actor_id, mention.kind))
        position = mention.end
    _words(lowered, position, end, tokens)
    return tokens


def _outermost(mentions: Sequence[Mention]) -> list[Mention]:
    return sorted(mentions, key=lambda mention: (mention.start, -mention.end))


def _words(lowered: str, start: int, end: int, tokens: list[Token]) -> None:
    """Append the words between two places. Between words stand only blanks and underscores, which are counted off."""
    if start == end:
        return
    curly = lowered.find("’", start, end) >= 0
    at = start
    for word in _TOKEN.findall(lowered, start, end):
        while _parts_words(lowered, at):
            at += 1
        last = at + len(word)
        tokens.append(Token(at, last, word.replace("’", "'") if curly else word))
        at = last


def _parts_words(text: str, at: int) -> bool:
    """Whether a blank or an underscore stands at a place."""
    code = ord(text[at])
    if code in (_SPACE, _UNDERSCORE):
        return True
    return (code < _SPACE or code >= _ASCII) and text[at].isspace()
