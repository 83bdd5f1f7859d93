"""The yardstick must do its work: a script that finds nothing would be easy to beat."""

from __future__ import annotations

import csv
import json
import subprocess
from pathlib import Path

import pyarrow.parquet as pq

from tests.bench.measuring import NAIVE, WITH_PANDAS

_TEXT = (
    "<b>The European Union</b>  imposed\u200b sanctions&nbsp;on Belarus on Monday.\n\n\nSee also  Elsewhere\n"
    "South Korea met Russian diplomats in the evening, and it rained in all of Europe. Source: A Paper"
)
_ARTICLES = [
    {"title": "Sanctions", "text": _TEXT, "source": "A Paper", "date": "2020-10-02"},
    {"title": "Figures", "text": "1 2 3", "source": "A Paper", "date": "?"},
]


def test_a_run_cleans_finds_and_writes(tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out"
    source.write_text("\n".join(json.dumps(article) for article in _ARTICLES), encoding="utf-8")
    ended = subprocess.run(
        [*NAIVE, str(source), str(out)], check=False, env=WITH_PANDAS, capture_output=True, text=True
    )
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.startswith("2 documents in ")
    articles = pq.read_table(out / "articles.parquet").to_pylist()
    assert [article["language"] for article in articles] == ["en", "und"]
    assert [article["date"] is None for article in articles] == [False, True]
    assert articles[0]["text"].startswith("The European Union imposed sanctions on Belarus on Monday.")
    assert "See also" not in articles[0]["text"]
    mentions = pq.read_table(out / "mentions.parquet").to_pylist()
    assert [mention["actor"] for mention in mentions] == ["EU", "BLR", "KOR", "RUS"], "the longest name wins"
    with (out / "sanctions.csv").open(encoding="utf-8") as file:
        assert [row["sentence"] for row in csv.DictReader(file)] == ["0"]
