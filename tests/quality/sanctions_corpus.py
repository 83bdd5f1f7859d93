"""Score the sanctions room on labelled sentences of the shared corpus (labels/corpus_sanctions.toml, no text)."""

from __future__ import annotations

import gzip
import hashlib
import json
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from tests.quality.sanctions_eval import Score, note, score_actors
from warehouse.records import Delivery, Given, SanctionsMention

LABELS = Path(__file__).parent / "labels" / "corpus_sanctions.toml"
PARTS = (
    "development",
    "final",
    "other_development",
    "other_final",
    "further_development",
    "friends_development",
    "friends_final",
)
Claims = Sequence[Mapping[str, Any]]


@cache
def evaluate_corpus(part: str, corpus: Path) -> Score:
    """Score one part ("development", "final") of the labelled sentences of a corpus of articles, a JSON a line.

    The articles go through every room before. Raises FileNotFoundError where the corpus is absent.
    """
    labels = [one for one in _labels() if one["part"] == part]
    found = _found(corpus, sorted({one["article"] for one in labels}))
    score = Score()
    for label in labels:
        sentence = found.get(label["sentence"])
        if sentence is None:
            score.counts["lost"] += 1
            score.misses.append(f"lost: no sentence {label['sentence']} in article {label['article']}")
        else:
            _score_sentence(sentence[0], label.get("claims", ()), sentence[1], score)
    return score


def sentence_key(text: str) -> str:
    """The first 16 hex of the SHA-256 of a sentence, runs of blanks as one."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:16]


@cache
def _labels() -> list[dict[str, Any]]:
    labels: list[dict[str, Any]] = tomllib.loads(LABELS.read_text(encoding="utf-8"))["sentence"]
    return labels


def _found(corpus: Path, lines: Sequence[int]) -> dict[str, tuple[str, list[SanctionsMention]]]:
    """Text and claims of every sentence of some articles, by its key."""
    from flows.shard import process
    from tests.quality.pipeline import rooms

    rows = process(_deliveries(corpus, lines), rooms()[1]).rows
    texts = {document.doc_id: document.text for document in rows["documents"]}
    found: dict[str, tuple[str, list[SanctionsMention]]] = {}
    claims: dict[tuple[str, int], list[SanctionsMention]] = {}
    for claim in rows["sanctions_mentions"]:
        claims.setdefault((claim.doc_id, claim.segment_no), []).append(claim)
    for segment in rows["segments"]:
        text = texts[segment.doc_id][segment.start : segment.end]
        found.setdefault(sentence_key(text), (text, claims.get((segment.doc_id, segment.segment_no), [])))
    return found


def _deliveries(corpus: Path, lines: Sequence[int]) -> list[Delivery]:
    wanted = set(lines)
    with gzip.open(corpus, "rt", encoding="utf-8") as file:
        articles = {at: json.loads(line) for at, line in enumerate(islice(file, max(wanted) + 1)) if at in wanted}
    return [
        Delivery(f"{at:016x}", _text(article), "text/plain", None, f"corpus:{at}", Given())
        for at, article in articles.items()
    ]


def _text(article: Mapping[str, str]) -> bytes:
    return f"{article['title']}\n\n{article['text']}".encode()


def _score_sentence(text: str, wanted: Claims, rows: Sequence[SanctionsMention], score: Score) -> None:
    """Labels and rows in the order of the sentence; an optional label that no row answers is left out."""
    needed = [claim for claim in wanted if not claim.get("optional")]
    expected = wanted if len(rows) >= len(wanted) else needed
    answered = min(len(rows), len(expected))
    score.counts["friend"] += not wanted
    score.counts["friend_rejected"] += not wanted and not rows
    score.counts["claim_expected"] += len(expected)
    score.counts["claim_found"] += len(rows)
    if answered < max(len(rows), len(expected)):
        score.misses.append(f"{len(rows)} for {len(expected)}: {text} {[row.rule_id for row in rows]}")
    for claim, row in _paired(expected, rows):
        score.counts["claim_right"] += 1
        _score_claim(text, claim, row, score)


def _paired(wanted: Claims, rows: Sequence[SanctionsMention]) -> list[tuple[Mapping[str, Any], SanctionsMention]]:
    """Every label with the first free row of its status, else with the first free row."""
    free = list(rows)
    pairs = []
    for claim in sorted(wanted, key=lambda one: not any(row.status in one["status"] for row in rows)):
        if free:
            row = next((one for one in free if one.status in claim["status"]), free[0])
            free.remove(row)
            pairs.append((claim, row))
    return pairs


def _score_claim(text: str, wanted: Mapping[str, Any], row: SanctionsMention, score: Score) -> None:
    before = len(score.misses)
    note(score, "status", row.status in wanted["status"], f"{text} {row.status} {row.rule_id}")
    may = set(wanted.get("may", ()))
    for what, key, found in (("sender", "by", row.sender_ids), ("target", "on", row.target_ids)):
        named = {name for choice in wanted[key] for name in choice.split("|")}
        score_actors(text, what, wanted[key], [one for one in found if one in named or one not in may], score)
    score.counts["whole_right"] += len(score.misses) == before
