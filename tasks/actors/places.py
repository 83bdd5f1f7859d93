"""Capitals: when "Moscow" is a city and when it is the Russian government."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from tasks.actors.gazetteer import Gazetteer
from tasks.actors.passage import Passage
from tasks.actors.scan import Hit

CITY: Final = 0.95
SURE: Final = 0.9
LIKELY: Final = 0.75
WEAK: Final = 0.6
NOTHING: Final[frozenset[str]] = frozenset()
LONGEST_PHRASE: Final = 3
WORDS: Final = re.compile(r"\w+")
NEXT_IN_LIST: Final = re.compile(r" (?:and|or) [A-Z][a-z]+(?= [a-z])")


class CityReader:
    """Reads the cities of one document in order; a city joined to the one before it is read alike."""

    def __init__(self, passage: Passage, gazetteer: Gazetteer) -> None:
        self.passage = passage
        self.gazetteer = gazetteer
        self.rules = gazetteer.rules
        self._last: tuple[int, bool] = (-1, False)

    def stands_for_government(self, hit: Hit, is_seat: bool) -> tuple[bool, float]:
        """Whether a city's name is a metonym here, and how sure that is; never for a city that is no seat."""
        verdict = self._decide(hit) if is_seat else (False, CITY)
        self._last = (hit.end, verdict[0])
        return verdict

    def is_located(self, hit: Hit) -> bool:
        """Whether the words before a name say that something is there, or goes there."""
        before = self.passage.before(hit.start, hit.segment)
        places = self.gazetteer.patterns.places.get(self.passage.language(hit.segment), NOTHING)
        words = _last_words(before)
        if _end_with(words, places):
            return not _end_with(words, self.gazetteer.patterns.actor_phrases)
        return self._after_motion(before)

    def _decide(self, hit: Hit) -> tuple[bool, float]:
        language = self.passage.language(hit.segment)
        before = self.passage.before(hit.start, hit.segment)
        patterns = self.gazetteer.patterns
        if self._is_dateline(hit) or hit.form.text in self.rules.places.always_place:
            return False, SURE
        words = _last_words(before)
        if _end_with(words, patterns.places.get(language, NOTHING)):
            return _end_with(words, patterns.actor_phrases), SURE
        if self._in_list(hit):
            return self._last[1], LIKELY
        if language == "en":
            return self._english(hit, before)
        return self._by_default(hit)

    def _in_list(self, hit: Hit) -> bool:
        """Whether the city continues a list; after a bare comma only where the list goes on."""
        text, joints, before = self.passage.text, self.rules.places.joints, self._last[0]
        if before < 0 or hit.start - before > self.rules.places.longest_joint:
            return False
        joint = text[before : hit.start]
        if joint not in joints:
            return False
        return joint != ", " or any(text.startswith(following, hit.end) for following in joints)

    def _is_dateline(self, hit: Hit) -> bool:
        if hit.segment.kind == "dateline":
            return True
        if hit.end == hit.segment.end and self.passage.text.endswith(", ", 0, hit.start):
            return True
        opening = hit.start - hit.segment.start < 3
        return opening and self.gazetteer.patterns.dateline.match(self.passage.text, hit.end) is not None

    def _english(self, hit: Hit, before: str) -> tuple[bool, float]:
        """What an English sentence says around the name: signs of a place first, then of an actor."""
        if self._after_motion(before) or self._noun_follows(hit) or self._country_follows(hit):
            return False, SURE
        word = self.passage.previous_word(hit.start, hit.segment).lower()
        if word in self.rules.places.object_verbs:
            return False, LIKELY
        if self._acts(hit):
            return True, SURE
        if before.endswith(", ") and self.passage.text.startswith(",", hit.end):
            return False, WEAK
        if self._is_object(word) or self._after_agency(before):
            return True, LIKELY
        led = word in self.rules.places.actor_prepositions and not self._modifies_noun(hit)
        return (True, LIKELY) if led else self._by_default(hit)

    def _after_motion(self, before: str) -> bool:
        """Whether something moves to or from the city ("flew back to Moscow"), or "in Hamburg and" leads to it."""
        patterns = self.gazetteer.patterns
        if before.endswith((" and ", " or ")):
            return patterns.before_list.search(before) is not None
        if not before.endswith(patterns.motion_joints) or patterns.motion_words.isdisjoint(
            WORDS.findall(before.lower())
        ):
            return False
        return patterns.before_motion.search(before) is not None

    def _noun_follows(self, hit: Hit) -> bool:
        """A noun of places follows: "Moscow airport", "Moscow's streets", "Moscow-based"."""
        text, end = self.passage.text, hit.end
        if text.startswith(("-based", "-born", "-area", "-bound"), end):
            return True
        if text.startswith("'s", end):
            end += 2
        return self.passage.next_word(end).rstrip(".").lower() in self.rules.places.nouns

    def _country_follows(self, hit: Hit) -> bool:
        """An address: "Moscow, Russia"."""
        countries = (
            self.gazetteer.countries.get(sense.actor_id) for sense in hit.choice.senses if sense.kind == "place"
        )
        names = (self.gazetteer.country_names.get(country or "") for country in countries)
        return any(name and self.passage.text.startswith(f", {name}", hit.end) for name in names)

    def _acts(self, hit: Hit) -> bool:
        """A possessive, or a verb after the name, or after the next one of a pair, with at most one adverb between."""
        text, end = self.passage.text, hit.end
        if text.startswith("'s ", end):
            return not text[end + 3 : end + 4].isupper() or self._by_default(hit)[0]
        if text.startswith("-", end) and text[end + 1 : end + 2].islower():
            return True
        following = NEXT_IN_LIST.match(text, end)
        if following is not None:
            end = following.end()
        word = self.passage.next_word(end).rstrip(".")
        if word.lower() in self.rules.places.adverbs or (word.endswith("ly") and word.islower()):
            word = self.passage.next_word(end + 1 + len(word)).rstrip(".")
        headline = self.passage.title_case(hit.segment)
        return self._is_verb(word.lower() if headline else word)

    def _modifies_noun(self, hit: Hit) -> bool:
        """Whether a noun follows that the name only describes: "the Cairo address"."""
        word = self.passage.next_word(hit.end)
        return word.islower() and word not in self.rules.starters

    def _after_agency(self, before: str) -> bool:
        """Whether a noun of agency and a preposition come before: "pressure on", "the participation of"."""
        words = before.lower().split()[-2:]
        places = self.rules.places
        return len(words) == 2 and words[1] in places.weak_prepositions and words[0] in places.agency_nouns

    def _is_verb(self, word: str) -> bool:
        if word in self.rules.places.verbs:
            return True
        return word.islower() and len(word) > 3 and word.endswith(("ed", "s")) and word not in self.rules.starters

    def _is_object(self, word: str) -> bool:
        """The name is a verb's object: "urged Moscow", "pressing Tehran"."""
        return len(word) > 4 and word.endswith(("ed", "ing", "es"))

    def _by_default(self, hit: Hit) -> tuple[bool, float]:
        places = (sense.actor_id for sense in hit.choice.senses if sense.kind == "place")
        return any(place in self.rules.places.default_actor for place in places), WEAK


def _last_words(before: str) -> list[str]:
    """The last words of the text before a name, an article aside; none where no space ends it."""
    if not before.endswith(" "):
        return []
    words = before.lower().rsplit(maxsplit=LONGEST_PHRASE + 1)[-LONGEST_PHRASE - 1 :]
    if words and words[-1] == "the":
        words.pop()
    return words


def _end_with(words: list[str], phrases: Collection[str]) -> bool:
    """Whether words end with one of the phrases."""
    return any(" ".join(words[-count:]) in phrases for count in range(1, min(LONGEST_PHRASE, len(words)) + 1))
