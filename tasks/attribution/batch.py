"""Attributions of a batch of documents: who says what, by which words, through whom."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from tasks.attribution.anaphora import Discourse
from tasks.attribution.cues import find_statements
from tasks.attribution.lexicon import AttributionLexicon, Language
from tasks.attribution.phrases import is_word, main_subject
from tasks.attribution.quotes import Quote, find_quotes, marks_of
from tasks.attribution.relay import channel, channel_hits, via_outlet
from tasks.attribution.scan import Found, Scan
from tasks.attribution.speakers import Speaker
from tasks.attribution.tokens import QUOTE, Sentence, tokenize
from warehouse.records import Attribution, Document, Mention, Segment

_WORD = re.compile(r"\w+")
_SKIPPED_KINDS = frozenset({"boilerplate", "byline", "dateline"})
_BESIDE_WORDS = ",.:;!?\"“”«»„()-—–'’"
_SCARE_WORDS = 4
_NEAR = 250  # characters between two parts of one quotation, and full stops there
_FULL_STOPS = 1
_TERMINAL = frozenset({".", "!", "?", "…"})


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


def sentences_of(
    text: str, paragraph: Sequence[Segment], quotes: Sequence[Quote]
) -> list[tuple[Sentence, list[Quote]]]:
    """Sentences of a paragraph with the quotations that begin in each.

    A quotation that runs over several segments joins them. Two quotations side by side are cut apart where the first
    ends its sentence.
    """
    cuts = [segment.start for segment in paragraph[1:] if not any(q.start < segment.start < q.end for q in quotes)]
    cuts += [quote.start for quote in quotes if _begins_sentence(text, paragraph[0].start, quote)]
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


def _begins_sentence(text: str, start: int, quote: Quote) -> bool:
    """Whether a quotation inside a paragraph opens a sentence: a full stop, perhaps inside closing marks, precedes it."""
    before = text[max(start, quote.start - 5) : quote.start]
    words = before.rstrip()
    return len(words) < len(before) and words.rstrip("”\"»'’)“")[-1:] in _TERMINAL


def _plain_words(text: str) -> str:
    """The text in lower case with blanks for the marks that stand beside words; same length, for a quick look."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    for mark in _BESIDE_WORDS:
        low = low.replace(mark, " ")
    return low


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
        self.starts = [segment.start for segment in segments]
        self.lexicon = lexicon
        self.language = language
        self.discourse = Discourse(mentions, segments, lexicon)
        self.attributions: list[Attribution] = []
        self.marks = marks_of(document.text)
        self.plain = _plain_words(document.text)

    def read(self, paragraph: Sequence[Segment]) -> None:
        """Find the statements of one paragraph."""
        start, end = paragraph[0].start, paragraph[-1].end
        starts = [segment.start for segment in paragraph]
        quotes = find_quotes(self.text, start, end, starts, self.marks)
        first = len(self.attributions)
        for sentence, inside in sentences_of(self.text, paragraph, quotes) if quotes else self._plain(paragraph):
            if inside or self._has_trigger(sentence):
                tokenize(sentence, inside, self.language)
                self._statements(sentence, first)

    def _plain(self, paragraph: Sequence[Segment]) -> list[tuple[Sentence, list[Quote]]]:
        """Sentences of a paragraph without quotations."""
        return [(Sentence(self.text, s.start, s.end, s.segment_no, s.paragraph_no, s.kind), []) for s in paragraph]

    def _has_trigger(self, sentence: Sentence) -> bool:
        """Whether the sentence contains a word that could be a cue."""
        return not self.language.triggers.isdisjoint(self.plain[sentence.start : sentence.end].split())

    def _statements(self, sentence: Sentence, first: int) -> None:
        """Record the statements of a sentence, then its quotations that no cue introduced."""
        scan = find_statements(sentence, self.language)
        hits = channel_hits(sentence, self.language) if scan.found else []
        for found in scan.found:
            speaker = self.discourse.speaker(sentence, found.source, self.language)
            self.attributions.append(self._row(sentence, found, speaker, hits))
        for at in sentence.quotes:
            if at not in scan.quoted:
                self._uncued(sentence, scan, at, first)

    def _uncued(self, sentence: Sentence, scan: Scan, at: int, first: int) -> None:
        """A quotation without a cue goes on the one before, or has the latest speaker; scare quotes are dropped."""
        quote = sentence.quotes[at]
        alone = all(word == QUOTE or not is_word(word) for word in sentence.low)
        if alone and self._joined(quote, first):
            return
        if not self.discourse.history or not self._quoted_speech(quote) or sentence.kind == "title":
            return
        speaker, found = self._lent_source(sentence, scan, at)
        if found is None:
            found = Found(None, None, (at, at), "direct.continued" if alone else "direct.uncued", 0.6 if alone else 0.4)
        self.attributions.append(self._row(sentence, found, speaker, []))

    def _joined(self, quote: Quote, first: int) -> bool:
        """Lengthen the paragraph's last direct quotation where only its cue and source stand between."""
        for number in range(len(self.attributions) - 1, first - 1, -1):
            previous = self.attributions[number]
            if previous.mode == "direct":
                between = self.text[previous.content_end : quote.start]
                near = len(between) < _NEAR and sum(character in _TERMINAL for character in between) <= _FULL_STOPS
                if near:
                    self.attributions[number] = previous._replace(content_end=quote.inner_end)
                return near
        return False

    def _quoted_speech(self, quote: Quote) -> bool:
        """Whether a quotation can be speech by itself: four words or more, and no title of a work."""
        words = _WORD.findall(self.text, quote.inner_start, quote.inner_end)
        long = [word for word in words if len(word) > _SCARE_WORDS]
        return len(words) >= _SCARE_WORDS and not all(word[0].isupper() for word in long)

    def _lent_source(self, sentence: Sentence, scan: Scan, at: int) -> tuple[Speaker, Found | None]:
        """The source of a second quotation of one cue (`said "..." and "..."`), or of the clause before a colon."""
        for number, found in enumerate(reversed(scan.found), 1):
            if found.cue and found.cue[1] < found.content[0] <= found.content[1] < at and found.source:
                speaker = self.discourse.history[-number]
                return speaker, found._replace(content=(at, at), rule="direct.coordinated", confidence=0.6)
        if at > 1 and sentence.low[at - 1] == ":":
            source = main_subject(sentence, self.language, 0, at - 1)
            if source:
                speaker = self.discourse.speaker(sentence, source, self.language)
                return speaker, Found(source, None, (at, at), "direct.colon", 0.7)
        return self.discourse.history[-1], None

    def _row(self, sentence: Sentence, found: Found, speaker: Speaker, hits: list[tuple[int, int]]) -> Attribution:
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
            channel=channel(found, hits, self.language),
            rule_id=found.rule,
            confidence=found.confidence,
        )

    def _segment_at(self, offset: int, sentence: Sentence) -> int:
        """The segment that holds an offset."""
        at = bisect_right(self.starts, offset) - 1
        return self.segments[at].segment_no if at >= 0 else sentence.segment_no


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
