"""What has been found in one sentence: statements as token spans, and the quotations they cover."""

from __future__ import annotations

from typing import Final, final

from mypy_extensions import mypyc_attr

from tasks.attribution.lexicon import Language
from tasks.attribution.sources import Source
from tasks.attribution.tokens import Sentence

TITLES: Final = frozenset({"title", "heading"})


@mypyc_attr(acyclic=True)
@final
class Found:
    """One statement in a sentence, as inclusive token spans; `source` is None where agentless."""

    def __init__(
        self,
        source: Source | None,
        cue: tuple[int, int] | None,
        content: tuple[int, int],
        rule: str,
        confidence: float,
        addressee: tuple[int, int] | None = None,
        relay: tuple[int, int] | None = None,
    ) -> None:
        """`rule` is the rule that found it; `relay` the outlet that passes it on."""
        self.source = source
        self.cue = cue
        self.content = content
        self.rule = rule
        self.confidence = confidence
        self.addressee = addressee
        self.relay = relay


@mypyc_attr(acyclic=True)
@final
class Scan:
    """What has been found so far in the sentence at hand."""

    def __init__(self, sentence: Sentence, language: Language) -> None:
        """Start with nothing found."""
        self.sentence = sentence
        self.language = language
        self.stop = sentence.stop
        self.found: list[Found] = []
        self.quoted: set[int] = set()

    def add(self, found: Found) -> None:
        """Keep a statement and note which quotations it covers."""
        self.found.append(found)
        if not self.sentence.quotes:
            return
        first, last = found.content
        self.quoted.update(at for at in self.sentence.quotes if first <= at <= last)
