"""Pairs of documents, with the later one first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from warehouse.records import StoryLink


class Pair(NamedTuple):
    """Two documents to compare; `shared` counts sampled word pairs, `exact` ones have the same letters and digits."""

    doc_id: str
    other_doc_id: str
    shared: int = 0
    exact: bool = False


def oriented(pairs: Iterable[Pair], order: Mapping[str, int]) -> list[Pair]:
    """Pairs with the later document first, sorted; `order` is each document's first-seen rank, ties go by doc_id.

    Raises KeyError for a document that has no rank.
    """
    both = {pair if _later_first(pair, order) else _turned(pair) for pair in pairs}
    return sorted(both)


def turned(links: Sequence[StoryLink], order: Mapping[str, int]) -> list[StoryLink]:
    """Links with the later document first, in their order. Raises KeyError for a document that has no rank."""
    pairs = [oriented([Pair(*link[:2])], order)[0] for link in links]
    return [
        link._replace(doc_id=pair.doc_id, other_doc_id=pair.other_doc_id)
        for link, pair in zip(links, pairs, strict=True)
    ]


def _later_first(pair: Pair, order: Mapping[str, int]) -> bool:
    """Whether the pair's first document was seen after its second."""
    return (order[pair.doc_id], pair.doc_id) > (order[pair.other_doc_id], pair.other_doc_id)


def _turned(pair: Pair) -> Pair:
    """Turn a pair round."""
    return pair._replace(doc_id=pair.other_doc_id, other_doc_id=pair.doc_id)
