"""The accepted claims of one sentence."""

from __future__ import annotations

from tasks.sanctions.accept import Context, is_claim
from tasks.sanctions.claim import Claim
from tasks.sanctions.compiling import SanctionsGrammar
from tasks.sanctions.mood import read_mood
from tasks.sanctions.nominal import read_noun
from tasks.sanctions.sentence import Sentence
from tasks.sanctions.verbal import is_verb, read_verb


def claims_of(sentence: Sentence, grammar: SanctionsGrammar, context: Context) -> list[Claim]:
    """The accepted claims of a sentence; coordinated triggers ("sanctions and visa bans") make one."""
    claims: list[Claim] = []
    for start, end, trigger in sentence.triggers():
        if is_verb(sentence, start, end, trigger):
            claim = read_verb(sentence, start, end, trigger, grammar)
        elif trigger.kind == "verb":
            continue
        else:
            claim = read_noun(sentence, start, end, trigger, grammar)
        read_mood(sentence, claim, grammar.rules)
        if claims and _continues(sentence, claims[-1], claim):
            _merge(claims[-1], claim)
        else:
            claims.append(claim)
    return [claim for claim in claims if is_claim(sentence, claim, grammar, context)]


def _continues(sentence: Sentence, first: Claim, second: Claim) -> bool:
    """Whether the second trigger only continues a list that the first begins."""
    if first.verb or second.verb or second.left < first.end:
        return second.left < first.end and not second.verb
    between = range(first.list_end or first.end, second.left)
    return bool(between) and all(
        sentence.is_a(k, "coordinators") or sentence.tokens[k].word in ",“”\"'" for k in between
    )


def _merge(first: Claim, second: Claim) -> None:
    first.targets = first.targets or second.targets
    first.senders = first.senders or [k for k in second.senders if k not in first.targets]
    first.list_end = second.end
    first.more_measures += second.trigger.measures
    if first.trigger.weak and not second.trigger.weak:
        first.more_measures += first.trigger.measures
        first.trigger = second.trigger
    first.right = max(first.right, second.right)
