"""Search among the actors that no list has, as the lake knows them."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from duckdb import DuckDBPyConnection

from config.discovery import load_discovery

_QUERY = """WITH likely AS (
    SELECT actor_id, other_actor_id FROM report_likely_merges
    UNION ALL SELECT other_actor_id, actor_id FROM report_likely_merges
)
SELECT actor_id, any_value(actor), any_value(kind), any_value(documents), any_value(confidence), any_value(rules),
    coalesce(list_sort(list(DISTINCT other_actor_id) FILTER (
        other_actor_id IS NOT NULL AND other_actor_id NOT IN (SELECT unnest($split))
        AND actor_id NOT IN (SELECT unnest($split))
    )), []),
    any_value(merged)
FROM report_discovered LEFT JOIN likely USING (actor_id)
WHERE (contains(lower(actor), lower($text)) OR contains(actor_id, lower($text))) AND kind = coalesce($kind, kind)
GROUP BY actor_id
ORDER BY any_value(documents) DESC, actor_id"""


class DiscoveredActor(NamedTuple):
    """One discovered actor.

    may_be   others that it may be one with (report_likely_merges says why)
    merged   others that count as it (report_merged_actors says why)
    """

    id: str
    name: str
    kind: str
    documents: int
    confidence: float
    rules: list[str]
    may_be: list[str]
    merged: list[str]


def search(
    connection: DuckDBPyConnection, directory: Path, text: str, kind: str | None, limit: int | None
) -> list[DiscoveredActor]:
    """Discovered actors whose name or id holds a text, the most often named first; none is proposed that was split."""
    split = list(load_discovery(directory).decisions.split)
    bound = f" LIMIT {limit}" if limit else ""
    found = connection.execute(_QUERY + bound, {"split": split, "text": text, "kind": kind})
    return [DiscoveredActor(*row) for row in found.fetchall()]
