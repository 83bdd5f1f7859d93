"""Offices as names: "the Russian president", "President of Ukraine" mean their holder on the day of publication."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final, NamedTuple

from tasks.actors.characters import APOSTROPHE, HYPHEN, SPACE, capital_at, is_token, stands_at
from tasks.actors.gazetteer import Gazetteer
from tasks.actors.links import OVERLAPPING, Link, first_from, is_free
from tasks.actors.passage import Passage
from tasks.actors.tenures import Tenure
from warehouse.records import Segment

OF: Final = re.compile(" of (?:the )?")
BETWEEN: Final = re.compile(r"(?<![\w-])[a-z-]+ $")
OWNER_KINDS: Final = frozenset({"name", "adjective"})
LONGEST_BETWEEN: Final = 24
LONGEST_POSSESSIVE: Final = 3  # "'s "
LONGEST_OF: Final = 8  # " of the "
LIKE_FIRST_NAME: Final = 0.5
LIKE_SURNAME: Final = 0.6
# Spellings that translation takes for one another, in this order.
SOUNDS: Final = (
    ("ph", "f"), ("ck", "k"), ("kh", "h"), ("tch", "c"), ("ch", "c"), ("sh", "s"), ("j", "c"), ("q", "k"), ("g", "k"),
    ("d", "t"), ("b", "p"), ("v", "f"), ("w", "f"), ("z", "s"), ("y", "i"), ("ee", "i"), ("oo", "u"),
    ("o", "u"), ("e", "i"),
)  # fmt: skip
NAME_BEFORE: Final = re.compile(r"([A-Z][\w'-]+ [A-Z][\w'-]+), (?:the )?$")
TWO_WORDS: Final = re.compile(r"[^\W\d_][\w'-]+ [^\W\d_][\w'-]+")


class Span(NamedTuple):
    """The words of an office."""

    start: int
    end: int


class OfficeReader:
    """Reads the offices of one document; `named` is what it links, in text order."""

    def __init__(self, passage: Passage, gazetteer: Gazetteer, named: list[Link]) -> None:
        self.passage = passage
        self.gazetteer = gazetteer
        self._named = named
        self._owners: list[Link] = []

    def read(self, offices: list[tuple[int, int]]) -> list[Link]:
        """The holders of offices named right after or before their owner, if nobody else is named there."""
        found: list[Link] = []
        for start, end in offices:
            self._owners = self._owners_near(start, end)
            if self._owners and stands_alone(self.passage.text, start, end):
                span = Span(start, end)
                holder = self._after_owner(span) or self._before_owner(span)
                if holder is not None:
                    found.append(holder)
        return found

    def _owners_near(self, start: int, end: int) -> list[Link]:
        """The countries and bodies with offices that start or end so close to one that the two may belong together."""
        first, last = start - LONGEST_BETWEEN - LONGEST_POSSESSIVE, end + LONGEST_OF
        found: list[Link] = []
        for at in range(max(0, first_from(first, self._named) - OVERLAPPING), len(self._named)):
            one = self._named[at]
            if one.start > last:
                break
            near = one.start >= first or first <= one.end <= last
            if near and one.kind in OWNER_KINDS and one.actor_id in self.gazetteer.owners:
                found.append(one)
        return found

    def _ending(self, end: int) -> Link | None:
        """The owner near an office that ends at a place."""
        return next((one for one in self._owners if one.end == end), None)

    def _after_owner(self, span: Span) -> Link | None:
        """An office after its owner, one word between: "the Russian president", "Ukraine's new foreign minister"."""
        owner = self._ending(self._owner_end(span.start))
        if owner is None:
            between = BETWEEN.search(self.passage.text, max(0, span.start - LONGEST_BETWEEN), span.start)
            owner = self._ending(self._owner_end(between.start())) if between else None
            if between is None or owner is None or self._blocks(between[0]):
                return None
        if span.end > owner.segment.end or self._blocks(self.passage.previous_word(owner.start, owner.segment)):
            return None
        if self.passage.next_word(span.end) in self.gazetteer.rules.role_words.not_before:
            return None
        held = self._tenures(span, owner)
        if self.passage.capital_follows(span.end):
            match = TWO_WORDS.match(self.passage.text, span.end + 1)
            if match is None or not is_free(match.start(), match.end(), self._named):
                return None
            return self._damaged(match.span(), held, owner.segment)
        return self._choose(span, held, owner.segment) or self._apposed(owner, held)

    def _owner_end(self, start: int) -> int:
        """Where an owner ends that stands right before a word: at a space, or before "'s " or "' "."""
        text = self.passage.text
        if not stands_at(text, start - 1, SPACE):
            return start - 1
        if text.startswith("'s ", start - 3):
            return start - 3
        return start - 2 if stands_at(text, start - 2, APOSTROPHE) else start - 1

    def _before_owner(self, span: Span) -> Link | None:
        """An office before its owner: "President of Ukraine"."""
        joint = OF.match(self.passage.text, span.end)
        start = joint.end() if joint else -1
        owner = next((one for one in self._owners if one.start == start), None)
        if owner is None or owner.kind != "name" or span.start < owner.segment.start or self._name_goes_on(owner.end):
            return None
        if self._blocks(self.passage.previous_word(span.start, owner.segment)):
            return None
        return self._choose(span, self._tenures(span, owner), owner.segment)

    def _name_goes_on(self, end: int) -> bool:
        """Whether an owner's name is part of a longer one: "of the U.S.-Arboria Council", "of China's Sinopec"."""
        text = self.passage.text
        for joint in ("-", "'s "):
            if text.startswith(joint, end):
                return text[end + len(joint) : end + len(joint) + 1].isupper()
        word = self.passage.next_word(end).rstrip(".")
        return capital_at(word, 0) or (word.islower() and not self._ends_name(word))

    def _ends_name(self, word: str) -> bool:
        """Whether a word after a name is no noun that it only describes: "of the UN said", "of the UN mission"."""
        rules = self.gazetteer.rules
        return word in rules.starters or word in rules.places.verbs or word.endswith(("ed", "s", "ing", "ly"))

    def _blocks(self, word: str) -> bool:
        return word.lower().strip(" -") in self.gazetteer.rules.role_words.blockers

    def _offices(self, span: Span) -> tuple[str, ...]:
        """The canonical offices that the words may mean."""
        return self.gazetteer.roles.get(self.passage.text[span.start : span.end].lower(), ())

    def _tenures(self, span: Span, owner: Link) -> Sequence[Tenure]:
        """Everybody who held the owner's office: the first that it has of those that the words may mean."""
        gazetteer, word = self.gazetteer, self.passage.text[span.start : span.end].lower()
        if word in gazetteer.rules.role_words.bodies_only and gazetteer.kinds[owner.actor_id] == "country":
            return ()
        held = (gazetteer.holders.get((office, owner.actor_id), ()) for office in self._offices(span))
        return next((tenures for tenures in held if tenures), ())

    def _choose(self, span: Span, held: Sequence[Tenure], segment: Segment) -> Link | None:
        """Who held the office on the day; without a day, the one holder whom the document names."""
        if not self.gazetteer.rules.role_words.named_only.isdisjoint(self._offices(span)):
            return None
        day = self.passage.document.published_on
        seen: set[str] = set() if day else {link.actor_id for link in self._named}
        fitting = {tenure.actor_id for tenure in held if (tenure.covers(day) if day else tenure.actor_id in seen)}
        if len(fitting) != 1:
            return None
        return Link(span.start, span.end, segment, fitting.pop(), "role", "role", 0.85 if day else 0.6)

    def _apposed(self, owner: Link, held: Sequence[Tenure]) -> Link | None:
        """A damaged name before its office: "Chen Zaki, the White House spokeswoman"."""
        match = held and NAME_BEFORE.search(self.passage.before(owner.start, owner.segment))
        if not match:
            return None
        shift = owner.start - len(match.string)
        return self._damaged((match.start(1) + shift, match.end(1) + shift), held, owner.segment)

    def _damaged(self, name: tuple[int, int], held: Sequence[Tenure], segment: Segment) -> Link | None:
        """A holder whose name translation has bent: "spokeswoman Chen Zaki" for Jen Psaki.

        The office says who it can be; first name and surname must each still look or sound like the holder's.
        """
        found = self.passage.text[slice(*name)]
        day = self.passage.document.published_on
        fitting = {tenure.actor_id for tenure in held if day is None or tenure.covers(day)}
        alike = [person for person in sorted(fitting) if looks_like(found, self.gazetteer.names[person])]
        if len(alike) != 1:
            return None
        reasons = "damaged_office_date_sound" if day else "damaged_office_sound"
        return Link(name[0], name[1], segment, alike[0], "damaged_name", reasons, 0.5 if day else 0.4)


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether an office's words are no part of a longer word."""
    return is_token(text, start, end) and not stands_at(text, end, HYPHEN) and not stands_at(text, start - 1, HYPHEN)


