"""A tiny gazetteer and one-sentence documents for the sanctions tests."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from config.knowledge import ActorEntry
from warehouse.records import Attribution, Document, Mention, Segment

GOLDEN = Path(__file__).parent / "golden"


@dataclass(frozen=True)
class Gazetteer:
    """Names and what they link to."""

    pattern: re.Pattern[str]
    links: dict[str, tuple[str, str]]
    actors: tuple[ActorEntry, ...]


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """Read golden/actors.toml."""
    links: dict[str, tuple[str, str]] = {}
    actors = []
    for line in tomllib.loads((GOLDEN / "actors.toml").read_text(encoding="utf-8"))["actors"]:
        fields = [field.strip() for field in line.split("|")] + [""] * 3
        actor_id, kind, country = fields[:3]
        actors.append(ActorEntry.model_validate({"id": actor_id, "name": actor_id, "kind": kind, "country": country}))
        for names, how in zip(fields[3:6], ("name", "adjective", "metonym"), strict=True):
            links.update({name.strip(): (actor_id, how) for name in names.split(",") if name.strip()})
    names = sorted(links, key=len, reverse=True)
    spaced = [re.escape(name) for name in names if not re.search("[\u3040-\u9fff]", name)]
    unspaced = [re.escape(name) for name in names if re.search("[\u3040-\u9fff]", name)]
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(spaced)})(?!\w)|{'|'.join(unspaced)}")
    return Gazetteer(pattern, links, tuple(actors))


def mentions_in(text: str, segments: list[Segment]) -> list[Mention]:
    """Every name of the tiny gazetteer in the text."""
    known = gazetteer()
    mentions: list[Mention] = []
    for segment in segments:
        for match in known.pattern.finditer(text, segment.start, segment.end):
            actor_id, kind = known.links[match.group()]
            mentions.append(
                Mention(
                    "d",
                    len(mentions),
                    segment.segment_no,
                    *match.span(),
                    match.group(),
                    actor_id,
                    kind,
                    "alias",
                    1.0,
                    [],
                )
            )
    return mentions


def document(text: str, language: str = "en") -> Document:
    """A document with nothing but text."""
    return Document(
        "d", None, text, None, None, None, None, None, None, language, 1.0, len(text), len(text.split()), 1, "utf-8", []
    )


Parts = tuple[Document, list[Segment], list[Mention], list[Attribution]]


def one_sentence(text: str, language: str = "en") -> Parts:
    """A document of one body sentence, its mentions, and no attribution."""
    return sentences([text], language)


def sentences(texts: Iterable[str], language: str = "en") -> Parts:
    """A document of body sentences that follow each other in one line; empty ones are left out."""
    segments: list[Segment] = []
    whole = ""
    for text in filter(None, texts):
        start = len(whole) + bool(whole)
        whole = f"{whole} {text}" if whole else text
        segments.append(Segment("d", len(segments), 0, "body", start, start + len(text), language, 1.0))
    return document(whole, language), segments, mentions_in(whole, segments), []
