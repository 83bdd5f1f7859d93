"""`demarche actors`: import, list, show, and what a mistake says."""

from __future__ import annotations

import gzip
import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from config.configuration import DEFAULT_DIRECTORY, fingerprint, load_config, load_imported
from config.loading import ConfigError
from flows import cli

LINES = [
    {"id": "1", "schema": "Person", "properties": {"name": ["BRILL, Tomas"], "lastName": ["Brill"], "country": ["ru"]}},
    {"id": "2", "schema": "Company", "properties": {"name": ["Zelmo Lines LLC"], "topics": ["sanction"]}},
    {"id": "3", "schema": "Address", "properties": {}},
]
Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return Path(
        shutil.copytree(DEFAULT_DIRECTORY, tmp_path / "config", ignore=shutil.ignore_patterns("*.py", "imported"))
    )


@pytest.fixture
def call(config: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Call:
    monkeypatch.setenv("DEMARCHE_CONFIG", str(config))

    def called(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["demarche", *arguments])
        code = 0
        try:
            cli.main()
        except SystemExit as end:
            code = int(end.code or 0)
        return code, *capfd.readouterr()

    return called


def write(path: Path, *lines: Any) -> str:
    content = "".join(line if isinstance(line, str) else json.dumps(line) + "\n" for line in lines)
    path.write_bytes(gzip.compress(content.encode()) if path.suffix == ".gz" else content.encode())
    return str(path)


def imported(call: Call, *arguments: str) -> dict[str, Any]:
    code, out, err = call("actors", "import", *arguments, "--json")
    assert code == 0, err
    found: dict[str, Any] = json.loads(out)
    return found


def test_import_counts_and_changes_the_fingerprint(call: Call, config: Path, tmp_path: Path) -> None:
    before = fingerprint(config)
    file = write(tmp_path / "export.ftm.json", *LINES, "{bad\n", "\n", {"id": "4", "schema": "Persn", "properties": {}})
    done = imported(call, file, "--rejects", str(tmp_path / "rejects"))
    assert (done["actors"], done["names"], done["short_names"], done["lines"]) == (2, 3, 1, 6)
    assert done["left_out"] == {"Address": 1}
    assert done["refused_lines"] == {"bad_json": 1, "unknown_schema": 1}
    rejects = [json.loads(line) for line in (tmp_path / "rejects").read_text().splitlines()]
    assert [(one["file"], one["line"], one["reason"]) for one in rejects] == [
        (file, 4, "bad_json"),
        (file, 6, "unknown_schema"),
    ]
    assert Path(done["path"]) == config / "actors" / "imported" / "export.parquet"
    assert fingerprint(config) != before
    actors = load_imported(load_config(config))
    assert actors is not None and set(actors) == {"ftm:1", "ftm:2"}


def test_import_again_replaces_and_the_same_lines_give_the_same_fingerprint(
    call: Call, config: Path, tmp_path: Path
) -> None:
    imported(call, write(tmp_path / "a.json.gz", *LINES), "--name", "Lists of 2026")
    first = fingerprint(config)
    imported(call, write(tmp_path / "b.json", LINES[0]), "--name", "lists of 2026")
    assert fingerprint(config) != first
    imported(call, write(tmp_path / "a.json.gz", *reversed(LINES)), "--name", "lists-of-2026")
    assert fingerprint(config) == first
    assert [path.name for path in (config / "actors" / "imported").iterdir()] == ["lists-of-2026.parquet"]


def test_a_file_cut_short_is_read_to_where_it_breaks(call: Call, tmp_path: Path) -> None:
    file = tmp_path / "cut.json.gz"
    whole = gzip.compress(
        "".join(json.dumps(line | {"id": str(n)}) + "\n" for n, line in enumerate(LINES * 500)).encode()
    )
    file.write_bytes(whole[: len(whole) // 2])
    done = imported(call, str(file))
    assert done["actors"] and done["refused_lines"] == {"damaged": 1}


def test_standard_input(call: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with open(write(tmp_path / "x", *LINES), "rb") as file:  # noqa: PTH123
        monkeypatch.setattr("flows.importing._STDIN", file.fileno())
        assert Path(imported(call, "-")["path"]).name == "stdin.parquet"


def test_list_and_show(call: Call, tmp_path: Path) -> None:
    imported(call, write(tmp_path / "a.json", *LINES, {"id": "9", "schema": "Person", "properties": {
        "name": ["Sergey Lavrov"], "country": ["ru"]}}))  # fmt: skip
    found = json.loads(call("actors", "list", "zelmo", "--json")[1])
    assert [(one["id"], one["kind"], one["file"]) for one in found] == [("ftm:2", "organization", "a.parquet")]
    found = json.loads(call("actors", "list", "brill", "--kind", "person", "--json")[1])
    assert [one["id"] for one in found] == ["ftm:1"]
    shown = json.loads(call("actors", "show", "sergei-lavrov", "--json")[1])
    assert [one["id"] for one in shown] == ["sergei-lavrov"]
    assert shown[0]["merged"] == ["ftm:9 (Sergey Lavrov, a.json): same name 'Sergey Lavrov', kind and country RUS"]
    assert json.loads(call("actors", "show", "ftm:2", "--json")[1])[0]["topics"] == ["sanction"]
    code, out, _ = call("actors", "list", "a", "-n", "3")
    assert code == 0 and len(out.splitlines()) < 12


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("actors", "import", "nowhere.json"), "no such file"),
        (("actors", "show", "nobody-at-all"), "actors list"),
    ],
)
def test_mistakes(call: Call, arguments: tuple[str, ...], says: str) -> None:
    code, out, err = call(*arguments)
    assert code == 2 and not out and len(err.splitlines()) == 1 and says in err


def test_an_import_without_any_actor_leaves_no_file(call: Call, config: Path, tmp_path: Path) -> None:
    code, _, err = call("actors", "import", write(tmp_path / "a.json", "nonsense\n"))
    assert code == 1 and "bad_json" in err and not (config / "actors" / "imported").exists()


def test_a_damaged_import_is_named(call: Call, config: Path, tmp_path: Path) -> None:
    path = Path(imported(call, write(tmp_path / "a.json", *LINES))["path"])
    path.write_bytes(path.read_bytes()[:100])
    with pytest.raises(ConfigError, match="import it again") as error:
        load_imported(load_config(config))
    assert str(path) in str(error.value) and "\n" not in str(error.value)


def test_merges_and_splits_are_kept_in_config(call: Call, config: Path) -> None:
    before = fingerprint(config)
    assert call("actors", "merge", "found-jo-biden", "joe-biden")[0] == 0
    assert call("actors", "merge", "found-j-biden", "found-jo-biden")[0] == 0
    merged = load_config(config).discovery.decisions
    assert merged.resolve("found-j-biden") == "joe-biden"
    assert fingerprint(config) != before
    assert call("actors", "split", "found-jo-biden")[0] == 0
    decisions = load_config(config).discovery.decisions
    assert decisions.merge == ()
    assert decisions.split == ("found-jo-biden",)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("merge", "found-a", "nobody-at-all"), "no actor 'nobody-at-all'"),
        (("merge", "joe-biden", "found-a"), "key 'actor'"),
        (("merge", "found-a", "found-a"), "itself already"),
        (("split", "joe-biden"), "no discovered actor"),
    ],
)
def test_a_senseless_decision_is_refused_in_one_line(call: Call, arguments: tuple[str, ...], said: str) -> None:
    code, _, err = call("actors", *arguments)
    assert code == 2
    assert said in err
    assert err.strip().count("\n") == 0


def test_a_merge_that_would_go_round_is_refused(call: Call) -> None:
    assert call("actors", "merge", "found-a", "found-b")[0] == 0
    code, _, err = call("actors", "merge", "found-b", "found-a")
    assert code == 2
    assert "counts as" in err
