"""Pairs of documents worth reading side by side: those that share rare word pairs.

A posting is one word pair of one document's sample. Sorted by word pair, the postings of a few documents stand
together; documents that meet often enough, and have enough of their samples in common, are a pair. Each step is a few
numpy operations over all postings, so time and memory grow with the number of postings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from config.stories import CandidateSettings, StorySettings
from tasks.stories.pairs import Pair
from tasks.stories.signatures import sampled_every

Integers = npt.NDArray[np.int64]
Features = npt.NDArray[np.uint32]
Keys = npt.NDArray[np.uint64]
Flags = npt.NDArray[np.bool_]

_RANK_BITS = 32  # of a posting's key: its document's rank; the word pair's hash is above them
_RANKS = np.uint64((1 << _RANK_BITS) - 1)
_NEIGHBOURS = 2  # that a document is connected with by a word pair which many have
_HASH_BITS = 32
_FILTER_BITS = (16, 24)  # least and most
_FILTER_ROOM = 8  # bits of the filter to a word pair, before rounding: few enough to stay in a processor's cache
_SLICE = 1 << 20  # postings, or connections, looked at together


class Samples(NamedTuple):
    """Signatures of some documents, in columns; `features[bounds[i]:bounds[i + 1]]` are those of document i."""

    doc_ids: Sequence[str]
    words: Integers
    features: Features
    bounds: Integers


class _Postings(NamedTuple):
    """Postings of all documents that take part, in document order, and what is known of each document."""

    doc_ids: list[str]
    new: Flags
    weights: Integers  # size of the document's sample, had every word pair been kept
    every: Integers  # one in so many was
    order: tuple[Features, Features]  # lowest word pairs of each document
    features: Features
    bounds: Integers


def find_pairs(new: Samples, known: Iterable[Samples], settings: StorySettings) -> list[Pair]:
    """Candidate pairs, at least one of each pair among the `new` documents, in no order of age; sorted.

    A pair's `shared` is the number of sampled word pairs that both have.
    """
    if not len(new.doc_ids):
        return []
    postings = _collect(new, known, settings)
    by_id = np.argsort(np.array(postings.doc_ids, dtype=np.bytes_), kind="stable")
    ties = np.empty(len(by_id), dtype=np.int64)  # signatures come in any order: it must not decide
    ties[by_id] = np.arange(len(by_id))
    rank_of = np.lexsort((ties, postings.order[1], postings.order[0]))
    low, high, counts = _met(postings, rank_of, settings.candidates)
    return sorted(_alike(postings, low, high, counts, settings.candidates))


def _collect(new: Samples, known: Iterable[Samples], settings: StorySettings) -> _Postings:
    """Postings of the new documents, and those of known ones that some new document may have too."""
    least, most = _FILTER_BITS
    bits = min(most, max(least, (_FILTER_ROOM * len(new.features)).bit_length()))
    wanted = np.zeros(1 << bits, dtype=bool)
    wanted[new.features >> (_HASH_BITS - bits)] = True
    parts = [_part(new, None, settings)]
    parts += [_part(samples, wanted[samples.features >> (_HASH_BITS - bits)], settings) for samples in known]
    ids, weights, every, lowest, second, features, sizes = zip(*parts, strict=True)
    count = sum(map(len, ids))
    return _Postings(
        [doc_id for part in ids for doc_id in part],
        np.arange(count) < len(new.doc_ids),
        np.concatenate(weights),
        np.concatenate(every),
        (np.concatenate(lowest), np.concatenate(second)),
        np.concatenate(features),
        np.concatenate(([0], np.cumsum(np.concatenate(sizes)))),
    )


def _part(
    samples: Samples, hits: Flags | None, settings: StorySettings
) -> tuple[Sequence[str], *tuple[npt.NDArray[Any], ...]]:
    """Columns of `_Postings` from some documents: of their word pairs, only those that `hits` marks."""
    sizes = np.diff(samples.bounds)
    last = len(samples.features) - 1
    lengths, places = np.unique(samples.words, return_inverse=True)
    every = np.array([sampled_every(words, settings.signature) for words in lengths.tolist()], dtype=np.int64)[places]
    lowest = samples.features[np.minimum(samples.bounds[:-1], last)]
    second = samples.features[np.minimum(samples.bounds[:-1] + 1, last)]
    if hits is None:
        return samples.doc_ids, sizes * every, every, lowest, second, samples.features, sizes
    kept = np.concatenate(([0], np.cumsum(hits)))[samples.bounds]
    return samples.doc_ids, sizes * every, every, lowest, second, samples.features[hits], np.diff(kept)


def _met(postings: _Postings, by_rank: Integers, rules: CandidateSettings) -> tuple[Integers, Integers, Integers]:
    """Documents that are connected often enough: numbers of both, and by how many word pairs.

    Word pairs are taken a slice of their hashes at a time, so that memory beyond the postings themselves is bounded.
    """
    ranks = np.empty(len(by_rank), dtype=np.uint32)
    ranks[by_rank] = np.arange(len(by_rank), dtype=np.uint32)
    owners = np.repeat(ranks, np.diff(postings.bounds))
    new = postings.new[by_rank]
    edges = np.linspace(0, 1 << _HASH_BITS, 2 + len(postings.features) // _SLICE).astype(np.int64)
    connections: list[Keys] = []
    for first, last in pairwise(edges.tolist()):
        chosen = np.flatnonzero((postings.features >= first) & (postings.features < last))
        keys = postings.features[chosen].astype(np.uint64) << np.uint64(_RANK_BITS)
        keys |= owners[chosen]
        keys.sort()
        connections += _connections(keys, new, rules)
    pairs, counts = _frequent(_sorted(connections), rules.minimum_shared)
    low, high = (pairs >> np.uint64(_RANK_BITS)).astype(np.int64), (pairs & _RANKS).astype(np.int64)
    return by_rank[low], by_rank[high], counts


def _connections(keys: Keys, new: Flags, rules: CandidateSettings) -> Iterator[Keys]:
    """Ranks of connected documents, of which one is new: one in the upper half of a key, one in the lower.

    Word pairs that few documents have connect each with each, those of many a document with the next two in rank:
    enough for a big cluster of copies to hang together, since close copies tend to be neighbours.
    """
    keys, places, lengths = _useful(keys, new, rules.common_documents)
    after = lengths - places
    first = np.arange(len(keys))
    for step in range(1, rules.rare_documents):
        reach = after[first] > step
        if step > _NEIGHBOURS:
            reach &= lengths[first] <= rules.rare_documents
        first = first[reach]  # what does not reach this far reaches no farther
        if not len(first):
            return
        one, other = keys[first] & _RANKS, keys[first + step] & _RANKS
        fresh = new[one.astype(np.int64)] | new[other.astype(np.int64)]
        yield (one[fresh] << np.uint64(_RANK_BITS)) | other[fresh]


def _useful(keys: Keys, new: Flags, most: int) -> tuple[Keys, Integers, Integers]:
    """Postings of word pairs that 2 to `most` documents have, a new one among them.

    With each, its place among the postings of its word pair, and how many these are.
    """
    features = keys >> np.uint64(_RANK_BITS)
    starts = np.flatnonzero(np.concatenate(([True], features[1:] != features[:-1])))
    lengths = np.diff(np.append(starts, len(keys)))
    fresh = np.logical_or.reduceat(new[(keys & _RANKS).astype(np.int64)], starts)
    kept = (lengths > 1) & (lengths <= most) & fresh
    useful = keys[np.repeat(kept, lengths)]
    lengths = lengths[kept]
    starts = np.cumsum(lengths) - lengths
    return useful, np.arange(len(useful)) - np.repeat(starts, lengths), np.repeat(lengths, lengths)


def _sorted(parts: list[Keys]) -> Keys:
    """All keys of some arrays in order. The arrays are taken off their list, so that each key is in memory once."""
    every = np.empty(sum(map(len, parts)), dtype=np.uint64)
    end = len(every)
    while parts:
        part = parts.pop()
        every[end - len(part) : end] = part
        end -= len(part)
    every.sort()
    return every


def _frequent(keys: Keys, least: int) -> tuple[Keys, Integers]:
    """Those of sorted keys that occur often enough, and how often each does; a slice of them is counted at a time."""
    found, times = [keys[:0]], [np.zeros(0, dtype=np.int64)]
    first = 0
    while first < len(keys):
        last = int(np.searchsorted(keys, keys[min(first + _SLICE, len(keys)) - 1], side="right"))  # whole runs
        part = keys[first:last]
        starts = np.flatnonzero(np.concatenate(([True], part[1:] != part[:-1])))
        counts = np.diff(np.append(starts, len(part)))
        found.append(part[starts[counts >= least]])
        times.append(counts[counts >= least])
        first = last
    return np.concatenate(found), np.concatenate(times)


def _alike(
    postings: _Postings, low: Integers, high: Integers, counts: Integers, rules: CandidateSettings
) -> Iterable[Pair]:
    """Pairs whose samples have enough in common, word pairs that many documents have included."""
    # Size of the smaller sample, had both been sampled alike.
    alike = np.minimum(postings.weights[low], postings.weights[high])
    smaller = alike / np.maximum(postings.every[low], postings.every[high])
    likely = np.flatnonzero(counts >= rules.minimum_connections * smaller)
    for one, other, size in zip(low[likely].tolist(), high[likely].tolist(), smaller[likely].tolist(), strict=True):
        shared = _shared(postings, one, other)
        if shared >= rules.minimum_overlap * size:
            yield Pair(postings.doc_ids[one], postings.doc_ids[other], shared)


def _shared(postings: _Postings, one: int, other: int) -> int:
    """How many sampled word pairs two documents share."""
    both = np.concatenate([postings.features[postings.bounds[at] : postings.bounds[at + 1]] for at in (one, other)])
    both.sort()
    return int(np.count_nonzero(both[1:] == both[:-1]))
