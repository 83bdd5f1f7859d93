"""One statement in several reports: copies, a re-translated copy, another reporter; run by run as at once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from config.configuration import DEFAULT_DIRECTORY
from tests.conftest import Ask

pytestmark = [pytest.mark.usefixtures("prefect_harness"), pytest.mark.xdist_group("prefect")]

_ORIGINAL = """Lavrov says new limits would end the harbour talks

MOSCOW, 3 June 2021 - Russian Foreign Minister Sergei Lavrov said on Thursday that fresh restrictions on the port of
Ustnoye would bury months of patient work on the harbour accord.

"They promised us open quays and sent us closed gates," Lavrov told reporters after a meeting with envoys from four
coastal states. "Three rounds of talks, and the cranes still stand idle."

A senior European official said the restrictions would be lifted once inspectors had counted the barges. The official
added that no shipowner had complained so far, and that the ferry line would be left alone.

The accord, signed in a fishing village in spring, lets grain carriers use the eastern basin at night. Pilots say that
the basin is too shallow for the heavier ships, and want it dredged before the autumn storms arrive.
"""
_RETRANSLATED = """New limits will finish the talks on the harbour, Lavrov says

MOSCOW, 3 June 2021 - The Russian Foreign Minister Sergei Lavrov said Thursday that new restrictions for the port of
Ustnoye will bury months of patient labour over the harbour agreement.

"They pledged to us open quays and dispatched closed gates to us," Lavrov told the reporters after the meeting with
envoys of four coastal states. "Three rounds of talks, and the cranes stand still without work."

A senior European official said that the restrictions will be removed once the inspectors have counted the barges. The
official added that no shipowner complained until now, and the ferry line will be left alone.

The agreement, signed in a fishing village in spring, allows the grain carriers to use the eastern basin at night. The
pilots say that the basin is too shallow for heavier ships, and want that it is dredged before the autumn storms arrive.
"""
_ELSEWHERE = """Envoys leave Moscow without a date for the next round

Four delegations went home on Friday after a short session about shipping on the inland sea. Their hosts served tea and
gave no date for another session, diplomats who took part recalled.

"They promised us open quays and sent us closed gates," Russian Foreign Minister Sergei Lavrov said, 4 June 2021.

Fishermen in the district sell their catch from the pier and follow none of it. Prices for smoked perch doubled.
"""
_UNLIKE = """Lavrov praises a bridge

Russian Foreign Minister Sergei Lavrov said the new bridge over the Lena was a wonder of engineering, 5 June 2021.

Schoolchildren waved small flags while a brass band played marches on the northern bank for an hour.
"""
_ARTICLES = {"1": _ORIGINAL, "2": _RETRANSLATED, "3": _ELSEWHERE, "4": _UNLIKE}
_FORMS = """SELECT statement_id, relation, words_lost, words_gained, uri.regexp_extract('(\\d).txt', 1) AS file
FROM statements JOIN articles USING (doc_id) WHERE content LIKE '%closed gates%' ORDER BY file"""
_GROUPS = """SELECT list(doc_id || '-' || attribution_no ORDER BY ALL) FROM statement_members
GROUP BY statement_id ORDER BY ALL"""


def write(folder: Path, names: str) -> Path:
    """Some of the articles as files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / f"{name}.txt").write_text(_ARTICLES[name], encoding="utf-8")
    return folder


def test_one_sentence_from_copy_to_copy_and_at_another_reporter(tmp_path: Path, lake: Path, ask: Ask) -> None:
    from flows.ingest import ingest

    ingest([str(write(tmp_path / "in", "1234"))], lake=str(lake))
    forms = ask(_FORMS)
    assert [form[4] for form in forms] == ["1", "2", "3"]
    assert len({form[0] for form in forms}) == 1, "one statement"
    assert sorted(form[1] for form in forms) in (["copy", "first", "repeat"], ["first", "repeat", "repeat"])
    changed = {word for form in forms for word in [*(form[2] or ()), *(form[3] or ())]}
    assert {"promis", "pledge"} <= changed
    query = "SELECT documents, independent_sources, wordings FROM report_statements WHERE content LIKE '%closed gates%'"
    assert ask(query) == [(3, 2, 3)]
    lifted = "SELECT documents, independent_sources FROM report_statements WHERE content LIKE '%inspectors%'"
    assert ask(lifted) == [(2, 1)], "an official without a name is one in copies alone"
    assert not ask("SELECT 1 FROM report_statements WHERE content LIKE '%bridge%'")
    assert {row[0] for row in ask("SELECT DISTINCT basis FROM statement_links")} == {"copy", "repeat"}


def test_run_by_run_gives_the_same_statements_as_at_once(tmp_path: Path, lake: Path, ask: Ask) -> None:
    from flows.ingest import ingest

    for names in ("3", "14", "2"):
        ingest([str(write(tmp_path / names, names))], lake=str(lake))
    by_steps, first = ask(_GROUPS), ask(_FORMS)
    assert [form[1] for form in first] == ["repeat", "repeat", "first"], "the report that was seen first stands first"
    shutil.rmtree(lake)
    ingest([str(write(tmp_path / "all", "1234"))], lake=str(lake))
    assert ask(_GROUPS) == by_steps


def test_reprocessing_makes_the_same_statements_anew(tmp_path: Path, lake: Path, ask: Ask) -> None:
    from flows.ingest import ingest
    from flows.reprocess import reprocess

    ingest([str(write(tmp_path / "in", "123"))], lake=str(lake))
    before = ask("SELECT * FROM statement_members ORDER BY ALL"), ask("SELECT * FROM statement_links ORDER BY ALL")
    directory = tmp_path / "config"
    shutil.copytree(DEFAULT_DIRECTORY, directory, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    settings = directory / "rules" / "statements.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("days = 30", "days = 31"), encoding="utf-8")
    reprocess(lake=str(lake), config=str(directory))
    assert (
        ask("SELECT * FROM statement_members ORDER BY ALL"),
        ask("SELECT * FROM statement_links ORDER BY ALL"),
    ) == before
