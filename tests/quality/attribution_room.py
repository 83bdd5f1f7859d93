"""The attribution room alone, on a plain text: simple sentences and names, so that it can be measured by itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from config.attribution import load_attribution
from config.knowledge import ActorEntry, load_actors
from tasks.attribution import AttributionLexicon, attribute, compile_attribution
from warehouse.records import Attribution, Document, Mention, Segment

CONFIG = Path(__file__).parents[2] / "config"
_PARAGRAPH = re.compile(r"[^\n]+")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[”\"’'»)\]]*\s+(?=[A-ZÀ-ÞА-ЯЄІЇҐ“\"‘„«(\d])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Gov|Sen|Rep|Gen|Col|Lt|Sgt|Jr|Sr|Inc|Corp|vs|No|Prof|Hon|Jan|Feb|Aug|Sept|Oct|Nov|Dec)|\b[A-Z])\.$"
)


def attribute_text(text: str) -> tuple[str, Sequence[Attribution]]:
    """Attributions of one English text, with the offsets of the text as it stands."""
    lexicon, actors = _compiled()
    document = make_document(text)
    segments = make_segments(text)
    return text, attribute([document], [segments], [make_mentions(text, segments, actors)], lexicon)[0]


@cache
def _compiled() -> tuple[AttributionLexicon, tuple[ActorEntry, ...]]:
    actors = load_actors(CONFIG / "actors")
    return compile_attribution(load_attribution(CONFIG / "lexicons"), actors), actors


def make_document(text: str, language: str = "en", doc_id: str = "0" * 16) -> Document:
    """A document around a clean text."""
    return Document(
        doc_id,
        None,
        text,
        None,
        None,
        None,
        None,
        None,
        None,
        language,
        1.0,
        len(text),
        len(text.split()),
        1,
        "utf-8",
        [],
    )


def make_segments(text: str, language: str = "en", doc_id: str = "0" * 16) -> list[Segment]:
    """Sentences of a text: paragraphs are lines, sentences end at a full stop that is no abbreviation's."""
    segments: list[Segment] = []
    for number, paragraph in enumerate(_PARAGRAPH.finditer(text)):
        edges = [paragraph.start()]
        for found in _SENTENCE_END.finditer(text, paragraph.start(), paragraph.end()):
            if not _ABBREVIATION.search(text[max(0, found.start() - 8) : found.start()]):
                edges.append(found.end())
        for start, end in zip(edges, [*edges[1:], paragraph.end()], strict=True):
            sentence = text[start:end].strip()
            if sentence:
                begin = start + text[start:end].index(sentence[0])
                segments.append(
                    Segment(doc_id, len(segments), number, "body", begin, begin + len(sentence), language, 1.0)
                )
    return segments


def make_mentions(
    text: str, segments: Sequence[Segment], actors: Sequence[ActorEntry], doc_id: str = "0" * 16
) -> list[Mention]:
    """Names of actors in a text, longest first; a surname counts once its full name is known to the actors."""
    forms: dict[str, tuple[str, str]] = {}
    for entry in actors:
        full = (entry.name, *entry.aliases)
        kinds = {"surname": entry.surnames, "metonym": entry.metonyms, "adjective": entry.adjectives, "name": full}
        for kind, names in kinds.items():
            forms.update({name: (entry.id, kind) for name in names if name[:1].isupper()})
    if not forms:
        return []
    mentions: list[Mention] = []
    for found in _alternation(tuple(sorted(forms, key=lambda form: (-len(form), form)))).finditer(text):
        actor_id, kind = forms[found.group()]
        segment = next((s.segment_no for s in segments if s.start <= found.start() < s.end), None)
        if segment is not None:
            mentions.append(
                Mention(
                    doc_id,
                    len(mentions),
                    segment,
                    found.start(),
                    found.end(),
                    found.group(),
                    actor_id,
                    kind,
                    "alias",
                    1.0,
                    [],
                )
            )
    return mentions


@cache
def _alternation(forms: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(form) for form in forms) + r")(?!\w)")
