"""What a document leaves behind for finding its copies: a digest of its body and a sample of its word pairs."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from itertools import pairwise

import numpy as np

from config.stories import SignatureSettings, StorySettings
from tasks.stories.words import (
    FEW_PLAIN,
    Flags,
    Folded,
    Hashes,
    Places,
    distinct,
    folded,
    letters_of,
    pair_hashes,
    plain_words,
    word_hashes,
    word_spans,
)
from warehouse.records import Document, Segment, Signature

_AT_ONCE = 64  # bodies hashed together: few enough to stay in a processor's cache
_HALF = np.uint64(32)
_LOW = np.uint64(0xFFFFFFFF)


def sign(
    documents: Sequence[Document], segments: Sequence[Sequence[Segment]], settings: StorySettings
) -> list[Signature]:
    """Signatures of documents, in their order; `segments[i]` belongs to `documents[i]`.

    `text_digest` is 32 hex digits of the BLAKE2b of the body's letters and digits, case folded. `features` are
    sorted 32-bit hashes of word pairs with a plain word in them (names alone make no copy): those divisible by
    `sampled_every(words)`.
    """
    signed: list[Signature] = []
    for start in range(0, len(documents), _AT_ONCE):
        chosen = slice(start, start + _AT_ONCE)
        bodies = [_stretches(*pair, settings) for pair in zip(documents[chosen], segments[chosen], strict=True)]
        signed += _signatures([document.doc_id for document in documents[chosen]], bodies, settings.signature)
    return signed


def body_text(document: Document, segments: Sequence[Segment], settings: StorySettings) -> str:
    """Text that copies are compared by: body segments, one a line; the whole text where there are none."""
    kinds = settings.signature.kinds
    return joined_body(document.text, [at for segment in segments if segment.kind in kinds for at in segment[4:6]])


def _stretches(document: Document, segments: Sequence[Segment], settings: StorySettings) -> str:
    """The same words in fewer pieces: nothing but white space, which parts words too, stands between two segments."""
    kinds = settings.signature.kinds
    own = [segment for segment in segments if segment[3] in kinds]
    bounds = [own[0].start] if own else []
    for (_, number, _, _, _, end, _, _), (_, following, _, _, start, _, _, _) in pairwise(own):
        if following != number + 1 or start == end:
            bounds += [end, start]
    return joined_body(document.text, [*bounds, own[-1].end] if own else [])


def joined_body(text: str, bounds: Sequence[int]) -> str:
    """Spans of a text, one a line; the whole text where there are none. `bounds` are starts and ends by turns."""
    return "\n".join([text[start:end] for start, end in zip(bounds[::2], bounds[1::2], strict=True)]) or text


def sampled_every(words: int, settings: SignatureSettings) -> int:
    """One word pair in so many is kept of a body of so many words: a power of two, so that samples are nested."""
    doublings = (words // settings.sample_words).bit_length() - 1
    return min(settings.sample_every, 1 << max(doublings, 0))


def _signatures(doc_ids: Sequence[str], bodies: Sequence[str], settings: SignatureSettings) -> list[Signature]:
    """Signatures of a few bodies, hashed together."""
    texts = folded(bodies)
    ends_of_texts = np.cumsum([len(text.words) + 1 for text in texts])
    together = Folded(*(b" ".join(form) for form in zip(*texts, strict=True)))
    starts, ends = word_spans(together.words)
    pairs = pair_hashes(word_hashes(together.words, starts, ends)) >> _HALF
    plain = plain_words(together, starts)
    bounds = np.concatenate([[0], np.searchsorted(starts, ends_of_texts)])
    counts = np.diff(bounds).tolist()
    every = [sampled_every(count, settings) for count in counts]
    features = _features(pairs, plain[:-1] | plain[1:], bounds, np.array(every, dtype=np.uint64))
    letters = letters_of(together.words)
    borders = np.concatenate([[0], np.cumsum(ends - starts)])[bounds].tolist()
    digests = [blake2b(letters[start:end], digest_size=16).hexdigest() for start, end in pairwise(borders)]
    return [Signature(*parts) for parts in zip(doc_ids, digests, counts, features, strict=True)]


def _features(pairs: Hashes, telling: Flags, bounds: Places, every: Hashes) -> list[list[int]]:
    """Sorted distinct hashes of each body's telling word pairs, of which those divisible by its `every` are kept.

    All pairs of a body with few telling ones count. `bounds` are the numbers of the bodies' first words, and of words
    in all; the pair that begins with a body's last word leads into the next body.
    """
    counts = np.diff(bounds)
    inside = np.ones(bounds[-1] + 1, dtype=bool)
    inside[bounds] = False
    inside = inside[1 : len(pairs) + 1]
    places = np.flatnonzero(telling & inside)
    few = np.diff(np.searchsorted(places, bounds)) < FEW_PLAIN * (counts - 1)
    if few.any():
        places = np.flatnonzero((telling | np.repeat(few, counts)[: len(pairs)]) & inside)
    bodies = np.repeat(np.arange(len(counts)), np.diff(np.searchsorted(places, bounds)))
    chosen = pairs[places]
    kept = chosen & (every - np.uint64(1))[bodies] == 0
    ranked = distinct((bodies.astype(np.uint64) << _HALF | chosen)[kept])  # by body, then by hash
    ends = np.searchsorted(ranked >> _HALF, np.arange(len(counts) + 1)).tolist()
    found = (ranked & _LOW).tolist()
    return [found[start:end] for start, end in pairwise(ends)]
