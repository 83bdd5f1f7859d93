"""Score one document's rows, the stories and the refusals against their labels. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from tests.quality.claims import score_claims
from tests.quality.fragments import locate
from tests.quality.labels import NOTHING, ArtifactLabel, AttributionLabel, DocumentLabel, Options, RejectLabel
from tests.quality.tally import Rows, Tallies, Tally, inside, touches
from warehouse.records import Artifact, Attribution, Refused

DISCOVERED = "found-"


def score_document(label: DocumentLabel, rows: Rows) -> Tallies:
    """Tallies of every per-document task."""
    document = rows.document
    published = document.published_on.isoformat() if document.published_on else None
    tallies = {
        "language": _value("language", label, label.language, document.language),
        "dates": _value("date", label, label.published_on, published),
        "outlets": _value("outlet", label, label.outlet, document.outlet_id),
        "origins": _value("origin", label, label.origin, document.origin_outlet_id),
        "actors": _actors(label, rows),
        "artifacts": score_artifacts(label.name, label.artifacts, rows.raw, rows.artifacts),
    }
    return tallies | _attributions(label, rows) | score_claims(label, rows)


def _value(what: str, label: DocumentLabel, wanted: Options | None, found: str | None) -> Tally:
    """One metadata value. No value is neither predicted nor, where the label allows none, expected."""
    tally = Tally()
    if wanted is None:
        return tally
    met = (found or NOTHING) in wanted
    tally.predicted += found is not None
    tally.right += met and found is not None
    tally.expected += NOTHING not in wanted
    tally.found += met and NOTHING not in wanted
    if not met:
        tally.notes.append(f"{label.name}: {what} {found}, should be {' or '.join(wanted)}")
    return tally


def _actors(label: DocumentLabel, rows: Rows) -> Tally:
    """Distinct linked actors. Allowed ones count neither way."""
    # A city where something happens is a mention of kind place: reports of actors leave it out, and so does the score.
    named = {mention.actor_id for mention in rows.mentions if mention.kind != "place"}
    linked = {actor for actor in named if not actor.startswith(DISCOVERED)}  # labels name known actors alone
    required = {actor for group in label.required for actor in group}
    wrong = linked - required - set(label.allowed)
    missed = [group for group in label.required if not linked & set(group)]
    notes = [f"{label.name}: actor {'|'.join(group)} not linked" for group in missed]
    for actor in sorted(wrong):
        surfaces = sorted({mention.surface for mention in rows.mentions if mention.actor_id == actor})
        kind = "forbidden" if actor in label.forbidden else "wrong"
        notes.append(f"{label.name}: {kind} actor {actor} linked from {surfaces}")
    met = len(label.required) - len(missed)
    return Tally(met, len(label.required), len(linked & required), len(linked & required) + len(wrong), notes)


def score_artifacts(name: str, labels: Iterable[ArtifactLabel], raw: str, artifacts: Sequence[Artifact]) -> Tally:
    """Labelled damage that a finding of the same kind touches. Precision counts findings that touch any label."""
    tally = Tally(predicted=len(artifacts))
    touched: set[int] = set()
    for wanted in labels:
        places = locate(raw, wanted.text)
        hits = [row for row in artifacts if touches((row.raw_start, row.raw_end), places)]
        touched |= {row.artifact_no for row in hits}
        met = any(row.kind in wanted.kinds for row in hits)
        tally.expected += met or not wanted.optional
        tally.found += met
        if not met and not wanted.optional:
            got = sorted({row.kind for row in hits})
            tally.notes.append(f"{name}: {'|'.join(wanted.kinds)} not found at {wanted.text!r}, got {got}")
    tally.right = len(touched)
    for row in artifacts:
        if row.artifact_no not in touched:
            tally.notes.append(f"{name}: unlabelled {row.kind} {row.text[:60]!r} ({row.rule_id})")
    return tally


def _attributions(label: DocumentLabel, rows: Rows) -> Tallies:
    """`attributions_found`: content and mode; `attributions`: speaker and relay, too.

    Labels do not name every statement, so precision is over the labelled ones that were found: those with the right
    speaker and relay among them. `attributions_found` is a recall.
    """
    found, whole = Tally(), Tally()
    for wanted in label.attributions:
        places = locate(rows.document.text, wanted.content)
        if wanted.inherited and not locate(rows.raw, wanted.content):
            continue
        holding = [row for row in rows.attributions if inside(places, (row.content_start, row.content_end))]
        fitting = [row for row in holding if row.mode in wanted.modes or row.mode == "mixed"]
        if wanted.optional and not fitting:
            continue
        found.add(Tally(bool(fitting), 1, bool(fitting), bool(fitting)))
        if not fitting:
            modes = [row.mode for row in holding]
            found.notes.append(f"{label.name}: {wanted.content!r} not found as {wanted.modes} in {modes}")
        right = [row for row in fitting if _speaks(row, wanted) and _relays(row, wanted)]
        whole.expected += 1
        whole.found += bool(right)
        whole.predicted += bool(fitting)
        whole.right += bool(right)
        if fitting and not right:
            got = [(row.speaker_actor_id, row.speaker_kind, row.via_outlet_id, row.rule_id) for row in fitting]
            whole.notes.append(f"{label.name}: {wanted.content!r} by {wanted.speakers} via {wanted.via}, got {got}")
    return {"attributions_found": found, "attributions": whole}


def _speaks(row: Attribution, wanted: AttributionLabel) -> bool:
    """A known speaker is compared by id, another by kind: one whom the knowledge base lacks is unknown."""
    if row.speaker_actor_id is not None and not row.speaker_actor_id.startswith(DISCOVERED):
        return row.speaker_actor_id in wanted.speakers
    nameless = row.speaker_kind if row.speaker_kind.startswith("anonymous_") else "unknown"
    return nameless in wanted.speakers


def _relays(row: Attribution, wanted: AttributionLabel) -> bool:
    return wanted.via is None or wanted.via in (row.via_outlet_id, row.channel)


def score_stories(labels: Iterable[DocumentLabel], story_of: dict[str, str]) -> Tally:
    """Pairs of documents in one story. `story_of` gives the found story by document name; labels without one pass."""
    named = sorted((label.name, label.story) for label in labels if label.story and label.name in story_of)
    tally = Tally()
    for (one, story), (other, other_story) in combinations(named, 2):
        same, joined = story == other_story, story_of[one] == story_of[other]
        tally.expected += same
        tally.predicted += joined
        tally.found += same and joined
        tally.right += same and joined
        if same != joined:
            tally.notes.append(f"{one} and {other} are {'' if same else 'not '}copies of one story")
    return tally


def score_rejects(labels: Iterable[RejectLabel], refused: dict[str, Refused]) -> Tally:
    """Inputs that must be refused. `refused` is by name; whatever else was refused is wrong."""
    tally = Tally(predicted=len(refused))
    for label in labels:
        got = refused.get(label.name)
        met = got is not None and got.reason in label.reasons
        tally.expected += 1
        tally.found += met
        tally.right += met
        if not met:
            tally.notes.append(f"{label.name}: refused as {got.reason if got else None}, should be {label.reasons}")
    for name in sorted(set(refused) - {label.name for label in labels}):
        tally.notes.append(f"{name}: wrongly refused: {refused[name].reason}: {refused[name].detail}")
    return tally
