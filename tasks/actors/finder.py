"""Written forms found in a text: those that can mean something in its language, fixed phrases, words for offices.

What opens with a small letter has an automaton of its own. It is little in any one language, so that a table of all
transitions fits; the automaton of the rest then hardly leaves its root in ordinary text.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter
from typing import Final

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from tasks.actors.characters import is_token
from tasks.actors.forms import ANY, Form

ALL: Final = "*"  # of a text in several languages
_USUAL: Final = ("en", ALL)  # that nearly every run meets
OFFICE: Final = Form("", {}, None, False, None, "")  # any words that mean an office


class FormFinder:
    """Finds forms by language; but for the usual ones, a language's automata are built when it first turns up."""

    def __init__(self, forms: Sequence[Form], phrases: Sequence[str], offices: Sequence[str]) -> None:
        """`phrases` only keep shorter forms from matching."""
        self._forms = forms
        self._others: dict[str, Form | None] = {**dict.fromkeys(phrases), **dict.fromkeys(offices, OFFICE)}
        self._languages = frozenset(language for form in forms for language in form.choices) | {ALL}
        self._automata: dict[str, Automata] = {}
        for language in _USUAL:  # once, before worker processes are forked
            self.automata(language)

    def automata(self, language: str) -> Automata:
        """The automata for texts in a language, or in several."""
        if language not in self._languages:
            language = ANY
        known = self._automata.get(language)
        if known is None:
            forms = {one.text: one for one in self._forms if language == ALL or _means(one, language)}
            known = self._automata[language] = Automata({**self._others, **forms})
        return known


class Automata:
    """Finds some forms; `forms` has them by number, None for a fixed phrase."""

    def __init__(self, forms: dict[str, Form | None]) -> None:
        small = [text for text in forms if text[0].islower()]
        rest = [text for text in forms if not text[0].islower()]
        self.forms = [forms[text] for text in (*rest, *small)]
        self._first_small = len(rest)
        self._rest = automaton(rest, Implementation.ContiguousNFA)
        self._small = automaton(small, Implementation.DFA)

    def find(self, text: str) -> list[tuple[int, int, int]]:
        """Number, start and end of each form in text order, the longest of those that start together.

        Where two overlap, the first one stands. What opens with a small letter hides nothing unless it is a token.
        """
        found: list[tuple[int, int, int]] = self._rest.find_matches_as_indexes(text)
        small: list[tuple[int, int, int]] = self._small.find_matches_as_indexes(text)
        first = self._first_small
        tokens = [(first + number, start, end) for number, start, end in small if is_token(text, start, end)]
        if tokens:
            found += tokens
            found.sort(key=itemgetter(1))
        return found


def automaton(texts: list[str], implementation: Implementation) -> AhoCorasick:
    """An automaton that finds the leftmost texts, the longest of those that start together."""
    return AhoCorasick(texts, matchkind=MatchKind.LeftmostLongest, implementation=implementation)


def _means(form: Form, language: str) -> bool:
    """Whether a form means something in a language."""
    return language in form.choices or ANY in form.choices
