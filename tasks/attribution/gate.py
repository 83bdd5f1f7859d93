"""A quick look at plain words: whether a cue can stand among them, so that cutting them into tokens is worth it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from config.attribution import CueNouns
from tasks.attribution.frames import Frame
from tasks.attribution.wordclass import DETERMINER, PRONOUN, RELATIVE, STANDALONE

_SURE = 0.95  # confidence of verbs of speech
_BESIDE_WORDS = ",.:;!?\"“”«»„()-—–'’"


@dataclass(frozen=True, slots=True)
class Gate:
    """The words that a cue can hang on.

    sure     enough by themselves ("said")
    verbs    forms of other cue verbs, which no article stands before
    followed  words that count only before one of the words given: a noun's link, a verb's particle
    """

    words: frozenset[str]
    sure: frozenset[str]
    verbs: frozenset[str]
    followed: Mapping[str, frozenset[str]]
    articles: frozenset[str]

    def opens(self, stretch: str) -> bool:
        """Whether a stretch of plain words can hold a cue."""
        words = stretch.split()
        hits = self.words.intersection(words)
        if not hits:
            return False
        if not self.sure.isdisjoint(hits):
            return True
        return any(self._holds(words, at) for at, word in enumerate(words) if word in hits)

    def _holds(self, words: list[str], at: int) -> bool:
        """Whether the word there, with its neighbours, can be a cue."""
        word = words[at]
        if word in self.verbs and not (at and words[at - 1] in self.articles):
            return True
        after = words[at + 1] if at + 1 < len(words) else ""
        return after in self.followed.get(word, ())


def make_gate(
    frames: Mapping[str, tuple[Frame, ...]],
    nouns: Mapping[str, tuple[CueNouns, ...]],
    relays: frozenset[str],
    phrases: Iterable[str],
    classes: Mapping[str, int],
) -> Gate:
    """The gate of one language, from its cue verbs and nouns, relay verbs, cue phrases and word classes."""
    followed: dict[str, set[str]] = {}
    for word, groups in nouns.items():
        followed.setdefault(word, set()).update(link for group in groups for link in group.links)
    for word, ways in frames.items():
        followed.setdefault(word, set()).update(particle for way in ways for particle in way.particles)
    verbs = frozenset(word for word, ways in frames.items() if any(not way.particles for way in ways))
    sure = frozenset(word for word in verbs if _is_speech(frames[word]))
    articles = frozenset(
        word for word, bits in classes.items() if bits & DETERMINER and not bits & (STANDALONE | PRONOUN | RELATIVE)
    )
    for word, after in (pair for phrase in phrases for pair in pairwise(phrase.split())):
        followed.setdefault(word, set()).add(after)
    links = {word: frozenset(after) for word, after in followed.items()}
    alone = relays | {phrase for phrase in phrases if " " not in phrase}
    return Gate(verbs | frozenset(links) | alone, sure | alone, verbs, links, articles)


def _is_speech(ways: tuple[Frame, ...]) -> bool:
    """Whether a form is a verb of speech that is hardly anything else."""
    return any(way.confidence >= _SURE and "quote" in way.complements for way in ways)


def plain_words(text: str) -> str:
    """The text in lower case with blanks for the marks that stand beside words; same length, for a quick look."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    for mark in _BESIDE_WORDS:
        low = low.replace(mark, " ")
    return low
