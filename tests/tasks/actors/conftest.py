"""Documents for the actors room, and the packaged knowledge base compiled once."""

import datetime as dt
import re
from pathlib import Path

import pytest

from config.knowledge import ActorEntry, load_actors
from tasks.actors import Gazetteer, compile_gazetteer
from warehouse.records import Document, Segment

ACTORS = Path(__file__).parents[3] / "config" / "actors"


def article(text: str, language: str = "en", published_on: dt.date | None = None) -> Document:
    """A document around a text."""
    return Document(
        doc_id="0" * 16,
        title=None,
        text=text,
        byline=None,
        outlet_id=None,
        origin_outlet_id=None,
        published_on=published_on,
        published_precision="day" if published_on else None,
        published_evidence="given" if published_on else None,
        language=language,
        language_confidence=1.0,
        characters=len(text),
        words=len(text.split()),
        paragraphs=1,
        encoding="utf-8",
        raw_alignment=[],
    )


def sentences(document: Document, kinds: tuple[str, ...] = ()) -> list[Segment]:
    """One segment a sentence or line; `kinds` names the kinds of the first ones, the rest are body."""
    spans = [
        match.span()
        for match in re.finditer(r"\S.*?(?:(?<!\b[A-Z])[.!?](?=\s+[A-Z]|\s*$)|$)", document.text, re.MULTILINE)
    ]
    return [
        Segment(
            document.doc_id,
            number,
            0,
            kinds[number] if number < len(kinds) else "body",
            start,
            end,
            document.language,
            1,
        )
        for number, (start, end) in enumerate(spans)
    ]


@pytest.fixture(scope="session")
def actors() -> tuple[ActorEntry, ...]:
    return load_actors(ACTORS)


@pytest.fixture(scope="session")
def gazetteer(actors: tuple[ActorEntry, ...]) -> Gazetteer:
    return compile_gazetteer(actors)
