"""Read one document paragraph by paragraph and collect its statements."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter

from tasks.attribution.anaphora import Discourse
from tasks.attribution.cues import find_statements
from tasks.attribution.gate import any_between
from tasks.attribution.lexicon import AttributionLexicon, Language
from tasks.attribution.phrases import main_subject
from tasks.attribution.quotes import Quote, find_quotes, marks_of, nested_quotes
from tasks.attribution.relay import channel_hits
from tasks.attribution.rows import RowMaker
from tasks.attribution.scan import TITLES, Found, Scan
from tasks.attribution.sentences import TERMINAL, sentences_of
from tasks.attribution.speakers import Speaker
from tasks.attribution.tokens import Sentence, tokenize
from tasks.attribution.wordclass import COORDINATOR, SOURCE_NOUN, WORD
from warehouse.records import Attribution, Document, Mention, Segment

_WORD = re.compile(r"\w+")
_SCARE_WORDS = 4
_NEAR = 300  # characters between two parts of one quotation
_ASIDE = 60  # characters of cue and source that may stand between, however short the parts
_SPOKEN_WORDS = 8
_ENDS = TERMINAL | {","}
_NESTED = 0.8  # what a quotation inside a quotation keeps of its rule's confidence


class Reader:
    """The statements of one document, in the order of reading."""

    def __init__(
        self,
        document: Document,
        segments: Sequence[Segment],
        mentions: Sequence[Mention],
        lexicon: AttributionLexicon,
        language: Language,
    ) -> None:
        """Start before the first paragraph; lists are those of the whole document."""
        self.text = document.text
        self.segments = segments
        self.starts = [segment.start for segment in segments]
        self.language = language
        self.discourse = Discourse(
            mentions, segments, lexicon, document.published_on.year if document.published_on else None
        )
        self.rows = RowMaker(document.doc_id, self.discourse.index, language, lexicon)
        self.attributions: list[Attribution] = []
        self.waiting: list[int] = []
        self.marks = marks_of(document.text)
        self.triggers = language.gate.places(document.text)

    def finish(self) -> list[Attribution]:
        """All rows in text order, numbered, each in the segment where its content begins."""
        starts = self.starts
        found = sorted(self.attributions, key=attrgetter("content_start", "content_end"))
        rows: list[Attribution] = []
        for number, row in enumerate(found):
            inside = self.segments[max(0, bisect_right(starts, row.content_start) - 1)]
            rows.append(Attribution._make((row[0], number, inside.segment_no, *row[3:])))
        return rows

    def read(self, paragraph: Sequence[Segment]) -> None:
        """Find the statements of one paragraph."""
        start, end = paragraph[0].start, paragraph[-1].end
        quotes: list[Quote] = []
        if self.marks.between(start, end):
            quotes = find_quotes(self.text, start, end, [segment.start for segment in paragraph], self.marks)
            self.discourse.quoted += [(quote.start, quote.end) for quote in quotes]
        first = len(self.attributions)
        for sentence, inside in sentences_of(self.text, paragraph, quotes):
            if self._can_hold(sentence, inside):
                tokenize(sentence, inside, self.language)
                self._statements(sentence, first)
        if quotes or self.waiting:
            self._go_on(first, quotes, start)

    def _can_hold(self, sentence: Sentence, inside: list[Quote]) -> bool:
        """Whether a sentence holds a word that can be a cue, a quotation that can be speech, or a headline's colon."""
        start, end = sentence.start, sentence.end
        if any_between(self.triggers, start, end):
            return True
        if any(quote.start == start or self._is_speech(quote) for quote in inside):
            return True
        return sentence.kind in TITLES and ":" in self.text[start:end]

    def _statements(self, sentence: Sentence, first: int) -> None:
        """Record the statements of a sentence, then its quotations that no cue introduced, then nested ones."""
        scan = find_statements(sentence, self.language)
        if not scan.found and not sentence.quotes:
            return
        scan.found = [found for found in scan.found if found.rule != "headline.colon" or self._speaks(sentence, found)]
        hits = channel_hits(sentence, self.language) if scan.found else []
        speakers = [self.discourse.speaker(sentence, found.source, self.language) for found in scan.found]
        for found, speaker in zip(scan.found, speakers, strict=True):
            self.attributions.append(self.rows.row(sentence, found, speaker, hits))
        for at in sentence.quotes:
            if at not in scan.quoted:
                self._uncued(sentence, scan, speakers, at, first)
        if self.marks.single and self.marks.double:
            for quote in list(sentence.quotes.values()):
                self._nested(sentence, quote)

    def _speaks(self, sentence: Sentence, found: Found) -> bool:
        """Whether a headline's part before the colon ends with who speaks: `Minister: ...`, not `Opinion: ...`."""
        if found.source is None:
            return False
        last = found.source.last
        named = self.discourse.index.inside(sentence.starts[found.source.first], sentence.end_of(last))
        known = any(mention.end == sentence.end_of(last) and mention.kind != "place" for mention in named)
        return known or bool(sentence.classes[last] & SOURCE_NOUN)

    def _uncued(self, sentence: Sentence, scan: Scan, speakers: list[Speaker], at: int, first: int) -> None:
        """A quotation without a cue goes on the one before, or has the latest speaker; scare quotes are dropped."""
        quote = sentence.quotes[at]
        alone = not any(classes & WORD for classes in sentence.classes)
        if (alone and self._joined(quote, first)) or sentence.kind == "title" or not self._is_speech(quote):
            return
        lent = self._lent_source(sentence, scan, speakers, at)
        if lent is None:
            if (not self.discourse.history and quote.closed) or not (alone or self._is_sentence(quote)):
                return
            rule, confidence = ("direct.continued", 0.6) if alone else ("direct.uncued", 0.4)
            speaker = self._latest(sentence.paragraph_no - alone)
            speaker.paragraph_no = sentence.paragraph_no
            lent = speaker, Found(None, None, (at, at), rule, confidence)
        self.attributions.append(self.rows.row(sentence, lent[1], lent[0], []))

    def _latest(self, paragraph_no: int) -> Speaker:
        """The latest speaker, if in this paragraph or a later one."""
        history = self.discourse.history
        return history[-1] if history and history[-1].paragraph_no >= paragraph_no else Speaker(None, "unknown")

    def _joined(self, quote: Quote, first: int) -> bool:
        """Lengthen the paragraph's last direct quotation where only its cue and source stand between."""
        for number in range(len(self.attributions) - 1, first - 1, -1):
            previous = self.attributions[number]
            if previous.mode == "direct":
                between = quote.start - previous.content_end
                sentences = bisect_right(self.starts, quote.start) - bisect_right(self.starts, previous.content_end)
                said = previous.content_end - previous.content_start + quote.end - quote.start
                if not 0 <= between <= min(_NEAR, max(_ASIDE, said)) or sentences > 1:
                    return False
                self.attributions[number] = previous._replace(content_end=quote.inner_end)
                return True
        return False

    def _is_speech(self, quote: Quote) -> bool:
        """Whether a quotation can be speech by itself: four words or more, and no title of a work."""
        words = _WORD.findall(self.text, quote.inner_start, quote.inner_end)
        long = [word for word in words if len(word) > _SCARE_WORDS]
        return len(words) >= _SCARE_WORDS and not (long and all(word[0].isupper() for word in long))

    def _is_sentence(self, quote: Quote) -> bool:
        """Whether a quotation inside somebody's sentence is one itself: long, or from a capital to a full stop."""
        words = _WORD.findall(self.text, quote.inner_start, quote.inner_end)
        whole = self.text[quote.inner_start].isupper() and self.text[quote.inner_end - 1] in _ENDS
        return whole or len(words) >= _SPOKEN_WORDS

    def _lent_source(
        self, sentence: Sentence, scan: Scan, speakers: list[Speaker], at: int
    ) -> tuple[Speaker, Found] | None:
        """The source of a second quotation of one cue (`said "..." and "..."`), or of the clause before a colon."""
        for found, speaker in zip(reversed(scan.found), reversed(speakers), strict=True):
            after = bool(found.cue and found.cue[1] < found.content[0])
            if after and found.source and sentence.classes[at - 1] & COORDINATOR and found.content[1] == at - 2:
                return speaker, found._replace(content=(at, at), rule="direct.coordinated", confidence=0.6)
        if at > 1 and sentence.low[at - 1] == ":":
            source = main_subject(sentence, self.language, 0, at - 1)
            if source:
                speaker = self.discourse.speaker(sentence, source, self.language)
                return speaker, Found(source, None, (at, at), "direct.colon", 0.7)
        return None

    def _nested(self, outer: Sentence, quote: Quote) -> None:
        """Statements inside a quotation that quote somebody in turn: `"He told me: 'No,'" she said`."""
        stretch = self.text[quote.inner_start : quote.inner_end]
        inner = nested_quotes(self.text, quote) if "‘" in stretch or "'" in stretch else []
        if not inner:
            return
        sentence = Sentence(self.text, quote.inner_start, quote.inner_end, outer.segment)
        tokenize(sentence, inner, self.language)
        for found in find_statements(sentence, self.language).found:
            if found.content[0] in sentence.quotes:
                speaker = self.discourse.speaker(sentence, found.source, self.language)
                if speaker.kind == "unknown":
                    continue
                nested = found._replace(rule="nested." + found.rule, confidence=round(found.confidence * _NESTED, 3))
                self.attributions.append(self.rows.row(sentence, nested, speaker, []))

    def _go_on(self, first: int, quotes: list[Quote], start: int) -> None:
        """A quotation left open at a paragraph's end goes on in the next: its cue may stand only there."""
        if self.waiting and quotes and quotes[0].start == start:
            said = next((row for row in self.attributions[first:] if row.cue_start and row.mode == "direct"), None)
            if said is not None:
                for number in self.waiting:
                    self.attributions[number] = self.attributions[number]._replace(
                        source_start=said.source_start,
                        source_end=said.source_end,
                        speaker_actor_id=said.speaker_actor_id,
                        speaker_kind=said.speaker_kind,
                        rule_id="direct.paragraphs",
                    )
        left_open = bool(quotes) and not quotes[-1].closed
        last = len(self.attributions) - 1
        waits = left_open and last >= first and self.attributions[last].cue_start is None
        self.waiting = [*(self.waiting if waits else []), last] if waits else []
