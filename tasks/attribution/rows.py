"""A statement of token indices as a row of the attributions table."""

from __future__ import annotations

from typing import final

from mypy_extensions import mypyc_attr

from tasks.attribution.lexicon import Language
from tasks.attribution.modality import modality
from tasks.attribution.scan import Found
from tasks.attribution.speakers import Speaker
from tasks.attribution.tokens import Sentence
from warehouse.records import Attribution


@mypyc_attr(acyclic=True)
@final
class Row:
    """A row to be: a later quotation may lengthen it, a later paragraph may tell its speaker."""

    def __init__(
        self,
        sentence: Sentence,
        found: Found,
        speaker: Speaker,
        language: Language,
        via: str | None,
        channel: str | None,
    ) -> None:
        """The statement as offsets in the text; `via` is the relaying outlet."""
        source, cue = found.source, found.cue
        self.source_start = sentence.start_of(source.first) if source else None
        self.source_end = sentence.end_of(source.last) if source else None
        self.cue_start = sentence.start_of(cue[0]) if cue else None
        self.cue_end = sentence.end_of(cue[1]) if cue else None
        self.content_start, self.content_end = _content_span(sentence, found)
        self.actor_id = speaker.actor_id
        self.kind = speaker.kind
        self.mode = _mode(sentence, found)
        self.via = via
        self.channel = channel
        self.rule = found.rule
        self.confidence = found.confidence
        self.modality = modality(sentence, found, language)

    def finished(self, doc_id: str, number: int, segment_no: int) -> Attribution:
        """The row of the table."""
        return Attribution._make(
            (  # a third of the time that a call takes
                doc_id,
                number,
                segment_no,
                self.source_start,
                self.source_end,
                self.cue_start,
                self.cue_end,
                self.content_start,
                self.content_end,
                self.actor_id,
                self.kind,
                self.mode,
                self.via,
                self.channel,
                self.rule,
                self.confidence,
                self.modality,
            )
        )


def _content_span(sentence: Sentence, found: Found) -> tuple[int, int]:
    """Content offsets, without the outer quote marks."""
    first, last = found.content
    if not sentence.quotes:
        return sentence.start_of(first), sentence.end_of(last)
    opening, closing = sentence.quotes.get(first), sentence.quotes.get(last)
    start = opening.inner_start if opening else sentence.start_of(first)
    end = closing.inner_end if closing and opening else sentence.end_of(last)
    return start, end


def _mode(sentence: Sentence, found: Found) -> str:
    """Direct where the content begins and ends as quotation, mixed where it holds one elsewhere, else indirect."""
    if not sentence.quotes:
        return "indirect"
    first, last = found.content
    if first in sentence.quotes and last in sentence.quotes:
        return "direct"
    return "mixed" if any(first <= at <= last for at in sentence.quotes) else "indirect"
