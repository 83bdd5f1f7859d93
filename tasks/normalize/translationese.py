"""How translated an English text sounds: a score from 0 to 1 and the parts it is made of.

The parts are rates per 1,000 words of residue that the room's rules found and of signs that need no language model:
articles missing or too many, prepositions that do not go with their word, chains of "of", few possessives, sentences
of even length, agreement breaks, phrases that translators reach for (the "translationese" of M. Gellerstam, 1986;
that such shallow counts tell it from original text was shown by M. Baroni and S. Bernardini, 2006).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind

from config.translationese import TranslationeseRules
from tasks.normalize.rates import Rates, rates_of
from warehouse.records import Artifact, Cleaned, TranslationesePart

_LANGUAGE = "en"
_SAMPLE = 3500  # code points: enough of a text to tell, and the cost is bounded
_AT_ONCE = 32  # texts that are counted in together: few enough to stay in a processor's cache
_ARTICLES_USUAL = 86.0  # per 1,000 words
_POSSESSIVES_USUAL = 10.0
_part = partial(tuple.__new__, TranslationesePart)  # a third of the cost of calling the class


class Translationese(NamedTuple):
    """The score, and the parts that raise it, in the order of the config. Too few words: no score, no parts."""

    score: float | None
    parts: list[TranslationesePart]


_NO_SCORE = Translationese(None, [])


class CompiledTranslationese:
    """The rules with their phrases in one automaton."""

    def __init__(self, rules: TranslationeseRules) -> None:
        self.rules = rules
        self.weights = [(name, one.weight, one.above, one.most) for name, one in rules.weights.items()]
        missing = rules.missing_article
        entries: list[tuple[str, str, str | None]]
        entries = [(f" {phrase}", name, None) for name, phrases in rules.phrases.items() for phrase in phrases]
        entries += [(f" {phrase}", name, phrase) for name, phrases in rules.cased.items() for phrase in phrases]
        entries += [
            (f" {preposition} {noun}", "missing_article", None)
            for preposition in missing.prepositions
            for noun in missing.nouns
        ]
        entries += [
            (f" {word} {preposition} ", "odd_preposition", None)
            for word, allowed in rules.governed.items()
            for preposition in rules.prepositions
            if preposition not in allowed
        ]
        self.entries = [
            (name, None if written is None else written.encode(), name in rules.followed)
            for _, name, written in entries
        ]
        self.residue, self.quotes = frozenset(rules.residue), frozenset(rules.quotes)
        self.follower = re.compile(rf"[.,;]| (?:{'|'.join(rules.before)})\b".encode())
        self.automaton = BytesAhoCorasick(
            [phrase.lower().encode() for phrase, _, _ in entries],
            matchkind=MatchKind.LeftmostLongest,
            implementation=Implementation.DFA,
        )

    def count(self, content: bytes) -> dict[str, int]:
        """How often each part's phrases stand in a text, given in UTF-8 with straight apostrophes."""
        lowered = content.lower()
        found: dict[str, int] = {}
        for number, start, end in self.automaton.find_matches_as_indexes(lowered):
            name, written, needs_follower = self.entries[number]
            if written is not None and not content.startswith(written, start + 1):
                continue
            if needs_follower:
                counts = self.follower.match(lowered, end) is not None
            else:
                counts = not (lowered[end : end + 1].isalnum() and lowered[end - 1 : end].isalnum())
            if counts:
                found[name] = found.get(name, 0) + 1
        return found


def score_all(
    documents: Sequence[Cleaned], languages: Sequence[tuple[str, float]], compiled: CompiledTranslationese
) -> list[Translationese]:
    """Scores of documents with their languages; none where the text is not English."""
    english = [
        (one.text, one.artifacts)
        for one, (language, _) in zip(documents, languages, strict=True)
        if language == _LANGUAGE
    ]
    scores = iter(translationese(english, compiled))
    return [next(scores) if language == _LANGUAGE else _NO_SCORE for language, _ in languages]


def translationese(
    texts: Sequence[tuple[str, Sequence[Artifact]]], compiled: CompiledTranslationese
) -> list[Translationese]:
    """Score English texts, each with the room's findings in it. About 35 microseconds for 4 kB."""
    contents = [text[:_SAMPLE].replace("’", "'").encode("utf-8", "replace") for text, _ in texts]
    chunks = [contents[begin : begin + _AT_ONCE] for begin in range(0, len(contents), _AT_ONCE)]
    rates = [one for chunk in chunks for one in rates_of(chunk)]
    counts = [compiled.count(content) for content in contents]
    return [
        _score(counted, rate, artifacts, compiled)
        for counted, rate, (_, artifacts) in zip(counts, rates, texts, strict=True)
    ]


def _score(
    counted: Mapping[str, int], rates: Rates, artifacts: Iterable[Artifact], compiled: CompiledTranslationese
) -> Translationese:
    """The score of one text, given how often the phrases of each part stand in it."""
    words = rates.words
    if words < compiled.rules.fewest_words:
        return _NO_SCORE
    kinds = [artifact.kind for artifact in artifacts if artifact.action != "removed"]
    values = {name: 1000 * count / words for name, count in counted.items()}
    values["residue"] = 1000 * sum(map(compiled.residue.__contains__, kinds)) / words
    values["quotes"] = 1000 * sum(map(compiled.quotes.__contains__, kinds)) / words
    values["of_chains"] = 1000 * rates.of_chains / words
    articles = 1000 * rates.articles / words - _ARTICLES_USUAL
    values["few_possessives"] = _POSSESSIVES_USUAL - 1000 * rates.possessives / words
    values["few_articles" if articles < 0 else "many_articles"] = abs(articles)
    values["even_sentences"] = rates.evenness
    return _scored(values, compiled)


def _scored(values: Mapping[str, float], compiled: CompiledTranslationese) -> Translationese:
    """The logistic function of the weighted parts."""
    parts: list[TranslationesePart] = []
    total = compiled.rules.bias
    for name, weight, above, most in compiled.weights:
        value = values.get(name, 0.0)
        if value > above:
            points = weight * min(value - above, most)
            total += points
            parts.append(_part((name, round(value, 2), round(points, 2))))
    return Translationese(round(1 / (1 + math.exp(-total)), 4), parts)
