"""What comparing new statements costs: rows and links that grow with what is new, never with pairs of a speaker's."""

from __future__ import annotations

import random
from collections.abc import Sequence

import duckdb
import pyarrow as pa
import pytest

from config.configuration import DEFAULT_DIRECTORY
from config.statements import load_statements
from warehouse.sqlfiles import sql_file

_SETTINGS = load_statements(DEFAULT_DIRECTORY / "rules" / "statements.toml")
_NEW = 20
_WORDS = 12
_REPEATED = 10
Statements = Sequence[Sequence[str]]


def one_speaker(old: Statements, new: Statements) -> duckdb.DuckDBPyConnection:
    """A connection with one speaker's statements, each of a document of its own and all of one day, and `spoken`."""
    connection = duckdb.connect()
    for name, statements in (("old", old), ("new", new)):
        connection.register(f"{name}_statements", pa.table({
            "doc_id": [f"{name}{number:06}" for number in range(len(statements))],
            "attribution_no": pa.array([0] * len(statements), pa.int64()),
            "speaker_actor_id": pa.array(["president"] * len(statements), pa.string()),
            "place": pa.array([0.0] * len(statements), pa.float64()),
            "words": pa.array(list(map(list, statements)), pa.list_(pa.string())),
        }))  # fmt: skip
    connection.execute("""CREATE VIEW documents AS SELECT doc_id, DATE '2021-03-01' AS published_on
        FROM (FROM old_statements UNION ALL FROM new_statements)""")
    connection.execute(f"CREATE TABLE spoken AS {bound('statement_spoken')}")
    return connection


def bound(name: str) -> str:
    """A query with its parameters filled in, for one part."""
    query = sql_file("sql", name).sql
    for parameter, value in sorted({**_SETTINGS.parameters, "parts": 1}.items(), reverse=True):
        query = query.replace(f"${parameter}", str(value))
    return query


def count(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    """How many rows a query has."""
    return len(connection.execute(query).fetchall())


def said(chance: random.Random, vocabulary: int) -> list[str]:
    """Words of one statement."""
    return sorted({f"w{chance.randrange(vocabulary)}" for _ in range(_WORDS)})


@pytest.mark.parametrize("known", [2_000, 20_000])
def test_of_a_speaker_with_many_statements_few_are_compared_with_new_ones(known: int) -> None:
    chance = random.Random(1)
    new = [said(chance, 20_000) for _ in range(_NEW)]
    old = [*new[:_REPEATED], *(said(chance, 20_000) for _ in range(known))]
    connection = one_speaker(old, new)
    assert count(connection, "FROM spoken") <= _NEW + _REPEATED + 5
    assert count(connection, bound("statement_repeats")) == _REPEATED


@pytest.mark.parametrize("repeated", [24, 200, 2_000])
def test_what_a_speaker_says_again_and_again_makes_links_in_proportion(repeated: int) -> None:
    chance = random.Random(1)
    slogan = [f"w{number}" for number in range(_WORDS)]
    new = [sorted({*slogan} - {chance.choice(slogan)}) for _ in range(repeated)]
    connection = one_speaker([], new)
    links = count(connection, bound("statement_repeats"))
    assert repeated - 1 <= links, "all hang together"
    assert links <= repeated * max(_SETTINGS.repeats.rare / 2, 2 * _WORDS)


def test_one_more_of_a_thousand_repetitions_meets_a_few_of_them() -> None:
    slogan = [f"w{number}" for number in range(_WORDS)]
    connection = one_speaker([slogan] * 1_000, [slogan])
    assert 1 <= count(connection, bound("statement_repeats")) <= 4
