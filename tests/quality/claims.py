"""Score one document's sanctions claims against its labels."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tests.quality.fragments import locate
from tests.quality.labels import DocumentLabel, Options, SanctionLabel
from tests.quality.tally import Rows, Spans, Tallies, Tally, common, touches
from warehouse.records import SanctionsMention, Segment


def score_claims(label: DocumentLabel, rows: Rows) -> Tallies:
    """`sanctions_found`: the claim; `sanctions_<field>`: that field of the claims found; `sanctions`: all fields."""
    wanted = [one for one in label.sanctions if not (one.inherited and not locate(rows.raw, one.evidence))]
    pairs, spare = _matched(wanted, rows)
    tallies = {"sanctions_found": Tally(), "sanctions": Tally()} | {f"sanctions_{name}": Tally() for name in _FIELDS}
    for claim, row in pairs:
        _judge_claim(label.name, claim, row, tallies)
    for tally in (tallies["sanctions_found"], tallies["sanctions"]):
        tally.predicted += len(spare)
    for row in spare:
        sentence = rows.document.text[row.start : row.end]
        note = f"{label.name}: no claim here: {row.status} {row.trigger!r} in {sentence[:90]!r} ({row.rule_id})"
        tallies["sanctions_found"].notes.append(note)
    return tallies


def _judge_claim(name: str, claim: SanctionLabel, row: SanctionsMention | None, tallies: Tallies) -> None:
    """Add one labelled claim and the row that answers it, if any."""
    if row is None:
        if not claim.optional:
            tallies["sanctions_found"].expected += 1
            tallies["sanctions"].expected += 1
            tallies["sanctions_found"].notes.append(f"{name}: missed {claim.evidence!r} ({'|'.join(claim.statuses)})")
        return
    tallies["sanctions_found"].judge(True, "")
    verdicts = {field_name: judge(claim, row) for field_name, judge in _FIELDS.items()}
    tallies["sanctions"].judge(all(verdicts.values()), f"{name}: {claim.evidence!r}: wrong {_wrong(verdicts)}")
    for field_name, met in verdicts.items():
        tallies[f"sanctions_{field_name}"].judge(met, f"{name}: {claim.evidence!r}: {field_name}: {_got(row)}")


def _wrong(verdicts: dict[str, bool]) -> str:
    return ", ".join(name for name, met in verdicts.items() if not met)


def _got(row: SanctionsMention) -> str:
    """The fields of a row, for a note."""
    condition = "conditional" if row.condition_start is not None else "unconditional"
    return f"{row.status} {row.sender_ids} -> {row.target_ids} {row.measures} {condition} ({row.rule_id})"


def _listed(found: Sequence[str], groups: Sequence[Options], allowed: Options) -> bool:
    """Every group is met, and nothing is found that is neither wanted nor allowed."""
    wanted = {name for group in groups for name in group}
    return all(set(group) & set(found) for group in groups) and set(found) <= wanted | set(allowed)


_FIELDS: dict[str, Callable[[SanctionLabel, SanctionsMention], bool]] = {
    "status": lambda claim, row: row.status in claim.statuses,
    "senders": lambda claim, row: _listed(row.sender_ids, claim.senders, claim.senders_allowed),
    "targets": lambda claim, row: _listed(row.target_ids, claim.targets, claim.targets_allowed),
    "measures": lambda claim, row: all(set(group) & set(row.measures) for group in claim.measures),
    "condition": lambda claim, row: (row.condition_start is not None) == claim.conditional,
}


def _matched(
    wanted: Sequence[SanctionLabel], rows: Rows
) -> tuple[list[tuple[SanctionLabel, SanctionsMention | None]], list[SanctionsMention]]:
    """Labels with the row that answers each, one to one, and the rows that answer none.

    A row that overlaps the evidence comes before one that only shares its sentence. Further rows over evidence that
    is already answered ("asset freezes and travel bans" as two rows) lend it their measures and count neither way.
    """
    places = [locate(rows.document.text, claim.evidence) for claim in wanted]
    left = list(rows.sanctions)
    answers: dict[int, SanctionsMention] = {}
    for close in (True, False):
        for index, spans in enumerate(places):
            fits = [row for row in left if _answers(row, spans, rows.segments, close)]
            if index not in answers and fits:
                answers[index] = _best(wanted[index], fits, spans)
                left.remove(answers[index])
    covered = [span for index in answers for span in places[index]]
    spare = [row for row in left if not touches((row.start, row.end), covered)]
    whole = {index: _with_measures(row, left, places[index]) for index, row in answers.items()}
    return [(claim, whole.get(index)) for index, claim in enumerate(wanted)], spare


def _best(claim: SanctionLabel, fits: Sequence[SanctionsMention], spans: Spans) -> SanctionsMention:
    """The row that overlaps the evidence in most right fields, then in most characters."""

    def rank(row: SanctionsMention) -> tuple[bool, int, int]:
        right = sum(judge(claim, row) for judge in _FIELDS.values())
        return touches((row.start, row.end), spans), right, common((row.start, row.end), spans)

    return max(fits, key=rank)


def _with_measures(row: SanctionsMention, left: Sequence[SanctionsMention], spans: Spans) -> SanctionsMention:
    """The row with the measures of further rows over the same evidence."""
    more = {name for one in left if touches((one.start, one.end), spans) for name in one.measures}
    return row._replace(measures=[*row.measures, *sorted(more - set(row.measures))])


def _answers(row: SanctionsMention, spans: Spans, segments: Sequence[Segment], close: bool) -> bool:
    """Whether a row overlaps one of the spans or, where it need not be close, stands in the same sentence."""
    if touches((row.start, row.end), spans):
        return True
    own = [(one.start, one.end) for one in segments if one.segment_no == row.segment_no]
    return not close and any(touches(sentence, spans) for sentence in own)
