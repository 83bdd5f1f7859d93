"""One document as linking reads it: folded text, its segments, and what stands beside a span."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from tasks.actors.characters import fold
from tasks.actors.evidence import EvidenceWords
from warehouse.records import Document, Segment

NEXT_WORD: Final = re.compile(r" ([^\s()\[\]\"“”„«»,;:!?—–]+)")
PUNCTUATION: Final = re.compile(r"[\s()\[\]\"“”„«»,;:!?—–]")
LOOK_BACK: Final = 48
SENTENCE_MARKS: Final = (".", ".”", '."', ".'")
SENTENCE_END: Final = frozenset(".!?:;\"“”»)—–\n'")


class Passage:
    """A document's text and segments, with look-arounds that stay inside a segment."""

    def __init__(self, document: Document, segments: Sequence[Segment]) -> None:
        self.document = document
        self.text = fold(document.text)
        self.segments = segments
        self._evidence: frozenset[str] | None = None
        self._title_case: dict[int, bool] = {}

    def evidence(self, words: EvidenceWords) -> frozenset[str]:
        """The words of context rules anywhere in the text, found once."""
        if self._evidence is None:
            self._evidence = words.find(self.text)
        return self._evidence

    def segment_at(self, position: int) -> Segment:
        """The last segment that begins at a position or before it."""
        return next((one for one in reversed(self.segments) if one.start <= position), self.segments[0])

    def language(self, segment: Segment) -> str:
        """The language to read a segment in: its own, else the document's, else English."""
        if segment.language != "und":
            return segment.language
        return "en" if self.document.language == "und" else self.document.language

    def before(self, start: int, segment: Segment) -> str:
        """Up to 48 characters before a span, inside its segment."""
        return self.text[max(segment.start, start - LOOK_BACK) : start]

    def previous_word(self, start: int, segment: Segment) -> str:
        """The word before a span, where only one space parts them; else an empty string."""
        text, left, first = self.text, start - 1, segment.start
        if left < first or text[left] != " ":
            return ""
        if left - first >= LOOK_BACK:
            first = start - LOOK_BACK
        word = text[text.rfind(" ", first, left) + 1 or first : left]
        return word if word.isalnum() else _after_punctuation(word)

    def next_word(self, end: int) -> str:
        """The word after a span, where only one space parts them; else an empty string."""
        if self.text[end : end + 1] != " ":
            return ""
        match = NEXT_WORD.match(self.text, end)
        return match[1] if match else ""

    def capital_follows(self, end: int) -> bool:
        """Whether a capitalised word stands after a span, where only one space parts them."""
        return self.text[end : end + 1] == " " and self.text[end + 1 : end + 2].isupper()

    def opens_sentence(self, start: int, segment: Segment) -> bool:
        """Whether a word that starts here is the first of a sentence."""
        left = self.text[segment.start : start].rstrip(" ")
        return not left or left[-1] in SENTENCE_END

    def title_case(self, segment: Segment) -> bool:
        """Whether a segment is a headline with capitalised words, where capitals say little."""
        known = self._title_case.get(segment.start)
        if known is None:
            closed = self.text.endswith(SENTENCE_MARKS, segment.start, segment.end)
            words = (
                [] if closed else [word for word in self.text[segment.start : segment.end].split() if word[0].isalpha()]
            )
            capital = sum(word[0].isupper() for word in words)
            known = len(words) > 3 and capital >= 0.6 * len(words)
            self._title_case[segment.start] = known
        return known


@lru_cache(maxsize=8192)
def _after_punctuation(word: str) -> str:
    """The end of a token from its last punctuation mark on; empty where it ends with one."""
    return PUNCTUATION.split(word)[-1]
