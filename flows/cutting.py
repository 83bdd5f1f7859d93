"""Where a run's documents are cut into shards: within the limits, alike in size, and finer towards the end."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from config.settings import RunSettings

_SMALLEST = 100  # documents: fewer are not worth a shard of their own
_SHARDS_A_WORKER = 2  # at least, where there is enough: keeps all cores busy to the end, and the progress bar moving
_FINER = 4  # parts that the last shard of each worker falls into, so that none works long after the others
_TRIES = 3  # numbers of rounds; where documents differ so much that none fits, the limits cut


def shard_numbers(byte_counts: Sequence[int], settings: RunSettings) -> list[int]:
    """The number of the shard, from 0, that each document belongs to, in order.

    No shard has more documents, nor (but for a single document) more bytes, than the settings allow.
    """
    numbers = _numbered(byte_counts, settings, [])
    worth = min(len(byte_counts) // _SMALLEST, settings.workers * _SHARDS_A_WORKER)
    least = max(_count(numbers), worth)
    if least <= 1:
        return numbers
    together = min(least, settings.workers)
    first = math.ceil(least / together)
    for rounds in range(first, first + _TRIES):
        ends = _ends(sum(byte_counts), rounds, together)
        numbers = _numbered(byte_counts, settings, ends)
        if _count(numbers) <= len(ends):  # no limit cuts a shard off before its end
            break
    return numbers


def _ends(size: int, rounds: int, together: int) -> list[float]:
    """Bytes before the end of each shard where `together` alike are worked on in each of the rounds, finer at last."""
    share = size / (rounds * together)
    finer = together if rounds > _SHARDS_A_WORKER else 0
    return list(accumulate([share] * (rounds * together - finer) + [share / _FINER] * (finer * _FINER)))


def _count(numbers: Sequence[int]) -> int:
    """How many shards there are."""
    return numbers[-1] + 1 if numbers else 0


def _numbered(byte_counts: Sequence[int], settings: RunSettings, ends: Sequence[float]) -> list[int]:
    """Shard numbers where a shard ends at each of `ends`, and before that wherever a limit is reached."""
    numbers = []
    number, documents, size, before, slot = 0, 0, 0, 0, 0
    for byte_count in byte_counts:
        full = documents == settings.shard_documents or size + byte_count > settings.shard_bytes
        place = bisect_right(ends, before)
        if documents and (full or place != slot):
            number, documents, size = number + 1, 0, 0
        slot = place
        numbers.append(number)
        documents, size, before = documents + 1, size + byte_count, before + byte_count
    return numbers
