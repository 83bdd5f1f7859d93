"""Copies of articles, made on purpose and with known truth, for measuring how copies are found."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from typing import NamedTuple

_SENTENCE = re.compile(r"(?<=[.!?])[”\"’']?\s+")


class Variant(NamedTuple):
    """One made document: `truth` is the relation to its original, `original` that document's id."""

    doc_id: str
    text: str
    original: str
    truth: str


def substituted(text: str, share: float, vocabulary: Sequence[str], chance: random.Random) -> str:
    """Return the text with a share of its words replaced by words of the vocabulary."""
    return " ".join(chance.choice(vocabulary) if chance.random() < share else word for word in text.split(" "))


def reordered(text: str, chance: random.Random) -> str:
    """Return the text with its sentences shuffled."""
    sentences = _SENTENCE.split(text)
    chance.shuffle(sentences)
    return " ".join(sentences)


def truncated(text: str, share: float = 0.5) -> str:
    """Return the first share of a text's words."""
    words = text.split()
    return " ".join(words[: int(len(words) * share)])


def embedded(text: str, host: str) -> str:
    """Return a host article of about the same length, the first half of the text in its middle."""
    passage = truncated(text)
    own = host.split()[: len(passage.split())]
    return " ".join([*own[: len(own) // 2], passage, *own[len(own) // 2 :]])


def rewrapped(text: str) -> str:
    """Return the text with other line breaks, quote marks and capitals: the same letters."""
    return "\n".join(text.replace("“", '"').replace("”", '"').split(". ")).upper()


def variants(originals: dict[str, str], hosts: Sequence[str], seed: int = 0) -> list[Variant]:
    """Every kind of copy of every original; `hosts` are articles that stand nowhere else, as many as originals."""
    chance = random.Random(seed)
    vocabulary = [word for text in originals.values() for word in text.split()]
    made = []
    for (doc_id, text), host in zip(originals.items(), hosts, strict=True):
        copies = {
            "exact": ("exact", rewrapped(text)),
            "near10": ("near_copy", substituted(text, 0.1, vocabulary, chance)),
            "spun40": ("retranslation", substituted(text, 0.4, vocabulary, chance)),
            "reordered": ("near_copy", reordered(text, chance)),
            "shuffled30": ("retranslation", reordered(substituted(text, 0.3, vocabulary, chance), chance)),
            "half": ("partial", truncated(text)),
            "embedded": ("partial", embedded(text, host)),
        }
        made += [Variant(f"{doc_id}-{kind}", copy, doc_id, truth) for kind, (truth, copy) in copies.items()]
    return made
