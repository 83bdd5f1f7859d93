"""Find the sanctions claims of a batch of documents."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from tasks.sanctions.anaphora import stand_ins
from tasks.sanctions.compiling import Lexicon, SanctionsGrammar
from tasks.sanctions.rows import rows_of
from tasks.sanctions.sentence import Sentence, tag
from tasks.sanctions.tokens import tokenize
from warehouse.records import Attribution, Document, Mention, SanctionsMention, Segment

_STATES = frozenset({"country", "organization", "group", "person", "place"})
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
    candidates = _candidates(document, segments, grammar)
    if not candidates:
        return []
    by_segment: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_segment.setdefault(mention.segment_no, []).append(mention)
    foreign = any(grammar.kinds.get(mention.actor_id) in _STATES for mention in mentions)
    found: list[SanctionsMention] = []
    for position, lexicon in sorted(candidates.items()):
        segment = segments[position]
        named = stand_ins(document, segments, position, by_segment, grammar, lexicon)
        named = [one for one in named if not _is_measure(document.text, one, lexicon)]
        sentence = tag(tokenize(document.text, segment.start, segment.end, named), lexicon)
        _note_actors(sentence, grammar)
        if "trigger" in sentence.cover:
            found += rows_of(document, segment, sentence, attributions, grammar, found, foreign=foreign)
    return found


def _note_actors(sentence: Sentence, grammar: SanctionsGrammar) -> None:
    """Note which actors are persons, and which only name a place: a capital does so behind a preposition."""
    for position, token in enumerate(sentence.tokens):
        if token.actor_id is None:
            continue
        if grammar.kinds.get(token.actor_id) == "person":
            sentence.persons.add(position)
        local = sentence.is_a(position - 1, "blocking_prepositions", "linking_prepositions", "with_prepositions")
        if token.kind == "place" and (local or token.actor_id not in grammar.seats):
            sentence.places.add(position)


def _is_measure(text: str, mention: Mention, lexicon: Lexicon) -> bool:
    """Whether a name is no actor but a measure: "SWIFT" in "out of SWIFT", "from the SWIFT system"."""
    first = mention.surface.partition(" ")[0].lower()
    if first not in lexicon.source.not_actors:
        return False
    before = text[max(0, mention.start - 12) : mention.start].lower().split()
    words = lexicon.source.words
    while before and before[-1] in words.determiners:
        before.pop()
    return bool(before) and before[-1] in words.with_prepositions


def _candidates(document: Document, segments: Sequence[Segment], grammar: SanctionsGrammar) -> dict[int, Lexicon]:
    """Positions of the segments that hold a stem of their language, or of the document's, with that lexicon.

    One search for all stems over the whole text comes first: most documents end here.
    """
    main = document.language.partition("-")[0]
    languages = {main, *(segment.language.partition("-")[0] for segment in segments)}
    lowered = document.text.lower()
    if len(lowered) != len(document.text):
        lowered = _same_length(document.text)
    found: dict[int, Lexicon] = {}
    for language in sorted(languages & grammar.lexicons.keys()):
        lexicon = grammar.lexicons[language]
        places = sorted(_places(lowered, lexicon))
        if places:
            for position in _segments_at(places, segments):
                own = segments[position].language.partition("-")[0]
                if own == language or (language == main and position not in found):
                    found[position] = lexicon
    return found


def _places(lowered: str, lexicon: Lexicon) -> set[int]:
    """Where a stem stands in a lower-case text."""
    return {
        start
        for number, start, _ in lexicon.stems.find_matches_as_indexes(lowered)
        if number not in lexicon.phrases or not lowered[start - 1 : start].isalpha()
    }


def _same_length(text: str) -> str:
    """Lower case without letters that grow when lowered, so that positions stay."""
    return "".join(character.lower()[0] for character in text)


def _segments_at(places: Sequence[int], segments: Sequence[Segment]) -> Iterator[int]:
    """Positions of the segments that hold one of the places and can hold claims."""
    starts = [segment.start for segment in segments]
    previous = -1
    for place in places:
        position = bisect_right(starts, place) - 1
        if position > previous and place < segments[position].end:
            previous = position
            if segments[position].kind not in _SKIPPED_KINDS:
                yield position
