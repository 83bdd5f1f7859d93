"""Measure attribution: on PolNeAR (brat standoff) and on the hand-labelled seed articles.

`attribute_fn` takes the text of one article and gives `(text, attributions)`: the clean text that the offsets count
in, and the rows. PolNeAR is split for good by the hash of the file name: `dev` to develop on, `final` to report.
Run as `python -m tests.quality.attribution_eval [--final]`.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from warehouse.records import Attribution

AttributeFn = Callable[[str], tuple[str, Sequence[Attribution]]]
Spans = list[tuple[int, int]]
DEV_FILES = 60
_MARK = re.compile("''|[“”«»\"]")
_QUOTE_MARKS = "“”\"«»„'‘’`"


class Relation(NamedTuple):
    """One attribution of PolNeAR: spans per part, as (start, end) pairs."""

    source: Spans
    cue: Spans
    content: Spans


@dataclass
class Tally:
    """Counts behind precision, recall and F1."""

    right: int = 0
    predicted: int = 0
    expected: int = 0
    sound: int | None = None
    notes: list[str] = field(default_factory=list)

    def scores(self) -> dict[str, float]:
        """precision, recall and f1, each 0 to 1, and the counts."""
        sound = self.right if self.sound is None else self.sound
        precision = sound / self.predicted if self.predicted else 0.0
        recall = self.right / self.expected if self.expected else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return {
            "precision": round(precision, 4),
            "recall": round(recall, 4),
            "f1": round(f1, 4),
            "right": self.right,
            "predicted": self.predicted,
            "expected": self.expected,
        }


def polnear_files(directory: Path, part: str = "all") -> list[Path]:
    """The .ann files of `part`: all, dev (60) or final (the rest), sorted by name."""
    files = sorted(directory.glob("*.ann"))
    ranked = sorted(files, key=lambda path: hashlib.sha256(path.stem.encode()).hexdigest())
    dev = set(ranked[:DEV_FILES])
    return [path for path in files if part == "all" or (path in dev) == (part == "dev")]


def read_relations(path: Path) -> tuple[str, list[Relation]]:
    """The text beside a .ann file and its attributions that have a content."""
    with path.with_suffix(".txt").open(encoding="utf-8", newline="") as stream:
        text = stream.read()
    spans: dict[str, Spans] = {}
    events: list[list[str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        key, *rest = line.split("\t")
        if key.startswith("T"):
            _, offsets = rest[0].split(" ", 1)
            spans[key] = [(int(a), int(b)) for a, b in (part.split() for part in offsets.split(";"))]
        elif key.startswith("E"):
            events.append(rest[0].split()[1:])
    relations = [_relation(arguments, spans) for arguments in events]
    return text, [relation for relation in relations if relation.content]


def _relation(arguments: Iterable[str], spans: dict[str, Spans]) -> Relation:
    """Join the spans of each part of an event; a part may have several."""
    parts: dict[str, Spans] = {"Source": [], "Cue": [], "Content": []}
    for argument in arguments:
        name, key = argument.split(":")
        parts[re.sub(r"\d+$", "", name)].extend(spans[key])
    return Relation(parts["Source"], parts["Cue"], parts["Content"])


def evaluate_polnear(directory: Path, attribute_fn: AttributeFn, part: str = "all") -> dict[str, Any]:
    """Scores on PolNeAR: content (overlap >= 0.5 and, where both have one, overlapping cues), direct content, tokens.

    content and direct are attribution-level, matched one to one; direct_lenient counts a quotation as right that any
    attribution of the other side covers (annotators join or split quotations in their own way). speakers and
    direct_speakers: of the contents matched, those whose source overlaps the annotated one. source_tokens,
    cue_tokens and content_tokens compare sets of white-space tokens over all attributions of a file. Direct: quote
    marks stand at both ends of the content. direct_whole is direct with all that lies between a row's first and last
    character, the words around an aside between two parts of a quotation included (docs/decisions/0017).
    """
    tallies = {
        name: Tally()
        for name in (
            "content",
            "content_any_cue",
            "direct",
            "direct_lenient",
            "direct_whole",
            "speakers",
            "direct_speakers",
            "source_tokens",
            "cue_tokens",
            "content_tokens",
        )
    }
    for path in polnear_files(directory, part):
        text, relations = read_relations(path)
        clean, rows = attribute_fn(text)
        if clean != text:
            raise ValueError(
                f"{path.name}: offsets do not count in the annotated text; pass an attribute_fn that keeps it"
            )
        _score_file(text, relations, list(rows), tallies)
    return {name: tally.scores() for name, tally in tallies.items()}


def _score_file(text: str, relations: list[Relation], rows: list[Attribution], tallies: dict[str, Tally]) -> None:
    predicted = [row_relation(row, text) for row in rows]
    _match(relations, predicted, tallies["content"], True)
    _match(relations, predicted, tallies["content_any_cue"], False)
    direct = [relation for relation in relations if is_direct(text, relation)]
    quoted = [relation for relation in predicted if _predicted_direct(text, relation)]
    whole = [relation for row in rows if _predicted_direct(text, relation := row_relation(row, text, whole=True))]
    _match(direct, quoted, tallies["direct"], False)
    _match(direct, whole, tallies["direct_whole"], False)
    _match_direct(direct, quoted, relations, predicted, tallies["direct_lenient"])
    _match_speakers(relations, predicted, tallies["speakers"])
    _match_speakers(direct, predicted, tallies["direct_speakers"])
    for name in ("source", "cue", "content"):
        expected_tokens = _token_set(text, [getattr(r, name) for r in relations])
        predicted_tokens = _token_set(text, [getattr(r, name) for r in predicted])
        tally = tallies[f"{name}_tokens"]
        tally.right += len(expected_tokens & predicted_tokens)
        tally.expected += len(expected_tokens)
        tally.predicted += len(predicted_tokens)


def row_relation(row: Attribution, text: str, whole: bool = False) -> Relation:
    """A predicted row in PolNeAR's shape: a content that runs around other words as the pieces on both sides of them.

    Of a quotation the pieces are what stands inside its marks, unless `whole`; of any content source and cue are cut
    out.
    """
    source = [] if row.source_start is None else [(row.source_start, row.source_end or row.source_start)]
    cue = [] if row.cue_start is None else [(row.cue_start, row.cue_end or row.cue_start)]
    content = [(row.content_start, row.content_end)]
    if row.mode == "direct" and not whole:
        content = _inside_marks(text, row.content_start, row.content_end)
    for start, end in source + cue:
        content = [piece for a, b in content for piece in ((a, min(b, start)), (max(a, end), b)) if piece[0] < piece[1]]
    return Relation(source, cue, content)


def _inside_marks(text: str, start: int, end: int) -> Spans:
    """The pieces of a quotation that begins inside its marks; another opening mark (a new paragraph) ends none."""
    pieces: Spans = []
    begin: int | None = start
    for mark in _MARK.finditer(text, start, end):
        if begin is not None and mark.group() not in "“«":
            pieces.append((begin, mark.start()))
            begin = None
        elif begin is None and mark.group() not in "”»":
            begin = mark.end()
    pieces += [(begin, end)] if begin is not None else []
    return [piece for piece in pieces if piece[0] < piece[1]]


def is_direct(text: str, relation: Relation) -> bool:
    """Whether the annotated content begins and ends with a quote mark."""
    start, end = relation.content[0][0], relation.content[-1][1]
    first, last = text[start], text[start:end].rstrip(" .,;\n")[-1:]
    return first in _QUOTE_MARKS and last in _QUOTE_MARKS


def _predicted_direct(text: str, relation: Relation) -> bool:
    """Whether quote marks stand around the predicted content."""
    start, end = relation.content[0][0], relation.content[-1][1]
    before = text[max(0, start - 2) : start].strip()[-1:]
    after = text[end : end + 3].strip()[:1]
    return bool(before) and before in _QUOTE_MARKS and bool(after) and after in _QUOTE_MARKS


def _match(expected: list[Relation], predicted: list[Relation], tally: Tally, cues: bool) -> None:
    """Count what matches one to one."""
    tally.right += len(_pairs(expected, predicted, cues))
    tally.expected += len(expected)
    tally.predicted += len(predicted)


def _pairs(expected: list[Relation], predicted: list[Relation], cues: bool) -> list[tuple[int, int]]:
    """Positions of the relations that match one to one, best overlap first."""
    pairs = [
        (overlap(one.content, other.content), i, j)
        for i, one in enumerate(expected)
        for j, other in enumerate(predicted)
        if not cues or not one.cue or not other.cue or overlap(one.cue, other.cue) > 0
    ]
    used: tuple[set[int], set[int]] = (set(), set())
    matched: list[tuple[int, int]] = []
    for value, i, j in sorted(pairs, reverse=True):
        if value >= 0.5 and i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            matched.append((i, j))
    return matched


def _match_speakers(expected: list[Relation], predicted: list[Relation], tally: Tally) -> None:
    """Of the contents that match and have an annotated source, count those whose predicted source overlaps it."""
    for i, j in _pairs(expected, predicted, False):
        if expected[i].source:
            tally.expected += 1
            tally.predicted += bool(predicted[j].source)
            tally.right += overlap(expected[i].source, predicted[j].source) > 0


def _match_direct(
    expected: list[Relation], quoted: list[Relation], relations: list[Relation], predicted: list[Relation], tally: Tally
) -> None:
    """Recall over annotated direct content, precision over predicted quotations; annotators open a quotation earlier
    or later than its marks ("But '...'"), so either may be matched by content that is not marked as direct."""
    found = sum(any(overlap(one.content, other.content) >= 0.5 for other in predicted) for one in expected)
    sound = sum(any(overlap(one.content, other.content) >= 0.5 for other in relations) for one in quoted)
    tally.right += found
    tally.expected += len(expected)
    tally.predicted += len(quoted)
    tally.sound = (tally.sound or 0) + sound


def overlap(one: Spans, other: Spans) -> float:
    """Intersection over union of two span lists, in characters."""
    left, right = _characters(one), _characters(other)
    union = len(left | right)
    return len(left & right) / union if union else 0.0


def _characters(spans: Spans) -> set[int]:
    return {offset for start, end in spans for offset in range(start, end)}


def _token_set(text: str, parts: list[Spans]) -> set[int]:
    """Starts of the white-space tokens that overlap any of the spans."""
    covered = {offset for spans in parts for offset in _characters(spans)}
    return {
        found.start()
        for found in re.finditer(r"\S+", text)
        if any(offset in covered for offset in range(found.start(), found.end()))
    }


def evaluate_gold(labels: Path, seeds: Path, attribute_fn: AttributeFn) -> dict[str, Any]:
    """Scores on the labelled seeds: an entry counts when its content, speaker, mode and relay are right.

    found: the content lies inside an attributed content of a fitting mode; right: also speaker and relay. The labels
    name no false positives, so precision counts an entry that was found with a wrong speaker.
    """
    import yaml

    tallies = {name: Tally() for name in ("found", "direct", "all", "via")}
    for article in yaml.safe_load(labels.read_text(encoding="utf-8")):
        text, rows = attribute_fn((seeds / f"{article['doc']}.txt").read_text(encoding="utf-8"))
        for entry in article["attributions"]:
            _score_entry(article["doc"], entry, text, rows, tallies)
    result: dict[str, Any] = {name: tally.scores() for name, tally in tallies.items()}
    result["missed"] = [note for name in ("found", "all", "via") for note in tallies[name].notes]
    return result


def _score_entry(
    doc: str, entry: dict[str, Any], text: str, rows: Sequence[Attribution], tallies: dict[str, Tally]
) -> None:
    """Add one labelled entry to the tallies."""
    holding = [row for row in rows if entry["content"] in text[row.content_start : row.content_end]]
    fitting = [row for row in holding if _mode_fits(row.mode, entry["mode"])]
    right = [row for row in fitting if _speaker_fits(row, entry["speaker"])]
    groups = ["all"] + (["direct"] if entry["mode"] == "direct" else [])
    for name in ("found", *groups):
        tallies[name].expected += 1
        tallies[name].predicted += bool(fitting)
        tallies[name].right += bool(fitting if name == "found" else right)
    label = f"{doc[:3]} {entry['content'][:50]!r} wants {entry['speaker']}/{entry['mode']}"
    if not fitting:
        tallies["found"].notes.append(f"not found: {label} {[row.rule_id for row in holding]}")
    elif not right:
        tallies["all"].notes.append(
            f"speaker: {label} got {[(r.speaker_actor_id, r.speaker_kind, r.rule_id) for r in fitting]}"
        )
    if "via" in entry:
        via = any(entry["via"] in (row.via_outlet_id, row.channel) for row in fitting)
        tallies["via"].expected += 1
        tallies["via"].predicted += any(row.via_outlet_id or row.channel for row in fitting)
        tallies["via"].right += via
        if fitting and not via:
            tallies["via"].notes.append(
                f"via: {label} via {entry['via']} got {[(r.via_outlet_id, r.channel) for r in fitting]}"
            )


def _mode_fits(found: str, wanted: str) -> bool:
    return found == wanted or (found == "mixed" and wanted in ("direct", "indirect"))


def _speaker_fits(row: Attribution, wanted: str) -> bool:
    """Whether one of the wanted ids or kinds is the row's."""
    options = wanted.split("|")
    return row.speaker_actor_id in options or (row.speaker_kind in options and row.speaker_actor_id is None)


def main() -> None:
    """Print the scores of the current code on what is at hand."""
    from tests.quality.attribution_room import attribute_text

    shared = Path(__file__).parents[2].parent / "shared"
    parts = ("dev", "final") if "--final" in sys.argv else ("dev",)
    for part in parts:
        for name, scores in evaluate_polnear(shared / "polnear", attribute_text, part).items():
            print(part, name, scores)
    for name, value in evaluate_gold(shared / "gold" / "seeds.yaml", shared / "seeds", attribute_text).items():
        print(*value, sep="\n") if name == "missed" else print("gold", name, value)


if __name__ == "__main__":
    main()
