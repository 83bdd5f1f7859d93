"""Documents cut into segments, each with its language."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import chain, pairwise, repeat

from tasks.language.cutting import Cut, cut_all
from tasks.language.detection import Trigrams, read_trigrams
from tasks.language.foreign import Labels, segment_languages
from tasks.language.rules import SegmentRules
from warehouse.records import Cleaned, Segment

_segment = partial(tuple.__new__, Segment)  # a third of the cost of calling the class


def segment(
    cleaned: Sequence[Cleaned],
    languages: Sequence[tuple[str, float]],
    rules: SegmentRules,
    trigrams: Sequence[Trigrams] | None = None,
) -> list[list[Segment]]:
    """Segments of each document, in order.

    `languages` and `trigrams` are the documents' own, as `detect_and_read` gives them; without trigrams it reads anew.
    Segments begin and end with characters that are not white space, never overlap, and hold every such character of
    the document's blocks. A segment has its document's language unless it clearly is in another.
    """
    cuts = cut_all(cleaned, [language for language, _ in languages], rules)
    read = read_trigrams([document.text for document in cleaned]) if trigrams is None else trigrams
    found: list[list[Segment]] = [[] for _ in cleaned]
    for cut, named in zip(cuts, segment_languages(cuts, cleaned, languages, read), strict=True):
        segments = _segments(cut, [cleaned[number].doc_id for number in cut.documents], named)
        for number, (start, end) in zip(cut.documents, pairwise(cut.bounds), strict=True):
            found[number] = segments[start:end]
    return found


def _segments(cut: Cut, doc_ids: Sequence[str], named: Labels) -> list[Segment]:
    """The segments of some documents as rows."""
    counts = [end - start for start, end in pairwise(cut.bounds)]
    ids = chain.from_iterable(map(repeat, doc_ids, counts))
    numbers = chain.from_iterable(map(range, counts))
    places = cut.paragraphs, cut.kinds, cut.starts.tolist(), cut.ends.tolist()
    return list(map(_segment, zip(ids, numbers, *places, *named, strict=True)))
