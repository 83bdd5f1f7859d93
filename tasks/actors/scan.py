"""Find written forms in a document: token boundaries, segments, language, capitals."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter
from typing import Final, NamedTuple

from mypy_extensions import mypyc_attr

from tasks.actors.characters import FIRST_SMALL, LAST_SMALL, is_token
from tasks.actors.finder import ALL, OFFICE
from tasks.actors.forms import ANY, Choice, Form
from tasks.actors.gazetteer import Gazetteer
from tasks.actors.passage import Passage
from warehouse.records import Segment

SILENT: Final = "boilerplate"


@mypyc_attr(acyclic=True)
class Hit:
    """One written form in the text, not yet resolved; no tuple, as compiled code reads a class's attributes faster."""

    __slots__ = ("capitals", "choice", "end", "form", "segment", "start")

    def __init__(self, start: int, end: int, form: Form, choice: Choice, segment: Segment, capitals: bool) -> None:
        self.start = start
        self.end = end
        self.form = form
        self.choice = choice
        self.segment = segment
        self.capitals = capitals


class Scanned(NamedTuple):
    """The forms of a document, and the spans of words for offices."""

    hits: list[Hit]
    offices: list[tuple[int, int]]


def scan(passage: Passage, gazetteer: Gazetteer) -> Scanned:
    """All forms in segments that are not boilerplate, in text order, longest first, none overlapping."""
    segments = read_segments(passage)
    offices: list[tuple[int, int]] = []
    if not segments:
        return Scanned([], offices)
    hits = _mixed(passage, gazetteer, segments, offices)
    return Scanned(_with_capitals(hits, passage, gazetteer, segments), offices)


def read_segments(passage: Passage) -> list[Segment]:
    """The segments that are no boilerplate."""
    return [segment for segment in passage.segments if segment.kind != SILENT]


def _with_capitals(hits: list[Hit], passage: Passage, gazetteer: Gazetteer, segments: list[Segment]) -> list[Hit]:
    """The hits, those in text all in capitals read as such."""
    raised = [one for one in segments if _opens_in_capitals(passage.text, one)]
    if not raised:
        return hits
    loud = {segment.start for segment in raised if passage.text[segment.start : segment.end].isupper()}
    extra = list(_capital(passage, gazetteer, raised, loud))
    if loud:
        hits = [hit for hit in hits if hit.segment.start not in loud]
    if not extra:
        return hits
    taken = {position for hit in extra for position in range(hit.start, hit.end)}
    kept = [hit for hit in hits if hit.start not in taken and hit.end - 1 not in taken]
    return sorted([*extra, *kept], key=attrgetter("start"))


def _opens_in_capitals(text: str, segment: Segment) -> bool:
    second = segment.start + 1
    if second < len(text) and (FIRST_SMALL <= ord(text[second]) <= LAST_SMALL or text[second].islower()):
        return False
    head = text[segment.start : min(segment.start + 3, segment.end)]
    return head == head.upper()


def _mixed(
    passage: Passage, gazetteer: Gazetteer, segments: list[Segment], offices: list[tuple[int, int]]
) -> list[Hit]:
    """Hits of forms as written; spans of words for offices go to `offices`."""
    text = passage.text
    automata = gazetteer.finder.automata(_language(passage))
    forms = automata.forms
    hits: list[Hit] = []
    number = taken = 0
    segment = segments[0]
    first, last = segment.start, segment.end
    for index, start, end in automata.find(text):
        if start < taken:
            continue
        taken = end
        form = forms[index]
        if form is None:
            continue
        if form is OFFICE:
            offices.append((start, end))
            continue
        while end > last:
            number += 1
            if number == len(segments):
                return hits
            segment = segments[number]
            first, last = segment.start, segment.end
        if start < first:
            continue
        if not (form.spaceless or is_token(text, start, end)):
            continue
        choice = form.sole or _choice(form, passage, segment)
        if choice is not None:
            hits.append(Hit(start, end, form, choice, segment, False))
    return hits


def _language(passage: Passage) -> str:
    """The one language that a document and all its segments are in; `ALL` where they differ."""
    language = passage.document.language
    if language == "und":
        return ALL
    for segment in passage.segments:
        if segment.language not in (language, "und"):
            return ALL
    return language


def _capital(passage: Passage, gazetteer: Gazetteer, segments: list[Segment], loud: set[int]) -> Iterator[Hit]:
    """Hits in segments all in capitals, and in a dateline that opens a segment."""
    for segment in segments:
        if segment.start in loud:
            span = (segment.start, segment.end)
        else:
            match = gazetteer.patterns.capital_dateline.match(passage.text, segment.start)
            if match is None:
                continue
            span = match.span()
        yield from _capital_span(passage, gazetteer, segment, span)


def _capital_span(passage: Passage, gazetteer: Gazetteer, segment: Segment, span: tuple[int, int]) -> Iterator[Hit]:
    offset = span[0]
    for index, start, end in gazetteer.capitals.find_matches_as_indexes(passage.text[offset : span[1]]):
        form = gazetteer.capital_forms[index]
        if is_token(passage.text, offset + start, offset + end):
            choice = form.sole or _choice(form, passage, segment)
            if choice is not None:
                yield Hit(offset + start, offset + end, form, choice, segment, True)


def _choice(form: Form, passage: Passage, segment: Segment) -> Choice | None:
    """What a form means in its segment; a short segment's language is less sure than the document's."""
    choices = form.choices
    return choices.get(passage.language(segment)) or choices.get(ANY) or choices.get(passage.document.language)
