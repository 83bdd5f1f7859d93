"""Counts behind precision and recall, the rows of one document, and spans: what every scorer shares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from warehouse.records import Artifact, Attribution, Document, Mention, SanctionsMention, Segment

Spans = list[tuple[int, int]]


@dataclass
class Tally:
    """Counts behind precision and recall, with a note on everything that is wrong.

    `found` of `expected` labels were met (recall); `right` of `predicted` rows were right (precision). The two
    numerators differ where one row can meet several labels or several rows one.
    """

    found: int = 0
    expected: int = 0
    right: int = 0
    predicted: int = 0
    notes: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Take in another document's counts."""
        self.found += other.found
        self.expected += other.expected
        self.right += other.right
        self.predicted += other.predicted
        self.notes += other.notes

    def judge(self, met: bool, note: str) -> None:
        """Count one label that one row answers, rightly or not."""
        self.found += met
        self.right += met
        self.expected += 1
        self.predicted += 1
        if not met:
            self.notes.append(note)

    def scores(self) -> dict[str, float]:
        """precision, recall and f1, each 0 to 1 (1 where there was nothing to find or nothing was found wrongly)."""
        precision = self.right / self.predicted if self.predicted else 1.0
        recall = self.found / self.expected if self.expected else 1.0
        both = precision + recall
        return {"precision": precision, "recall": recall, "f1": 2 * precision * recall / both if both else 0.0}


Tallies = dict[str, Tally]


@dataclass(frozen=True)
class Rows:
    """What the pipeline made of one document. `raw` is its bytes, decoded as `document.encoding` says."""

    document: Document
    raw: str
    segments: Sequence[Segment] = ()
    artifacts: Sequence[Artifact] = ()
    mentions: Sequence[Mention] = ()
    attributions: Sequence[Attribution] = ()
    sanctions: Sequence[SanctionsMention] = ()


def touches(span: tuple[int, int], others: Spans) -> bool:
    """Whether a span shares a character with one of the others."""
    return any(span[0] < end and start < span[1] for start, end in others)


def inside(spans: Spans, outer: tuple[int, int]) -> bool:
    """Whether one of the spans lies inside the outer one."""
    return any(outer[0] <= start and end <= outer[1] for start, end in spans)


def common(span: tuple[int, int], others: Spans) -> int:
    """Characters that a span shares with the one of the others it shares most with; negative is distance."""
    return max((min(span[1], end) - max(span[0], start) for start, end in others), default=-(10**9))
