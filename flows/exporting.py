"""`demarche export ftm`: the lake's findings as FollowTheMoney entities, a batch of rows at a time."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from typing import IO, Any

import duckdb

from config.exchange import ExchangeRules
from tasks.exchange.exporting import ExportError, actor_entity, article_entity, claim_entity, mention_entity
from warehouse.query import column_names, rows, run_query
from warehouse.sqlfiles import sql_file


def export_entities(connection: duckdb.DuckDBPyConnection, rules: ExchangeRules, out: IO[str]) -> Counter[str]:
    """Write actors, articles, mentions and claims, one entity a line; gives how many of each schema.

    Entities come in an order in which each names only those before it. A row that cannot be an entity counts as
    `refused`. Raises QueryError.
    """
    written: Counter[str] = Counter()
    for entity in _entities(connection, rules):
        if entity is None:
            written["refused"] += 1
        else:
            out.write(json.dumps(entity, ensure_ascii=False, sort_keys=True) + "\n")
            written[entity["schema"]] += 1
    return written


def claims_left_out(connection: duckdb.DuckDBPyConnection) -> int:
    """How many claims are not exported: negated, or without a target. Raises QueryError."""
    result = run_query(connection, "SELECT count(*) FROM sanctions_mentions WHERE negated OR len(target_ids) = 0")
    return int(next(rows(result))[0])


def _entities(connection: duckdb.DuckDBPyConnection, rules: ExchangeRules) -> Iterator[dict[str, Any] | None]:
    makers: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
        "exported_actors": partial(actor_entity, rules=rules),
        "exported_articles": article_entity,
        "exported_mentions": partial(mention_entity, rules=rules),
        "exported_claims": claim_entity,
    }
    for name, make in makers.items():
        result = run_query(connection, sql_file("sql", name).sql)
        names = column_names(result)
        for row in rows(result):
            try:
                yield make(dict(zip(names, row, strict=True)))
            except ExportError:
                yield None
