"""The main job with a real Prefect API: what goes in comes out, once."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import duckdb
import pytest

from config.configuration import DEFAULT_DIRECTORY
from config.settings import LakeSettings
from tests.articles import article, write_articles, write_records
from tests.conftest import Ask
from warehouse.lake import open_lake

pytestmark = [pytest.mark.usefixtures("prefect_harness"), pytest.mark.xdist_group("prefect")]

_CONTENT = (
    "raw",
    "documents",
    "segments",
    "mentions",
    "attributions",
    "sanctions_mentions",
    "sightings",
    "story_members",
)


def counts(ask: Ask) -> dict[str, int]:
    """Rows of every table of content."""
    return {name: ask(f"SELECT count(*) FROM {name}")[0][0] for name in _CONTENT}


def test_same_input_twice_adds_nothing_and_a_new_file_is_read_alone(tmp_path: Path, lake: Path, ask: Ask) -> None:
    from flows.ingest import ingest

    folder = write_articles(tmp_path / "in", range(12))
    write_records(folder / "wire.jsonl", range(10, 20))
    first = ingest([str(folder)], lake=str(lake))
    assert (first.documents, first.known, first.rejected) == (20, 2, 0)
    before = counts(ask)
    assert before["documents"] == before["raw"] == before["story_members"] == 20
    assert before["sightings"] == 22

    again = ingest([str(folder)], lake=str(lake))
    assert (again.documents, again.files_known) == (0, 13)
    assert counts(ask) == before

    (folder / "0100.txt").write_text(article(100), encoding="utf-8")
    third = ingest([str(folder)], lake=str(lake))
    assert (third.documents, third.files_known) == (1, 13)

    (folder / "0001.txt").touch()
    touched = ingest([str(folder)], lake=str(lake))
    assert (touched.documents, touched.known, touched.files_known) == (0, 1, 13)


def test_what_cannot_be_read_is_rejected_and_the_accounts_balance(tmp_path: Path, lake: Path, ask: Ask) -> None:
    from flows.ingest import ingest

    folder = write_articles(tmp_path / "in", range(3))
    (folder / "empty.txt").write_bytes(b"")
    (folder / "blank.txt").write_bytes(b" \n\t\n")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (folder / "same-binary.txt").write_bytes(bytes(range(256)) * 20)
    (folder / "picture.png").write_bytes(b"\x89PNG")
    (folder / "broken.jsonl").write_text('{"text": "cut', encoding="utf-8")
    summary = ingest([str(folder)], lake=str(lake))
    assert (summary.documents, summary.rejected) == (3, 5)
    reasons = {Path(uri.split("#")[0]).name: reason for uri, reason in ask("SELECT uri, reason FROM rejects")}
    assert reasons == {
        "empty.txt": "empty",
        "blank.txt": "empty",
        "binary.txt": "binary",
        "same-binary.txt": "binary",
        "picture.png": "binary",
        "broken.jsonl": "bad_json",
    }
    stages = ask("SELECT stage, rows_in, rows_out, known, rejected FROM report_runs")
    assert all(rows_in == out + known + rejected for _, rows_in, out, known, rejected in stages)
    assert ask("SELECT rows_in, rejected FROM report_runs WHERE stage = 'read'") == [(9, 3)]


def test_changed_config_is_applied_from_the_lake_alone(tmp_path: Path, lake: Path, ask: Ask) -> None:
    from flows.ingest import ingest
    from flows.reprocess import reprocess

    folder = write_articles(tmp_path / "in", range(6))
    ingest([str(folder)], lake=str(lake))
    shutil.rmtree(folder)
    old: dict[str, int] = dict(ask("SELECT config_fingerprint, count(*) FROM documents GROUP BY 1"))
    stories = ask("SELECT doc_id, story_id FROM story_members ORDER BY 1")
    seen = ask("SELECT doc_id, uri, first_seen_at FROM sightings ORDER BY 1")

    changed = tmp_path / "config"
    shutil.copytree(DEFAULT_DIRECTORY, changed, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    (changed / "actors" / "more.toml").write_text(
        '[[actor]]\nid = "annex-office"\nname = "Annex Office"\nkind = "organization"\naliases = ["Traders in"]\n',
        encoding="utf-8",
    )
    summary = reprocess(lake=str(lake), config=str(changed))
    assert summary.documents == 6
    new: dict[str, int] = dict(ask("SELECT config_fingerprint, count(*) FROM documents GROUP BY 1"))
    assert list(new.values()) == [6]
    assert new.keys().isdisjoint(old)
    assert ask("SELECT count(*) FROM mentions WHERE actor_id = 'annex-office'")[0][0] == 6
    assert ask("SELECT DISTINCT config_fingerprint FROM segments") == [(next(iter(new)),)]
    assert ask("SELECT doc_id, story_id FROM story_members ORDER BY 1") == stories
    assert ask("SELECT doc_id, uri, first_seen_at FROM sightings ORDER BY 1") == seen
    assert reprocess(lake=str(lake), config=str(changed)).documents == 0


def test_two_lakes_from_one_input_hold_the_same_rows(tmp_path: Path) -> None:
    from flows.ingest import ingest

    folder = write_articles(tmp_path / "in", range(8))
    found = []
    for name in ("one", "two"):
        ingest([str(folder)], lake=str(tmp_path / name))
        with open_lake(LakeSettings(), tmp_path / name).connect() as connection:
            found.append(
                [
                    connection.execute(f"SELECT * EXCLUDE (run_id) FROM {table} ORDER BY ALL").fetchall()
                    for table in ("documents", "segments", "mentions", "attributions", "sanctions_mentions")
                ]
            )
    assert found[0] == found[1]


def test_a_missing_input_is_said_plainly_and_on_the_page_of_the_run(tmp_path: Path, lake: Path) -> None:
    from prefect.artifacts import Artifact

    from flows.ingest import ingest
    from flows.steps import InputError

    with pytest.raises(InputError, match=r"nothing\.txt"):
        ingest([str(tmp_path / "nothing.txt")], lake=str(lake))
    page = str(getattr(Artifact.get("summary"), "data", ""))
    assert "nothing.txt" in page and "as it was before" in page


def test_what_fails_after_the_commit_is_a_warning(
    tmp_path: Path, lake: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows import artifacts
    from flows.ingest import ingest

    def fail(*_: object) -> None:
        raise duckdb.OutOfMemoryException("no memory left\nand a long explanation")

    monkeypatch.setattr(artifacts, "_show", fail)
    write_articles(tmp_path / "in", range(3))
    summary = ingest([str(tmp_path / "in")], lake=str(lake))
    assert summary.documents == 3
    assert summary.warnings == ["the run is committed, but its checks and reports are not complete: no memory left"]
    assert ask("SELECT count(*) FROM documents") == [(3,)]


def test_daily_report_and_weekly_maintenance(tmp_path: Path, lake: Path, ask: Ask) -> None:
    from flows.ingest import ingest
    from flows.maintain import maintain
    from flows.report import report

    for number in range(2):
        ingest([str(write_articles(tmp_path / f"in{number}", range(number * 2, number * 2 + 2)))], lake=str(lake))
    before = counts(ask)
    done = maintain(lake=str(lake), keep_days=0)
    assert done.files_after < done.files_before
    assert counts(ask) == before
    assert {"report-sanctions", "checks", "site"} <= set(report(lake=str(lake)))
    assert "4 documents" in (lake / "site" / "index.html").read_text(encoding="utf-8").replace(
        "<strong>4</strong>", "4"
    )


def write_bulletins(path: Path, numbers: range) -> Path:
    """Records of one outlet: each ends in its slogan, and every second one in a line of a desk of its own."""
    path.parent.mkdir(parents=True, exist_ok=True)
    footers = ("The Quay Bulletin, read along the river since 1904", "From the night desk with best regards")
    records = (
        {"text": "\n\n".join([article(number).strip(), *footers[: 1 + number % 2]]), "source": "Quay Bulletin"}
        for number in numbers
    )
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


_MADE = """SELECT doc_id, text, repeated_lines, [a.rule_id for a in found] FROM documents
    LEFT JOIN (SELECT doc_id, list(artifacts ORDER BY artifact_no) AS found FROM artifacts GROUP BY doc_id)
    USING (doc_id) ORDER BY doc_id"""


def test_lines_that_an_outlet_repeats_are_learned_run_by_run(tmp_path: Path, lake: Path, ask: Ask) -> None:
    from flows.ingest import ingest
    from flows.reprocess import reprocess

    parts = [range(4), range(4, 9), range(9, 20)]
    inputs = [str(write_bulletins(tmp_path / f"{part.start}.jsonl", part)) for part in parts]
    kept = "SELECT count(*) FROM documents WHERE contains(text, 'Quay Bulletin')"
    ingest(inputs[:1], lake=str(lake))
    assert ask(kept) == [(4,)]  # too few to tell
    ingest(inputs[1:2], lake=str(lake))
    assert ask(kept) == [(4,)]  # the second run knows by its own input and the first's
    before = ask(_MADE)
    ingest(inputs[:2], lake=str(lake))
    assert ask(_MADE) == before  # the same input adds nothing
    ingest(inputs[2:], lake=str(lake))
    assert ask("SELECT count(*) FROM documents WHERE contains(text, 'night desk')") == [(4,)]

    assert reprocess(lake=str(lake)).documents == 6  # those alone that now have other repeated lines
    assert ask("SELECT count(*) FROM artifacts WHERE rule_id = 'statistics.repeated_line'") == [(30,)]
    assert reprocess(lake=str(lake)).documents == 0

    ingest(inputs, lake=str(tmp_path / "at-once"))
    with open_lake(LakeSettings(), tmp_path / "at-once").connect() as connection:
        assert connection.execute(_MADE).fetchall() == ask(_MADE)
