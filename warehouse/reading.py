"""Read one document or story with everything found in it: what `show`, `story` and `why` print."""

from __future__ import annotations

from typing import Any, NamedTuple

import duckdb

from warehouse.lake import LakeError

Row = dict[str, Any]


class Reading(NamedTuple):
    """One document: its row of `articles`, its decoded raw text, and its rows of the tables of findings."""

    article: Row
    raw_text: str
    artifacts: list[Row]
    mentions: list[Row]
    attributions: list[Row]
    sanctions: list[Row]


def find_document(connection: duckdb.DuckDBPyConnection, doc_id: str) -> str:
    """The document whose id is or begins with `doc_id`. Raises LakeError where none or several do."""
    query = "SELECT doc_id FROM documents WHERE starts_with(doc_id, $doc_id) ORDER BY doc_id LIMIT 3"
    found = [str(row["doc_id"]) for row in _rows(connection, query, {"doc_id": doc_id})] if doc_id else []
    if not found:
        raise LakeError(f'no document {doc_id!r}: `demarche sql "SELECT doc_id, title FROM articles"` lists them')
    if len(found) > 1:
        raise LakeError(f"{doc_id!r} begins several ids: {', '.join(found)}")
    return found[0]


def find_story(connection: duckdb.DuckDBPyConnection, story_id: str) -> str:
    """The story whose id, or whose member's id, is or begins with `story_id`. Raises LakeError where none does."""
    found = _rows(
        connection,
        "SELECT DISTINCT story_id FROM story_members WHERE starts_with(doc_id, $id) LIMIT 3",
        {"id": story_id},
    )
    if len(found) != 1:
        raise LakeError(f"{'no' if not found else 'more than one'} story has a document {story_id!r}")
    return str(found[0]["story_id"])


def read_document(connection: duckdb.DuckDBPyConnection, doc_id: str) -> Reading:
    """Everything about one document."""
    named = {"doc_id": doc_id}
    article = _rows(connection, "SELECT * FROM articles WHERE doc_id = $doc_id", named)[0]
    raw = _rows(
        connection, "SELECT bytes, encoding FROM raw JOIN documents USING (doc_id) WHERE doc_id = $doc_id", named
    )[0]
    findings = [
        _rows(connection, f"SELECT * FROM {table} WHERE doc_id = $doc_id ORDER BY {number}", named)
        for table, number in (
            ("artifacts", "raw_start, artifact_no"),
            ("mentions", "mention_no"),
            ("attributions", "attribution_no"),
            ("sanctions_mentions", "sanction_no"),
        )
    ]
    return Reading(article, raw["bytes"].decode(raw["encoding"], "replace"), *findings)


def read_story(connection: duckdb.DuckDBPyConnection, story_id: str) -> list[Row]:
    """A story's members with title, outlet, date and text, the representative first."""
    return _rows(
        connection,
        """SELECT articles.*, members.relation, members.similarity
        FROM story_members AS members JOIN articles ON articles.doc_id = members.doc_id
        WHERE members.story_id = $story_id
        ORDER BY members.doc_id <> members.story_id, members.similarity DESC, articles.doc_id""",
        {"story_id": story_id},
    )


def read_link(connection: duckdb.DuckDBPyConnection, one: str, other: str) -> Row | None:
    """The link between two documents, whichever way round, or None."""
    found = _rows(
        connection,
        "SELECT * FROM story_links WHERE (doc_id, other_doc_id) IN (($one, $other), ($other, $one))",
        {"one": one, "other": other},
    )
    return found[0] if found else None


def _rows(connection: duckdb.DuckDBPyConnection, query: str, parameters: dict[str, Any]) -> list[Row]:
    """Rows of a query as dicts."""
    cursor = connection.execute(query, parameters)
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
