"""Attributions of a batch of documents: who says what, by which words, through whom."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tasks.attribution.anaphora import Discourse
from tasks.attribution.cues import Found, Scan, find_statements
from tasks.attribution.lexicon import AttributionLexicon, Language
from tasks.attribution.quotes import ANY_MARK, Quote, find_quotes
from tasks.attribution.relay import channel, via_outlet
from tasks.attribution.speakers import Speaker
from tasks.attribution.tokens import QUOTE, Sentence, tokenize
from warehouse.records import Attribution, Document, Mention, Segment

_WORD = re.compile(r"\w+")
_SKIPPED_KINDS = frozenset({"boilerplate", "byline", "dateline"})
_SCARE_WORDS = 4
_TERMINAL = frozenset(".!?…")


def attribute(
    documents: Sequence[Document],
    segments: Sequence[Sequence[Segment]],
    mentions: Sequence[Sequence[Mention]],
    lexicon: AttributionLexicon,
) -> list[list[Attribution]]:
    """Find every reported statement of every document.

    Lists are parallel by document; so is the result, in text order of content. Statements in boilerplate, bylines and
    datelines, and in languages without a lexicon, are left out.
    """
    return [
        _attribute_one(document, parts, named, lexicon)
        for document, parts, named in zip(documents, segments, mentions, strict=True)
    ]


def _attribute_one(
    document: Document, segments: Sequence[Segment], mentions: Sequence[Mention], lexicon: AttributionLexicon
) -> list[Attribution]:
    """The attributions of one document."""
    language = lexicon.language(document.language)
    if language is None:
        return []
    reader = _Reader(document, segments, mentions, lexicon, language)
    body = [segment for segment in segments if segment.kind not in _SKIPPED_KINDS and segment.start < segment.end]
    for paragraph in _paragraphs(body):
        reader.read(paragraph)
    found = sorted(reader.attributions, key=lambda row: (row.content_start, row.cue_start or 0))
    return [row._replace(attribution_no=number) for number, row in enumerate(found)]


def _paragraphs(segments: Sequence[Segment]) -> list[list[Segment]]:
    """Segments grouped by paragraph, in order."""
    groups: list[list[Segment]] = []
    for segment in segments:
        if groups and groups[-1][0].paragraph_no == segment.paragraph_no:
            groups[-1].append(segment)
        else:
            groups.append([segment])
    return groups


def sentences_of(text: str, paragraph: Sequence[Segment], quotes: Sequence[Quote]) -> list[tuple[Sentence, list[Quote]]]:
    """Sentences of a paragraph with the quotations that begin in each.

    A quotation that runs over several segments joins them. Two quotations side by side are cut apart where the first
    ends its sentence.
    """
    cuts = [segment.start for segment in paragraph[1:] if not any(q.start < segment.start < q.end for q in quotes)]
    cuts += [b.start for a, b in zip(quotes, quotes[1:], strict=False) if _ends_sentence(text, a, b)]
    edges = [paragraph[0].start, *sorted(set(cuts)), paragraph[-1].end]
    result: list[tuple[Sentence, list[Quote]]] = []
    numbers = iter(paragraph)
    segment = next(numbers)
    for start, end in zip(edges, edges[1:], strict=False):
        while segment.end <= start:
            segment = next(numbers, segment)
            if segment is paragraph[-1]:
                break
        while end > start and text[end - 1].isspace():
            end -= 1
        sentence = Sentence(text, start, end, segment.segment_no, segment.paragraph_no, segment.kind)
        result.append((sentence, [quote for quote in quotes if start <= quote.start < end]))
    return result


def _ends_sentence(text: str, first: Quote, second: Quote) -> bool:
    """Whether nothing but space stands between two quotations and the first ends with a full stop."""
    return text[first.inner_end - 1] in _TERMINAL and first.end < second.start and text[first.end : second.start].isspace()


class _Reader:
    """Reads one document paragraph by paragraph and collects attributions."""

    def __init__(
        self,
        document: Document,
        segments: Sequence[Segment],
        mentions: Sequence[Mention],
        lexicon: AttributionLexicon,
        language: Language,
    ) -> None:
        self.document = document
        self.text = document.text
        self.segments = segments
        self.lexicon = lexicon
        self.language = language
        self.discourse = Discourse(mentions, segments, lexicon)
        self.attributions: list[Attribution] = []
        self.open_quote: Attribution | None = None

    def read(self, paragraph: Sequence[Segment]) -> None:
        """Find the statements of one paragraph."""
        start, end = paragraph[0].start, paragraph[-1].end
        quotes: list[Quote] = []
        if ANY_MARK.search(self.text, start, end):
            quotes = find_quotes(self.text, start, end, [segment.start for segment in paragraph])
        first = len(self.attributions)
        for sentence, inside in sentences_of(self.text, paragraph, quotes) if quotes else self._plain(paragraph):
            if inside or self._has_trigger(sentence):
                tokenize(sentence, inside)
                self._statements(sentence, first)

    def _plain(self, paragraph: Sequence[Segment]) -> list[tuple[Sentence, list[Quote]]]:
        """Sentences of a paragraph without quotations."""
        return [
            (Sentence(self.text, s.start, s.end, s.segment_no, s.paragraph_no, s.kind), []) for s in paragraph
        ]

    def _has_trigger(self, sentence: Sentence) -> bool:
        """Whether the sentence contains a word that could be a cue."""
        words = _WORD.findall(self.text[sentence.start : sentence.end].lower())
        return not self.language.triggers.isdisjoint(words)

    def _statements(self, sentence: Sentence, first: int) -> None:
        """Record the statements of a sentence, then its quotations that no cue introduced."""
        scan = find_statements(sentence, self.language)
        for found in scan.found:
            speaker = self.discourse.speaker(sentence, found.source, self.language)
            self.attributions.append(self._row(sentence, found, speaker))
        for at, quote in sentence.quotes.items():
            if at not in scan.quoted:
                self._uncued(sentence, scan, at, quote, first)

    def _uncued(self, sentence: Sentence, scan: Scan, at: int, quote: Quote, first: int) -> None:
        """A quotation without a cue: it goes on the one before, or has the latest speaker; scare quotes are dropped."""
        alone = at == 0 and all(not word[0].isalnum() for word in sentence.low if word != QUOTE)
        words = len(_WORD.findall(self.text, quote.inner_start, quote.inner_end))
        previous = self.attributions[-1] if len(self.attributions) > first else None
        if alone and previous and previous.mode == "direct" and self._follows(previous, quote):
            self.attributions[-1] = previous._replace(content_end=quote.inner_end)
            return
        if words < _SCARE_WORDS or not self.discourse.history or sentence.kind == "title":
            return
        speaker = self.discourse.history[-1]
        found = Found(None, None, (at, at), "direct.continued" if alone else "direct.uncued", 0.6 if alone else 0.4)
        self.attributions.append(self._row(sentence, found, speaker))

    def _follows(self, previous: Attribution, quote: Quote) -> bool:
        """Whether only cue and source stand between a direct quotation and the next one."""
        reached = max(previous.content_end, previous.cue_end or 0, previous.source_end or 0)
        between = self.text[reached : quote.start]
        return len(between) < 80 and sum(character in _TERMINAL for character in between) <= 1

    def _row(self, sentence: Sentence, found: Found, speaker: Speaker) -> Attribution:
        """The attribution as a table row."""
        start, end = _content_span(sentence, found)
        source, cue = found.source, found.cue
        return Attribution(
            doc_id=self.document.doc_id,
            attribution_no=0,
            segment_no=self._segment_at(start, sentence),
            source_start=sentence.starts[source.first] if source else None,
            source_end=sentence.ends[source.last] if source else None,
            cue_start=sentence.starts[cue[0]] if cue else None,
            cue_end=sentence.ends[cue[1]] if cue else None,
            content_start=start,
            content_end=end,
            speaker_actor_id=speaker.actor_id,
            speaker_kind=speaker.kind,
            mode=_mode(sentence, found),
            via_outlet_id=via_outlet(sentence, found, self.discourse.index, self.language, self.lexicon),
            channel=channel(sentence, found, self.language),
            rule_id=found.rule,
            confidence=found.confidence,
        )

    def _segment_at(self, offset: int, sentence: Sentence) -> int:
        """The segment that holds an offset."""
        return next((s.segment_no for s in self.segments if s.start <= offset < s.end), sentence.segment_no)


def _content_span(sentence: Sentence, found: Found) -> tuple[int, int]:
    """Content offsets, without the outer quote marks."""
    first, last = found.content
    opening, closing = sentence.quotes.get(first), sentence.quotes.get(last)
    start = opening.inner_start if opening else sentence.starts[first]
    end = closing.inner_end if closing and (opening or first == last) else sentence.ends[last]
    return start, end


def _mode(sentence: Sentence, found: Found) -> str:
    """Direct where the content is quotation only, mixed where it holds a quotation among other words, else indirect."""
    first, last = found.content
    inside = [at for at in range(first, last + 1) if at in sentence.quotes]
    if not inside:
        return "indirect"
    return "direct" if first in sentence.quotes and last in sentence.quotes else "mixed"
