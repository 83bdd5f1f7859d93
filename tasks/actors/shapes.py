"""How names look: read the name that begins or ends at a place of a text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from config.discovery import NameLexicon
from tasks.actors.spans import BODY, Span

LONGEST = 64  # code points of a name and what parts it from its cue
MOST_TOKENS = 5
FEWEST = 2
AMPERSAND = frozenset({"&"})
SHORTEST = 2
_CAPITAL = r"(?:[A-ZÀ-ÖØ-ÞĀ-Ž][\w'\-]*[\w]|[A-Z]\.(?:[A-Z]\.)*|[А-ЯЁЇІЄҐ][\w'\-]*\w)"


class Shapes:
    """The shapes of names in one language."""

    def __init__(self, lexicon: NameLexicon) -> None:
        particle = "|".join(sorted(lexicon.particles)) or "(?!)"
        joint = "|".join(re.escape(word) for word in sorted(lexicon.body_joints, key=len, reverse=True)) or "(?!)"
        self._shape = re.compile(rf"{_CAPITAL}(?: (?:(?:{particle})[ -]){{0,2}}{_CAPITAL}){{0,4}}")
        self._more = re.compile(rf" (?:of|for|on)(?: (?:(?:{joint}) ){{0,2}}{_CAPITAL}){{1,6}}")
        self._forms = _without_stop(lexicon.legal_forms)
        self._openers = lexicon.body_openers
        self._plain = lexicon.body_heads | lexicon.body_tails | self._forms
        self._particles = lexicon.particles
        roles = {role.capitalize() for role in lexicon.roles}
        self._before = lexicon.no_name | frozenset(lexicon.titles) | roles | {f"{role}s" for role in roles}
        self._stops = lexicon.no_name - lexicon.surnames_too
        self._joining = lexicon.joining_heads
        self._no_body = lexicon.no_body
        self._bodies = lexicon.body_heads | lexicon.body_tails | self._forms

    def person_from(self, text: str, start: int) -> tuple[int, int] | None:
        """The person's name of two or more words that begins here."""
        match = self._shape.match(text, start)
        return self._from_front(text, start, match.end()) if match else None

    def person_to(self, text: str, end: int, first: int) -> tuple[int, int] | None:
        """The person's name of two or more words that ends here and begins at `first` or later."""
        start = _walk_back(text, end, max(first, end - LONGEST), self._particles)
        return self._from_back(text, start, end) if start < end else None

    def body_around(self, text: str, cue: tuple[int, int], first: int, goes_on: bool) -> Span | None:
        """The body's name around one of its words; None where too little stands there, or a thing's name.

        `goes_on`: small words and more may follow the cue ("University of Arbor Falls").
        """
        start, end = cue
        if text[start - 1 : start] == " ":
            left = _walk_back(text, start - 1, max(first, start - LONGEST), AMPERSAND)
            start = left if left < start - 1 else start
            start = self._joined(text, start, cue, first)
        if goes_on and (match := self._more.match(text, end)):
            end = match.end()
        words = text[start:end].removesuffix("'s").split(" ")
        while words and (words[0] in self._openers or (words[0].endswith("'s") and len(words) > FEWEST)):
            start += len(words[0]) + 1
            words = words[1:]
        if len(words) < FEWEST or all(word in self._plain for word in words) or not self._no_body.isdisjoint(words):
            return None
        name = " ".join(words)
        rule = "legal_form" if text[cue[0] : cue[1]] in self._forms else "body"
        return None if name.isupper() else Span(start, start + len(name), BODY, rule, 0.85)

    def _joined(self, text: str, start: int, cue: tuple[int, int], first: int) -> int:
        """Where a name begins whose first half stands before an "and": "Energy and Commerce Committee"."""
        if text[cue[0] : cue[1]] not in self._joining or not text.startswith(" and ", start - 5) or start == cue[0]:
            return start
        left = _walk_back(text, start - 5, max(first, start - LONGEST), AMPERSAND)
        return left if left < start - 5 else start

    def may_be_body(self, name: str) -> bool:
        """Whether no word of a name says that it is a law's, a plan's or a thing's."""
        return self._no_body.isdisjoint(name.split(" "))

    def _from_front(self, text: str, start: int, end: int) -> tuple[int, int] | None:
        """The name at the front of a stretch: words that open no name skipped, the rest up to one that is in none."""
        words = text[start:end].split(" ")
        first = 0
        while first < len(words) and (words[first] in self._before or words[first] in self._particles):
            start += len(words[first]) + 1
            first += 1
        last = first
        while last < len(words) and words[last] not in self._stops:
            last += 1
            if words[last - 1].endswith("'s"):
                break
        kept = words[first:last]
        half = len(kept) // 2
        if half > 1 and kept[:half] == kept[half:]:
            kept = kept[:half]
        return self._person(" ".join(kept).removesuffix("'s"), start)

    def _from_back(self, text: str, start: int, end: int) -> tuple[int, int] | None:
        """The name at the end of a stretch: what follows the last word that is in no name, a title or a possessor."""
        words = text[start:end].removesuffix("'s").split(" ")
        first = len(words)
        while first and self._may_precede(words[first - 1], first == len(words)):
            first -= 1
        while first < len(words) and words[first] in self._particles:
            first += 1
        half = (len(words) - first) // 2
        if half > 1 and words[first : first + half] == words[first + half :]:
            first += half
        return self._person(" ".join(words[first:]), start + sum(map(len, words[:first])) + first)

    def _may_precede(self, word: str, is_last: bool) -> bool:
        """Whether a word belongs to the name that goes on after it, or ends it."""
        return not word.endswith("'s") and word not in (self._stops if is_last else self._before)

    def _person(self, name: str, start: int) -> tuple[int, int] | None:
        return (start, start + len(name)) if self.is_person(name) else None

    def is_person(self, name: str) -> bool:
        """Whether a stretch of capitalised words may be a person's full name."""
        words = name.split(" ")
        if not 2 <= len(words) <= MOST_TOKENS or any(word in self._bodies for word in words):
            return False
        if words[-1].endswith(".") or len(words[-1]) < SHORTEST:
            return False
        return not any(word.isupper() and len(word) > SHORTEST for word in words)


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
        if not word:
            break
        if is_name_word(word):
            start = begin
        elif word not in small:
            if (tail := _after_mark(word)) and is_name_word(tail):
                start = left - len(tail)
            break
        left = begin - 1
        if at < 0:
            break
    return start


@lru_cache(maxsize=65536)
def is_name_word(word: str) -> bool:
    """Whether a word is written as a part of a name: a capital, then letters; or an initial."""
    if not word[0].isupper():
        return False
    return all(letter.isalnum() or letter in "'-.&" for letter in word) and (not word.endswith(".") or len(word) <= 4)


def _after_mark(word: str) -> str:
    """The part of a word after an opening quote mark or bracket."""
    return word[1:] if word[:1] in "\"'“‘(—–" else ""
