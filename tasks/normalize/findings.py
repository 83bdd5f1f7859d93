"""What the passes of the room find in one document, on its way to the artifacts table."""

from __future__ import annotations

from typing import NamedTuple

from tasks.normalize.alignment import AlignedText
from warehouse.records import Artifact

LONGEST_TEXT = 500


class Finding(NamedTuple):
    """One finding, by its place in the raw text."""

    raw_start: int
    raw_end: int
    kind: str
    rule_id: str
    action: str
    replacement: str | None = None


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
        self.found.append(Finding(raw_start, raw_end, kind, rule_id, action, replacement))
        self.removals += action == "removed"

    def artifacts(self, doc_id: str, raw: str) -> list[Artifact]:
        """The findings in raw order, numbered."""
        ordered = sorted(set(self.found), key=lambda finding: (finding.raw_start, finding.raw_end, finding.rule_id))
        return [
            Artifact(
                doc_id,
                number,
                found.kind,
                found.raw_start,
                found.raw_end,
                raw[found.raw_start : min(found.raw_end, found.raw_start + LONGEST_TEXT)],
                found.replacement,
                found.action,
                found.rule_id,
            )
            for number, found in enumerate(ordered)
        ]


REMOVED: tuple[str, None] = ("removed", None)
FLAGGED: tuple[str, None] = ("flagged", None)
