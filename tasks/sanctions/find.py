"""Find the sanctions claims of a batch of documents."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence

from tasks.sanctions.anaphora import stand_ins
from tasks.sanctions.cluster import noun_phrase
from tasks.sanctions.compiling import Lexicon, SanctionsGrammar
from tasks.sanctions.rows import rows_of
from tasks.sanctions.sentence import Sentence, name_senders, tag
from tasks.sanctions.tokens import lower_case, plain_lower_case, tokenize
from warehouse.records import Attribution, Document, Mention, SanctionsMention, Segment

_STATES = frozenset({"country", "organization", "group", "person", "place"})
_LOOK_BACK = 12  # characters before a name that are read
_SKIPPED_KINDS = frozenset({"boilerplate", "byline", "dateline"})


def find_sanctions(
    documents: Sequence[Document],
    segments: Sequence[Sequence[Segment]],
    mentions: Sequence[Sequence[Mention]],
    attributions: Sequence[Sequence[Attribution]],
    grammar: SanctionsGrammar,
    passed_over: str = "",
) -> list[list[SanctionsMention]]:
    """Every sanctions claim, per document, in order of position; the four lists are parallel by document.

    Mentions of actors whose ids begin with `passed_over` count for nothing, where it is given.
    """
    return [
        _of_document(document, parts, named, said, grammar, passed_over)
        for document, parts, named, said in zip(documents, segments, mentions, attributions, strict=True)
    ]


def _of_document(
    document: Document,
    segments: Sequence[Segment],
    mentions: Sequence[Mention],
    attributions: Sequence[Attribution],
    grammar: SanctionsGrammar,
    passed_over: str,
) -> list[SanctionsMention]:
    places = _places_of_stems(document, segments, grammar)
    if not places:
        return []
    candidates = _candidates(document.language, segments, places, grammar)
    if not candidates:
        return []
    lowered = _lowered(document.text, [segments[position] for position in sorted(candidates)])
    by_segment = _near(mentions, candidates, segments, passed_over)
    foreign = any(grammar.kinds.get(mention.actor_id) in _STATES for mention in mentions)
    found: list[SanctionsMention] = []
    for position, lexicon in sorted(candidates.items()):
        segment = segments[position]
        named = stand_ins(lowered, segments, position, mentions, by_segment, grammar, lexicon)
        named = [one for one in named if not _is_measure(lowered, one, lexicon)]
        tokens = tokenize(lowered, segment.start, segment.end, named)
        sentence = tag(tokens, lexicon)
        if sentence is not None:
            name_senders(sentence)
            _note_actors(sentence, grammar)
            found += rows_of(document, segment, sentence, attributions, grammar, found, foreign=foreign)
    return found


def _near(
    mentions: Sequence[Mention], candidates: Collection[int], segments: Sequence[Segment], passed_over: str
) -> dict[int, list[Mention]]:
    """The mentions, by segment, that the candidates are read with: their own, those before them, and the title's."""
    near = {segments[at].segment_no for position in candidates for at in (position, max(0, position - 1), 0)}
    found: dict[int, list[Mention]] = {}
    for mention in mentions:
        if mention.segment_no in near and not (passed_over and mention.actor_id.startswith(passed_over)):
            found.setdefault(mention.segment_no, []).append(mention)
    return found


def _note_actors(sentence: Sentence, grammar: SanctionsGrammar) -> None:
    """Note which actors are persons, and which only name a place: a capital does so behind a preposition."""
    for position, token in enumerate(sentence.tokens):
        if token.actor_id is None:
            continue
        if sentence.is_a(position + 1 + sentence.is_a(position + 1, "possessive"), "jurisdictions"):
            sentence.absorbed.add(position)
        if grammar.kinds.get(token.actor_id) == "outlet" and _only_employs(sentence, position):
            sentence.absorbed.add(position)
        if grammar.kinds.get(token.actor_id) == "person":
            sentence.persons.add(position)
        local = sentence.is_a(position - 1, "blocking_prepositions", "linking_prepositions", "with_prepositions")
        if token.kind == "place" and (local or token.actor_id not in grammar.seats):
            sentence.places.add(position)


def _only_employs(sentence: Sentence, position: int) -> bool:
    """Whether an outlet only describes who works for it: "a Washington Post contributor", "two CNN anchors"."""
    phrase = noun_phrase(sentence, position + 1)
    return any(sentence.is_a(k, "staff") or k in sentence.persons for k in phrase)


def _is_measure(lowered: str, mention: Mention, lexicon: Lexicon) -> bool:
    """Whether a name is no actor but a measure: "SWIFT" in "out of SWIFT", "from the SWIFT system"."""
    first = mention.surface.partition(" ")[0].lower()
    if first not in lexicon.source.not_actors:
        return False
    before = lowered[max(0, mention.start - _LOOK_BACK) : mention.start].split()
    words = lexicon.source.words
    while before and before[-1] in words.determiners:
        before.pop()
    return bool(before) and before[-1] in words.with_prepositions


def _places_of_stems(
    document: Document, segments: Sequence[Segment], grammar: SanctionsGrammar
) -> dict[str, list[int]]:
    """Where stems stand in a document, by the codes of its languages, in order of language.

    A lexicon is searched for once in the whole text: most documents end here.
    """
    language = document.language
    tagged = {language}
    for segment in segments:
        if segment.language != language:
            language = segment.language
            tagged.add(language)
    text = document.text
    plain = plain_lower_case(text)
    found: dict[str, list[int]] = {}
    for code in sorted({one.partition("-")[0] for one in tagged} & grammar.lexicons.keys()):
        lexicon = grammar.lexicons[code]
        if lexicon.plain_stems is not None:
            hits = lexicon.plain_stems.find_matches_as_indexes(plain)
        else:
            hits = lexicon.stems.find_matches_as_indexes(lower_case(text))
        places = {
            start for number, start, _ in hits if number not in lexicon.phrases or not text[start - 1 : start].isalpha()
        }
        if places:
            found[code] = sorted(places)
    return found


def _candidates(
    language: str, segments: Sequence[Segment], places: dict[str, list[int]], grammar: SanctionsGrammar
) -> dict[int, Lexicon]:
    """Positions of the segments that hold a stem of their language, or of the document's, with that lexicon."""
    main = language.partition("-")[0]
    found: dict[int, Lexicon] = {}
    for code, own_places in places.items():
        for position in _segments_at(own_places, segments):
            own = segments[position].language.partition("-")[0]
            if own == code or (code == main and position not in found):
                found[position] = grammar.lexicons[code]
    return found


def _lowered(text: str, segments: Sequence[Segment]) -> str:
    """A text with some segments, and a few characters before each, in lower case; positions stay.

    Where letters are not all ASCII, lower case costs more than all the rest for most documents.
    """
    parts: list[str] = []
    at = 0
    for segment in segments:
        start = max(at, segment.start - _LOOK_BACK)
        parts += (text[at:start], lower_case(text[start : segment.end]))
        at = segment.end
    return "".join([*parts, text[at:]])


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
