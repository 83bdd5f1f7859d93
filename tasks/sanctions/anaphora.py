"""Words that stand for an actor named before: "the bloc", "the country", "it" at the head of a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from tasks.sanctions.compiling import Lexicon, SanctionsGrammar
from warehouse.records import Mention, Segment

_OPENING = 30  # characters of a sentence in which its subject begins
_STATES = frozenset({"country", "organization", "group"})


def stand_ins(
    lowered: str,
    segments: Sequence[Segment],
    position: int,
    mentions: Sequence[Mention],
    by_segment: dict[int, list[Mention]],
    grammar: SanctionsGrammar,
    lexicon: Lexicon,
) -> list[Mention]:
    """The mentions of segment `position`, and a further one for every word that stands for one actor named before.

    `mentions` are all of the document; `by_segment` has at least those of this segment, the one before and the first.
    """
    segment = segments[position]
    own = by_segment.get(segment.segment_no, [])
    matches = _stand_ins_in(lowered, segment, lexicon)
    if not matches:
        return own
    before = by_segment.get(segments[position - 1].segment_no, []) if position else []
    title = by_segment.get(segments[0].segment_no, []) if position else []
    found = list(own)
    for match in matches:
        scopes = [[one for one in own if one.end <= match.start()], before, title]
        meaning = lexicon.source.anaphors[match.group()]
        actor = _stands_for(meaning, scopes, segments[position - 1], match.start() == segment.start, mentions, grammar)
        if actor is not None and not any(one.start < match.end() and match.start() < one.end for one in own):
            found.append(_mention(segment, match, actor))
    return found


def _stand_ins_in(lowered: str, segment: Segment, lexicon: Lexicon) -> list[re.Match[str]]:
    """Where the words stand that may stand for an actor; the automaton proposes places, the pattern decides."""
    sentence = lowered[segment.start : segment.end]
    proposed: list[tuple[int, int, int]] = lexicon.anaphors.find_matches_as_indexes(sentence, overlapping=True)
    found: list[re.Match[str]] = []
    last = 0
    for start in sorted({start for _, start, end in proposed if not sentence[end : end + 1].isalpha()}):
        if start >= last and not sentence[start - 1 : start].isalpha():
            match = _pattern(tuple(lexicon.source.anaphors)).match(lowered, segment.start + start, segment.end)
            if match is not None:
                found.append(match)
                last = match.end() - segment.start
    return found


@lru_cache(maxsize=64)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")


def _stands_for(
    meaning: Sequence[str],
    scopes: Sequence[Sequence[Mention]],
    previous: Segment,
    opens: bool,
    mentions: Sequence[Mention],
    grammar: SanctionsGrammar,
) -> str | None:
    """The actor that a word stands for; None where there is none or more than one."""
    kind = meaning[0]
    if kind == "always":
        return meaning[1]
    if kind in ("country", "company"):
        return _only_of_kind(scopes, kind, grammar)
    if kind in ("subject", "person"):
        alone = kind == "person" and not _people(scopes[0], grammar)
        return _subject(scopes[1], previous, kind, grammar) if opens or alone else None
    named = {one.actor_id for one in mentions}
    if kind == "nearest":
        return _nearest(frozenset(meaning), [*({one.actor_id for one in scope} for scope in scopes), named])
    return next((actor for actor in meaning if actor in named), None)


def _nearest(meaning: frozenset[str], scopes: Sequence[set[str]]) -> str | None:
    """The one of several actors that the nearest scope names; None where that scope names more than one."""
    for named in scopes:
        found = meaning & named
        if found:
            return min(found) if len(found) == 1 else None
    return None


def _only_of_kind(scopes: Sequence[Sequence[Mention]], kind: str, grammar: SanctionsGrammar) -> str | None:
    """The only actor of a kind in the nearest scope that names one, senders by trade aside where others are named."""
    for mentions in scopes:
        named = {one.actor_id for one in mentions if grammar.kinds.get(one.actor_id) == kind}
        named = named - grammar.usual_senders or named
        if named:
            return named.pop() if len(named) == 1 else None
    return None


def _subject(mentions: Sequence[Mention], previous: Segment, kind: str, grammar: SanctionsGrammar) -> str | None:
    """Who opens the sentence before: a state or body, or the only person in it."""
    if kind == "person":
        people = _people(mentions, grammar)
        return min(people) if len(people) == 1 else None
    first = min(mentions, key=lambda one: one.start, default=None)
    if first is None or first.kind == "adjective" or first.start - previous.start > _OPENING:
        return None
    return first.actor_id if grammar.kinds.get(first.actor_id) in _STATES else None


def _people(mentions: Sequence[Mention], grammar: SanctionsGrammar) -> set[str]:
    return {one.actor_id for one in mentions if grammar.kinds.get(one.actor_id) == "person"}


def _mention(segment: Segment, match: re.Match[str], actor: str) -> Mention:
    return Mention(
        segment.doc_id, -1, segment.segment_no, *match.span(), match.group(), actor, "name", "anaphor", 0.6, []
    )
