"""Bills, deals and orders as what would act: "a bill that would", "a draft before the Security Council would"."""

from __future__ import annotations

from tasks.sanctions.sentence import Sentence

_PLACE_REACH = 7


def draft_before(sentence: Sentence, start: int) -> int | None:
    """The draft that is the subject of the verb group at `start`: "a bill that", "the deal, which", "the order"."""
    position = start - 1
    if position > 0 and sentence.is_a(position, "relatives"):
        position -= 1
        if position > 0 and sentence.tokens[position].word == ",":
            position -= 1
    if position >= 0 and not sentence.is_a(position, "drafts"):
        position = _before_place(sentence, position)
    if position < 0 or not sentence.is_a(position, "drafts"):
        return None
    complement = sentence.is_a(position - 1, "determiners") and sentence.is_a(position - 2, "of")
    return None if complement else position  # "the absence of a deal could"


def _before_place(sentence: Sentence, position: int) -> int:
    """The token before a phrase that says where a draft lies or whose it is: "a bill in the House", "by Paris"."""
    for k in range(position, max(0, position - _PLACE_REACH), -1):
        if sentence.is_a(k, "blocking_prepositions", "agents", "clauses_before"):
            return k - 1 - sentence.is_a(k - 1, "adverbs")
        if k in sentence.governors_by_end or sentence.is_a(k, "auxiliaries", "trigger", "relatives", "pronouns"):
            break
    return position
