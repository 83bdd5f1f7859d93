"""A site's folder is as before or as after a build, never in between, and nobody else's files are touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.site import folder
from flows.site.folder import MARK, SiteError, site_folder


def build(target: Path, text: str) -> None:
    with site_folder(target) as building:
        (building / "index.html").write_text(text, encoding="utf-8")


def read(target: Path) -> str:
    return (target / "index.html").read_text(encoding="utf-8")


def test_a_build_replaces_the_one_before(tmp_path: Path) -> None:
    target = tmp_path / "site"
    build(target, "one")
    (target / "old.html").touch()
    build(target, "two")
    assert read(target) == "two" and not (target / "old.html").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_where_folders_cannot_be_exchanged_it_is_done_in_two_steps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder, "_exchanged", lambda _one, _other: False)
    build(tmp_path / "site", "one")
    build(tmp_path / "site", "two")
    assert read(tmp_path / "site") == "two"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_build_that_fails_leaves_the_old_site_and_the_next_one_cleans_up(tmp_path: Path) -> None:
    target = tmp_path / "site"
    build(target, "one")
    with pytest.raises(ZeroDivisionError), site_folder(target) as building:
        (building / "half.html").touch()
        raise ZeroDivisionError
    assert read(target) == "one"
    build(target, "two")
    assert read(target) == "two" and not (target / "half.html").exists()


def test_other_peoples_files_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").touch()
    with pytest.raises(SiteError, match="holds other files"):
        build(tmp_path, "one")
    with pytest.raises(SiteError, match="is a file"):
        build(tmp_path / "thesis.txt", "one")
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_an_empty_folder_will_do(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    build(tmp_path / "site", "one")
    assert (tmp_path / "site" / MARK).exists()


def test_two_builds_at_once_are_one_too_many(tmp_path: Path) -> None:
    with site_folder(tmp_path / "site"), pytest.raises(SiteError, match="another build"):
        build(tmp_path / "site", "two")
