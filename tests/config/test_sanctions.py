"""The sanctions config: what is shipped loads, and what is wrong is named."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from config.loading import ConfigError
from config.sanctions import expanded, load_sanctions

CONFIG = Path(__file__).resolve().parents[2] / "config"


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    (tmp_path / "rules").mkdir()
    (tmp_path / "lexicons" / "en").mkdir(parents=True)
    shutil.copy(CONFIG / "rules" / "sanctions.toml", tmp_path / "rules")
    shutil.copy(CONFIG / "lexicons" / "en" / "sanctions.toml", tmp_path / "lexicons" / "en")
    return tmp_path


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_every_language_of_the_contract_is_there() -> None:
    languages = {lexicon.language for lexicon in load_sanctions(CONFIG).languages}
    assert languages >= {"en", "de", "fr", "es", "it", "pt", "nl", "pl", "ru", "uk", "ar", "zh"}


def test_every_class_has_a_subject_and_every_state_a_confidence() -> None:
    rules = load_sanctions(CONFIG).rules
    assert set(rules.start) == set(rules.subject)
    assert set(rules.status) == set(rules.confidence)
    assert set(rules.transition) <= set(rules.status)


def test_required_predicates_exist() -> None:
    for lexicon in load_sanctions(CONFIG).languages:
        known = {predicate.id for predicate in lexicon.predicate}
        assert {name for trigger in lexicon.trigger for name in trigger.requires} <= known, lexicon.language


def test_a_folder_must_hold_its_own_language(directory: Path) -> None:
    (directory / "lexicons" / "en").rename(directory / "lexicons" / "xx")
    with pytest.raises(ConfigError, match="folder says 'xx'"):
        load_sanctions(directory)


def test_alternatives_of_a_form_are_forms_of_their_own() -> None:
    assert expanded(("{a|b} to {c|d}", "e")) == ("a to c", "a to d", "b to c", "b to d", "e")
    shipped = [
        form for words in load_sanctions(CONFIG).languages for trigger in words.trigger for form in trigger.forms
    ]
    assert not any(mark in form for form in shipped for mark in "{|}")


def test_an_unknown_predicate_class_is_named(directory: Path) -> None:
    _replace(directory / "lexicons" / "en" / "sanctions.toml", 'does = "impose"', 'does = "imposed"')
    with pytest.raises(ConfigError, match=r"does 'imposed'; allowed: .*impose"):
        load_sanctions(directory)


def test_a_state_without_a_status_is_named(directory: Path) -> None:
    _replace(directory / "rules" / "sanctions.toml", 'impose = "imposed"', 'impose = "impossible"')
    with pytest.raises(ConfigError, match="states without a status: impossible"):
        load_sanctions(directory)
