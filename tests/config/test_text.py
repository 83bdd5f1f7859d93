"""The text rules as shipped, and what is said of wrong ones."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from config.loading import ConfigError
from config.text import load_text_rules

CONFIG = Path(__file__).resolve().parents[2] / "config"


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    for path in [CONFIG / "rules" / "artifacts.toml", *(CONFIG / "lexicons").glob("*/text.toml")]:
        target = tmp_path / path.relative_to(CONFIG)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    return tmp_path


def test_shipped_rules_load() -> None:
    rules = load_text_rules(CONFIG)
    assert {"en", "de", "fr", "es", "it", "pt", "nl", "pl", "ru", "uk", "ar", "zh", "tr"} <= set(rules.lexicons)
    assert all(len(lexicon.months) == 12 for lexicon in rules.lexicons.values())


def test_every_rule_has_a_phrase() -> None:
    rules = load_text_rules(CONFIG)
    lines = [*rules.common.line, *(rule for lexicon in rules.lexicons.values() for rule in lexicon.line)]
    assert not [rule.id for rule in lines if not (rule.lines or rule.starts or rule.ends or rule.contains)]


def test_phrases_are_in_lower_case() -> None:
    rules = load_text_rules(CONFIG)
    lines = [*rules.common.line, *(rule for lexicon in rules.lexicons.values() for rule in lexicon.line)]
    phrases = [
        phrase for rule in lines for form in (rule.lines, rule.starts, rule.ends, rule.contains) for phrase in form
    ]
    assert not [phrase for phrase in phrases if phrase != phrase.lower()]


@pytest.mark.parametrize(
    ("addition", "complaint"),
    [
        ('[[line]]\nid = "x"\nkind = "y"\nbegins = ["z"]', r"unknown key 'line\.\d+\.begins'"),
        ('[[residue]]\nid = "x"\nkind = "y"\nneeds = ["("]\npattern = "("', "not a regular expression"),
        ('[[residue]]\nid = "x"\nkind = "y"\nneeds = []\npattern = "a"', "residue"),
        ('[[residue]]\nid = "x"\nkind = "y"\nneeds = ["a"]\npattern = "a"\nremove = true\nreplacement = ""', "exclude"),
        ('[[residue]]\nid = "stray_stop"\nkind = "y"\nneeds = ["a"]\npattern = "a"', "used twice: stray_stop"),
    ],
)
def test_a_wrong_rule_is_named(directory: Path, addition: str, complaint: str) -> None:
    path = directory / "lexicons" / "de" / "text.toml"
    path.write_text(path.read_text(encoding="utf-8") + "\n" + addition + "\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=complaint.replace("(", r"\(")):
        load_text_rules(directory)


def test_a_missing_file_is_named(directory: Path) -> None:
    (directory / "rules" / "artifacts.toml").unlink()
    with pytest.raises(ConfigError, match=r"artifacts\.toml: no such config file"):
        load_text_rules(directory)
