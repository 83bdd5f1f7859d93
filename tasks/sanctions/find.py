"""Find the sanctions claims of a batch of documents."""

from __future__ import annotations

from collections.abc import Sequence

from tasks.sanctions.compiling import Lexicon, SanctionsGrammar
from tasks.sanctions.rows import rows_of
from tasks.sanctions.sentence import tag
from tasks.sanctions.tokens import tokenize
from warehouse.records import Attribution, Document, Mention, SanctionsMention, Segment

_SKIPPED_KINDS = frozenset({"boilerplate", "byline", "dateline"})


def find_sanctions(
    documents: Sequence[Document],
    segments: Sequence[Sequence[Segment]],
    mentions: Sequence[Sequence[Mention]],
    attributions: Sequence[Sequence[Attribution]],
    grammar: SanctionsGrammar,
) -> list[list[SanctionsMention]]:
    """Every sanctions claim, per document, in order of position; the four lists are parallel by document."""
    return [
        _of_document(document, parts, named, said, grammar)
        for document, parts, named, said in zip(documents, segments, mentions, attributions, strict=True)
    ]


def _of_document(
    document: Document,
    segments: Sequence[Segment],
    mentions: Sequence[Mention],
    attributions: Sequence[Attribution],
    grammar: SanctionsGrammar,
) -> list[SanctionsMention]:
    lowered = document.text.lower()
    if not any(stem in lowered for lexicon in _lexicons(document, segments, grammar) for stem in lexicon.source.stems):
        return []
    if len(lowered) != len(document.text):  # some letters grow when lowered; positions must stay
        lowered = "".join(character.lower()[0] for character in document.text)
    by_segment: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_segment.setdefault(mention.segment_no, []).append(mention)
    found: list[SanctionsMention] = []
    for segment in segments:
        if segment.kind in _SKIPPED_KINDS:
            continue
        lexicon = _lexicon_for(segment, document, lowered[segment.start : segment.end], grammar)
        if lexicon is not None:
            tokens = tokenize(document.text, segment.start, segment.end, by_segment.get(segment.segment_no, ()))
            sentence = tag(tokens, lexicon)
            found += rows_of(document, segment, sentence, attributions, grammar, found)
    return found


def _lexicons(document: Document, segments: Sequence[Segment], grammar: SanctionsGrammar) -> list[Lexicon]:
    """The lexicons of every language that the document or one of its sentences is in."""
    languages = {document.language, *(segment.language for segment in segments)}
    known = {language.partition("-")[0] for language in languages}
    return [lexicon for language, lexicon in grammar.lexicons.items() if language in known]


def _lexicon_for(segment: Segment, document: Document, lowered: str, grammar: SanctionsGrammar) -> Lexicon | None:
    """The lexicon of the sentence's language, else of the document's, if one of its stems stands in the sentence."""
    for language in dict.fromkeys(code.partition("-")[0] for code in (segment.language, document.language)):
        lexicon = grammar.lexicons.get(language)
        if lexicon is not None and any(stem in lowered for stem in lexicon.source.stems):
            return lexicon
    return None
