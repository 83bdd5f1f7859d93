"""Pieces of text between blanks, read letter by letter in machine numbers, and a memory of those met before."""

from __future__ import annotations

from typing import Final, final

from mypy_extensions import i64, mypyc_attr

from tasks.attribution.vocabulary import Forms
from tasks.attribution.wordclass import TRIGGER

_TAB: Final = 0x09
_RETURN: Final = 0x0D
_SEPARATOR: Final = 0x1C
_SPACE: Final = 0x20
_COMMA: Final = 0x2C
_STOP: Final = 0x2E
_ASCII: Final = 0x80
_NEXT_LINE: Final = 0x85
_HARD_SPACE: Final = 0xA0
_WIDE_SPACES: Final = 0x1680  # none of the other blanks is below
_HALF: Final = 8  # letters that one number holds, seven bits each behind a leading one
_LONGEST: Final = 2 * _HALF
_LETTER: Final = 7
_FULL: Final = (1 << (_LETTER * _HALF + 1)) - 1
_LOW: Final = (1 << 30) - 1
_SPREAD: Final = 0x9E3779B1
_OTHER_SPREAD: Final = 0x85EBCA6B
_FEW: Final = 1 << 10  # places in the first table
_MANY: Final = 1 << 15  # and in the last
_ODD: Final = 50_000  # pieces kept that two numbers cannot hold


@mypyc_attr(acyclic=True)
@final
class Token:
    """A word, a mark or a quotation: its form to look up, and its classes as bits.

    What stands between two blanks is kept under its spelling, two numbers, with its first token; `others` are all of
    its tokens where they are several.
    """

    def __init__(self, low: str, bits: i64, head: i64 = 0, tail: i64 = 0, others: list[Token] | None = None) -> None:
        """`tail` is 0 where the token is not kept by its spelling."""
        self.low = low
        self.bits = bits
        self.head = head
        self.tail = tail
        self.others = others


@mypyc_attr(acyclic=True)
@final
class Stretch:
    """A stretch of a sentence without quotations; most of its pieces are a token each."""

    def __init__(self, first: int, start: i64, end: i64) -> None:
        """`first` is the number of its first token in the sentence; the last full stop stands outside of the span."""
        self.first = first
        self.end = end
        self.wide: list[tuple[int, int, int]] = []  # pieces of several tokens: number, first token, how many
        self._behind = start
        self._edges: list[int] = []  # start and end of each piece up to the last one that was asked for

    def piece(self, text: str, number: int) -> tuple[int, int]:
        """Where a piece stands."""
        edges = self._edges
        while len(edges) <= 2 * number:
            start = _skip_blanks(text, self._behind, len(text))
            stop, _, _ = _spell(text, start, self.end if start < self.end else start + 1)
            self._behind = stop
            edges.append(start)
            edges.append(stop)
        return edges[2 * number], edges[2 * number + 1]


