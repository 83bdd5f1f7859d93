"""Read one document paragraph by paragraph and collect its statements."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final, final

from mypy_extensions import mypyc_attr

from tasks.attribution.anaphora import Discourse
from tasks.attribution.cues import find_statements
from tasks.attribution.gate import any_between
from tasks.attribution.inside import told_inside
from tasks.attribution.joining import announces, joined
from tasks.attribution.lexicon import AttributionLexicon, Language
from tasks.attribution.openings import main_subject
from tasks.attribution.quotes import Marks, Quote, find_quotes, nested_quotes
from tasks.attribution.relay import channel, via_outlet
from tasks.attribution.rows import Row
from tasks.attribution.scan import TITLES, Found, Scan
from tasks.attribution.sentences import TERMINAL, Part, sentences_of
from tasks.attribution.sources import source_after
from tasks.attribution.speakers import Speaker
from tasks.attribution.tokens import Sentence, opening_word, tokenize
from tasks.attribution.wordclass import COMPLEMENTIZER, COORDINATOR, CUE, FINITE, SOURCE_NOUN, WORD
from warehouse.records import Attribution, Document, Mention, Segment

_SCARE_WORDS: Final = 4
_NEAR: Final = 300  # characters of cue, source and asides between two parts of one quotation
_SPOKEN: Final = re.compile(r"\W*\w+(?:\W+\w+){7}")  # eight words
_ENDS: Final = TERMINAL | {","}
_NESTED: Final = 0.8  # what a quotation inside a quotation keeps of its rule's confidence


@mypyc_attr(acyclic=True)
@final
class Reader:
    """The statements of one document, in the order of reading."""

    def __init__(
        self,
        document: Document,
        segments: Sequence[Segment],
        mentions: Sequence[Mention],
        lexicon: AttributionLexicon,
        language: Language,
        triggers: list[int],
    ) -> None:
        """Start before the first paragraph; lists are those of the whole document, `triggers` what its gate finds."""
        self.text = document.text
        self.segments = segments
        self.starts = [segment.start for segment in segments]
        self.language = language
        year = document.published_on.year if document.published_on else None
        self.discourse = Discourse(mentions, segments, self.starts, lexicon, year)
        self.doc_id = document.doc_id
        self.lexicon = lexicon
        self.rows: list[Row] = []
        self.left_open: Row | None = None  # its quotation was open at the end of the paragraph before
        self.held: Part | None = None  # a sentence that ends in a colon: what it announces may open the next paragraph
        self.begins = 0  # where the paragraph at hand begins
        self.marks = Marks(document.text)
        self.triggers = triggers

    def finish(self) -> list[Attribution]:
        """All rows in text order, numbered, each in the segment where its content begins."""
        self._release()
        places = [(row.content_start, row.content_end, number) for number, row in enumerate(self.rows)]
        places.sort()
        rows: list[Attribution] = []
        inside = 0
        for number, (start, _, at) in enumerate(places):
            while inside + 1 < len(self.starts) and self.starts[inside + 1] <= start:
                inside += 1
            rows.append(self.rows[at].finished(self.doc_id, number, self.segments[inside].segment_no))
        return rows

    def read(self, paragraph: list[Segment]) -> None:
        """Find the statements of one paragraph."""
        start, end = paragraph[0].start, paragraph[-1].end
        quotes: list[Quote] = []
        if self.marks.between(start, end):
            quotes = find_quotes(self.text, start, end, [segment.start for segment in paragraph], self.marks)
            self.discourse.quoted += [(quote.start, quote.end) for quote in quotes]
        sentences = sentences_of(self.text, paragraph, quotes)
        if self.held and not announces(self.held, sentences[0], self.triggers):
            self._release()
        first, self.begins = len(self.rows), start
        if quotes or self.held:
            sentences = joined(self.text, self.held, sentences, self.triggers, self.language)
        last = sentences[-1]
        waits = last[1] == end and self.text[end - 1] == ":" and last[2].kind not in TITLES
        self.held = sentences.pop() if waits else None
        for begin, stop, segment, inside in sentences:
            self._sentence(begin, stop, segment, inside, first)
        if quotes or self.left_open:
            self._go_on(first, quotes)

    def _sentence(self, start: int, end: int, segment: Segment, inside: list[Quote], first: int) -> None:
        """Find the statements of a sentence; `first` is the number of its paragraph's first row."""
        if self._can_hold(start, end, segment, inside):
            self._statements(tokenize(self.text, start, end, segment, inside, self.language), first)

    def _release(self) -> None:
        """Read a sentence that announced nothing by itself."""
        held, self.held = self.held, None
        if held:
            self._sentence(held[0], held[1], held[2], held[3], len(self.rows))

    def _can_hold(self, start: int, end: int, segment: Segment, inside: list[Quote]) -> bool:
        """Whether a sentence holds a word that can be a cue, a quotation that can be speech, or a headline's colon."""
        if any_between(self.triggers, start, end):
            return True
        for quote in inside:
            if quote.start == start or self._is_speech(quote):
                return True
        return segment.kind in TITLES and ":" in self.text[start:end]

    def _statements(self, sentence: Sentence, first: int) -> None:
        """Record the statements of a sentence, then its quotations that no cue introduced, then nested ones."""
        scan = find_statements(sentence, self.language)
        if not scan.found and not sentence.quotes:
            return
        if sentence.kind in TITLES:
            scan.found = [
                found for found in scan.found if found.rule != "headline.colon" or self._speaks(sentence, found)
            ]
        speakers = [
            self.discourse.speaker(sentence, found.source, self.language, found.addressee) for found in scan.found
        ]
        for number, found in enumerate(scan.found):
            self._add(sentence, found, speakers[number], channel(sentence, found, self.language))
        for at in sentence.quotes:
            if at not in scan.quoted:
                self._uncued(sentence, scan, speakers, at, first)
        for quote in sentence.quotes.values():
            if self.marks.nested(quote):
                self._nested(sentence, quote)

    def _add(self, sentence: Sentence, found: Found, speaker: Speaker, through: str | None = None) -> None:
        """Keep a statement of a sentence as a row; `through` is its channel."""
        via = via_outlet(sentence, found, self.discourse.index, self.language, self.lexicon)
        self.rows.append(Row(sentence, found, speaker, self.language, via, through))

    def _speaks(self, sentence: Sentence, found: Found) -> bool:
        """Whether a headline's part before the colon ends with who speaks: `Minister: ...`, not `Opinion: ...`."""
        if found.source is None:
            return False
        last = found.source.last
        named = self.discourse.index.inside(sentence.start_of(found.source.first), sentence.end_of(last))
        known = any(mention.end == sentence.end_of(last) and mention.kind != "place" for mention in named)
        return known or bool(sentence.tokens[last].bits & SOURCE_NOUN)

    def _uncued(self, sentence: Sentence, scan: Scan, speakers: list[Speaker], at: int, first: int) -> None:
        """A quotation without a cue goes on the one before, or has the latest speaker; scare quotes are dropped."""
        quote = sentence.quotes[at]
        if self.language.told_inside and self._told_inside(sentence, at):
            return
        alone = not any(token.bits & WORD for token in sentence.tokens)
        if (
            (alone and (self._reopened(quote) or self._joined(quote, first)))
            or sentence.kind == "title"
            or not self._is_speech(quote)
        ):
            return
        lent = self._lent_source(sentence, scan, speakers, at)
        if lent is None:
            first = at if alone else self._opening(sentence, at)
            if (not self.discourse.history and quote.closed) or first < 0:
                return
            rule, confidence = ("direct.continued", 0.6) if alone else ("direct.uncued", 0.4)
            speaker = self._latest(sentence.segment.paragraph_no - alone)
            if first < at and speaker.kind == "unknown":
                return  # the author's own sentence, as far as can be told
            speaker.paragraph_no = sentence.segment.paragraph_no
            lent = speaker, Found(None, None, (first, at), rule, confidence)
        self._add(sentence, lent[1], lent[0])

    def _told_inside(self, outer: Sentence, at: int) -> bool:
        """A cue with its speaker between the parts of a quotation, inside its marks: `«..., — said Lee. — ...»`."""
        quote, language = outer.quotes[at], self.language
        if not any_between(self.triggers, quote.inner_start, quote.inner_end):
            return False
        sentence = tokenize(self.text, quote.inner_start, quote.inner_end, outer.segment, [], language)
        found = told_inside(sentence, language)
        if found is None:
            return False
        self._add(sentence, found, self.discourse.speaker(sentence, found.source, language))
        self.rows[-1].mode = "direct"
        return True

    def _latest(self, paragraph_no: int) -> Speaker:
        """The latest speaker, if in this paragraph or a later one."""
        history = self.discourse.history
        return history[-1] if history and history[-1].paragraph_no >= paragraph_no else Speaker(None, "unknown")

    def _joined(self, quote: Quote, first: int) -> bool:
        """Lengthen the paragraph's last direct quotation where only its cue and source stand between."""
        for number in range(len(self.rows) - 1, first - 1, -1):
            previous = self.rows[number]
            if previous.mode == "direct":
                between = quote.start - previous.content_end
                sentences = bisect_right(self.starts, quote.start) - bisect_right(self.starts, previous.content_end)
                if not 0 <= between <= _NEAR or sentences > 1:
                    return False
                previous.content_end = quote.inner_end
                return True
        return False

    def _is_speech(self, quote: Quote) -> bool:
        """Whether a quotation can be speech by itself: four words or more, and no title of a work."""
        text, at, end = self.text, quote.inner_start, quote.inner_end
        words, long, plain = 0, False, False
        while at < end:
            first = at
            while at < end and (text[at].isalnum() or text[at] == "_"):
                at += 1
            words += at > first
            if at - first > _SCARE_WORDS:
                long = True
                plain = plain or not text[first].isupper()
            if plain and words >= _SCARE_WORDS:
                return True
            at += 1
        return words >= _SCARE_WORDS and not long

    def _opening(self, sentence: Sentence, at: int) -> int:
        """Where the content of a quotation without a cue begins in somebody's sentence; -1 where it is none by itself.

        From a capital to a full stop it stands by itself; a long one in lower case goes on the words before it.
        """
        quote = sentence.quotes[at]
        if self.text[quote.inner_start].isupper():
            before = sentence.tokens[at - 1].bits if at else 0
            label = before & WORD and not before & (CUE | FINITE | COMPLEMENTIZER)  # "the chant “Let us in!”"
            return at if self.text[quote.inner_end - 1] in _ENDS and not label else -1
        first = opening_word(sentence, at)
        return first if first < at and _SPOKEN.match(self.text, quote.inner_start, quote.inner_end) else -1

    def _lent_source(
        self, sentence: Sentence, scan: Scan, speakers: list[Speaker], at: int
    ) -> tuple[Speaker, Found] | None:
        """The source of a second quotation of one cue (`said "..." and "..."`), or of the clause before a colon."""
        for number in range(len(scan.found) - 1, -1, -1):
            found, speaker = scan.found[number], speakers[number]
            after = bool(found.cue and found.cue[1] < found.content[0])
            if after and found.source and sentence.tokens[at - 1].bits & COORDINATOR and found.content[1] == at - 2:
                lent = Found(found.source, found.cue, (at, at), "direct.coordinated", 0.6, found.addressee, found.relay)
                return speaker, lent
        if at > 2 and sentence.tokens[at - 1].low == "," and sentence.tokens[0].low in self.language.quoted_only:
            named = source_after(sentence, self.language, 1, at)
            if named and named.last == at - 2:
                speaker = self.discourse.speaker(sentence, named, self.language)
                return speaker, Found(named, (0, 0), (at, at), "direct.preposition", 0.7)
        if at > 1 and sentence.tokens[at - 1].low == ":":
            source = main_subject(sentence, self.language, 0, at - 1)
            if source:
                speaker = self.discourse.speaker(sentence, source, self.language)
                return speaker, Found(source, None, (at, at), "direct.colon", 0.7)
        return None

    def _nested(self, outer: Sentence, quote: Quote) -> None:
        """Statements inside a quotation that quote somebody in turn: `"He told me: 'No,'" she said`."""
        inner = nested_quotes(self.text, quote)
        if not inner:
            return
        sentence = tokenize(self.text, quote.inner_start, quote.inner_end, outer.segment, inner, self.language)
        for found in find_statements(sentence, self.language).found:
            if found.content[0] in sentence.quotes:
                speaker = self.discourse.speaker(sentence, found.source, self.language)
                if speaker.kind == "unknown":
                    continue
                found.rule = "nested." + found.rule
                found.confidence = round(found.confidence * _NESTED, 3)
                self._add(sentence, found, speaker)

    def _reopened(self, quote: Quote) -> bool:
        """Lengthen a quotation that the paragraph before left open: opened again here, it goes on."""
        if self.left_open is None or quote.start != self.begins:
            return False
        self.left_open.content_end = quote.inner_end
        return True

    def _go_on(self, first: int, quotes: list[Quote]) -> None:
        """A quotation left open at a paragraph's end goes on in the next, where its cue may stand: one statement."""
        before = self.left_open
        self.left_open = None
        if not quotes:
            return
        if before and before.cue_start is None and quotes[0].start == self.begins:
            said = next((row for row in self.rows[first:] if row.content_start == quotes[0].inner_start), None)
            if said is not None and said.mode == "direct":
                said.content_start = before.content_start
                self.rows.remove(before)
                first -= 1
        if not quotes[-1].closed:
            rows = [*self.rows[first:], *([before] if before else [])]
            self.left_open = next((row for row in rows if row.content_end == quotes[-1].inner_end), None)
