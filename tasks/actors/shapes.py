"""How names look: the stretches of capitalised words in a text, and the names that each may hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from mypy_extensions import mypyc_attr

from config.discovery import NameLexicon
from tasks.actors.characters import capital_at
from tasks.actors.spans import BODY, PERSON, Span
from tasks.actors.stretches import CAPITAL, Stretches

LONGEST: Final = 64  # code points of a body's name and what parts it from its cue
MOST_TOKENS: Final = 5
FEWEST: Final = 2
SHORTEST: Final = 2
MOST_REMEMBERED: Final = 60_000  # stretches whose names are remembered; then all are forgotten
LONGEST_STRETCH: Final = 120
SURNAME: Final = "surname"
NARROW: Final = " on "  # only a committee's or council's name goes on so: not "School on Chicago's South Side"
BRAND: Final = re.compile(r"\w{3,}[a-z][A-Z]")  # "PlayStation", but "McKinnon", "DelBene"
AMPERSAND: Final = frozenset({"&"})
ORDINAL: Final = re.compile(r"\b\d+(?:st|nd|rd|th) $")  # "2nd Circuit Court"
FARTHEST: Final = 8  # code points that an ordinal takes
BASED: Final = ("-based", "-backed", "-led", "-run", "-funded", "-owned")  # "the Arbor-based Relief Fund"
GENERATIONS: Final = frozenset({"Jr.", "Sr.", "Jr", "Sr", "II", "III", "IV"})
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
        self._forms = _without_stop(lexicon.legal_forms)
        self.heads = lexicon.body_heads
        self._openers = lexicon.body_openers
        self._bodies = lexicon.body_heads | lexicon.body_tails | self._forms
        self._particles = lexicon.particles | lexicon.inner_particles
        self._links = frozenset(lexicon.body_links)
        roles = {role.capitalize() for role in lexicon.roles}
        self._titles = frozenset(lexicon.titles) | roles | {f"{role}s" for role in roles}
        self._stops = (lexicon.no_name | {verb.capitalize() for verb in lexicon.speech}) - lexicon.surnames_too
        self._landmarks = (lexicon.landmarks | lexicon.no_body) - lexicon.surnames_too
        self._weak = lexicon.no_name | self._stops | self._titles | adjectives | self._landmarks
        self._joining = lexicon.joining_heads
        self._no_body = lexicon.no_body
        self._given = (given_names | lexicon.given_names) - lexicon.no_name - self._titles
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
        words = stretch.split(" ")
        cue = max((at for at, word in enumerate(words) if _bare(word) in self._bodies), default=-1)
        if cue >= 0 and cue + 1 < len(words) and words[cue + 1] in self._links:
            body = self._body(words[: cue + 1], cue)
            return (body,) if body else ()
        if cue >= 0 and (cue or len(words) == 1):
            body = self._body(words, cue)
            return (*([body] if body else []), *self._people(words[cue + 1 :], _width(words[: cue + 1]), cue >= 0))
        return tuple(self._people(words, 0, False))

    def _body(self, words: Sequence[str], cue: int) -> Piece | None:
        """The body's name that ends with a word of bodies' names, without what only opens a sentence."""
        first = 0
        while first < cue and (
            words[first] in self._openers
            or words[first] in AMPERSAND
            or (words[first].endswith("'s") and cue - first > 1)
            or words[first].endswith(BASED)
        ):
            first += 1
        start = _width(words[:first])
        last = _bare(words[cue])
        end = _width(words[:cue]) + len(last)
        return Piece(BODY, start, end, first == 0, cue == len(words) - 1 and words[cue] == last, False, False, last)

    def body(self, text: str, start: int, end: int, piece: Piece, first: int) -> Span | None:
        """The body whose name stands at a piece; None where too little stands there, or a thing's name."""
        if piece.opens and piece.cue in self._joining and text.startswith(" and ", start - 5):
            left = _walk_back(text, start - 5, max(first, start - LONGEST), AMPERSAND)
            start = self._listed(text, left, first) if left < start - 5 else start
        if ordinal := ORDINAL.search(text, max(first, start - FARTHEST), start):
            start = ordinal.start()
        narrow = piece.cue not in self._joining and text.startswith(NARROW, end)
        if piece.closes and not narrow and piece.cue in self.heads and (match := self._more.match(text, end)):
            end += len(self._tail(match[0]))
        name = text[start:end].removesuffix("'s")
        words = name.split(" ")
        while words and words[0] in self._openers:
            start += len(words[0]) + 1
            words = words[1:]
        plain = all(word in self._bodies for word in words)
        if len(words) < FEWEST or plain or not self._no_body.isdisjoint(words) or name.isupper():
            return None
        rule = "legal_form" if piece.cue in self._forms else "body"
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
            left = _walk_back(text, start - 2, max(first, start - LONGEST), AMPERSAND)
            if left >= start - 2 or text[left : start - 2].split(" ", 1)[0] in self._openers:
                break
            start = left
        return start

    def is_role(self, words: Sequence[str]) -> bool:
        """Whether one of the words is a title or a role with a capital: ", Chairman of the board"."""
        return not self._titles.isdisjoint(words)

    def is_no_name(self, word: str) -> bool:
        """Whether a capitalised word is in nobody's name."""
        return word in self._stops

    def may_be_body(self, name: str) -> bool:
        """Whether no word of a name says that it is a law's, a plan's or a thing's."""
        return self._no_body.isdisjoint(name.split(" "))

    def _people(self, words: Sequence[str], offset: int, after_body: bool) -> Iterator[Piece]:
        """The people's names between words that are in none."""
        found: list[str] = []
        at = start = offset
        titled, opens = False, not after_body
        last = len(words) - 1
        for place, word in enumerate(words):
            bare = _bare(word)
            if self._ends_before(word, bare, found, place == last or words[place + 1] in GENERATIONS):
                if bare not in self._landmarks:
                    yield from self._person(found, start, (titled, opens, False))
                found, titled = [], word in self._titles or bare in self._titles
                opens = opens and titled
                at += len(word) + 1
                start = at
                continue
            found.append(bare)
            at += len(word) + 1
            if bare != word and not (word.endswith(".") and len(bare) <= 1):
                closes = place == last and not word.endswith("'s")
                yield from self._person(found, start, (titled, opens, closes))
                found, titled, opens, start = [], False, False, at
        yield from self._person(found, start, (titled, opens, True))

    def _ends_before(self, word: str, bare: str, found: Sequence[str], is_last: bool) -> bool:
        """Whether a word is in nobody's name here; a title may be the surname behind nothing but given names."""
        if bare in self._particles:
            return not found
        if word in self._titles:
            return not (is_last and found and self._given.issuperset(found)) or word.endswith(".")
        if bare in self._weak:
            return bare in self._stops or bare in self._landmarks or not found
        if not is_name_word(bare) or bare in self._bodies or bare[1:2] == "-":
            return True
        return bare.isupper() and len(bare) > SHORTEST

    def _person(self, words: Sequence[str], start: int, where: tuple[bool, bool, bool]) -> Iterator[Piece]:
        titled, opens, closes = where
        if len(words) > FEWEST and words[-1] in GENERATIONS:
            words = words[:-1]
        half = len(words) // 2
        if half > 1 and words[:half] == words[half:]:
            words = words[:half]
        name = " ".join(words)
        if len(words) == 1 and titled and len(name) > SHORTEST:
            yield Piece(SURNAME, start, start + len(name), opens, closes, True, False, "")
        elif self.is_person(name):
            yield Piece(PERSON, start, start + len(name), opens, closes, titled, words[0] in self._given, "")

    def is_person(self, name: str) -> bool:
        """Whether a stretch of capitalised words may be a person's full name."""
        words = name.split(" ")
        if not 2 <= len(words) <= MOST_TOKENS or any(word in self._bodies for word in words):
            return False
        if BRAND.match(words[-1]):
            return False
        return len(words[-1]) >= SHORTEST and words[-1][-1] != "." and words[-1] not in self._particles


def _bare(word: str) -> str:
    """A word without a possessive's end and without a full stop that is no initial's."""
    if word.endswith("'s"):
        return word[:-2]
    if word.endswith("'"):
        return word[:-1]
    if word.endswith(".") and len(word) > 2 and "." not in word[:-1]:
        return word[:-1]
    return word


def _width(words: Sequence[str]) -> int:
    """How many characters words and the spaces after them take."""
    return sum(map(len, words)) + len(words)


def _without_stop(forms: Sequence[str]) -> frozenset[str]:
    """Legal forms as they are and without a last full stop."""
    return frozenset(forms) | {form.removesuffix(".") for form in forms}


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


@lru_cache(maxsize=65536)
def is_name_word(word: str) -> bool:
    """Whether a word is written as a part of a name: a capital, then letters; or an initial."""
    if not word or not (capital_at(word, 0) or ("-" in word[2:5] and word[word.index("-") + 1 :][:1].isupper())):
        return False
    return all(letter.isalnum() or letter in "'-.&" for letter in word) and (not word.endswith(".") or len(word) <= 4)
