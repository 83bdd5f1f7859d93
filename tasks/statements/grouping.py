"""Groups of what hangs together by links."""

from __future__ import annotations

from collections.abc import Iterable


def groups(count: int, links: Iterable[tuple[int, int]]) -> list[int]:
    """For each of `count` items, the lowest item that it hangs together with (union-find, path halving)."""
    parent = list(range(count))

    def root(item: int) -> int:
        while parent[item] != item:
            parent[item] = item = parent[parent[item]]
        return item

    for one, other in links:
        low, high = sorted((root(one), root(other)))
        parent[high] = low
    return [root(item) for item in range(count)]
