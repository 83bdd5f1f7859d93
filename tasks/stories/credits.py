"""Articles that credit one outlet for the same report share an origin, however differently they are written.

What ties two articles is what they relay: the same outlet's statements by the same speaker in much the same words, a
few days apart at most. A credit alone ties nothing, since an agency files hundreds of reports a day.

Everything is SQL over narrow rows: no text of an article is read, and the statements that may meet are taken some days
at a time, so that memory does not grow with the number of articles.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import duckdb

from config.stories import CreditSettings
from tasks.stories.relations import StagedFiles, show_relations
from warehouse.lake import NAME, Lake
from warehouse.records import StoryLink
from warehouse.sqlfiles import sql_file

_SLICE = 50_000  # statements compared at a time, or those of one day

# The lake's actors are of earlier runs; what the articles themselves name as outlets comes on top.
_OUTLETS = f"""
    SELECT actor_id AS outlet_id FROM {NAME}.actors WHERE kind = 'outlet'
    UNION SELECT via_outlet_id FROM attributions WHERE via_outlet_id IS NOT NULL
    UNION SELECT unnest([outlet_id, origin_outlet_id]) FROM documents WHERE origin_outlet_id IS NOT NULL"""
_DAYS = "SELECT min(published_on), max(published_on) FROM documents SEMI JOIN fresh USING (doc_id)"


def find_credits(lake: Lake, staged: StagedFiles, rules: CreditSettings) -> list[StoryLink]:
    """Links between the staged articles that relay the same report, and those of the lake: see `credit_links`.

    Raises LakeError and duckdb.Error.
    """
    if not staged.signatures:
        return []
    with lake.connect(read_only=True) as connection:
        show_relations(connection, staged)
        show_outlets(connection)
        return credit_links(connection, rules)


def show_outlets(connection: duckdb.DuckDBPyConnection) -> None:
    """Make relation `outlets` (outlet_id) of the lake and the run, from `attributions` and `documents`."""
    connection.execute(f"CREATE OR REPLACE TEMP TABLE outlets AS {_OUTLETS}")


def credit_links(connection: duckdb.DuckDBPyConnection, rules: CreditSettings) -> list[StoryLink]:
    """Links between articles that relay the same report of an outlet, or one of them and the outlet's own.

    Reads relations `documents`, `attributions` and `statement_signatures` (lake and run together), `fresh` (doc_id: the
    run's documents, of which each link has one) and `outlets` (outlet_id). In no order of age. A link's similarity is
    the share of the fewer statements that both have; its anchors are the outlet and the words of these. Uses temporary
    tables `carriers` and `said`. Raises duckdb.Error.
    """
    first, last = connection.execute(_DAYS).fetchone() or (None, None)
    if first is None:
        return []
    near = {"first": first, "last": last, "days": rules.days, "share": rules.share}
    _make(connection, "carriers", "credit_carriers", near)
    _make(connection, "said", "credit_statements", {})
    found: dict[tuple[str, str], StoryLink] = {}
    parameters = rules.model_dump(exclude={"share"})
    for first, last in _slices(connection):
        rows = connection.execute(sql_file("sql", "credit_links").sql, {**parameters, "first": first, "last": last})
        for doc_id, other, outlet, share, words in rows.fetchall():
            if (doc_id, other) not in found or share > found[doc_id, other].similarity:
                found[doc_id, other] = StoryLink(doc_id, other, "credit", share, 0.0, [outlet, *words])
    for table in ("carriers", "said"):
        connection.execute(f"DROP TABLE {table}")
    return [found[pair] for pair in sorted(found)]


def _make(connection: duckdb.DuckDBPyConnection, table: str, query: str, parameters: dict[str, Any]) -> None:
    """Keep a query's rows as a temporary table, which may leave memory for the disk."""
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {table} AS {sql_file('sql', query).sql}", parameters)


def _slices(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, Any]]:
    """First and last days of stretches of time with not too many statements, of table `said`."""
    days = connection.execute("""
        SELECT min(published_on), max(published_on)
        FROM (
            SELECT published_on, sum(count(*)) OVER (ORDER BY published_on) // ? AS slice
            FROM said GROUP BY published_on
        )
        GROUP BY slice ORDER BY slice""", [_SLICE]).fetchall()  # fmt: skip
    yield from days
