"""Candidate pairs, and warehouse/sql/story_texts.sql, on DuckDB in memory."""

import random

import duckdb
import pyarrow as pa

from tasks.stories import body_text
from tasks.stories.signatures import joined_body
from tests.tasks.stories.driver import ROOT, Library, candidates, document, settings, signatures
from warehouse.records import Segment
from warehouse.tables import BY_NAME, arrow_table


def _prose(seed: int, words: int = 300) -> str:
    chance = random.Random(seed)
    return " ".join(f"w{int(20000 ** chance.random())}" for _ in range(words))


def _edited(text: str, seed: int, share: float = 0.1) -> str:
    chance = random.Random(seed)
    return " ".join(f"x{chance.randrange(9999)}" if chance.random() < share else word for word in text.split())


def test_exact_copies_are_linked_to_one_bearer_only() -> None:
    text = _prose(1)
    signed = signatures({"a": text, "b": text.upper(), "c": text, "d": _edited(text, 1)})
    pairs = candidates(signed, signed)
    assert [(pair.doc_id, pair.other_doc_id) for pair in pairs if pair.exact] == [("b", "a"), ("c", "a")]
    assert [{pair.doc_id, pair.other_doc_id} for pair in pairs if not pair.exact] == [{"a", "d"}]


def test_a_bearer_in_the_lake_is_preferred_and_old_pairs_are_not_repeated() -> None:
    text = _prose(2)
    old = signatures({"x": text, "y": text, "z": _edited(text, 2)})
    new = signatures({"a": text, "b": _prose(3)})
    assert [pair[:2] for pair in candidates(new, old + new)] == [("a", "x")]


def test_empty_bodies_are_not_copies_of_each_other() -> None:
    signed = signatures({"a": "", "b": "...", "c": "Short.", "d": "short"})
    assert [(pair[:2], pair.exact) for pair in candidates(signed, signed)] == [(("d", "c"), True)]


def test_short_documents_are_linked_only_where_equal() -> None:
    text = " ".join(_prose(4).split()[: settings().signature.minimum_words - 1])
    signed = signatures({"a": text, "b": text, "c": text + " more"})
    assert [pair[:2] for pair in candidates(signed, signed)] == [("b", "a")]


def test_a_short_copy_of_a_sampled_text_is_found() -> None:
    text = _prose(5)
    signed = signatures({"a": text, "b": " ".join(text.split()[:150])})
    assert [pair[:2] for pair in candidates(signed, signed)] in ([("a", "b")], [("b", "a")])


def test_the_order_of_signatures_decides_nothing() -> None:
    text = _prose(7)
    signed = signatures({f"copy{number}": _edited(text, number) for number in range(60)})
    shuffled = random.Random(3).sample(signed, len(signed))
    pairs = [{frozenset(pair[:2]) for pair in candidates(order, order)} for order in (signed, shuffled)]
    assert pairs[0] == pairs[1]


def test_a_cluster_too_big_for_rare_word_pairs_hangs_together() -> None:
    text = _prose(6)
    library = Library()
    others = {f"other{number}": _prose(100 + number) for number in range(20)}
    library.add(others | {f"copy{number}": _edited(text, number) for number in range(60)})
    sizes = sorted(len(members) for members in library.stories().values())
    assert sizes == [1] * 20 + [60]


def test_the_same_clusters_in_one_go_and_run_by_run() -> None:
    texts: dict[str, str] = {}
    for story in range(6):
        text = _prose(200 + story)
        texts |= {f"{story}-{number}": _edited(text, number, 0.08 * number) for number in range(6)}
        texts[f"{story}-half"] = " ".join(text.split()[:160])
        texts[f"{story}-exact"] = text
    shuffled = dict(random.Random(1).sample(sorted(texts.items()), len(texts)))
    at_once, by_run = Library(), Library()
    at_once.add(shuffled)
    for start in range(0, len(shuffled), 7):
        by_run.add(dict(list(shuffled.items())[start : start + 7]))
    assert by_run.stories() == at_once.stories()
    assert sorted(len(members) for members in at_once.stories().values()) == [8] * 6


def test_texts_are_the_bodies_that_were_signed() -> None:
    text = "Ärger in Genf\n\nErster Satz. Zweiter “Satz” 😀.\n\nFolgen Sie uns"
    one, _ = document("a", text)
    spans = [("title", 0, 13), ("body", 15, 27), ("body", 28, 45), ("boilerplate", 47, len(text))]
    segments = [Segment("a", no, 0, kind, start, end, "de", 1.0) for no, (kind, start, end) in enumerate(spans)]
    two, _ = document("b", "Nothing but a headline")
    tables = {
        "segments": arrow_table(BY_NAME["segments"], segments, ("", "")),
        "missing": pa.table({"doc_id": ["a", "b"]}),
    }
    with duckdb.connect() as connection:
        for name, table in tables.items():
            connection.register(name, table)
        query = (ROOT / "warehouse" / "sql" / "story_bodies.sql").read_text(encoding="utf-8")
        bodies = dict(connection.execute(query, {"kinds": list(settings().signature.kinds)}).fetchall())
    found = {one.doc_id: joined_body(one.text, bodies.get(one.doc_id, [])) for one in (one, two)}
    assert found == {"a": body_text(one, segments, settings()), "b": two.text}
    assert found["a"] == "Erster Satz.\nZweiter “Satz” 😀."
