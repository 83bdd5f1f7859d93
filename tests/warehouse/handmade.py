"""A world of four articles, made by hand: two copies of one story, one claim without a target, one without a sender.

| document | outlet | also seen at | story | claims |
|---|---|---|---|---|
| a1 | reuters | | a1 | EU against RUS, imposed |
| a2 | cnn, credits reuters | bbc | a1 (near copy) | EU against RUS, imposed |
| a3 | none | bbc | a3 | USA against nobody named, threatened, on a condition |
| a4 | cnn | | a4 | nobody named against RUS and BLR, urged by Biden; a bare mention |
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import duckdb

from warehouse.records import (
    Actor,
    ActorMerge,
    Artifact,
    Attribution,
    Discovery,
    Document,
    Mention,
    Raw,
    Reject,
    Run,
    SanctionsMention,
    Segment,
    Sighting,
    Stage,
    StatementMember,
    StatementSignature,
    Story,
    StoryMember,
    TranslationesePart,
)
from warehouse.tables import BY_NAME, arrow_table

SEEN = dt.datetime(2021, 3, 5, 6, 7, 8, tzinfo=dt.UTC)
LATER = dt.datetime(2021, 3, 6, tzinfo=dt.UTC)
STAMPS = ("print", "run1")
TEXTS = {
    "a1": "The EU imposed sanctions on Russia.",
    "a2": "EU imposed sanctions on Russia, Moscow said.",
    "a3": "Washington will impose sanctions if talks fail.",
    "a4": "Biden urged sanctions on Russia and Belarus.",
}


def _document(doc_id: str, outlet: str | None, origin: str | None, day: int | None) -> Document:
    text = TEXTS[doc_id]
    published = dt.date(2021, 3, day) if day else None
    precision, evidence = ("day", "given") if day else (None, None)
    return Document(
        doc_id, f"Title {doc_id}", text, None, outlet, origin, published, precision, evidence, "en", 1.0,
        len(text), len(text.split()), 1, "utf-8", [],
    )  # fmt: skip


def _sighting(doc_id: str, where: str, outlet: str | None, when: dt.datetime = SEEN) -> Sighting:
    return Sighting(doc_id, f"file:///{where}", outlet, None, None, None, None, None, when, "run1")


def _mention(doc_id: str, number: int, surface: str, actor: str, kind: str = "name") -> Mention:
    start = TEXTS[doc_id].index(surface)
    return Mention(doc_id, number, 0, start, start + len(surface), surface, actor, kind, "alias", 1.0, [])


def _said(
    doc_id: str, number: int, speaker: str | None, kind: str, mode: str, modality: str = "asserted"
) -> Attribution:
    end = len(TEXTS[doc_id])
    return Attribution(
        doc_id, number, 0, None, None, None, None, 0, end, speaker, kind, mode, None, None, "r", 1.0, modality
    )


def _claim(
    doc_id: str, number: int, status: str, senders: list[str], targets: list[str], **more: Any
) -> SanctionsMention:
    start = TEXTS[doc_id].index("sanctions")
    values: dict[str, Any] = {
        "measures": [], "condition_start": None, "condition_end": None, "negated": False, "speaker_actor_id": None,
        "attribution_no": None, "rule_id": "rule", "confidence": 0.5,
    } | more  # fmt: skip
    return SanctionsMention(
        doc_id, number, 0, start, start + 9, "sanctions", status, sender_ids=senders, target_ids=targets, **values
    )


def _artifact(doc_id: str, number: int, kind: str, text: str, action: str) -> Artifact:
    return Artifact(doc_id, number, kind, 0, len(text), text, None, action, f"{kind}_rule")


def _actor(actor_id: str, name: str, kind: str, country: str | None) -> Actor:
    return Actor(actor_id, name, kind, country, [name], [], [], "curated", [])


_OF_THE = TranslationesePart("of_the", 4.0, 0.5)
_FINES = TranslationesePart("fines", 9.0, 2.0)
_IF = TEXTS["a3"].index("if talks fail")
WORLD: dict[str, list[Any]] = {
    "actors": [
        _actor("RUS", "Russia", "country", "RUS"),
        _actor("USA", "United States", "country", "USA"),
        _actor("EU", "European Union", "organization", None),
        _actor("joe-biden", "Joe Biden", "person", "USA"),
        _actor("moscow", "Moscow", "place", "RUS"),
        _actor("reuters", "Reuters", "outlet", "GBR"),
        _actor("cnn", "CNN", "outlet", "USA"),
    ],
    "raw": [Raw(doc_id, text.encode(), "text/plain", None) for doc_id, text in TEXTS.items()],
    "documents": [
        _document("a1", "reuters", None, 1)._replace(translationese=0.125, translationese_parts=[_OF_THE]),
        _document("a2", "cnn", "reuters", 2)._replace(translationese=0.75, translationese_parts=[_OF_THE, _FINES]),
        _document("a3", None, None, None),
        _document("a4", "cnn", None, 4),
    ],
    "sightings": [
        _sighting("a1", "1", "reuters"),
        _sighting("a2", "2-late", "cnn", LATER),
        _sighting("a2", "2-early", "bbc"),
        _sighting("a3", "3", "bbc"),
        _sighting("a4", "4", None),
    ],
    "segments": [Segment(doc_id, 0, 0, "body", 0, len(text), "en", 1.0) for doc_id, text in TEXTS.items()],
    "mentions": [
        _mention("a1", 0, "EU", "EU"),
        _mention("a1", 1, "Russia", "RUS"),
        _mention("a2", 0, "EU", "EU"),
        _mention("a2", 1, "Russia", "RUS"),
        _mention("a2", 2, "Moscow", "moscow", "place"),
        _mention("a3", 0, "Washington", "USA", "metonym"),
        _mention("a4", 0, "Biden", "joe-biden", "surname"),
        _mention("a4", 1, "Russia", "RUS"),
    ],
    "attributions": [
        _said("a1", 0, "EU", "organization", "direct"),
        _said("a2", 0, "EU", "organization", "indirect"),
        _said("a3", 0, None, "anonymous_official", "indirect"),
        # None of these three says that something was said: no view may count them.
        _said("a3", 1, "joe-biden", "named", "indirect", "negated"),
        _said("a3", 2, "joe-biden", "named", "indirect", "modal"),
        _said("a3", 3, None, "anonymous_sources", "indirect", "hypothetical"),
        _said("a4", 0, "joe-biden", "named", "direct"),
        _said("a4", 1, "joe-biden", "named", "mixed"),
    ],
    "statement_signatures": [
        StatementSignature("a1", 0, "EU", 0.0, ["impose", "russia", "sancti"]),
        StatementSignature("a2", 0, "EU", 0.0, ["impose", "moscow", "russia", "sancti"]),
    ],
    "statement_members": [StatementMember("a1", 0, "a1-0"), StatementMember("a2", 0, "a1-0")],
    "discoveries": [
        Discovery("a1", "found-ann-lee", "Ann Lee", "person", "title", 0.9, ["RUS", "joe-biden"]),
        Discovery("a3", "found-anne-lee", "Anne Lee", "person", "speech", 0.7, ["CHN", "RUS", "joe-biden"]),
        Discovery("a1", "found-bo-park", "Bo Park", "person", "role", 0.85, ["RUS"]),
        Discovery("a4", "found-bow-park", "Bow Park", "person", "age", 0.9, ["RUS", "joe-biden"]),
    ],
    "actor_merges": [ActorMerge("found-bow-park", "found-bo-park", "spelling", 3.5, ["RUS"])],
    "sanctions_mentions": [
        _claim("a1", 0, "imposed", ["EU"], ["RUS"], measures=["asset_freeze"]),
        _claim("a2", 0, "imposed", ["EU"], ["RUS"]),
        _claim("a3", 0, "threatened", ["USA"], [], condition_start=_IF, condition_end=_IF + len("if talks fail")),
        _claim("a4", 0, "urged", [], ["RUS", "BLR"], speaker_actor_id="joe-biden", attribution_no=0),
        _claim("a4", 1, "mentioned", [], [], negated=True),
    ],
    "artifacts": [
        _artifact("a1", 0, "boilerplate", "Share", "removed"),
        _artifact("a1", 1, "boilerplate", "Print", "removed"),
        _artifact("a2", 0, "boilerplate", "Advert", "removed"),
        _artifact("a3", 0, "mojibake", "Ã©", "repaired"),
    ],
    "story_members": [
        StoryMember("a1", "a1", "representative", 1.0),
        StoryMember("a2", "a1", "near_copy", 0.8),
        StoryMember("a3", "a3", "representative", 1.0),
    ],
    "stories": [Story("a1", "a1", "reuters", 2, 3, SEEN), Story("a3", "a3", None, 1, 1, SEEN)],
    "rejects": [
        Reject("file:///old", "empty", "no bytes", 0, "run1"),
        Reject("file:///z", "binary", "a picture", 9, "run2"),
        Reject("file:///y", "binary", "a picture", 8, "run2"),
    ],
    "runs": [
        Run("run1", None, "ingest", SEEN, SEEN + dt.timedelta(seconds=2), "print", "0.1", [
            Stage("read", 5, 4, 0, 1, 0.126), Stage("claim", 4, 4, 0, 0, 0.0),
        ]),
        Run("run2", None, "ingest", LATER, LATER + dt.timedelta(seconds=1), "print", "0.1", [
            Stage("read", 3, 0, 1, 2, 0.5),
        ]),
    ],
}  # fmt: skip


def fill(connection: duckdb.DuckDBPyConnection) -> None:
    """Put the world into a database that has the tables."""
    for name, rows in WORLD.items():
        table = BY_NAME[name]
        connection.register("added", arrow_table(table, rows, STAMPS if table.stamped else ()))
        connection.execute(f"INSERT INTO {name} FROM added")
        connection.unregister("added")
