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


def shard_numbers(byte_counts: Sequence[int], settings: RunSettings) -> list[int]:
    """The number of the shard, from 0, that each document belongs to, in order.

    No shard has more documents, nor (but for a single document) more bytes, than the settings allow.
    """
    return _numbered(byte_counts, settings, _ends(byte_counts, settings))


def _ends(byte_counts: Sequence[int], settings: RunSettings) -> list[float]:
    """Bytes before the end of each shard, had all documents the same size."""
    least = max(_numbered(byte_counts, settings, []), default=0) + 1
    worth = min(len(byte_counts) // _SMALLEST, settings.workers * _SHARDS_A_WORKER)
    count = max(least, worth)
    if count == 1:
        return []
    count = settings.workers * math.ceil(count / settings.workers)
    share = sum(byte_counts) / count
    last = settings.workers if count > settings.workers * _SHARDS_A_WORKER else 0
    return list(accumulate([share] * (count - last) + [share / _FINER] * (last * _FINER)))


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
