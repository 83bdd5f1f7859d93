"""The whole room in memory: what the pipeline does with the lake, over plain dicts and an in-memory DuckDB."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import duckdb
import pyarrow as pa

from config.stories import StorySettings, load_stories
from tasks.stories import Pair, cluster, oriented, representative_pairs, sign, verify
from tasks.stories.candidates import candidate_pairs
from warehouse.records import Document, Segment, Signature, StoryLink, StoryMember
from warehouse.tables import BY_NAME, arrow_table

ROOT = Path(__file__).resolve().parents[3]


@cache
def settings() -> StorySettings:
    """The settings that ship with the project."""
    return load_stories(ROOT / "config" / "rules" / "stories.toml")


def document(doc_id: str, text: str) -> tuple[Document, list[Segment]]:
    """A document whose whole text is one body segment."""
    made = Document(doc_id, None, text, None, None, None, None, None, None, "en", 1.0, len(text), 0, 1, "utf-8", [])
    return made, [Segment(doc_id, 0, 0, "body", 0, len(text), "en", 1.0)]


def signatures(texts: Mapping[str, str]) -> list[Signature]:
    """Signatures of plain bodies."""
    made = [document(doc_id, text) for doc_id, text in texts.items()]
    return sign([one for one, _ in made], [segments for _, segments in made], settings())


def signature_table(rows: Sequence[Signature]) -> pa.Table:
    """Signatures as the lake keeps them, without the stamps."""
    table = BY_NAME["signatures"]
    schema = pa.schema([schema_field for schema_field in table.schema if schema_field.name in Signature._fields])
    stamped = arrow_table(table, rows, ("", ""))
    return stamped.select(schema.names)


def candidates(new: Sequence[Signature], everything: Sequence[Signature]) -> list[Pair]:
    """Candidate pairs of new documents, given all documents."""
    fresh = {signature.doc_id for signature in new}
    with duckdb.connect() as connection:
        connection.register("new", signature_table(new))
        connection.register("known", signature_table([one for one in everything if one.doc_id not in fresh]))
        connection.execute("CREATE VIEW repeated AS SELECT '' AS doc_id WHERE false")
        return candidate_pairs(connection, "known", "repeated", ["new"], settings())


@dataclass
class Library:
    """Documents and stories of several runs, first seen in the order in which they were added."""

    texts: dict[str, str] = field(default_factory=dict)
    signatures: list[Signature] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)  # candidates, of every run
    links: list[StoryLink] = field(default_factory=list)
    members: dict[str, StoryMember] = field(default_factory=dict)

    def add(self, texts: Mapping[str, str]) -> None:
        """One run: sign, find candidates, verify, verify against representatives, cluster."""
        new = signatures(texts)
        self.signatures += new
        self.texts.update(texts)
        order = {doc_id: rank for rank, doc_id in enumerate(self.texts)}
        pairs = oriented(candidates(new, self.signatures), order)
        links = verify(pairs, self.texts, settings())
        before = self._touched(links)
        rank = {doc_id: order[doc_id] for doc_id in {*texts, *(member.doc_id for member in before)}}
        links += verify(representative_pairs(links, before, rank), self.texts, settings())
        self.pairs += pairs
        self.links += links
        self.members.update({member.doc_id: member for member in cluster(links, before, rank)})

    def stories(self) -> dict[str, set[str]]:
        """Members of every story."""
        stories: dict[str, set[str]] = {}
        for member in self.members.values():
            stories.setdefault(member.story_id, set()).add(member.doc_id)
        return stories

    def _touched(self, links: Iterable[StoryLink]) -> list[StoryMember]:
        """Members of the stories that links reach."""
        reached = {doc_id for link in links for doc_id in link[:2]}
        stories = {self.members[doc_id].story_id for doc_id in reached if doc_id in self.members}
        return [member for member in self.members.values() if member.story_id in stories]
