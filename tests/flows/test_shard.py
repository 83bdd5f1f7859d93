"""A document on which a rule fails costs itself, not its shard."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from typing import Any, cast

from hypothesis import given
from hypothesis import strategies as st

from flows.collector import collector_paused
from flows.shard import Refined, Rooms, process_safely
from tests.quality.pipeline import rooms
from warehouse.records import Delivery, Given


def delivery(name: str) -> Delivery:
    """A delivery that nothing is wrong with."""
    return Delivery(name, b"text", "text/plain", None, f"file:///{name}", Given())


@given(st.lists(st.booleans(), max_size=20))
def test_every_delivery_ends_as_document_or_refusal(faulty: list[bool]) -> None:
    deliveries = [delivery(f"{number}-{'bad' if bad else 'good'}") for number, bad in enumerate(faulty)]

    def step(part: Sequence[Delivery], _: Rooms) -> Refined:
        for item in part:
            if item.doc_id.endswith("bad"):
                raise ZeroDivisionError("a rule")
        return Refined(rows={"documents": [item.doc_id for item in part]}, seconds={"x": 1.0})

    done = process_safely(deliveries, cast(Any, None), step)
    assert done.rows.get("documents", []) == [item.doc_id for item in deliveries if item.doc_id.endswith("good")]
    assert [item.doc_id for item in done.refused] == [item.doc_id for item in deliveries if item.doc_id.endswith("bad")]
    assert all(item.reason == "rule_failed" and "ZeroDivisionError in tests" in item.detail for item in done.refused)


def test_rooms_leave_no_cycles_behind() -> None:
    # Workers never walk what a shard leaves behind (`collector_paused(keep=True)`): a cycle would stay for good.
    said = "Iran condemned the sanctions. “We will lift them”, said Federica Mogherini, who is in Tehran. "
    texts = [f"Title {number}\n\n{said * number}\0{chr(number)}" for number in range(1, 40)]
    deliveries = [delivery(f"{number:016}")._replace(content=text.encode()) for number, text in enumerate(texts)]
    _, compiled = rooms()

    def cycles() -> int:
        with collector_paused(keep=True):
            assert process_safely(deliveries, compiled).rows["attributions"]
            assert process_safely([delivery("bad")._replace(given=cast(Any, None))], compiled).refused
        gc.unfreeze()
        return gc.collect()

    cycles()  # what importing and compiling left
    assert 0 in [cycles() for _ in range(3)]  # threads of other tests may leave some meanwhile
