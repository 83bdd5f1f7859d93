"""Surnames: whom "Biden" names, and whom "Hunter Biden" does not."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from mypy_extensions import mypyc_attr

from tasks.actors.bearers import Bearers
from tasks.actors.characters import HYPHEN, capital_at, stands_at
from tasks.actors.gazetteer import Gazetteer
from tasks.actors.links import Link, merged
from tasks.actors.names import HEADLINE_ENDINGS, Known, is_town
from tasks.actors.passage import Passage
from tasks.actors.scan import Hit

APPOSED: Final = re.compile(r", (?:the|a|an|who) [^,.;:()\n]{3,60}")
LONGEST_HALF: Final = 24


@mypyc_attr(acyclic=True)
class Before:
    """What stands before a surname: a title, a first name, or neither."""

    __slots__ = ("first_name", "title")

    def __init__(self, title: str = "", first_name: str = "") -> None:
        self.title = title
        self.first_name = first_name


NOTHING: Final = Before()


class SurnameReader:
    """Reads the surnames of one document in order.

    `named` are the spans that name actors for certain, `people` those of them that are full names; `known` is where the
    document's other forms stand.
    """

    def __init__(
        self, passage: Passage, gazetteer: Gazetteer, named: list[Link], people: list[Link], known: Known
    ) -> None:
        self.passage = passage
        self.gazetteer = gazetteer
        self.known = known
        self.bearers = Bearers(passage, gazetteer)
        self._named = named
        self._introduced: dict[str, list[int]] = defaultdict(list)
        self._named_so: dict[str, set[str]] = defaultdict(set)
        self._strangers: set[str] = set()
        self._settled: dict[str, str] = {}
        rules = gazetteer.rules
        self._months, self._titles, self._particles = rules.months, rules.titles, rules.name_particles
        for one in people:
            self._introduced[one.actor_id].append(one.start)
            self._named_so[passage.text[one.start : one.end].rsplit(" ", 1)[-1]].add(one.actor_id)

    def read(self, hits: list[Hit]) -> list[Link]:
        """The surnames that name a known person; first those with a first name, which tell who the rest are."""
        found: list[Link] = []
        alone: list[Hit] = []
        titles: list[str] = []
        for hit in hits:
            if self._is_half(hit) or self._is_month(hit):
                continue
            before = self._before(hit)
            if before.first_name:
                if (variant := self._with_first_name(hit, before.first_name)) is not None:
                    found.append(variant)
            elif not (
                self._has_tail(hit) or (not before.title and is_town(hit.end, self.passage, self.gazetteer.rules))
            ):
                alone.append(hit)
                titles.append(before.title)
        others = [
            link for hit, title in zip(alone, titles, strict=True) if (link := self._alone(hit, title)) is not None
        ]
        return merged(found, others)

    def _has_tail(self, hit: Hit) -> bool:
        """Whether a tail ("Trump Tower") or, after a given name, any capital ("Kerry Jones") makes it another name."""
        rules, passage = self.gazetteer.rules, self.passage
        word = passage.next_word(hit.end)
        if not word:
            return False
        if capital_at(word, 0):
            plain = word.removesuffix("'s")
            if plain in rules.name_tails or plain.rstrip(".") in rules.name_tails:
                return not hit.capitals
        elif not self._is_particle(word):
            return False
        elif "-" in word or passage.capital_follows(hit.end + 1 + len(word)):
            return True
        given = hit.form.text in rules.given_like or hit.form.text in self.gazetteer.all_first_names
        return given and self._name_goes_on(hit)

    def _is_particle(self, word: str) -> bool:
        """Whether a word behind a name may go on with it: the "al" of "Bashir al Arbori"."""
        return (word.split("-", 1)[0] if "-" in word else word) in self._particles

    def _is_month(self, hit: Hit) -> bool:
        """Whether a surname is a month here: "in May", "May 5", "May and June", but "in May's cabinet"."""
        text, patterns = self.passage.text, self.gazetteer.patterns
        if hit.form.text not in self._months or text.startswith("'s", hit.end):
            return False
        before = patterns.before_month.search(self.passage.before(hit.start, hit.segment))
        return before is not None or patterns.after_month.match(text, hit.end) is not None

    def _is_half(self, hit: Hit) -> bool:
        """Whether it is half of a double name ("Lopez-Sanchez") whose other half no known form covers."""
        text, start, end = self.passage.text, hit.start, hit.end
        if start > 1 and stands_at(text, start - 1, HYPHEN) and text[start - 2].isalnum():
            half = text[max(0, start - LONGEST_HALF) : start - 1].split()[-1]
            ordinary = not capital_at(half, 0) or half.lower() in self.gazetteer.rules.starters
            return not ordinary and not self.known.ends(start - 1)
        return stands_at(text, end, HYPHEN) and capital_at(text, end + 1) and not self.known.begins(end + 1)

    def _name_goes_on(self, hit: Hit) -> bool:
        """Whether the next word looks like the rest of a name, so that the surname is a given name here."""
        rules, word = self.gazetteer.rules, self.passage.next_word(hit.end)
        if not word or hit.capitals or self.known.begins_more(hit.end + 1):  # which may end this very name
            return False
        if not capital_at(word, 0):
            return self._is_particle(word)
        plain = word.rstrip(".")
        if plain in rules.before_ok or not rules.titles.isdisjoint((word, plain)) or plain.lower() in rules.starters:
            return False
        return not self.passage.title_case(hit.segment)

    def _before(self, hit: Hit) -> Before:
        """Read the word before a surname; initials are skipped."""
        start, passage, rules = hit.start, self.passage, self.gazetteer.rules
        word = passage.previous_capital(start, hit.segment)
        while len(word) == 2 and word[1] == ".":
            start -= 3
            word = passage.previous_capital(start, hit.segment)
        if not word or hit.capitals:
            return NOTHING
        if word in rules.titles:
            return Before(title=word)
        if word in rules.ships:
            return Before(first_name=word)
        if self.known.ends(start - 1) or self._owes_capital(word, start, hit):
            return NOTHING
        return Before(first_name=word)

    def _owes_capital(self, word: str, start: int, hit: Hit) -> bool:
        """Whether the word before a surname is no first name: a sentence's opening, or a headline's verb."""
        lower = word.lower()
        if lower in self.gazetteer.rules.starters or word.endswith("'s") or (word.isupper() and len(word) > 2):
            return True
        if self.passage.title_case(hit.segment):
            return lower.endswith(HEADLINE_ENDINGS) and word not in self.gazetteer.all_first_names
        return lower.endswith(("ing", "ly")) and self.passage.opens_sentence(start - 1 - len(word), hit.segment)

    def _with_first_name(self, hit: Hit, first_name: str) -> Link | None:
        """A known first name, spelt as usual or a little differently; any other makes it another bearer."""
        if (holder := self.bearers.with_first_name(first_name, hit.choice.bearers)) is not None:
            start = self.passage.text.rindex(first_name, 0, hit.start)
            self._introduced[holder].append(start)
            return self._link(hit, holder, "name_variant", 0.85, start=start)
        if first_name in self.gazetteer.all_first_names or not self._capital_tells_little(first_name, hit):
            self._strangers.add(hit.form.text)
        return None

    def _capital_tells_little(self, word: str, hit: Hit) -> bool:
        """Whether the word before a surname opens a sentence or stands in a headline: it may be no name at all."""
        start = self.passage.text.rindex(word, 0, hit.start)
        return self.passage.title_case(hit.segment) or self.passage.opens_sentence(start, hit.segment)

    def _alone(self, hit: Hit, title: str) -> Link | None:
        """Whoever the document has named in full: first those who go by the surname, then any other bearer."""
        if not title and (settled := self._settled.get(hit.form.text)) is not None:
            return self._link(hit, settled, "surname_introduced", 0.95)
        known = self._introduced_bearers(hit, title)
        if not known or self._titled_otherwise(hit, title, known):
            return self._unnamed(hit, title)
        if len(known) == 1:
            if not title and not any(sense.ambiguous for sense in hit.choice.people):
                self._settled[hit.form.text] = known[0]
            return self._link(hit, known[0], "surname_introduced", 0.95)
        hinted = self._hinted(hit, title, known)
        nearest = hinted or max(known, key=lambda person: self._last_before(person, hit.start))
        rest = tuple(person for person in known if person != nearest)
        return self._link(hit, nearest, "surname_hinted" if hinted else "surname_introduced", 0.8, rest)

    def _titled_otherwise(self, hit: Hit, title: str, known: Sequence[str]) -> bool:
        """Whether the title is another bearer's on the day: "President Bush", where his father is named in full."""
        if not title or self._is_former(hit, title):
            return False
        now = self.bearers.with_title(
            title.lower(), [person for person in hit.choice.bearers if self.bearers.in_office(person)]
        )
        return len(now) == 1 and now[0] not in known

    def _is_former(self, hit: Hit, title: str) -> bool:
        """Whether a word before a title says that its holder left the office."""
        before = self.passage.before(hit.start, hit.segment)[: -len(title) - 1].rstrip().rsplit(" ", 1)[-1]
        return before.lower() in self.gazetteer.rules.role_words.blockers

    def _hinted(self, hit: Hit, title: str, known: Sequence[str]) -> str | None:
        """Who of several bearers is meant: by a title, an office after the name, or the pronoun that follows."""
        text = self.passage.text
        apposed = APPOSED.match(text, hit.end)
        for fitting in (
            self.bearers.with_title(title.lower(), known) if title else [],
            self.bearers.with_office(apposed[0].lower(), known) if apposed else [],
            self.bearers.with_pronoun(hit, known),
        ):
            if len(fitting) == 1:
                return fitting[0]
        return None

    def _introduced_bearers(self, hit: Hit, title: str) -> list[str]:
        """Those who go by the surname and are named in full: anywhere, or before a common surname without a title."""
        named = [person for person in hit.choice.bearers if person in self._introduced]
        if not named:
            return named
        common = {sense.actor_id for sense in hit.choice.people if sense.ambiguous}
        return [
            person
            for person in self.bearers.with_gender(named, title)
            if title or person not in common or self._last_before(person, hit.start) >= 0
        ]

    def _unnamed(self, hit: Hit, title: str) -> Link | None:
        """Whoever goes by the surname without being named in full; else any other bearer whom the document names."""
        found = self._by_office(hit, title)
        if found is None:
            return self._other_bearer(hit, title)
        if self._name_goes_on(hit) and self._could_be_first_name(hit, found.actor_id):
            return None
        if title:
            self._introduced[found.actor_id].append(hit.start)
            self._settled.clear()
        return found

    def _other_bearer(self, hit: Hit, title: str) -> Link | None:
        """The one person named in full who has the surname but does not go by it alone."""
        gendered = title in self.gazetteer.rules.women or title in self.gazetteer.rules.men
        others = self.bearers.with_gender(sorted(self._named_so.get(hit.form.text, ())), title)
        if len(others) != 1 or (title and not gendered):
            return None
        return self._link(hit, others[0], "surname_introduced", 0.8)

    def _could_be_first_name(self, hit: Hit, person: str) -> bool:
        """Whether somebody known has the surname as a first name, or its holder is not in the news by office."""
        return hit.form.text in self.gazetteer.all_first_names or not self.bearers.in_office(person)

    def _last_before(self, person: str, position: int) -> int:
        """Where the full name last stood before a position; -1 where it only comes later."""
        last = -1
        for start in self._introduced[person]:
            if last < start < position:
                last = start
        return last

    def _by_office(self, hit: Hit, title: str) -> Link | None:
        """A surname whose full name the document never gives: by title, office, date and country."""
        risky = any(sense.ambiguous for sense in hit.choice.people)
        holders = self.bearers.with_gender(hit.choice.bearers, title)
        if title:
            titled = self.bearers.with_title(title.lower(), holders)
            if not titled and hit.form.text in self._strangers:
                return None
            holders = titled or ([] if risky and not self.bearers.are_one(hit.choice.bearers) else holders)
        elif risky or hit.form.text in self._strangers or hit.choice.senses:
            return None
        fitting = self._fitting(holders)
        if len(fitting) != 1 or (risky and not self.bearers.in_office(fitting[0])):
            return None
        rest = tuple(holder for holder in holders if holder != fitting[0])
        return self._link(hit, fitting[0], "surname_title" if title else "surname_office", 0.7 if rest else 0.8, rest)

    def _fitting(self, holders: Sequence[str]) -> list[str]:
        """The holders in office on the day, else all; of several, those whose country the document names."""
        if len(holders) > 1:
            holders = [holder for holder in holders if self.bearers.in_office(holder)] or list(holders)
        if len(holders) > 1:
            seen = {one.actor_id for one in self._named}
            holders = [holder for holder in holders if self.gazetteer.countries.get(holder) in seen]
        return list(holders)

    def _link(
        self, hit: Hit, actor_id: str, method: str, confidence: float, candidates: tuple[str, ...] = (), start: int = -1
    ) -> Link:  # fmt: skip
        """A surname as a mention of somebody; `start` is where a first name before it begins."""
        surface = "" if hit.capitals or start >= 0 else hit.form.as_written
        start = hit.start if start < 0 else start
        return Link(start, hit.end, hit.segment, actor_id, "surname", method, confidence, candidates, surface)
