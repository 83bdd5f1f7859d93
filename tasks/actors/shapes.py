"""How names look: the stretches of capitalised words in a text, and the names that each may hold."""

from __future__ import annotations

import re
from typing import Final

from mypy_extensions import mypyc_attr

from config.discovery import NameLexicon
from tasks.actors.characters import capital_at
from tasks.actors.name_words import (
    AMPERSAND,
    ANYWHERE,
    FIRST,
    GENERATIONS,
    SHORTEST,
    TITLE,
    NameWord,
    NameWords,
    is_name_word,
)
from tasks.actors.spans import BODY, PERSON, Span
from tasks.actors.stretches import CAPITAL, Stretches

LONGEST: Final = 64  # code points of a body's name and what parts it from its cue
MOST_TOKENS: Final = 5
FEWEST: Final = 2
MOST_REMEMBERED: Final = 60_000  # stretches whose names are remembered; then all are forgotten
LONGEST_STRETCH: Final = 120
SURNAME: Final = "surname"
NARROW: Final = " on "  # only a committee's or council's name goes on so: not "School on Chicago's South Side"
JOINT: Final = frozenset({AMPERSAND})
ORDINAL: Final = re.compile(r"\b\d+(?:st|nd|rd|th) $")  # "2nd Circuit Court"
ORDINAL_ENDS: Final = frozenset("dht")
FARTHEST: Final = 8  # code points that an ordinal takes
_BODY_WORD: Final = rf"(?:[{CAPITAL}][\w'\-]*[\w]|[{CAPITAL}]\.(?:[{CAPITAL}]\.)*)"


@mypyc_attr(acyclic=True)
class Piece:
    """A name that a stretch of capitalised words may hold.

    kind        person or organization; `surname`: a single word after a title
    start, end  relative to the stretch
    opens       nothing of the stretch stands before it but titles
    closes      nothing stands after it
    titled      a title stands right before it
    familiar    of a person: its first word is a given name
    cue         of a body: its word that tells one
    """

    __slots__ = ("closes", "cue", "end", "familiar", "kind", "opens", "start", "titled")

    def __init__(  # noqa: PLR0913, PLR0917 (one of each)
        self, kind: str, start: int, end: int, opens: bool, closes: bool, titled: bool, familiar: bool, cue: str
    ) -> None:
        self.kind = kind
        self.start = start
        self.end = end
        self.opens = opens
        self.closes = closes
        self.titled = titled
        self.familiar = familiar
        self.cue = cue


class Shapes:
    """The shapes of names in one language."""

    def __init__(self, lexicon: NameLexicon, given_names: frozenset[str], adjectives: frozenset[str]) -> None:
        """`given_names`: those of people that are known, beside the lexicon's; `adjectives`: those of countries."""
        joint = "|".join(re.escape(word) for word in sorted(lexicon.body_joints, key=len, reverse=True)) or "(?!)"
        opening = "|".join(re.escape(word) for word in sorted(lexicon.body_links)) or "(?!)"
        self.stretches = Stretches(lexicon)
        self._more = re.compile(rf" (?:{opening})(?: (?:(?:{joint}) ){{0,2}}{_BODY_WORD}){{1,6}}")
        self._words = NameWords(lexicon, given_names, adjectives)
        self.titles = self._words.titles  # and roles with a capital: ", Chairman of the board"
        self.heads = lexicon.body_heads
        self._openers = lexicon.body_openers
        self._joining = lexicon.joining_heads
        self._no_body = lexicon.no_body
        self._remembered: dict[str, tuple[Piece, ...]] = {}

    def pieces(self, stretch: str) -> tuple[Piece, ...]:
        """The names that a stretch may hold, in order: bodies first, then people outside them."""
        known = self._remembered.get(stretch)
        if known is None:
            if len(self._remembered) >= MOST_REMEMBERED:
                self._remembered.clear()
            known = self._remembered[stretch] = self._read(stretch) if len(stretch) <= LONGEST_STRETCH else ()
        return known

    def _read(self, stretch: str) -> tuple[Piece, ...]:
        words = [self._words.of(text) for text in stretch.split(" ")]
        cue = len(words) - 1
        while cue >= 0 and not words[cue].is_body:
            cue -= 1
        if cue >= 0 and cue + 1 < len(words) and words[cue + 1].is_link:
            return (_body(words[: cue + 1], cue),)
        if cue >= 0 and (cue or len(words) == 1):
            return (_body(words, cue), *_people(words, cue + 1))
        return tuple(_people(words, 0))

    def body(self, text: str, start: int, end: int, piece: Piece, first: int) -> Span | None:
        """The body whose name stands at a piece; None where too little stands there, or a thing's name."""
        if piece.opens and piece.cue in self._joining and text.startswith(" and ", start - 5):
            left = _walk_back(text, start - 5, max(first, start - LONGEST), JOINT)
            start = self._listed(text, left, first) if left < start - 5 else start
        if start > 3 and text[start - 2] in ORDINAL_ENDS:
            ordinal = ORDINAL.search(text, max(first, start - FARTHEST), start)
            start = ordinal.start() if ordinal else start
        if (
            piece.closes
            and piece.cue in self.heads
            and (piece.cue in self._joining or not text.startswith(NARROW, end))
        ):
            match = self._more.match(text, end)
            end += len(self._tail(match[0])) if match else 0
        name = text[start:end].removesuffix("'s")
        words = name.split(" ")
        while words and words[0] in self._openers:
            start += len(words[0]) + 1
            words = words[1:]
        plain = all(word in self._words.bodies for word in words)
        if len(words) < FEWEST or plain or not self._no_body.isdisjoint(words) or name.isupper():
            return None
        rule = "legal_form" if piece.cue in self._words.forms else "body"
        return Span(start, start + len(" ".join(words)), BODY, rule, 0.85)

    def _tail(self, following: str) -> str:
        """What belongs to a body's name of what follows its head: "of Barns", but no "on Thursday" behind it."""
        words = following.split(" ")
        last = next((at for at, word in enumerate(words) if word in self._openers), len(words))
        while last and not capital_at(words[last - 1], 0):
            last -= 1
        return " ".join(words[:last])

    def _listed(self, text: str, start: int, first: int) -> int:
        """Where a committee's name begins whose list goes on to the left: "Health, Labor and Pensions Committee"."""
        while text.startswith(", ", start - 2):
            left = _walk_back(text, start - 2, max(first, start - LONGEST), JOINT)
            if left >= start - 2 or text[left : start - 2].split(" ", 1)[0] in self._openers:
                break
            start = left
        return start

    def is_no_name(self, word: str) -> bool:
        """Whether a capitalised word is in nobody's name."""
        return word in self._words.stops

    def may_be_body(self, name: str) -> bool:
        """Whether no word of a name says that it is a law's, a plan's or a thing's."""
        return self._no_body.isdisjoint(name.split(" "))


