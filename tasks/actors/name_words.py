"""What one capitalised word tells about the name that it stands in, looked up once a word."""

from __future__ import annotations

import re
from typing import Final

from mypy_extensions import mypyc_attr

from config.discovery import NameLexicon
from tasks.actors.characters import capital_at

SHORTEST: Final = 2
MOST_REMEMBERED: Final = 60_000  # words that are remembered; then all are forgotten
BRAND: Final = re.compile(r"\w{3,}[a-z][A-Z]")  # "PlayStation", but "McKinnon", "DelBene"
AMPERSAND: Final = "&"
BASED: Final = ("-based", "-backed", "-led", "-run", "-funded", "-owned")  # "the Arbor-based Relief Fund"
GENERATIONS: Final = frozenset({"Jr.", "Sr.", "Jr", "Sr", "II", "III", "IV"})
# Where a word is in nobody's name: nowhere, where nothing of the name stands before it, anywhere; of titles see below.
NOWHERE: Final = 0
FIRST: Final = 1
TITLE: Final = 2
ANYWHERE: Final = 3


@mypyc_attr(acyclic=True)
class NameWord:
    """One word of a stretch.

    bare        without a possessive's end and without a full stop that is no initial's; `size` is that of the whole
    ends        where it is in nobody's name
    stops       a full stop ends it; `possesses`: "'s" does; `closes`: what belongs to no name does
    is_last     it may end a person's name
    """

    def __init__(self, text: str, bare: str) -> None:
        self.bare = bare
        self.size = len(text)
        self.stops = text.endswith(".")
        self.possesses = text.endswith("'s")
        self.closes = bare != text and not (self.stops and len(bare) <= 1)
        self.is_generation = text in GENERATIONS
        self.is_last = len(bare) >= SHORTEST and bare[-1] != "." and BRAND.match(bare) is None
        self.ends = NOWHERE
        self.is_body = self.is_link = self.opens = self.is_title = self.is_landmark = self.is_given = False


class NameWords:
    """The words of one language's names."""

    def __init__(self, lexicon: NameLexicon, given_names: frozenset[str], adjectives: frozenset[str]) -> None:
        """`given_names`: those of people that are known, beside the lexicon's; `adjectives`: those of countries."""
        self.forms = _without_stop(lexicon.legal_forms)
        self.bodies = lexicon.body_heads | lexicon.body_tails | self.forms
        roles = {role.capitalize() for role in lexicon.roles}
        self.titles = frozenset(lexicon.titles) | roles | {f"{role}s" for role in roles}
        self.stops = (lexicon.no_name | {verb.capitalize() for verb in lexicon.speech}) - lexicon.surnames_too
        self._openers = lexicon.body_openers
        self._particles = lexicon.particles | lexicon.inner_particles
        self._links = frozenset(lexicon.body_links)
        self._landmarks = (lexicon.landmarks | lexicon.no_body) - lexicon.surnames_too
        self._weak = lexicon.no_name | self.stops | self.titles | adjectives | self._landmarks
        self._given = (given_names | lexicon.given_names) - lexicon.no_name - self.titles
        self._remembered: dict[str, NameWord] = {}

    def of(self, text: str) -> NameWord:
        """What a word tells."""
        known = self._remembered.get(text)
        if known is None:
            if len(self._remembered) >= MOST_REMEMBERED:
                self._remembered.clear()
            known = self._remembered[text] = self._read(text)
        return known

    def _read(self, text: str) -> NameWord:
        bare = _bare(text)
        word = NameWord(text, bare)
        word.is_body = bare in self.bodies
        word.is_link = text in self._links
        word.opens = text in self._openers or text == AMPERSAND or text.endswith(BASED)
        word.is_title = text in self.titles or bare in self.titles
        word.is_landmark = bare in self._landmarks
        word.is_given = bare in self._given
        word.is_last = word.is_last and bare not in self._particles
        word.ends = self._ends(text, bare)
        return word

    def _ends(self, text: str, bare: str) -> int:
        if bare in self._particles:
            return FIRST
        if text in self.titles:
            return TITLE
        if bare in self._weak:
            return ANYWHERE if bare in self.stops or bare in self._landmarks else FIRST
        if not is_name_word(bare) or bare in self.bodies or bare[1:2] == "-":
            return ANYWHERE
        return ANYWHERE if bare.isupper() and len(bare) > SHORTEST else NOWHERE


def is_name_word(word: str) -> bool:
    """Whether a word is written as a part of a name: a capital, then letters; or an initial."""
    if not word or not (capital_at(word, 0) or ("-" in word[2:5] and word[word.index("-") + 1 :][:1].isupper())):
        return False
    return all(letter.isalnum() or letter in "'-.&" for letter in word) and (not word.endswith(".") or len(word) <= 4)


def _bare(word: str) -> str:
    """A word without a possessive's end and without a full stop that is no initial's."""
    if word.endswith("'s"):
        return word[:-2]
    if word.endswith("'"):
        return word[:-1]
    if word.endswith(".") and len(word) > 2 and "." not in word[:-1]:
        return word[:-1]
    return word


def _without_stop(forms: tuple[str, ...]) -> frozenset[str]:
    """Legal forms as they are and without a last full stop."""
    return frozenset(forms) | {form.removesuffix(".") for form in forms}
