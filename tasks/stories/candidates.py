"""Candidate pairs of a run, from the signatures in the lake and those of the run, a batch at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import duckdb
import numpy as np
import pyarrow as pa

from config.stories import StorySettings
from tasks.stories.pairs import Pair
from tasks.stories.postings import Samples, find_pairs
from warehouse.sqlfiles import sql_file

_ROWS = 20_000  # signatures of the lake that are in memory as Arrow at a time
_FEATURES = 1 << 32  # features are below it
_COLUMNS = "doc_id, text_digest, words, features"


def candidate_pairs(
    connection: duckdb.DuckDBPyConnection, known: str, repeated: str, batches: Sequence[str], settings: StorySettings
) -> list[Pair]:
    """Pairs worth reading side by side, in no order of age: equal bodies, and those that share rare word pairs.

    Each pair has a new document. `known` is a relation of the lake's signatures and `repeated` of documents in it for
    which an exact copy stands, `batches` are relations of the run's: each looks once through what is known and the
    batches before it. Makes temporary views `new_signatures` and
    `all_signatures`. Raises duckdb.Error.
    """
    union = " UNION ALL ".join(f"SELECT {_COLUMNS} FROM {batch}" for batch in batches)
    connection.execute(f"CREATE OR REPLACE TEMP VIEW new_signatures AS {union}")
    connection.execute(
        f"CREATE OR REPLACE TEMP VIEW all_signatures AS SELECT {_COLUMNS} FROM {known} UNION ALL FROM new_signatures"
    )
    twins = dict(connection.execute(sql_file("sql", "story_twins").sql).fetchall())
    bind(connection, "twins", twins)
    pairs = [Pair(doc_id, bearer, exact=True) for doc_id, bearer in twins.items()]
    least = settings.signature.minimum_words
    bearers = f"SELECT {_COLUMNS} FROM {known} WHERE doc_id NOT IN (SELECT doc_id FROM {repeated})"
    for batch in batches:
        fresh = f"SELECT {_COLUMNS} FROM {batch} WHERE doc_id NOT IN (SELECT doc_id FROM twins)"
        new = _columns(connection.execute(_chosen(fresh, least)).to_arrow_table())
        pairs += find_pairs(new, _samples(connection, _chosen(bearers, least)), settings)
        bearers += f" UNION ALL {fresh}"
    return pairs


def bind(connection: duckdb.DuckDBPyConnection, name: str, doc_ids: Iterable[str]) -> None:
    """Let SQL see document ids under a relation's name, in place of what had the name before."""
    connection.register(name, pa.table({"doc_id": pa.array(sorted(doc_ids), pa.string())}))


def _chosen(signatures: str, least: int) -> str:
    """SELECT of signatures of bodies that are long enough to compare."""
    return f"SELECT doc_id, words, features FROM ({signatures}) WHERE words >= {least}"


def _samples(connection: duckdb.DuckDBPyConnection, query: str) -> Iterator[Samples]:
    """Signatures, some rows at a time."""
    for batch in connection.execute(query).to_arrow_reader(_ROWS):
        yield _columns(pa.Table.from_batches([batch]))


def _columns(table: pa.Table) -> Samples:
    """Signatures as numpy columns, without those that have no features, or features of another version."""
    features = table.column("features").combine_chunks()
    if isinstance(features, pa.ChunkedArray):  # of no rows
        features = pa.array([], features.type)
    bounds = features.offsets.to_numpy().astype(np.int64)
    values = features.values.to_numpy()
    full = np.diff(bounds) > 0
    full[full] = values[bounds[1:][full] - 1] < _FEATURES
    if not full.all():
        return _columns(table.filter(pa.array(full)))
    return Samples(
        table.column("doc_id").to_pylist(),
        table.column("words").to_numpy(),
        values[bounds[0] : bounds[-1]].astype(np.uint32),
        bounds - bounds[0],
    )
