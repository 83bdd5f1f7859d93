"""Documents cut into segments, each with its language."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from tasks.language.cutting import cut_all
from tasks.language.detection import Trigrams, read_trigrams
from tasks.language.foreign import segment_languages
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
    labels = segment_languages(cuts, languages, read)
    return [
        [
            _segment((document.doc_id, number, *place, *label))
            for number, (place, label) in enumerate(zip(cut.places, named, strict=True))
        ]
        for document, cut, named in zip(cleaned, cuts, labels, strict=True)
    ]
