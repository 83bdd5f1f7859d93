"""The scorers, on hand-made rows: a scorer that cannot tell right from wrong measures nothing."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from tests.quality.fragments import locate
from tests.quality.labels import (
    ArtifactLabel,
    AttributionLabel,
    DocumentLabel,
    RejectLabel,
    SanctionLabel,
)
from tests.quality.scoring import score_document, score_rejects, score_stories
from tests.quality.tally import Rows, Tally
from warehouse.records import Artifact, Attribution, Document, Mention, Refused, SanctionsMention, Segment

TEXT = "Freedonia hit Sylvania with sanctions. “We will answer,” a Sylvanian official said. Sylvania may ban visits."
CLAIM = SanctionLabel(
    "hit Sylvania with sanctions", ("imposed",), (("FRE",),), (), (("SYL", "rufus"),), (), (), False, False, False
)
SAYING = AttributionLabel("We will answer", ("anonymous_official",), ("direct",), None, False, False)
LABEL = DocumentLabel(
    name="a.txt",
    language=("en",),
    published_on=("2020-01-02",),
    outlet=("none",),
    origin=None,
    story="s",
    required=(("FRE",), ("SYL", "sylvania")),
    allowed=("trentino",),
    forbidden=("RWA",),
    artifacts=(ArtifactLabel(("unbalanced_quote",), "answer,” a", False),),
    attributions=(SAYING,),
    sanctions=(CLAIM,),
)
DOCUMENT = Document(
    "d", None, TEXT, None, None, None, dt.date(2020, 1, 2), "day", "stamp", "en", 1.0, len(TEXT), 15, 1, "utf-8", []
)


def span(fragment: str) -> tuple[int, int]:
    start = TEXT.index(fragment)
    return start, start + len(fragment)


def sentence(number: int, start: str, end: str) -> Segment:
    return Segment("d", number, 0, "body", span(start)[0], span(end)[1], "en", 1.0)


def mention(actor: str) -> Mention:
    return Mention("d", 0, 0, 0, 9, "Freedonia", actor, "name", "alias", 1.0, [])


def saying(fragment: str = "We will answer", **changes: Any) -> Attribution:
    start, end = span(fragment)
    row = Attribution(
        "d",
        0,
        1,
        None,
        None,
        None,
        None,
        start,
        end,
        None,
        "anonymous_official",
        "direct",
        None,
        None,
        "r",
        1.0,
        "asserted",
    )
    return row._replace(**changes)


def claim(fragment: str = "sanctions", **changes: Any) -> SanctionsMention:
    start, end = span(fragment)
    row = SanctionsMention(
        "d", 0, 0, start, end, "sanctions", "imposed", ["FRE"], ["SYL"], [], None, None, False, None, None, "r", 1.0
    )
    return row._replace(**changes)


SEGMENTS = [sentence(0, "Freedonia", "sanctions."), sentence(1, "“We", "said."), sentence(2, "Sylvania may", "visits.")]
ROWS = Rows(DOCUMENT, TEXT, SEGMENTS)


def measured(task: str, **rows: Any) -> Tally:
    return score_document(LABEL, replace(ROWS, **rows))[task]


def counts(tally: Tally) -> tuple[int, int, int, int]:
    return tally.found, tally.expected, tally.right, tally.predicted


def test_scores_of_a_tally() -> None:
    assert Tally(1, 2, 1, 4).scores() == {"precision": 0.25, "recall": 0.5, "f1": pytest.approx(1 / 3)}
    assert Tally().scores() == {"precision": 1.0, "recall": 1.0, "f1": 1.0}
    assert Tally(expected=3).scores()["f1"] == 0


def test_fragments_are_found_behind_other_quotes_and_spaces() -> None:
    assert locate("x “a\n\n b”", '"a b"') == [(2, 9)]
    assert locate("ad\u200bmin", "admin") == [(0, 6)]
    assert locate("ad\u200bmin", "\u200b") == [(2, 3)]
    assert locate("PRICE CAP on İzmir", "Price cap on İ") == [(0, 14)]
    assert locate("aXa", "a") == [(0, 1), (2, 3)]
    assert locate("nothing", "here") == []


def test_metadata() -> None:
    assert counts(measured("language")) == (1, 1, 1, 1)
    assert counts(measured("dates")) == (1, 1, 1, 1)
    assert counts(measured("outlets")) == (0, 0, 0, 0)
    assert counts(measured("origins", document=DOCUMENT._replace(origin_outlet_id="bugle"))) == (0, 0, 0, 0)
    assert counts(measured("dates", document=DOCUMENT._replace(published_on=None))) == (0, 1, 0, 0)
    wrong = measured("outlets", document=DOCUMENT._replace(outlet_id="bugle"))
    assert counts(wrong) == (0, 0, 0, 1)
    assert "bugle" in wrong.notes[0]


def test_actors() -> None:
    linked = [mention(actor) for actor in ("FRE", "FRE", "sylvania", "trentino", "RWA")]
    tally = measured("actors", mentions=linked)
    assert counts(tally) == (2, 2, 2, 3)
    assert "forbidden actor RWA" in tally.notes[0]
    assert counts(measured("actors")) == (0, 2, 0, 0)


def test_artifacts() -> None:
    start, end = span("”")
    row = Artifact("d", 0, "unbalanced_quote", start, end, "”", None, "flagged", "q")
    assert counts(measured("artifacts", artifacts=[row])) == (1, 1, 1, 1)
    assert counts(measured("artifacts", artifacts=[row._replace(kind="mojibake")])) == (0, 1, 1, 1)
    assert counts(measured("artifacts", artifacts=[row._replace(raw_start=0, raw_end=1)])) == (0, 1, 0, 1)


def test_attributions() -> None:
    assert counts(measured("attributions", attributions=[saying()])) == (1, 1, 1, 1)
    assert counts(measured("attributions", attributions=[saying("We will")])) == (0, 1, 0, 0)
    assert counts(measured("attributions", attributions=[saying(mode="indirect")])) == (0, 1, 0, 0)
    wrong = [saying(speaker_actor_id="SYL", speaker_kind="named")]
    assert counts(measured("attributions_found", attributions=wrong)) == (1, 1, 1, 1)
    assert counts(measured("attributions", attributions=wrong)) == (0, 1, 0, 1)


def test_a_claim_in_all_its_fields() -> None:
    tallies = score_document(LABEL, replace(ROWS, sanctions=[claim()]))
    for task, tally in tallies.items():
        if task.startswith("sanctions"):
            assert counts(tally) == (1, 1, 1, 1), task


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("status", {"status": "eased"}),
        ("senders", {"sender_ids": []}),
        ("senders", {"sender_ids": ["FRE", "RWA"]}),
        ("targets", {"target_ids": ["FRE"]}),
        ("condition", {"condition_start": 3, "condition_end": 5}),
    ],
)
def test_a_claim_with_a_wrong_field(field: str, changes: dict[str, Any]) -> None:
    tallies = score_document(LABEL, replace(ROWS, sanctions=[claim(**changes)]))
    assert counts(tallies["sanctions_found"]) == (1, 1, 1, 1)
    assert counts(tallies["sanctions"]) == (0, 1, 0, 1)
    assert counts(tallies[f"sanctions_{field}"]) == (0, 1, 0, 1)


def test_claims_that_are_missed_repeated_or_false() -> None:
    assert counts(measured("sanctions_found")) == (0, 1, 0, 0)
    assert counts(measured("sanctions_found", sanctions=[claim(), claim("hit")])) == (1, 1, 1, 1)
    assert counts(measured("sanctions_found", sanctions=[claim(), claim("ban", segment_no=2)])) == (1, 1, 1, 2)
    assert counts(measured("sanctions_found", sanctions=[claim("Freedonia")])) == (1, 1, 1, 1)


def test_rows_that_split_a_claim_join_their_measures() -> None:
    label = replace(LABEL, sanctions=(replace(CLAIM, measures=(("travel",), ("arms",))),))
    split = [claim("hit", measures=["arms"], sender_ids=[]), claim(measures=["travel"])]
    assert counts(score_document(label, replace(ROWS, sanctions=split))["sanctions"]) == (1, 1, 1, 1)
    assert counts(score_document(label, replace(ROWS, sanctions=split[1:]))["sanctions_measures"]) == (0, 1, 0, 1)


def test_optional_claims_cost_nothing_when_missed() -> None:
    label = replace(LABEL, sanctions=(replace(CLAIM, optional=True),))
    assert counts(score_document(label, ROWS)["sanctions"]) == (0, 0, 0, 0)
    assert counts(score_document(label, replace(ROWS, sanctions=[claim()]))["sanctions"]) == (1, 1, 1, 1)


def test_inherited_labels_fall_away_where_the_text_lacks_them() -> None:
    gone = replace(CLAIM, evidence="not in the text", inherited=True)
    label = replace(LABEL, sanctions=(gone,), attributions=(replace(SAYING, content="nor this", inherited=True),))
    tallies = score_document(label, ROWS)
    assert counts(tallies["sanctions"]) == counts(tallies["attributions"]) == (0, 0, 0, 0)


def test_stories_are_scored_by_pairs() -> None:
    labels = [
        replace(LABEL, name=name, story=story) for name, story in (("a", "s"), ("b", "s"), ("c", "t"), ("d", "t"))
    ]
    assert counts(score_stories(labels, {"a": "1", "b": "1", "c": "2", "d": "3"})) == (1, 2, 1, 1)
    assert counts(score_stories(labels, {"a": "1", "b": "2", "c": "1"})) == (0, 1, 0, 1)


def test_rejects() -> None:
    labels = [RejectLabel("empty.txt", ("empty",)), RejectLabel("cut.gz", ("truncated",))]
    refused = {name: Refused("", name, "empty", "", 0) for name in ("empty.txt", "fine.txt")}
    tally = score_rejects(labels, refused)
    assert counts(tally) == (1, 2, 1, 2)
    assert len(tally.notes) == 2
