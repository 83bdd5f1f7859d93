"""The yardstick must do its work: a script that finds nothing would be easy to beat."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd

from tests.bench.naive import actor_pattern, clean, run


def test_cleaning_drops_markup_and_furniture() -> None:
    assert clean("<b>One</b>  two\u200b&nbsp;three\n\n\nSee also  Elsewhere\nSource: A Paper") == "One two three"


def test_longest_name_wins() -> None:
    pattern, names = actor_pattern()
    found = [names[match[0]] for match in pattern.finditer("South Korea and the European Union met Russian diplomats.")]
    assert found == ["KOR", "EU", "RUS"]


def test_a_run_writes_its_tables(tmp_path: Path) -> None:
    record = {
        "title": "Sanctions",
        "text": "The European Union imposed sanctions on Belarus on Monday. It rained in the evening in all of Europe.",
        "source": "A Paper",
        "date": "2020-10-02",
    }
    source = tmp_path / "in.jsonl"
    source.write_text(
        json.dumps(record) + "\n" + json.dumps({**record, "text": "1 2 3", "date": "?"}), encoding="utf-8"
    )
    assert run(source, tmp_path / "out") == 2
    articles = pd.read_parquet(tmp_path / "out" / "articles.parquet")
    assert list(articles["language"]) == ["en", "und"]
    assert list(articles["date"].notna()) == [True, False]
    assert set(pd.read_parquet(tmp_path / "out" / "mentions.parquet")["actor"]) >= {"EU", "BLR"}
    assert list(pd.read_csv(tmp_path / "out" / "sanctions.csv")["sentence"]) == [0]
