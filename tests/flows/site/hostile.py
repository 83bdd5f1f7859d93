"""A lake in which every text that comes from outside attacks whoever looks at it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from config.settings import LakeSettings
from tests.warehouse.handmade import SEEN, STAMPS
from warehouse.lake import Lake, open_lake
from warehouse.records import (
    Actor,
    Artifact,
    Attribution,
    Document,
    ExternalId,
    Mention,
    Raw,
    Reject,
    Role,
    Run,
    SanctionsMention,
    Segment,
    Sighting,
    Stage,
    Story,
    StoryLink,
    StoryMember,
)  # fmt: skip
from warehouse.schema import prepare
from warehouse.tables import BY_NAME, arrow_table

SCRIPT = "<script>alert('x')</script>"
BREAKOUT = "\"'><img src=x onerror=alert(1)><svg/onload=alert(2)>"
ADDRESS = "javascript:alert(3)"
TEMPLATE = "{{ 7 * 7 }}{% raw %}"
STEERING = "exe.\u202etxt\u2066 a\x00b \u200bhidden\u2069 \u0085\x1b[31m"
CLOSING = "</title></style></textarea><script src=//evil.example/x.js></script><base href=//evil.example><!--"
ALL = f"{SCRIPT} {BREAKOUT} {ADDRESS} {TEMPLATE} {STEERING} {CLOSING}"
# DuckLake 1.5.5 can neither commit a null character inside a list of a small insert, nor look for one.
LISTED = ALL.replace("\x00", "")
SENDER, TARGET, OUTLET = f"a/../{SCRIPT}", BREAKOUT, f"{ADDRESS}?{STEERING}".replace("\x00", "")
DOCUMENTS = ("d1", "d2")
_TEXT = f"{ALL}\n\n<b>EU</b> imposed {SCRIPT} on {TARGET}, if {BREAKOUT}, said {OUTLET}.\n\n{ALL}"


def hostile_lake(directory: Path) -> Lake:
    """Make the lake; two documents of one story, with every kind of finding."""
    lake = open_lake(LakeSettings(), directory)
    with lake.connect(read_only=False) as connection:
        prepare(connection)
        for name, rows in _tables().items():
            table = BY_NAME[name]
            connection.register("added", arrow_table(table, rows, STAMPS if table.stamped else ()))
            connection.execute(f"INSERT INTO {name} FROM added")
            connection.unregister("added")
    return lake


def _tables() -> dict[str, list[Any]]:
    """Rows of all tables."""
    return {
        "actors": [_actor(SENDER, "organization"), _actor(TARGET, "country"), _actor(OUTLET, "outlet")],
        "raw": [Raw(doc_id, f"{ALL}{_TEXT}".encode(), "text/plain", None) for doc_id in DOCUMENTS],
        "documents": [_document(doc_id, day) for day, doc_id in enumerate(DOCUMENTS, 1)],
        "sightings": [
            Sighting(doc_id, f"{ADDRESS}#{ALL}{doc_id}", OUTLET, ALL, ALL, ALL, ALL, ADDRESS, SEEN, "run1")
            for doc_id in DOCUMENTS
        ],
        "segments": [Segment(doc_id, 0, 0, "body", 0, len(_TEXT), "en", 1.0) for doc_id in DOCUMENTS],
        "mentions": [
            Mention(doc_id, number, 0, start, start + 20, _TEXT[start : start + 20], actor, "name", ALL, 1.0, [])
            for doc_id in DOCUMENTS
            for number, (start, actor) in enumerate(((3, SENDER), (15, TARGET), (30, OUTLET)))
        ],
        "attributions": [
            Attribution(doc_id, 0, 0, 2, 9, 11, 14, 5, 60, SENDER, "named", "direct", OUTLET, ALL, LISTED, 0.9, ALL)
            for doc_id in DOCUMENTS
        ],
        "sanctions_mentions": [
            SanctionsMention(
                doc_id, 0, 0, 8, 50, ALL, "imposed", [SENDER], [TARGET], ["trade"], 12, 70, True, SENDER, 0, LISTED, 0.9
            )
            for doc_id in DOCUMENTS
        ],
        "artifacts": [
            Artifact(doc_id, number, "mojibake", start, start + 25, ALL, ALL, "repaired", LISTED)
            for doc_id in DOCUMENTS
            for number, start in enumerate((0, 10))
        ],
        "story_links": [StoryLink("d2", "d1", "near_copy", 0.9, 0.9, [LISTED, SCRIPT])],
        "story_members": [
            StoryMember("d1", "d1", "representative", 1.0),
            StoryMember("d2", "d1", "near_copy", 0.9),
        ],
        "stories": [Story("d1", "d1", OUTLET, 2, 1, SEEN)],
        "rejects": [Reject(f"{ADDRESS}{ALL}", "empty", ALL, 0, "run1")],
        "runs": [Run("run1", None, "ingest", SEEN, SEEN, "print", ALL, [Stage("read", 3, 2, 0, 1, 0.1)])],
    }  # fmt: skip


def _actor(actor_id: str, kind: str) -> Actor:
    role = Role(LISTED, TARGET, dt.date(2020, 1, 1), None)
    elsewhere = ExternalId(LISTED, ADDRESS)
    return Actor(actor_id, f"{actor_id} {ALL}", kind, TARGET, [LISTED], [role], [elsewhere], "discovered", [LISTED])


def _document(doc_id: str, day: int) -> Document:
    return Document(
        doc_id, ALL, _TEXT, ALL, OUTLET, OUTLET, dt.date(2021, 3, day), "day", "given", "en", 1.0, len(_TEXT), 30, 3,
        "utf-8", [],
    )  # fmt: skip
