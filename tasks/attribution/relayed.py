"""A statement relayed by an outlet: `Bloomberg quoted sources as saying that ...`."""

from __future__ import annotations

from tasks.attribution.before import add_before, clause_floor
from tasks.attribution.clauses import phrase_at
from tasks.attribution.content import complement_after
from tasks.attribution.frames import Frame
from tasks.attribution.scan import Found, Scan
from tasks.attribution.sources import Source, source_after, source_before
from tasks.attribution.wordclass import AGENT, VERBAL


def _content_first(scan: Scan, at: int, speaker: Source, outlet: Source | None) -> bool:
    """`"...," Lee was quoted as saying` and `"...," Bloomberg quoted sources as saying`."""
    edge = outlet.first if outlet else speaker.first
    return edge <= at and add_before(scan, at, edge, speaker, "relay")


def relayed(scan: Scan, at: int) -> bool:
    """`Bloomberg quoted sources as saying that ...` and `... was quoted as saying by ...`."""
    sentence, language = scan.sentence, scan.language
    tokens = sentence.tokens
    link = next((i for i in range(at + 1, min(at + 14, scan.stop)) if phrase_at(tokens, i, language.relay_links)), None)
    if link is None:
        return False
    passive = at > 0 and sentence.tokens[at - 1].bits & VERBAL
    outlet = source_before(sentence, language, at, clause_floor(scan, at))
    agent: Source | None = None
    if sentence.tokens[at + 1].bits & AGENT:
        agent = source_after(sentence, language, at + 2, link)
    speaker = outlet if passive else source_after(sentence, language, at + 1, link)
    relay = agent if passive else outlet
    after = link + phrase_at(tokens, link, language.relay_links) - 1
    frame = Frame("quote", frozenset(), frozenset({"quote", "that", "question", "clause"}), False, 0.9)
    complement = complement_after(sentence, language, after, frame, scan.stop)
    span = (relay.first, relay.last) if relay else None
    if complement and speaker:
        scan.add(
            Found(speaker, (at, after), (complement.first, complement.last), "relay.quoted_as_saying", 0.9, None, span)
        )
    elif speaker and _content_first(scan, at, speaker, None if passive else outlet):
        scan.found[-1].relay = span
    else:
        return False
    return True
