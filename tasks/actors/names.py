"""Names beside other capitalised words: the "Jordan" in "Jordan Smith" is no country."""

from __future__ import annotations

from typing import Final

from mypy_extensions import mypyc_attr

from tasks.actors.characters import COMMA, SPACE, capital_at, stands_at
from tasks.actors.forms import Reading
from tasks.actors.imported_names import Span
from tasks.actors.passage import Passage
from tasks.actors.rules import Rules
from tasks.actors.scan import Hit

SURNAME: Final = Reading.SURNAME
PLAIN: Final = Reading.PLAIN
OF_OR_THE: Final = frozenset({"of", "the"})
HEADLINE_ENDINGS: Final = ("s", "ed", "ing", "n't")


@mypyc_attr(acyclic=True)
class Known:
    """Where the document's known forms stand, none over another, and first names."""

    __slots__ = ("_hits", "_imported", "first_names")

    def __init__(self, hits: list[Hit], imported: list[Span], first_names: frozenset[str]) -> None:
        """`hits` are in text order."""
        self._hits = hits
        self._imported = imported
        self.first_names = first_names

    def begins(self, start: int) -> bool:
        """Whether a known form begins there."""
        at = self._first(start)
        return (at < len(self._hits) and self._hits[at].start == start) or any(
            span.start == start for span in self._imported
        )

    def begins_more(self, start: int) -> bool:
        """Whether a known form begins there that is more than a surname."""
        at = self._first(start)
        if at < len(self._hits) and self._hits[at].start == start:
            return self._hits[at].choice.reading is not SURNAME
        return any(span.start == start for span in self._imported)

    def ends(self, end: int) -> bool:
        """Whether a known form ends there; surnames begin something, but end nothing."""
        hit = self.ending(end)
        if hit is not None and hit.choice.reading is not SURNAME:
            return True
        return any(span.end == end for span in self._imported)

    def ending(self, end: int) -> Hit | None:
        """The known form of the curated that ends there."""
        at = self._first(end) - 1
        return self._hits[at] if at >= 0 and self._hits[at].end == end else None

    def _first(self, start: int) -> int:
        """The number of the first form that begins at a place or behind it."""
        low, high = 0, len(self._hits)
        while low < high:
            middle = (low + high) >> 1
            if self._hits[middle].start < start:
                low = middle + 1
            else:
                high = middle
        return low


def in_longer_name(hit: Hit, passage: Passage, rules: Rules, known: Known) -> bool:
    """Whether the words beside a country's, city's or one-word body's name make it part of a longer, unknown name.

    A known form before a name is no first name, and one after it no surname.
    """
    if hit.capitals:
        return False
    word = passage.previous_word(hit.start, hit.segment)
    if (word in OF_OR_THE or capital_at(word, 0)) and _before(word, hit, passage, (rules, known)):
        return True
    if hit.choice.reading is PLAIN or not passage.capital_follows(hit.end):
        return False
    return _after(hit, passage, rules, known)


def is_town(end: int, passage: Passage, rules: Rules) -> bool:
    """Whether a state follows a name that ends here and makes it a town's: "Cameron, S.C.", "Moscow, Idaho"."""
    if not stands_at(passage.text, end, COMMA) or not stands_at(passage.text, end + 1, SPACE):
        return False
    state = passage.next_word(end + 1)
    known = state in rules.states or state.rstrip(".") in rules.states
    return known and not passage.capital_follows(end + 2 + len(state))


def _before(word: str, hit: Hit, passage: Passage, rules_and_known: tuple[Rules, Known]) -> bool:
    """A given name ("Michael Jordan"), a head ("Air France"), or a head with "of" ("Bank of America")."""
    rules, known = rules_and_known
    if word in OF_OR_THE:
        return _after_head_of(hit, passage, rules)
    if known.ends(hit.start - 1):
        return False
    return word in rules.name_heads or _after_given_name(word, hit, passage, rules_and_known)


