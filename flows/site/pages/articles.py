"""Article pages in batches: bounded memory however many the site links to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from flows.site.article import article_page
from flows.site.asking import Snapshot
from flows.site.model import Page, Row
from warehouse.reading import Reading

_BATCH = 250
_TABLES = {
    "artifacts": "SELECT * FROM artifacts WHERE {wanted} ORDER BY doc_id, raw_start, artifact_no",
    "mentions": """SELECT mentions.*, coalesce(actors.name, mentions.actor_id) AS actor
        FROM mentions LEFT JOIN actors ON actors.actor_id = mentions.actor_id
        WHERE {wanted} ORDER BY doc_id, mention_no""",
    "attributions": """SELECT attributions.*,
        coalesce(actors.name, attributions.speaker_actor_id, replace(attributions.speaker_kind, '_', ' ')) AS speaker
        FROM attributions LEFT JOIN actors ON actors.actor_id = attributions.speaker_actor_id
        WHERE {wanted} ORDER BY doc_id, attribution_no""",
    "sanctions_mentions": "SELECT * FROM sanctions_mentions WHERE {wanted} ORDER BY doc_id, sanction_no",
}
_WANTED = "doc_id IN (SELECT unnest($documents))"


def article_pages(snapshot: Snapshot, documents: Sequence[str]) -> Iterator[Page]:
    """The pages of documents, in their order."""
    for start in range(0, len(documents), _BATCH):
        for reading in read_documents(snapshot, documents[start : start + _BATCH]):
            yield article_page(reading)


def read_documents(snapshot: Snapshot, documents: Sequence[str]) -> Iterator[Reading]:
    """Some documents with everything found in them, by doc_id."""
    wanted = {"documents": list(documents)}
    articles = snapshot.ask(f"SELECT * FROM articles WHERE {_WANTED} ORDER BY doc_id", wanted)
    raw = {
        row["doc_id"]: row["bytes"].decode(row["encoding"], "replace")
        for row in snapshot.ask(
            f"SELECT doc_id, bytes, encoding FROM raw JOIN documents USING (doc_id) WHERE {_WANTED}", wanted
        )
    }
    found = {name: _by_document(snapshot.ask(sql.format(wanted=_WANTED), wanted)) for name, sql in _TABLES.items()}
    for article in articles:
        doc_id = article["doc_id"]
        yield Reading(article, raw[doc_id], *(found[name].get(doc_id, []) for name in _TABLES))


def _by_document(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """Rows, which are in order, by their document."""
    return {doc_id: list(group) for doc_id, group in groupby(rows, key=lambda row: str(row["doc_id"]))}
