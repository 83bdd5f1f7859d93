"""Documents cut into segments, each with its language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tasks.language.foreign import segment_languages
from tasks.language.rules import LanguageRules, SegmentRules
from tasks.language.sentences import sentence_ends
from warehouse.records import Block, Cleaned, Segment

_CUT_KINDS = frozenset({"body"})  # blocks of every other kind are one segment each
Span = tuple[Block, int, int]


def segment(
    cleaned: Sequence[Cleaned], languages: Sequence[tuple[str, float]], rules: SegmentRules
) -> list[list[Segment]]:
    """Segments of each document, in order; `languages` are the documents' own, as `detect` gives them.

    Segments begin and end with characters that are not white space, never overlap, and hold every such character of
    the document's blocks. A segment has its document's language unless it clearly is in another.
    """
    spans = [
        list(_spans(document, rules.of(language))) for document, (language, _) in zip(cleaned, languages, strict=True)
    ]
    texts = [
        [document.text[start:end] for _, start, end in found] for document, found in zip(cleaned, spans, strict=True)
    ]
    labels = segment_languages(texts, languages)
    return [
        [
            Segment(document.doc_id, number, block.paragraph_no, block.kind, start, end, language, chance)
            for number, ((block, start, end), (language, chance)) in enumerate(zip(found, named, strict=True))
        ]
        for document, found, named in zip(cleaned, spans, labels, strict=True)
    ]


def _spans(document: Cleaned, rules: LanguageRules) -> Iterator[Span]:
    text = document.text
    for block in document.blocks:
        pieces = _cut(text, block, rules) if block.kind in _CUT_KINDS else [(block.start, block.end)]
        for start, end in pieces:
            piece = text[start:end].lstrip()
            if piece:
                yield block, end - len(piece), end - len(piece) + len(piece.rstrip())


def _cut(text: str, block: Block, rules: LanguageRules) -> Iterator[tuple[int, int]]:
    """Stretches of a block between newlines and ends of sentences."""
    start = block.start
    while start < block.end:
        newline = text.find("\n", start, block.end)
        line_end = block.end if newline < 0 else newline
        for end in sentence_ends(text, start, line_end, rules):
            yield start, end
            start = end
        yield start, line_end
        start = line_end + 1
