"""What the passes of the room find in one document, on its way to the artifacts table."""

from __future__ import annotations

from functools import partial
from operator import itemgetter
from typing import TypeAlias

from tasks.normalize.alignment import AlignedText
from warehouse.records import Artifact

LONGEST_TEXT = 500


Finding: TypeAlias = tuple[int, int, str, str, str, str | None]
"""One finding: where it begins and ends in the raw text, kind, rule, action and replacement."""

_IN_ORDER = itemgetter(0, 1, 3)  # raw_start, raw_end, rule_id
_artifact = partial(tuple.__new__, Artifact)  # a third of the cost of calling the class


class Findings:
    """The findings of one document, and how many of them took something out."""

    def __init__(self) -> None:
        self.found: list[Finding] = []
        self.removals = 0

    def note(
        self, where: tuple[AlignedText, int, int], kind: str, rule_id: str, outcome: tuple[str, str | None]
    ) -> None:
        """Add a finding at (text, start, end), its outcome being (action, replacement)."""
        text, start, end = where
        raw_start, raw_end = text.raw_span(start, end)
        action, replacement = outcome
        self.found.append((raw_start, raw_end, kind, rule_id, action, replacement))
        self.removals += action == "removed"

    def artifacts(self, doc_id: str, raw: str) -> list[Artifact]:
        """The findings in raw order, numbered."""
        ordered = sorted(set(self.found), key=_IN_ORDER)
        return [
            _artifact((doc_id, number, kind, start, end, raw[start:end][:LONGEST_TEXT], changed, action, rule_id, None))
            for number, (start, end, kind, rule_id, action, changed) in enumerate(ordered)
        ]


REMOVED: tuple[str, None] = ("removed", None)
FLAGGED: tuple[str, None] = ("flagged", None)
