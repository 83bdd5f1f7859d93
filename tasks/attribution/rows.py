"""A statement of token indices as a row of the attributions table."""

from __future__ import annotations

from tasks.attribution.lexicon import AttributionLexicon, Language
from tasks.attribution.modality import modality
from tasks.attribution.relay import channel, via_outlet
from tasks.attribution.scan import Found
from tasks.attribution.speakers import MentionIndex, Speaker
from tasks.attribution.tokens import Sentence
from warehouse.records import Attribution


class RowMaker:
    """Makes the rows of one document."""

    def __init__(self, doc_id: str, index: MentionIndex, language: Language, lexicon: AttributionLexicon) -> None:
        """Keep what every row of the document needs."""
        self.doc_id = doc_id
        self.index = index
        self.language = language
        self.lexicon = lexicon

    def row(self, sentence: Sentence, found: Found, speaker: Speaker, hits: list[tuple[int, int]]) -> Attribution:
        """The row; `hits` are the sentence's channel words. Its number and segment are set when all rows are known."""
        start, end = _content_span(sentence, found)
        source, cue = found.source, found.cue
        return Attribution(
            doc_id=self.doc_id,
            attribution_no=0,
            segment_no=sentence.segment.segment_no,
            source_start=sentence.starts[source.first] if source else None,
            source_end=sentence.end_of(source.last) if source else None,
            cue_start=sentence.starts[cue[0]] if cue else None,
            cue_end=sentence.end_of(cue[1]) if cue else None,
            content_start=start,
            content_end=end,
            speaker_actor_id=speaker.actor_id,
            speaker_kind=speaker.kind,
            mode=_mode(sentence, found),
            via_outlet_id=via_outlet(sentence, found, self.index, self.language, self.lexicon),
            channel=channel(found, hits, self.language),
            rule_id=found.rule,
            confidence=found.confidence,
            modality=modality(sentence, found, self.language),
        )


def _content_span(sentence: Sentence, found: Found) -> tuple[int, int]:
    """Content offsets, without the outer quote marks."""
    first, last = found.content
    if not sentence.quotes:
        return sentence.starts[first], sentence.end_of(last)
    opening, closing = sentence.quotes.get(first), sentence.quotes.get(last)
    start = opening.inner_start if opening else sentence.starts[first]
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
