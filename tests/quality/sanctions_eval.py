"""Score the sanctions room against golden sentences and the labelled seed articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.quality.sanctions_golden import Case, Part, golden_cases, own_actors, read_golden
from warehouse.records import SanctionsMention


@dataclass
class Score:
    """Counts behind precision, recall and accuracy, and a line for every miss."""

    counts: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Take in another score."""
        self.counts.update(other.counts)
        self.misses += other.misses

    def ratio(self, part: str, whole: str) -> float:
        """One count over another; 1 where there is nothing to count."""
        return self.counts[part] / self.counts[whole] if self.counts[whole] else 1.0

    def f1(self, what: str) -> float:
        """Harmonic mean of precision and recall of `what` (right, found, expected)."""
        whole = "claim" if what == "whole" else what
        total = self.counts[f"{whole}_found"] + self.counts[f"{whole}_expected"]
        return 2 * self.counts[f"{what}_right"] / total if total else 1.0

    def report(self) -> dict[str, float]:
        """The figures that floors are pinned to."""
        return {
            "detection_precision": round(self.ratio("claim_right", "claim_found"), 3),
            "detection_recall": round(self.ratio("claim_right", "claim_expected"), 3),
            "detection_f1": round(self.f1("claim"), 3),
            "false_friends_rejected": round(self.ratio("friend_rejected", "friend"), 3),
            "status_accuracy": round(self.ratio("status_right", "claim_right"), 3),
            "target_f1": round(self.f1("target"), 3),
            "sender_f1": round(self.f1("sender"), 3),
            "measures_accuracy": round(self.ratio("measure_right", "claim_right"), 3),
            "every_field_f1": round(self.f1("whole"), 3),
            "condition_accuracy": round(self.ratio("condition_right", "claim_right"), 3),
        }


def evaluate_golden(name: str, part: Part = "looked_at") -> Score:
    """Score one part of golden/<name>.toml: detection, status, roles, measures and conditions."""
    score, cases, owned = Score(), golden_cases(name, part), own_actors(name)
    for case, (text, found) in zip(cases, read_golden(name, cases), strict=True):
        _score_case(_with_owned(case, owned), text, found, score)
    return score


def _with_owned(case: Case, owned: Mapping[str, set[str]]) -> Case:
    """A case in which a country's people and bodies may stand for it as sender."""
    if "by" not in case:
        return case
    return {**case, "by": ["|".join([one, *sorted(owned.get(one.split("|")[0], ()))]) for one in case["by"]]}


def _score_case(case: Mapping[str, Any], text: str, found: Sequence[SanctionsMention], score: Score) -> None:
    expected = [] if case["status"] == "none" else [case, *case.get("also", ())]
    if not expected:
        score.counts["friend"] += 1
        score.counts["friend_rejected"] += not found
    score.counts["claim_expected"] += len(expected)
    score.counts["claim_found"] += len(found)
    if len(found) != len(expected):
        score.misses.append(f"{len(found)} for {len(expected)}: {case['text']} {[row.rule_id for row in found]}")
    for wanted, row in zip(expected, found, strict=False):
        before = len(score.misses)
        score.counts["claim_right"] += 1
        _score_claim(text, wanted, row, score)
        score.counts["whole_right"] += len(score.misses) == before


def _score_claim(text: str, wanted: Mapping[str, Any], row: SanctionsMention, score: Score) -> None:
    note(score, "status", row.status in wanted["status"].split("|"), f"{text} {row.status} {row.rule_id}")
    score_actors(text, "sender", wanted["by"], row.sender_ids, score)
    score_actors(text, "target", wanted["on"], row.target_ids, score)
    note(score, "measure", set(wanted.get("measures", ())) <= set(row.measures), f"{text} {row.measures}")
    condition = text[row.condition_start : row.condition_end] if row.condition_start is not None else ""
    when = wanted.get("when", "")
    note(score, "condition", bool(condition) == bool(when) and when in condition, f"{text} {condition!r}")
    if "negated" in wanted:
        note(score, "negated", row.negated == wanted["negated"], text)


def note(score: Score, what: str, right: bool, miss: str) -> None:
    """Count one judgement of `what`, and keep `miss` where it is wrong."""
    score.counts[f"{what}_right"] += right
    if not right:
        score.misses.append(f"{what}: {miss}")


def score_actors(text: str, what: str, wanted: Iterable[str], found: Sequence[str], score: Score) -> None:
    """Count actors right, expected and found; each wanted one may name alternatives, the empty one last or first."""
    wanted = list(wanted)
    right = sum(any(one in found for one in choice.split("|") if one) for choice in wanted)
    needed = sum(all(choice.split("|")) for choice in wanted)
    extra = [actor for actor in found if not any(actor in choice.split("|") for choice in wanted)]
    score.counts[f"{what}_right"] += right
    score.counts[f"{what}_expected"] += max(needed, right)
    score.counts[f"{what}_found"] += right + len(extra)
    if right < needed or extra:
        score.misses.append(f"{what}: {text} got {list(found)} wanted {wanted}")


def evaluate_gold(
    labels: Sequence[Mapping[str, Any]], find: Callable[[str], tuple[str, list[SanctionsMention]]]
) -> Score:
    """Score labelled articles by the rules in the header of their file.

    `find` gives, for a document stem, its text and the claims found in it.
    """
    score = Score()
    for article in labels:
        text, rows = find(article["doc"])
        free = list(rows)
        for label in article["sanctions"]:
            free = _score_label(article["doc"], text, label, free, score)
        score.counts["false"] += len(free)
        score.misses += [
            f"{article['doc'][:3]} false: {row.status} {text[row.start : row.end]!r} {row.rule_id}" for row in free
        ]
    return score


def _score_label(
    name: str, text: str, label: Mapping[str, Any], rows: list[SanctionsMention], score: Score
) -> list[SanctionsMention]:
    """Score one label against the claims that touch its evidence; the rest of the claims is returned."""
    spans = [(at, at + len(label["evidence"])) for at in _places(text, label["evidence"])]
    touching = [row for row in rows if any(row.start < end and start < row.end for start, end in spans)]
    needed = not label.get("optional")
    score.counts["label"] += needed
    good = [row for row in touching if _fits(label, row)]
    score.counts["label_right"] += bool(good) and needed
    if needed and not good:
        shown = [(row.status, row.sender_ids, row.target_ids, row.measures, row.rule_id) for row in touching]
        score.misses.append(f"{name[:3]} missed: {label['evidence']!r} {label['stage']} got {shown}")
    return [row for row in rows if row not in touching]


def _places(text: str, evidence: str) -> list[int]:
    places, at = [], text.find(evidence)
    while at >= 0:
        places.append(at)
        at = text.find(evidence, at + 1)
    return places


def _fits(label: Mapping[str, Any], row: SanctionsMention) -> bool:
    return (
        row.status in label["stage"]
        and _actors_fit(label["senders"], label.get("senders_allowed", ()), row.sender_ids)
        and _actors_fit(label["targets"], label.get("targets_allowed", ()), row.target_ids)
        and set(label["measures"]) <= set(row.measures)
        and (row.condition_start is not None or not label["conditional"])
    )


def _actors_fit(required: Iterable[str], allowed: Iterable[str], found: Sequence[str]) -> bool:
    choices = [choice.split("|") for choice in required]
    known = {actor for choice in choices for actor in choice} | set(allowed)
    return all(set(choice) & set(found) for choice in choices) and set(found) <= known
