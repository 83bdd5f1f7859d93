"""One document as linking reads it: folded text, its segments, and what stands beside a span."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tasks.actors.characters import (
    ASCII,
    FIRST_CAPITAL,
    FIRST_SMALL,
    LAST_CAPITAL,
    LAST_SMALL,
    SPACE,
    STOP,
    capital_at,
    fold,
    stands_at,
)
from tasks.actors.evidence import Evidence
from warehouse.records import Document, Segment

LIMIT: Final = 0x3001  # no space or mark stands beyond
_ENDS: Final = bytes(chr(code).isspace() or chr(code) in '()[]"“”„«»,;:!?—–' for code in range(LIMIT))
LOOK_BACK: Final = 48
QUOTED_STOPS: Final = (".”", '."', ".'")
SENTENCE_END: Final = frozenset(".!?:;\"“”»)—–\n'")


class Passage:
    """A document's text and segments, with look-arounds that stay inside a segment."""

    def __init__(self, document: Document, segments: Sequence[Segment]) -> None:
        self.document = document
        self.text = fold(document.text)
        self.segments = list(segments)
        self._points: dict[str, int] = {}
        self._title_case: dict[int, bool] = {}

    def points(self, actor_id: str, evidence: Evidence) -> int:
        """What the text says for and against an actor, found once."""
        known = self._points.get(actor_id)
        if known is None:
            known = self._points[actor_id] = evidence.points(self.text.encode())
        return known

    def segment_at(self, position: int) -> Segment:
        """The last segment that begins at a position or before it."""
        segments = self.segments
        low, high = 1, len(segments)
        while low < high:
            middle = (low + high) >> 1
            if segments[middle].start <= position:
                low = middle + 1
            else:
                high = middle
        return segments[low - 1]

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
        at = self._opening(start, segment)
        return self.text[at : start - 1] if at >= 0 else ""

    def previous_capital(self, start: int, segment: Segment) -> str:
        """The same where the word begins with a capital; else an empty string."""
        at = self._opening(start, segment)
        return self.text[at : start - 1] if at >= 0 and capital_at(self.text, at) else ""

    def _opening(self, start: int, segment: Segment) -> int:
        """Where the word before a span begins; -1 where more than a space parts them."""
        text, left = self.text, start - 1
        first = max(segment.start, start - LOOK_BACK)
        if left < first or not stands_at(text, left, SPACE):
            return -1
        at = left
        while at > first and not _ends_word(text, at - 1):
            at -= 1
        return at

    def next_word(self, end: int) -> str:
        """The word after a span, where only one space parts them; else an empty string."""
        text = self.text
        if not stands_at(text, end, SPACE):
            return ""
        at = end + 1
        while at < len(text) and not _ends_word(text, at):
            at += 1
        return text[end + 1 : at]

    def capital_follows(self, end: int) -> bool:
        """Whether a capitalised word stands after a span, where only one space parts them."""
        return stands_at(self.text, end, SPACE) and capital_at(self.text, end + 1)

    def opens_sentence(self, start: int, segment: Segment) -> bool:
        """Whether a word that starts here is the first of a sentence."""
        text, at = self.text, start
        while at > segment.start and stands_at(text, at - 1, SPACE):
            at -= 1
        return at <= segment.start or text[at - 1] in SENTENCE_END

    def title_case(self, segment: Segment) -> bool:
        """Whether a segment is a headline with capitalised words, where capitals say little."""
        known = self._title_case.get(segment.start)
        if known is None:
            known = self._title_case[segment.start] = self._is_title_case(segment.start, segment.end)
        return known

    def _is_title_case(self, start: int, end: int) -> bool:
        if stands_at(self.text, end - 1, STOP) or self.text.endswith(QUOTED_STOPS, start, end):
            return False
        words = capital = small = 0
        all_words = self.text[start:end].split()
        for word in all_words:
            code = ord(word[0])
            if FIRST_SMALL <= code <= LAST_SMALL:
                small += 1
                if 5 * small > 2 * len(all_words):
                    return False
            elif FIRST_CAPITAL <= code <= LAST_CAPITAL:
                words += 1
                capital += 1
            elif code >= ASCII and word[0].isalpha():
                words += 1
                capital += word[0].isupper()
        words += small
        return words > 3 and capital >= 0.6 * words


def _ends_word(text: str, at: int) -> bool:
    """Whether a space or a mark stands at a place."""
    code = ord(text[at])
    return code < LIMIT and _ENDS[code] != 0
