"""Discovery as the batch calls it: a tagger, and the rules that turn its spans into actors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tasks.actors.discovery import NOTHING, Findings, settle
from tasks.actors.links import Link
from tasks.actors.passage import Passage
from tasks.actors.rules import Rules
from tasks.actors.spans import Tagger


@dataclass(frozen=True)
class Discoverer:
    """Finds who is named that no list has. Without a tagger it finds nobody.

    `merged` has the ids that decisions merge into others, and those others.
    """

    tagger: Tagger | None
    rules: Rules
    merged: dict[str, str]

    def discover(self, passages: Sequence[Passage], links: Sequence[list[Link]]) -> list[Findings]:
        """Findings parallel to `passages`; `links[i]` are what the knowledge base names in `passages[i]`."""
        if self.tagger is None:
            return [NOTHING] * len(passages)
        return [
            settle(passage, own, spans, self.rules, self.merged)
            for passage, own, spans in zip(passages, links, self.tagger(passages), strict=True)
        ]
