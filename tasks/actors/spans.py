"""Names that no list has, as a tagger gives them: the one function signature behind which every tagger stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from mypy_extensions import mypyc_attr

from tasks.actors.passage import Passage

PERSON: Final = "person"
BODY: Final = "organization"
THING: Final = "thing"


@mypyc_attr(acyclic=True)
class Span:
    """A stretch of a document's text that names somebody.

    kind        person or organization; thing where the words name a law or a plan, whose acronym is nobody's
    rule        what told it: title, role, apposition, speech, age, party, acronym, legal_form, body, or a tagger's name
    confidence  0 to 1
    """

    __slots__ = ("confidence", "end", "kind", "rule", "start")

    def __init__(self, start: int, end: int, kind: str, rule: str, confidence: float) -> None:
        self.start = start
        self.end = end
        self.kind = kind
        self.rule = rule
        self.confidence = confidence


Tagger = Callable[[Sequence[Passage]], list[list[Span]]]
"""Spans of each passage in text order; they may overlap one another and what the knowledge base names."""
