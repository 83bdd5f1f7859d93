"""How translated an English text sounds: a score from 0 to 1 and the parts it is made of.

The parts are rates per 1,000 words of residue that the room's rules found and of signs that need no language model:
articles missing or too many, prepositions that do not go with their word, chains of "of", few possessives, sentences
of even length, agreement breaks, phrases that translators reach for (the "translationese" of M. Gellerstam, 1986;
that such shallow counts tell it from original text was shown by M. Baroni and S. Bernardini, 2006).
"""

from __future__ import annotations

import math
import operator
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind

from config.translationese import TranslationeseRules
from warehouse.records import Artifact, Cleaned, TranslationesePart

_APOSTROPHE = "’".encode()
_CHAIN_LINK = re.compile(rb"(?:the |an? |its |their )?[\w'\x80-\xff-]+(?: [\w'\x80-\xff-]+)?")
_LONGEST_LINK = 60
_ARTICLES = (b" the ", b" a ")
_LANGUAGE = "en"
_SAMPLE = 3500  # code points: enough of a text to tell, and the cost is bounded
_ARTICLES_USUAL = 86.0  # per 1,000 words
_POSSESSIVES_USUAL = 10.0
_SPREAD_USUAL = 0.55  # standard deviation of sentence lengths over their mean
_SHORTEST_SENTENCE = 20
_FEWEST_SENTENCES = 6


class Translationese(NamedTuple):
    """The score, and the parts that raise it, in the order of the config. Too few words: no score, no parts."""

    score: float | None
    parts: list[TranslationesePart]


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
        self.names = [name for _, name, _ in entries]
        self.written = [None if written is None else written.encode() for _, _, written in entries]
        self.needs_follower = [name in rules.followed for name in self.names]
        self.follower = re.compile(rf"[.,;]| (?:{'|'.join(rules.before)})\b".encode())
        self.automaton = BytesAhoCorasick(
            [phrase.lower().encode() for phrase, _, _ in entries],
            matchkind=MatchKind.LeftmostLongest,
            implementation=Implementation.DFA,
        )

    def count(self, content: bytes) -> Counter[str]:
        """How often each part's phrases stand in a text, given in UTF-8 with straight apostrophes."""
        lowered = content.lower()
        found: Counter[str] = Counter()
        for number, start, end in self.automaton.find_matches_as_indexes(lowered):
            written = self.written[number]
            if written is not None and not content.startswith(written, start + 1):
                continue
            if self.needs_follower[number]:
                if self.follower.match(lowered, end):
                    found[self.names[number]] += 1
            elif not (lowered[end : end + 1].isalnum() and lowered[end - 1 : end].isalnum()):
                found[self.names[number]] += 1
        return found


def score_all(
    documents: Sequence[Cleaned], languages: Sequence[tuple[str, float]], compiled: CompiledTranslationese
) -> list[Translationese]:
    """Scores of documents with their languages; none where the text is not English."""
    return [
        translationese(one.text, one.artifacts, compiled) if language == _LANGUAGE else Translationese(None, [])
        for one, (language, _) in zip(documents, languages, strict=True)
    ]


def translationese(text: str, artifacts: Iterable[Artifact], compiled: CompiledTranslationese) -> Translationese:
    """Score an English text; artifacts are the room's findings in it. About 45 microseconds for 4 kB."""
    rules = compiled.rules
    content = text[:_SAMPLE].encode("utf-8", "replace").replace(_APOSTROPHE, b"'")
    words = content.count(b" ") + 1
    if words < rules.fewest_words:
        return Translationese(None, [])
    counted = compiled.count(content)
    kinds = [artifact.kind for artifact in artifacts if artifact.action != "removed"]
    counted["residue"] = sum(kind in rules.residue for kind in kinds)
    counted["quotes"] = sum(kind in rules.quotes for kind in kinds)
    counted["of_chains"] = _of_chains(content)
    values = {name: 1000 * count / words for name, count in counted.items()}
    articles = 1000 * sum(map(content.count, _ARTICLES)) / words - _ARTICLES_USUAL
    values["few_possessives"] = _POSSESSIVES_USUAL - 1000 * content.count(b"'s ") / words
    values["few_articles" if articles < 0 else "many_articles"] = abs(articles)
    values["even_sentences"] = _evenness(content.split(b". "))
    return _scored(values, compiled)


def _of_chains(content: bytes) -> int:
    """How often "of", a word or two, and "of" again stand in a row."""
    between = content.split(b" of ")[1:-1]
    return sum(1 for words in between if len(words) <= _LONGEST_LINK and _CHAIN_LINK.fullmatch(words))


def _scored(values: Mapping[str, float], compiled: CompiledTranslationese) -> Translationese:
    """The logistic function of the weighted parts."""
    parts: list[TranslationesePart] = []
    total = compiled.rules.bias
    for name, weight, above, most in compiled.weights:
        value = values.get(name, 0.0)
        if value > above:
            points = weight * min(value - above, most)
            total += points
            parts.append(TranslationesePart(name, round(value, 2), round(points, 2)))
    return Translationese(round(1 / (1 + math.exp(-total)), 4), parts)


def _evenness(sentences: Sequence[bytes]) -> float:
    """How much less than usual sentence lengths spread, from 0 to 1."""
    lengths = [length for length in map(len, sentences) if length > _SHORTEST_SENTENCE]
    if len(lengths) < _FEWEST_SENTENCES:
        return 0.0
    mean = sum(lengths) / len(lengths)
    variance = sum(map(operator.mul, lengths, lengths)) / len(lengths) - mean * mean
    spread = math.sqrt(max(0.0, variance)) / mean
    return max(0.0, 1 - spread / _SPREAD_USUAL)
