"""Names that came out damaged: told by the actors room, kept with the other artifacts."""

from __future__ import annotations

from collections.abc import Iterable

from tasks.normalize.alignment import AlignedText
from warehouse.records import Artifact, Cleaned, Mention

KIND = "damaged_name"
RULE_ID = "actors.damaged_name"


def with_damaged_names(cleaned: Cleaned, mentions: Iterable[Mention]) -> list[Artifact]:
    """A document's artifacts, and after them one for each mention that was linked though its name is damaged."""
    damaged = [mention for mention in mentions if mention.kind == KIND]
    if not damaged:
        return cleaned.artifacts
    text = AlignedText(cleaned.text, cleaned.alignment)
    found = []
    for number, one in enumerate(damaged, len(cleaned.artifacts)):
        span = text.raw_span(one.start, one.end)
        found.append(Artifact(cleaned.doc_id, number, KIND, *span, one.surface, None, "flagged", RULE_ID))
    return cleaned.artifacts + found
