"""The two lower cases: the quick one in ASCII may hide no ASCII letter that the exact one shows."""

from __future__ import annotations

import sys

import pytest

from tasks.sanctions.tokens import lower_case, plain_lower_case

_EVERY = "".join(map(chr, range(sys.maxunicode + 1)))


def test_plain_lower_case_agrees_on_every_letter_whose_lower_case_is_ascii() -> None:
    exact, plain = lower_case(_EVERY), plain_lower_case(_EVERY).decode()
    assert len(exact) == len(plain) == len(_EVERY)
    hidden = [hex(place) for place, letter in enumerate(exact) if letter.isascii() and letter != plain[place]]
    assert hidden == []


@pytest.mark.parametrize("text", ["SANCTİONS", "BLAC\u212aLIST", "ÀSANCTIONSÉ", "Sanctions"])
def test_a_stem_is_found_in_both(text: str) -> None:
    for stem in ("sanction", "blacklist"):
        assert (stem in lower_case(text)) == (stem in plain_lower_case(text).decode())
