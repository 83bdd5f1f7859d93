"""Sentences as tokens: words, and one token for every mention of an actor."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from warehouse.records import Mention

ACTOR_WORD = "\0actor"
_TOKEN = re.compile(
    r"[^\W\d_]+n['’]t\b"  # won't
    r"|(?:[cdjlmnstCDJLMNST]|[Qq]u)['’](?=[^\W\d_])"  # l'embargo, d'imposer
    r"|['’](?:s|ll|ve|re|d|m)\b"
    r"|[\u3040-\u30ff\u3400-\u9fff]"  # scripts without spaces: a character is a token
    r"|\d[\d.,]*\d|[^\W_]+|[^\w\s]"
)


class Token(NamedTuple):
    """A word in lower case, or an actor; offsets count code points of the text."""

    start: int
    end: int
    word: str
    actor_id: str | None = None
    kind: str = ""


def split_words(phrase: str) -> tuple[str, ...]:
    """The words of a phrase as `tokenize` would make them; `*` stays part of its word."""
    words = [match.group().lower().replace("’", "'") for match in re.finditer(r"\*?[^\W_]+\*|\*[^\W_]+", phrase)]
    if words and "*" in phrase and len(words) == len(phrase.split()):
        return tuple(words)
    return tuple(word for piece in phrase.split() for word in _piece(piece))


def _piece(piece: str) -> list[str]:
    if "*" in piece:
        return [piece.lower()]
    return [match.group().lower().replace("’", "'") for match in _TOKEN.finditer(piece)]


def tokenize(text: str, start: int, end: int, mentions: Sequence[Mention]) -> list[Token]:
    """Tokens of text[start:end]; `mentions` are those of the sentence, and where they overlap the longest wins."""
    tokens: list[Token] = []
    position = start
    for mention in _outermost(mentions):
        if mention.start < position or mention.end > end:
            continue
        _words(text, position, mention.start, tokens)
        tokens.append(Token(mention.start, mention.end, ACTOR_WORD, mention.actor_id, mention.kind))
        position = mention.end
    _words(text, position, end, tokens)
    return tokens


def _outermost(mentions: Sequence[Mention]) -> list[Mention]:
    return sorted(mentions, key=lambda mention: (mention.start, -mention.end))


def _words(text: str, start: int, end: int, tokens: list[Token]) -> None:
    for match in _TOKEN.finditer(text, start, end):
        tokens.append(Token(match.start(), match.end(), match.group().lower().replace("’", "'")))
