"""Shards stay within their limits, lose no document, and leave no worker alone for long."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from config.settings import RunSettings
from flows.cutting import shard_numbers


def sizes(numbers: list[int]) -> list[int]:
    """Documents in each shard, in order."""
    return [count for _, count in sorted(Counter(numbers).items())]


@given(
    st.lists(st.integers(0, 5_000), max_size=300),
    st.integers(1, 120),
    st.integers(1_000, 60_000),
    st.integers(1, 5),
)
def test_no_shard_exceeds_a_limit(byte_counts: list[int], documents: int, size: int, workers: int) -> None:
    settings = RunSettings(shard_documents=documents, shard_bytes=size, workers=workers)
    numbers = shard_numbers(byte_counts, settings)
    assert len(numbers) == len(byte_counts)
    assert sorted(set(numbers)) == list(range(len(set(numbers)))) and numbers == sorted(numbers)
    for number in set(numbers):
        own = [count for count, where in zip(byte_counts, numbers, strict=True) if where == number]
        assert len(own) <= documents and (len(own) == 1 or sum(own) <= size)


def test_few_documents_are_one_shard() -> None:
    assert sizes(shard_numbers([4_000] * 150, RunSettings())) == [150]


def test_some_hundred_keep_all_workers_busy() -> None:
    assert sizes(shard_numbers([4_000] * 800, RunSettings())) == [200] * 4


def test_many_workers_get_no_crumbs() -> None:
    assert sizes(shard_numbers([4_000] * 350, RunSettings(workers=64))) == [117, 117, 116]


def test_the_last_shards_are_small() -> None:
    assert sizes(shard_numbers([6_000] * 12_000, RunSettings())) == [2_000] * 4 + [500] * 8


def test_a_limit_cuts_off_no_small_shard() -> None:
    byte_counts = [6_000, 6_010, 5_900, 6_120] * 2_000
    assert min(sizes(shard_numbers(byte_counts, RunSettings()))) > 300


def test_a_shard_is_weighed_by_its_bytes() -> None:
    numbers = shard_numbers([12_000] * 400 + [3_000] * 1_600, RunSettings())
    assert sizes(numbers) == [200, 200, 800, 800]
