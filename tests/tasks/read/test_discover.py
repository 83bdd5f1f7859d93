"""Which files paths, folders and globs name."""

from __future__ import annotations

from pathlib import Path

import pytest

from tasks.read import InputFile, find_inputs, plan_reading


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Some files, visible and hidden, in a folder and folders of it."""
    for name in (
        "b.txt",
        "a.txt",
        "sub/c.jsonl",
        "sub/deep/d.txt",
        ".hidden.txt",
        ".git/e.txt",
        "sub/.f.txt",
        "odd [1] ü.txt",
    ):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    return tmp_path / "in"


def names(tree: Path, *patterns: object) -> list[str]:
    """What patterns find, relative to the tree; every pattern must find something."""
    found, missing = find_inputs([str(pattern) for pattern in patterns])
    assert not missing
    return [str(Path(file.path).relative_to(tree)) for file in found]


def test_a_folder_is_read_with_its_folders_hidden_ones_aside(tree: Path) -> None:
    assert sorted(names(tree, tree)) == ["a.txt", "b.txt", "odd [1] ü.txt", "sub/c.jsonl", "sub/deep/d.txt"]


def test_files_are_sorted_and_each_comes_once(tree: Path) -> None:
    assert names(tree, tree / "b.txt", tree / "a.txt", tree / "*.txt", tree / "." / "a.txt") == [
        "a.txt",
        "b.txt",
        "odd [1] ü.txt",
    ]


def test_globs(tree: Path) -> None:
    assert names(tree, tree / "**" / "*.txt") == ["a.txt", "b.txt", "odd [1] ü.txt", "sub/deep/d.txt"]
    assert names(tree, tree / "s*") == ["sub/c.jsonl", "sub/deep/d.txt"]


def test_a_name_with_signs_of_globs_is_a_name_where_it_is_there(tree: Path) -> None:
    assert names(tree, tree / "odd [1] ü.txt") == ["odd [1] ü.txt"]


def test_a_hidden_file_may_be_named(tree: Path) -> None:
    assert names(tree, tree / ".hidden.txt") == [".hidden.txt"]


def test_home_is_expanded(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tree))
    assert names(tree, "~/a.txt") == ["a.txt"]


def test_what_is_missing_is_named(tree: Path) -> None:
    (tree / "empty").mkdir()
    patterns = [str(tree / "a.txt"), str(tree / "none.txt"), str(tree / "*.csv"), str(tree / "empty")]
    found, missing = find_inputs(patterns)
    assert len(found) == 1 and missing == patterns[1:]


def test_a_loop_of_links_ends(tree: Path) -> None:
    (tree / "sub" / "deep" / "up").symlink_to(tree, target_is_directory=True)
    (tree / "again").symlink_to(tree / "sub", target_is_directory=True)
    found = names(tree, tree)
    assert len(found) == len({Path(tree, name).resolve() for name in found}) == 5


def test_a_broken_link_is_found_with_nothing_in_it(tree: Path) -> None:
    (tree / "broken.txt").symlink_to(tree / "gone.txt")
    found, _ = find_inputs([str(tree)])
    assert [(file.byte_count, file.modified_ns) for file in found if file.path.endswith("broken.txt")] == [(0, 0)]


def test_size_time_and_address(tree: Path) -> None:
    (found,), _ = find_inputs([str(tree / "odd [1] ü.txt")])
    status = (tree / "odd [1] ü.txt").stat()
    assert (found.byte_count, found.modified_ns) == (status.st_size, status.st_mtime_ns)
    assert found.uri == "file://" + str(tree) + "/odd%20%5B1%5D%20%C3%BC.txt"


def test_plans_keep_order_and_limits() -> None:
    files = [
        InputFile(str(number), f"file:///{number}", size, 0) for number, size in enumerate([5, 5, 1, 20, 1, 1, 1, 0])
    ]
    plans = plan_reading(files, max_files=3, max_bytes=10)
    assert [[file.byte_count for file in plan] for plan in plans] == [[5, 5], [1], [20], [1, 1, 1], [0]]
    assert [file for plan in plans for file in plan] == files
    assert plan_reading([], 3, 10) == []
