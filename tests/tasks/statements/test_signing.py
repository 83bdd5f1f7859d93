"""The words that statements are compared by, and what hangs together."""

from __future__ import annotations

import pytest

from config.configuration import DEFAULT_DIRECTORY
from config.statements import load_statements
from tasks.statements.grouping import groups
from tasks.statements.signing import sign_statements
from tests.quality.attribution_room import make_document
from tests.tasks.attribution.test_golden import run
from tests.tasks.statements.helper import signed_words

STATEMENTS = load_statements(DEFAULT_DIRECTORY / "rules" / "statements.toml")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We were misled, and that with 5 promises!", ["5", "misled", "promis"]),
        ("Sanctions; SANCTIONS, sanctioned", ["sancti"]),
        ("No, no, no", ["no"]),
        ("would have been", ["been", "have", "would"]),
        ("“No — the café’s port”", ["café", "port"]),
        ("", []),
        ("Мы не признаём санкции", ["призна", "санкци"]),
        ("制裁无效", ["制裁", "无效", "裁无"]),
    ],
)
def test_words_that_tell_what_was_said(text: str, words: list[str]) -> None:
    assert signed_words(text, STATEMENTS) == words


def test_groups_are_named_by_their_lowest_item() -> None:
    assert groups(6, [(4, 2), (2, 5), (1, 0)]) == [0, 0, 2, 3, 2, 2]
    assert groups(0, []) == []


def test_groups_do_not_depend_on_the_order_of_links() -> None:
    links = [(4, 2), (2, 5), (1, 0), (5, 0)]
    assert groups(6, links) == groups(6, links[::-1]) == groups(6, [(b, a) for a, b in links])


def test_what_was_not_said_is_no_statement() -> None:
    text = "Oren Hale said the port was shut. He did not say that the bank was closed. He may say that trade stops."
    said = run(text)
    assert [row.modality for row in said] == ["asserted", "negated", "modal"]
    signed = sign_statements([make_document(text)], [said], STATEMENTS)[0]
    assert [signature.attribution_no for signature in signed] == [0]