def _body(words: list[NameWord], cue: int) -> Piece:
    """The body's name that ends with a word of bodies' names, without what only opens a sentence."""
    first = 0
    while first < cue and (words[first].opens or (words[first].possesses and cue - first > 1)):
        first += 1
    start = _width(words, 0, first)
    last = words[cue]
    end = start + _width(words, first, cue) + len(last.bare)
    closes = cue == len(words) - 1 and last.size == len(last.bare)
    return Piece(BODY, start, end, first == 0, closes, False, False, last.bare)


def _people(words: list[NameWord], first: int) -> list[Piece]:
    """The people's names between words that are in none, from a word on; a body's name stands before it."""
    pieces: list[Piece] = []
    found: list[NameWord] = []
    at = start = _width(words, 0, first)
    titled, opens = False, not first
    last = len(words) - 1
    for place in range(first, len(words)):
        word = words[place]
        at += word.size + 1
        if _ends_before(word, found, place == last or words[place + 1].is_generation):
            if found and not word.is_landmark:
                _add_person(pieces, found, start, (titled, opens, False))
            found, titled = [], word.is_title
            opens = opens and titled
            start = at
            continue
        found.append(word)
        if word.closes:
            _add_person(pieces, found, start, (titled, opens, place == last and not word.possesses))
            found, titled, opens, start = [], False, False, at
    if found:
        _add_person(pieces, found, start, (titled, opens, True))
    return pieces


def _ends_before(word: NameWord, found: list[NameWord], is_last: bool) -> bool:
    """Whether a word is in nobody's name here; a title may be the surname behind nothing but given names."""
    if word.ends == FIRST:
        return not found
    if word.ends == TITLE:
        return word.stops or not (is_last and found and all(one.is_given for one in found))
    return word.ends == ANYWHERE


def _add_person(pieces: list[Piece], words: list[NameWord], start: int, where: tuple[bool, bool, bool]) -> None:
    """Add the person whose name some words are, or a surname after a title."""
    titled, opens, closes = where
    if len(words) > FEWEST and words[-1].bare in GENERATIONS:
        words = words[:-1]
    half = len(words) // 2
    if half > 1 and [word.bare for word in words[:half]] == [word.bare for word in words[half:]]:
        words = words[:half]
    end = start + sum([len(word.bare) for word in words]) + len(words) - 1
    if len(words) == 1:
        if titled and len(words[0].bare) > SHORTEST:
            pieces.append(Piece(SURNAME, start, end, opens, closes, True, False, ""))
    elif len(words) <= MOST_TOKENS and words[-1].is_last and not any(word.is_body for word in words):
        pieces.append(Piece(PERSON, start, end, opens, closes, titled, words[0].is_given, ""))


def _width(words: list[NameWord], first: int, last: int) -> int:
    """How many characters some words and the spaces after them take."""
    return sum([words[at].size + 1 for at in range(first, last)])


def _walk_back(text: str, end: int, first: int, small: frozenset[str]) -> int:
    """Where a run of capitalised words (and small ones between them) that ends at `end` begins."""
    start = left = end
    while left > first:
        at = text.rfind(" ", first, left)
        word = text[at + 1 : left] if at >= 0 else text[first:left]
        begin = left - len(word)
        if not word or not (is_name_word(word) or word in small):
            break
        start = begin if word not in small else start
        left = begin - 1
        if at < 0:
            break
    return start
