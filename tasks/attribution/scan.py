"""What has been found in one sentence: statements as token spans, and the quotations they cover."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from tasks.attribution.lexicon import Language
from tasks.attribution.phrases import Source
from tasks.attribution.tokens import Sentence

TITLES = frozenset({"title", "heading"})


class Found(NamedTuple):
    """One statement in a sentence, as inclusive token spans; `source` is None where agentless."""

    source: Source | None
    cue: tuple[int, int] | None
    content: tuple[int, int]
    rule: str
    confidence: float
    addressee: tuple[int, int] | None = None
    relay: tuple[int, int] | None = None


@dataclass(slots=True)
class Scan:
    """What has been found so far in the sentence at hand."""

    sentence: Sentence
    language: Language
    stop: int
    found: list[Found] = field(default_factory=list)
    quoted: set[int] = field(default_factory=set)

    def add(self, found: Found) -> None:
        """Keep a statement and note which quotations it covers."""
        self.found.append(found)
        if not self.sentence.quotes:
            return
        first, last = found.content
        self.quoted.update(at for at in self.sentence.quotes if first <= at <= last)
