"""Documents cut into segments, each with its language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain

from tasks.language.foreign import segment_languages
from tasks.language.rules import LanguageRules, SegmentRules
from tasks.language.sentences import sentence_ends
from warehouse.records import Block, Cleaned, Segment

_CUT_KINDS = frozenset({"body"})  # blocks of every other kind are one segment each
Span = tuple[Block, int, int]
_segment = partial(tuple.__new__, Segment)  # a third of the cost of calling the class


def segment(
    cleaned: Sequence[Cleaned], languages: Sequence[tuple[str, float]], rules: SegmentRules
) -> list[list[Segment]]:
    """Segments of each document, in order; `languages` are the documents' own, as `detect` gives them.

    Segments begin and end with characters that are not white space, never overlap, and hold every such character of
    the document's blocks. A segment has its document's language unless it clearly is in another.
    """
    cut = [_cut(document, rules.of(language)) for document, (language, _) in zip(cleaned, languages, strict=True)]
    labels = segment_languages([texts for _, texts in cut], languages)
    return [
        [
            _segment((document.doc_id, number, block.paragraph_no, block.kind, start, end, language, chance))
            for number, ((block, start, end), (language, chance)) in enumerate(zip(spans, named, strict=True))
        ]
        for document, (spans, _), named in zip(cleaned, cut, labels, strict=True)
    ]


def _cut(document: Cleaned, rules: LanguageRules) -> tuple[list[Span], list[str]]:
    """Where the segments of a document stand, and their texts."""
    text = document.text
    spans: list[Span] = []
    texts: list[str] = []
    for block in document.blocks:
        start = block.start
        for end in _ends(text, block, rules) if block.kind in _CUT_KINDS else (block.end,):
            piece = text[start:end].lstrip()
            if piece:
                texts.append(piece.rstrip())
                spans.append((block, end - len(piece), end - len(piece) + len(texts[-1])))
            start = end
    return spans, texts


def _ends(text: str, block: Block, rules: LanguageRules) -> Iterator[int]:
    """Ends of a block's sentences and lines."""
    if text.find("\n", block.start, block.end) < 0:
        return chain(sentence_ends(text, block.start, block.end, rules), (block.end,))
    return _ends_in_lines(text, block, rules)


def _ends_in_lines(text: str, block: Block, rules: LanguageRules) -> Iterator[int]:
    """The same where a block has several lines."""
    start = block.start
    for line in text[block.start : block.end].split("\n"):
        end = start + len(line)
        yield from sentence_ends(text, start, end, rules)
        yield end
        start = end + 1
