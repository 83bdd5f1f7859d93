"""Text that cannot be seen, or would steer the eye, is shown as a sign."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from flows.site.plain import file_name, finalize, plain


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain\n\ttext", "plain\n\ttext"),
        ("a\x00b", "a⟨U+0000⟩b"),
        ("exe\u202egnp", "exe⟨U+202E⟩gnp"),
        ("a\u2066b\u2069", "a⟨U+2066⟩b⟨U+2069⟩"),
        ("Rus\u200bsia", "Rus⟨U+200B⟩sia"),
        ("a\u00a0b\u2009c", "a b c"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("one\rtwo", "one\ntwo"),
        ("\ud800", "⟨U+D800⟩"),
        ("\x1b[31m", "⟨U+001B⟩[31m"),
    ],
)
def test_what_cannot_be_seen_is_named(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_every_value_of_a_template_passes_the_guard() -> None:
    assert finalize(None) == ""
    assert finalize(7) == 7
    assert finalize("a\u202eb") == "a⟨U+202E⟩b"
    assert finalize(Markup("<b>\u200b</b>")) == "<b>\u200b</b>"  # ours: made of pieces that were made plain


@pytest.mark.parametrize("name", ["RUS", "joe-biden", "en.oil_embargo.impose", "USA--RUS", "20210305T060708ab"])
def test_harmless_ids_are_file_names(name: str) -> None:
    assert file_name(name) == name


@pytest.mark.parametrize(
    "name", ["", "..", "../x", "a/b", "a\x00", ".hidden", "a.", "x" * 200, "ü", "a b", "a\\b", "c:d"]
)
def test_other_ids_become_digests(name: str) -> None:
    assert file_name(name).startswith("x-") and file_name(name).replace("-", "").isalnum()


def test_different_ids_have_different_digests() -> None:
    assert file_name("a/b") != file_name("a\\b")
