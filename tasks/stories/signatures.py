"""What a document leaves behind for finding its copies: a digest of its body and a sample of its word pairs."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from zlib import crc32

import numpy as np
import numpy.typing as npt

from config.stories import SignatureSettings, StorySettings
from tasks.stories.words import words_of
from warehouse.records import Document, Segment, Signature

Hashes = npt.NDArray[np.uint64]

# Odd multipliers of the splitmix64 generator (Steele, Lea and Flood, OOPSLA 2014), used to mix word pairs.
_FIRST = np.uint64(0x9E3779B97F4A7C15)
_SECOND = np.uint64(0xBF58476D1CE4E5B9)
_THIRD = np.uint64(0x94D049BB133111EB)


class _WordHashes(dict[bytes, int]):
    """CRC-32 of every word met; a vocabulary's few collisions are harmless, since texts are compared afterwards."""

    def __missing__(self, word: bytes) -> int:
        self[word] = value = crc32(word)
        return value


def sign(
    documents: Sequence[Document], segments: Sequence[Sequence[Segment]], settings: StorySettings
) -> list[Signature]:
    """Signatures of documents, in their order; `segments[i]` belongs to `documents[i]`.

    `text_digest` is 32 hex digits of the BLAKE2b of the body's letters and digits, case folded. `features` are
    sorted non-negative 63-bit hashes of word pairs.
    """
    hashes = _WordHashes()
    return [
        _signature(document.doc_id, body_text(document, own, settings), hashes, settings.signature)
        for document, own in zip(documents, segments, strict=True)
    ]


def body_text(document: Document, segments: Sequence[Segment], settings: StorySettings) -> str:
    """Text that copies are compared by: body segments, one a line; the whole text where there are none."""
    kinds = settings.signature.kinds
    body = [document.text[segment.start : segment.end] for segment in segments if segment.kind in kinds]
    return "\n".join(body) if body else document.text


def _signature(doc_id: str, text: str, hashes: _WordHashes, settings: SignatureSettings) -> Signature:
    """Signature of one body."""
    words = words_of(text)
    digest = blake2b(b"".join(words), digest_size=16).hexdigest()
    values = np.fromiter(map(hashes.__getitem__, words), dtype=np.uint64, count=len(words))
    every = settings.sample_every if len(words) >= settings.sample_from_words else 1
    return Signature(doc_id, digest, len(words), _features(values, every))


def _features(words: Hashes, every: int) -> list[int]:
    """Sorted distinct 63-bit hashes of the word pairs, of which those divisible by `every` are kept."""
    pairs = words[:-1] * _FIRST + words[1:] * _SECOND
    pairs = (pairs ^ (pairs >> np.uint64(30))) * _SECOND
    pairs = (pairs ^ (pairs >> np.uint64(27))) * _THIRD
    pairs = (pairs ^ (pairs >> np.uint64(31))) >> np.uint64(1)
    kept = pairs[pairs % np.uint64(every) == 0] if every > 1 else pairs
    features: list[int] = np.unique(kept).tolist()
    return features
