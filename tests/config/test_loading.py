"""Reading config: what is wrong is said in one line; what shapes rows, and nothing else, changes the fingerprint."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from config import configuration
from config.configuration import DEFAULT_DIRECTORY, fingerprint, load_config
from config.loading import ConfigError, Frozen, load, read_toml


class Leaf(Frozen):
    size: int = 0


class Tree(Frozen):
    leaf: tuple[Leaf, ...] = ()
    trunk: Leaf | None = None


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """A copy of our own config."""
    copy = tmp_path / "config"
    shutil.copytree(DEFAULT_DIRECTORY, copy, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return copy


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "tree.toml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


@pytest.mark.parametrize(
    ("text", "hints"),
    [
        ("[[leaf]]\nsize = 1\n[[leaf]]\nsise = 2\n", ["'leaf.1.sise'", "allowed here: size"]),
        ("[trunk]\nsise = 2\n", ["'trunk.sise'", "allowed here: size"]),
        ("root = 1\n", ["'root'", "allowed here: leaf, trunk"]),
        ("[[leaf]]\nsize = 'x'\n", ["'leaf.0.size'", "integer", "got 'x'"]),
        ("leaf = 3\n", ["'leaf'", "tuple"]),
        ("[[leaf]\n", ["not valid TOML", "line 1"]),
        ("size = 1\nsize = 2\n", ["not valid TOML"]),
        (b"size = '\xff'\n", ["UTF-8"]),
    ],
)
def test_what_is_wrong_is_said_in_one_line(tmp_path: Path, text: str | bytes, hints: list[str]) -> None:
    path = written(tmp_path, text)
    with pytest.raises(ConfigError) as error:
        load(Tree, path)
    message = str(error.value)
    assert message.startswith(f"{path}: ") and "\n" not in message
    assert all(hint in message for hint in hints), message


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"absent\.toml: no such config file"):
        read_toml(tmp_path / "absent.toml")
    with pytest.raises(ConfigError, match="cannot be read"):
        read_toml(tmp_path)


def test_a_long_value_is_cut_in_the_message(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as error:
        load(Tree, written(tmp_path, f"leaf = '{'x' * 5000}'\n"))
    assert len(str(error.value)) < 1000


def test_our_own_config_is_valid_and_names_its_fingerprint(directory: Path) -> None:
    load_config(directory)
    assert fingerprint(directory) == fingerprint(DEFAULT_DIRECTORY)
    assert len(fingerprint(directory)) == 16 and int(fingerprint(directory), 16) >= 0


@pytest.fixture(scope="module")
def ours() -> str:
    """The fingerprint of our own config."""
    return fingerprint(DEFAULT_DIRECTORY)


def appended(path: Path, text: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(text)


CHANGES_ROWS = {
    "an actor": ("actors/companies.toml", "", '\n[[actor]]\nid = "new-one"\nname = "New One"\nkind = "organization"\n'),
    "a new file of actors": ("actors/own.toml", "", '[[actor]]\nid = "own"\nname = "Own"\nkind = "group"\n'),
    "a word of a lexicon": ("lexicons/en/text.toml", '"written by"', '"written by", "typed by"'),
    "a number in a rule": ("rules/artifacts.toml", "narrowest = 35", "narrowest = 36"),
    "a limit of reading": ("pipeline.toml", "max_expansion = 200", "max_expansion = 201"),
    "a name of a field": ("pipeline.toml", '"headline"]', '"headline", "head"]'),
}
CHANGES_NO_ROW = {
    "a comment": ("rules/artifacts.toml", "[markup]", "# Tags.\n[markup]"),
    "white space": ("rules/artifacts.toml", "few = 0.1", "few     =   0.1"),
    "workers": ("pipeline.toml", "workers = 2 ", "workers = 3 "),
    "the size of shards": ("pipeline.toml", "shard_documents = 2000", "shard_documents = 20"),
    "where the lake is": ("pipeline.toml", 'directory = "lake"', 'directory = "pond"'),
}


def changed(directory: Path, change: tuple[str, str, str]) -> str:
    """The fingerprint after a change: text replaced, or put at the end of a file."""
    name, old, new = change
    path = directory / name
    if old:
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{name} has no {old!r}: mend this test"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    else:
        appended(path, new)
    return fingerprint(directory)


@pytest.mark.parametrize("change", CHANGES_ROWS)
def test_what_shapes_rows_changes_the_fingerprint(directory: Path, ours: str, change: str) -> None:
    assert changed(directory, CHANGES_ROWS[change]) != ours


@pytest.mark.parametrize("change", CHANGES_NO_ROW)
def test_what_shapes_no_row_does_not(directory: Path, ours: str, change: str) -> None:
    assert changed(directory, CHANGES_NO_ROW[change]) == ours


def test_the_software_version_is_part_of_the_fingerprint(ours: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(configuration, "VERSION", "0.0.0")
    assert fingerprint(DEFAULT_DIRECTORY) != ours


def test_where_the_config_lies_is_not(directory: Path, ours: str, tmp_path: Path) -> None:
    assert fingerprint(Path(shutil.move(directory, tmp_path / "elsewhere"))) == ours