@final
class Pieces:
    """What the pieces of a language are. Those met first are kept in a table, by their spelling.

    Reading is bound by memory: asking a very large table takes longer than cutting a piece anew.
    """

    def __init__(self, forms: Forms) -> None:
        """Start with no piece; `forms` are its language's."""
        self.forms = forms
        self._none = Token("", 0)
        self._table = [self._none] * _FEW
        self._kept = 0
        self._odd: dict[str, Token] = {}

    def read(self, text: str, start: i64, end: i64, tokens: list[Token], triggers: list[int]) -> Stretch | None:
        """Append the tokens of `text[start:end]`, and note which can hang a cue; None where nothing stands there.

        Commas before a space and the last full stop are pieces of their own: fewer pieces are to be known.
        """
        at = _skip_blanks(text, start, end)
        while end > at and _is_blank(ord(text[end - 1])):
            end -= 1
        if at == end:
            return None
        stretch = Stretch(len(tokens), at, end - 1 if ord(text[end - 1]) == _STOP else end)
        last: i64 = stretch.end
        number = 0
        while at < end:
            stop, head, tail = _spell(text, at, last if at < last else end)
            token = self._known(head, tail) if tail else self._odd_one(text[at:stop])
            if token is self._none:
                token = self._met(text[at:stop], head, tail)
            if token.others is not None:
                stretch.wide.append((number, len(tokens) - stretch.first, len(token.others)))
                _add_all(token.others, tokens, triggers)
            else:
                if token.bits & TRIGGER:
                    triggers.append(len(tokens))
                tokens.append(token)
            number += 1
            at = _skip_blanks(text, stop, end)
        return stretch

    def span(self, text: str, stretch: Stretch, at: int) -> tuple[int, int]:
        """Where a token of a stretch stands; few are asked for."""
        token = at - stretch.first
        number = token
        for piece, begins, count in stretch.wide:
            if token < begins:
                break
            if token < begins + count:
                start, stop = stretch.piece(text, piece)
                first, last = self.forms.place(text[start:stop], token - begins)
                return start + first, start + last
            number = token - begins - count + piece + 1
        return stretch.piece(text, number)

    def _known(self, head: i64, tail: i64) -> Token:
        """The first token of the piece of that spelling, or none."""
        table = self._table
        size: i64 = len(table)
        at = _place(head, tail, size)
        while True:
            token = table[at]
            if (token.tail == tail and token.head == head) or token.tail == 0:
                return token
            at = (at + 1) & (size - 1)

    def _met(self, written: str, head: i64, tail: i64) -> Token:
        """A piece that the table lacks; kept there while it has room, and elsewhere if cutting it anew takes long."""
        if 2 * self._kept >= _MANY:
            return self._cut(written, head, tail) if written.isalnum() else self._odd_one(written)
        if 2 * self._kept >= len(self._table):
            self._grow()
        token = self._cut(written, head, tail)
        self._keep(token)
        return token

    def _cut(self, written: str, head: i64, tail: i64) -> Token:
        """The first token of a piece of that spelling."""
        if written.isalnum():
            word = written.lower()
            return Token(word, self.forms.classify(written, word), head, tail)
        low, classes = self.forms.cut(written)
        others = [Token(*each) for each in zip(low, classes, strict=True)] if len(low) > 1 else None
        return Token(low[0], classes[0], head, tail, others)

    def _grow(self) -> None:
        """Double the table."""
        tokens = [token for token in self._table if token.tail]
        self._table = [self._none] * (2 * len(self._table))
        self._kept = 0
        for token in tokens:
            self._keep(token)

    def _keep(self, token: Token) -> None:
        """Put a piece into the table."""
        size: i64 = len(self._table)
        at = _place(token.head, token.tail, size)
        while self._table[at].tail:
            at = (at + 1) & (size - 1)
        self._table[at] = token
        self._kept += 1

    def _odd_one(self, written: str) -> Token:
        """A piece that the table has no place for: a long one, or one outside of ASCII."""
        token = self._odd.get(written)
        if token is None:
            if len(self._odd) >= _ODD:
                self._odd.clear()
            token = self._odd[written] = self._cut(written, 0, 0)
        return token


def _add_all(others: list[Token], tokens: list[Token], triggers: list[int]) -> None:
    """Append the tokens of a piece of several."""
    for token in others:
        if token.bits & TRIGGER:
            triggers.append(len(tokens))
        tokens.append(token)


def stands_at(tokens: list[Token], at: int, words: tuple[str, ...]) -> bool:
    """Whether words stand at a token, one after the other."""
    return all(number < len(tokens) and tokens[number].low == word for number, word in enumerate(words, at))


def _place(head: i64, tail: i64, size: i64) -> i64:
    """Where to look first for a spelling in a table of that size; no product has more than 63 bits."""
    mixed = tail ^ (head << 3) ^ (head >> 9)
    low: i64 = _LOW
    return (((mixed & low) * _SPREAD + ((mixed >> 30) & low) * _OTHER_SPREAD) >> 29) & (size - 1)


def _spell(text: str, start: i64, end: i64) -> tuple[i64, i64, i64]:
    """Where the piece ends that begins at `start`, and its spelling; its end is 0 where it is long or no ASCII."""
    at = start
    head: i64 = 0
    tail: i64 = 1
    half = start + _HALF
    plain = True
    while at < end:
        code: i64 = ord(text[at])
        if code <= _COMMA:
            if _is_blank(code):
                break
            if code == _COMMA and at + 1 < end and ord(text[at + 1]) == _SPACE:
                if at == start:
                    tail = tail << _LETTER | code
                    at += 1
                break
        elif code >= _ASCII:
            if _is_blank(code):
                break
            plain = False
        if at == half:
            head, tail = tail, 1
        tail = (tail << _LETTER | code) & _FULL
        at += 1
    if not plain or at - start > _LONGEST:
        tail = 0
    return at, head, tail


def _skip_blanks(text: str, at: i64, end: i64) -> i64:
    """The first place from `at` where no blank stands; `end` where all are blank."""
    while at < end:
        code: i64 = ord(text[at])
        if code != _SPACE and (_SPACE < code < _ASCII or not _is_blank(code)):
            break
        at += 1
    return at


def _is_blank(code: i64) -> bool:
    """Whether a code point is white space."""
    if code <= _SPACE:
        return code == _SPACE or _TAB <= code <= _RETURN or code >= _SEPARATOR
    return code in (_NEXT_LINE, _HARD_SPACE) or (code >= _WIDE_SPACES and chr(code).isspace())
