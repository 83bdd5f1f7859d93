"""Which lines count as boilerplate by their number."""

from __future__ import annotations

from collections.abc import Iterable

import duckdb
import pyarrow as pa

from warehouse.sqlfiles import sql_file
from warehouse.tables import BY_NAME, arrow_table

Row = tuple[str, str | None, int, list[int]]
LIMITS = {"minimum_documents": 3, "minimum_share": 0.25, "sentence_share": 0.75, "sampled_documents": 1000}


def repeated(rows: Iterable[Row], wanted: Iterable[str] | None = None, **limits: float) -> dict[str, list[int]]:
    """Repeated lines by document, of rows (doc_id, outlet_id, body_hash, line_hashes)."""
    counted = arrow_table(BY_NAME["edge_lines"], list(rows))
    asked = counted.select(["doc_id"]) if wanted is None else pa.table({"doc_id": list(wanted)})
    with duckdb.connect() as connection:
        connection.register("counted", counted)
        connection.register("wanted", asked)
        return dict(connection.execute(sql_file("sql", "repeated_lines").sql, {**LIMITS, **limits}).fetchall())


def outlet(name: str | None, lines: list[list[int]], first_body: int = 0) -> list[Row]:
    """Documents of one outlet with different bodies."""
    return [(f"{name}{number}", name, first_body + number, found) for number, found in enumerate(lines)]


def test_a_line_needs_both_the_number_and_the_share() -> None:
    rows = outlet("a", [[2, 4], [2, 4], [2], [6], [6]])
    assert repeated(rows) == {"a0": [2], "a1": [2], "a2": [2]}
    assert repeated(rows, minimum_share=0.8) == {}


def test_a_long_sentence_needs_the_larger_share() -> None:
    assert repeated(outlet("a", [[3], [3], [3], [8], [8]])) == {}
    assert repeated(outlet("a", [[3], [3], [3], [8]])) == {"a0": [3], "a1": [3], "a2": [3]}


def test_copies_count_as_one_article() -> None:
    copies: list[Row] = [(f"a{number}", "a", 7, [2]) for number in range(5)]
    assert repeated(copies) == {}
    assert len(repeated([*copies, ("b", "a", 8, [2]), ("c", "a", 9, [2])])) == 7


def test_outlets_are_apart_and_contents_of_none_are_together() -> None:
    assert repeated([*outlet("a", [[2], [2]]), *outlet("b", [[2], [2]]), *outlet(None, [[2], [2]])]) == {}
    assert len(repeated(outlet(None, [[2], [2], [2]]))) == 3


def test_only_wanted_documents_are_told_but_all_of_their_outlet_count() -> None:
    rows = [*outlet("a", [[4, 2], [2], [2]]), *outlet("b", [[2], [2], [2]])]
    assert repeated(rows, wanted=["a0"]) == {"a0": [2]}


def test_of_a_large_outlet_an_even_sample_is_counted() -> None:
    rows: list[Row] = [(f"{number << 60:016x}", "a", number, [4 if number < 8 else 6]) for number in range(16)]
    assert repeated(rows, minimum_documents=2, minimum_share=0.75) == {}
    counted = repeated(rows, minimum_documents=2, minimum_share=0.75, sampled_documents=8)
    assert set(counted) == {row[0] for row in rows[:8]}
