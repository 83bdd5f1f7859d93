"""How a statement reached the page: the outlet that relays it, and the channel it was made through."""

from __future__ import annotations

from typing import Final

from tasks.attribution.lexicon import AttributionLexicon, Language
from tasks.attribution.mention_index import MentionIndex
from tasks.attribution.pieces import stands_at
from tasks.attribution.scan import Found
from tasks.attribution.times import is_time
from tasks.attribution.tokens import Sentence
from tasks.attribution.wordclass import ADDRESSING, AGENT, CHANNEL

_NEAR: Final = 12  # tokens behind a cue among which an outlet's preposition stands
_SPAN: Final = 4  # tokens behind that preposition among which the outlet stands


def via_outlet(
    sentence: Sentence, found: Found, index: MentionIndex, language: Language, lexicon: AttributionLexicon
) -> str | None:
    """The outlet that relays a statement: `told CNN`, `according to Interfax`, `Bloomberg quoted sources`."""
    if not index.outlets:
        return None
    for span in (found.relay, found.addressee):
        if span:
            outlet = _outlet(sentence, span, index, lexicon)
            if outlet:
                return outlet
    return _nearby_outlet(sentence, found, index, language, lexicon)


def _outlet(sentence: Sentence, span: tuple[int, int], index: MentionIndex, lexicon: AttributionLexicon) -> str | None:
    """The outlet named in a token span."""
    start, end = sentence.start_of(span[0]), sentence.end_of(span[1])
    if index.has_outlet(start, end):
        for mention in index.inside(start, end):
            if mention.actor_id in lexicon.outlets:
                return mention.actor_id
    return None


def _nearby_outlet(
    sentence: Sentence, found: Found, index: MentionIndex, language: Language, lexicon: AttributionLexicon
) -> str | None:
    """An outlet right after a preposition behind the cue: `said in an interview with the BBC`, `said on CNN`."""
    tokens = sentence.tokens
    if not found.cue:
        return None
    first = found.cue[1] + 1
    last = found.content[0] if found.content[0] > first else len(tokens)
    end = min(last, first + _NEAR)
    if end <= first or not index.has_outlet(
        sentence.start_of(first), sentence.end_of(min(end + _SPAN, len(tokens)) - 1)
    ):
        return None
    for at in range(first, end):
        if sentence.tokens[at].bits & (ADDRESSING | AGENT) or tokens[at].low in language.citations:
            outlet = _outlet(sentence, (at, min(at + _SPAN, len(tokens) - 1)), index, lexicon)
        elif tokens[at].low in language.carriers and at + 1 < last and not is_time(sentence, at + 1):
            outlet = _outlet(sentence, (at, min(at + 2, last - 1)), index, lexicon)
        else:
            continue
        if outlet:
            return outlet
    return None


def channel(sentence: Sentence, found: Found, language: Language) -> str | None:
    """The channel named in the sentence outside the content; the lexicon's first where several are named."""
    tokens = sentence.tokens
    first, last = found.content
    best = len(language.channel_names)
    for at in range(len(tokens)):
        if tokens[at].bits & CHANNEL and not first <= at <= last:
            for words, rank in language.channels[tokens[at].low]:
                if rank < best and stands_at(tokens, at, words):
                    best = rank
    return language.channel_names[best] if best < len(language.channel_names) else None
