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
            if claims:
                _carry_on(sentence, claims[-1], claim)
            claims.append(claim)
    return [claim for claim in claims if is_claim(sentence, claim, grammar, context)]


def _carry_on(sentence: Sentence, first: Claim, second: Claim) -> None:
    """Give a gerund the parties of the claim before that its pronouns stand for: "..., barring them from entry"."""
    step = second.steps[0] if second.steps else None
    if step is None or step.link != "gerund" or not first.end <= step.group_start < second.end:
        return
    before = step.group_start - 1
    if sentence.tokens[before].word != "," and not sentence.is_a(before, "coordinators"):
        return
    meant = any(sentence.is_a(k, "objects", "own_possessives") for k in range(step.end, second.start))
    acted = len(second.steps) == 1 and len(first.steps) == 1 and not first.steps[0].passive
    if first.senders and (acted or not second.senders):
        second.senders = [k for k in first.senders if k not in second.targets]
    if meant and not second.targets:
        second.targets = [k for k in first.targets if k not in second.senders]


def _continues(sentence: Sentence, first: Claim, second: Claim) -> bool:
    """Whether the second trigger only continues a list that the first begins."""
    if _was_frozen_under(sentence, first, second):
        return True
    if first.verb or second.verb or second.left < first.end:
        return second.left < first.end and not second.verb
    between = range(first.list_end or first.end, second.left)
    return bool(between) and all(
        sentence.is_a(k, "coordinators") or sentence.tokens[k].word in ",“”\"'" for k in between
    )


def _was_frozen_under(sentence: Sentence, first: Claim, second: Claim) -> bool:
    """Whether the second trigger only says under what was frozen what the first frees: "frees funds frozen under"."""
    if not (first.trigger.requires and first.steps and second.steps) or first.steps[0].predicate.does != "ease":
        return False
    under = second.steps[0]
    frozen = sentence.governors_by_end.get(under.start - 1)
    held = frozen is not None and any(choice.id in first.trigger.requires for choice in frozen.choices)
    return under.predicate.does == "in_force" and held and first.end <= under.start <= first.right + 2


def _merge(first: Claim, second: Claim) -> None:
    first.targets = first.targets or second.targets
    first.senders = first.senders or [k for k in second.senders if k not in first.targets]
    first.list_end = second.end
    first.more_measures += second.trigger.measures
    if first.trigger.weak and not second.trigger.weak:
        first.more_measures += first.trigger.measures
        first.trigger = second.trigger
    first.right = max(first.right, second.right)