@lru_cache(maxsize=4096)
def looks_like(found: str, name: str) -> bool:
    """Whether a name of two words still looks or sounds like a known one, word by word."""
    words, known = found.lower().split(), name.lower().split()
    if len(known) != 2:
        return False
    return _similar(words[0], known[0], LIKE_FIRST_NAME) and _similar(words[1], known[1], LIKE_SURNAME)


def opens_alike(found: str, name: str) -> bool:
    """Whether each word of a name begins with the sound of the known one's."""
    pairs = zip(found.lower().split(), name.lower().split(), strict=True)
    return all(_sound(one)[:1] == _sound(other)[:1] for one, other in pairs)


def _similar(found: str, known: str, least: float) -> bool:
    """Whether two words share so much of their letters, or of their sounds."""
    return _near(found, known, least) or _near(_sound(found), _sound(known), least)


@lru_cache(maxsize=4096)
def _sound(word: str) -> str:
    """A word by its sounds, roughly: voiced like unvoiced, one letter for spellings of one sound, none twice."""
    for spelling, sound in SOUNDS:
        word = word.replace(spelling, sound)
    return "".join(letter for at, letter in enumerate(word) if word[at - 1 : at] != letter)


def _near(found: str, known: str, least: float) -> bool:
    """Whether two words share so much of their letters; bounds that cost little come before the ratio."""
    letters = len(found) + len(known)
    if 2.0 * min(len(found), len(known)) / letters < least or 2.0 * _shared(found, known) / letters < least:
        return False
    return SequenceMatcher(None, found, known, autojunk=False).ratio() >= least


def _shared(found: str, known: str) -> int:
    """How many letters two words have in common, in any order."""
    return sum(min(found.count(letter), known.count(letter)) for letter in set(found))