def _after_given_name(word: str, hit: Hit, passage: Passage, rules_and_known: tuple[Rules, Known]) -> bool:
    """Whether a capitalised word before a form that may be a surname is a given name."""
    rules, known = rules_and_known
    if word in rules.before_ok or word in rules.titles:
        return False
    if hit.form.text not in rules.surname_like and not _may_be_surname(word, hit, passage, known):
        return False
    return not _function_word(word, hit, passage, rules)


def _may_be_surname(word: str, hit: Hit, passage: Passage, known: Known) -> bool:
    """Whether a body's one-word name follows a first name ("Tim Fitch") or stands in one ("John Forbes Kerry")."""
    if hit.choice.reading is not PLAIN or not hit.form.text.istitle():
        return False
    if word in known.first_names:
        return True
    word = passage.next_word(hit.end)
    return bool(word) and capital_at(word, 0) and not passage.title_case(hit.segment)


def _function_word(word: str, hit: Hit, passage: Passage, rules: Rules) -> bool:
    """Whether a capitalised word owes its capital to a sentence's start or to a headline."""
    if word.lower() in rules.starters or word.endswith("'s"):
        return True
    return passage.title_case(hit.segment) and word.lower().endswith(HEADLINE_ENDINGS)


def _after_head_of(hit: Hit, passage: Passage, rules: Rules) -> bool:
    words = passage.before(hit.start, hit.segment).split()
    if len(words) > 1 and words[-1] == "the":
        words.pop()
    return len(words) > 1 and words[-1] == "of" and words[-2] in rules.name_heads_of


def in_unknown_body(hit: Hit, passage: Passage, rules: Rules, known: Known) -> bool:
    """Whether a capitalised word before a body's ambiguous name makes it another: an unknown county's Senate."""
    word = passage.previous_word(hit.start, hit.segment)
    if word in rules.local:
        return True
    if not capital_at(word, 0) or hit.capitals or known.ends(hit.start - 1) or passage.title_case(hit.segment):
        return False
    if word.rpartition("-")[2].islower() or word in rules.before_ok or word in rules.titles:
        return False
    if _function_word(word, hit, passage, rules):
        return False
    opens = passage.opens_sentence(hit.start - 1 - len(word), hit.segment)
    return not (opens and word.endswith(HEADLINE_ENDINGS))


def _after(hit: Hit, passage: Passage, rules: Rules, known: Known) -> bool:
    """A tail ("Iran Air"), or any capitalised word after a form that is also a given name ("Paris Hilton").

    A company keeps its name before a tail ("Acme Holdings"), and a known form after a name begins another one.
    """
    word = passage.next_word(hit.end)
    if not word or known.begins(hit.end + 1):
        return False
    plain = word.removesuffix("'s").rstrip(".")
    if word in rules.name_tails or plain in rules.name_tails:
        return True
    if hit.form.text not in rules.given_like:
        return False
    if plain in rules.before_ok or not rules.titles.isdisjoint((word, plain)):
        return False
    return not _headline_word(plain, hit, passage, rules)


def _headline_word(word: str, hit: Hit, passage: Passage, rules: Rules) -> bool:
    """Whether a word after a name owes its capital to a headline, or is an acronym."""
    lower = word.lower()
    if lower in rules.starters or (word.isupper() and len(word) > 1):
        return True
    return passage.title_case(hit.segment) and (lower in rules.places.verbs or lower.endswith(HEADLINE_ENDINGS))


def is_language_or_food(hit: Hit, passage: Passage, rules: Rules) -> bool:
    """Whether an adjective speaks of a language or a kitchen: "in Russian", "Persian-language", "Chinese food"."""
    text, end = passage.text, hit.end
    following = passage.next_word(end)
    if not following and text[end : end + 1] == "-":
        following = text[end + 1 : end + 24].split(" ", 1)[0].rstrip(".,;:")
    if following.lower() in rules.adjectives.not_before:
        return True
    if following and following[0].isalpha() and following not in {"and", "or", "with", "by", "on", "at", "to", "that"}:
        return False
    if hit.form.text not in rules.adjectives.language_names:
        return False
    return passage.previous_word(hit.start, hit.segment).lower() in rules.adjectives.language_before
