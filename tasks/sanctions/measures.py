"""What a claim says about the kind of measure."""

from __future__ import annotations

from collections.abc import Iterator

from tasks.sanctions.claim import Claim
from tasks.sanctions.sentence import Sentence


def measures_of(sentence: Sentence, claim: Claim) -> list[str]:
    """What the trigger, its modifiers and its object say about the kind of measure; sorted, each once."""
    said = set(_said_measures(sentence, claim))
    own = set(claim.trigger.measures)
    if said - own and own == {"trade"}:
        own = set()
    return sorted(said | own | set(claim.more_measures))


def _said_measures(sentence: Sentence, claim: Claim) -> Iterator[str]:
    for hit in sentence.starts["measure"].values():
        reach = 4 if claim.right - 1 in claim.targets else 0
        if claim.left <= hit.start < claim.right + reach and _in_phrase(sentence, claim, hit.start):
            assert isinstance(hit.entry.payload, str)
            yield hit.entry.payload


def _in_phrase(sentence: Sentence, claim: Claim, position: int) -> bool:
    """Behind the phrase only the noun right after its last actor counts ("Russian banks and energy companies")."""
    between = range(claim.right, position)
    return all(
        not sentence.is_a(k, "barriers", "auxiliaries", "sender_prepositions") and k not in sentence.governors
        for k in between
    )
