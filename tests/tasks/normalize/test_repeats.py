"""Lines that repeat: hashed at reading, taken out at cleaning."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.normalize import edge_lines, normalize
from tasks.normalize.repeats import EDGE_LINES, LONGEST, RULE_ID, SHORTEST, line_hash
from tests.tasks.normalize.driver import check_alignment, delivery, rules
from warehouse.records import Cleaned

FOOTER = "Harbour Post readers & friends since 1921"
ARTICLE = (
    "Storm reaches the coast\n\nThe storm that the sailors call Old Maud came ashore at noon and took the roof off "
    f"the net loft, the harbour master said.\n\n{FOOTER}"
)


def _clean(text: str, *repeated: str) -> Cleaned:
    one = delivery(text.encode())._replace(repeated_lines=[line_hash(line) for line in repeated])
    (cleaned,), refused = normalize([one], rules())
    assert not refused
    return cleaned


def test_a_repeated_line_is_taken_out_with_its_place() -> None:
    cleaned = _clean(ARTICLE, FOOTER)
    assert "friends since" not in cleaned.text
    (artifact,) = cleaned.artifacts
    assert (artifact.kind, artifact.action, artifact.rule_id) == ("boilerplate", "removed", RULE_ID)
    assert ARTICLE[artifact.raw_start : artifact.raw_end] == FOOTER
    assert cleaned.repeated_lines == [line_hash(FOOTER)]
    check_alignment(cleaned, ARTICLE)


@pytest.mark.parametrize("written", [FOOTER.replace("&", "&amp;"), FOOTER.replace("1921", "2004"), f"  {FOOTER}\xa0"])
def test_a_line_is_known_however_it_is_written(written: str) -> None:
    raw = ARTICLE.replace(FOOTER, written)
    assert line_hash(FOOTER) in edge_lines(raw).line_hashes
    assert "friends since" not in _clean(raw, FOOTER).text


def test_without_repeated_lines_nothing_goes() -> None:
    assert FOOTER in _clean(ARTICLE).text


def test_a_text_that_is_mostly_repeated_lines_stays_whole() -> None:
    assert _clean(ARTICLE, *ARTICLE.split("\n\n")).text == ARTICLE


def test_the_headline_stays() -> None:
    assert _clean(ARTICLE, "Storm reaches the coast").text == ARTICLE


def test_lines_are_counted_at_the_edges_and_of_fitting_length() -> None:
    middle = [f"Line {'i' * number} of the middle of it" for number in range(20)]
    text = "\n\n".join([*middle, "x" * (SHORTEST - 1), "y" * (LONGEST + 1), "z" * LONGEST])
    assert set(edge_lines(text).line_hashes) == {
        line_hash(line) for line in [*middle[:EDGE_LINES], *middle[-EDGE_LINES + 3 :], "z" * LONGEST]
    }


def test_copies_share_the_hash_of_their_longest_line() -> None:
    assert edge_lines(ARTICLE).body_hash == edge_lines(f"{ARTICLE}\n\nUpdated with a word on the net loft").body_hash
    assert edge_lines(ARTICLE).body_hash != edge_lines(ARTICLE.replace("noon", "dusk")).body_hash
    assert edge_lines("").line_hashes == []


def test_only_a_long_sentence_has_an_odd_hash() -> None:
    sentence = "The war has driven more than a million people from their homes since the spring, the agency says."
    assert [line_hash(line) % 2 for line in (sentence, sentence[:-1], "A short one.", FOOTER * 3)] == [1, 0, 0, 0]


@settings(max_examples=50, deadline=None)
@given(st.text(st.characters(exclude_characters="&"), max_size=80))
def test_hashes_are_63_bits_and_blind_to_case_and_spaces(line: str) -> None:
    assert 0 <= line_hash(line) < 2**63
    assert line_hash(f"  {line.lower()} ") >> 1 == line_hash(line) >> 1


@given(st.lists(st.text("aΣσİ0 7.&\x7fé", min_size=SHORTEST, max_size=60), max_size=8))
def test_lines_hashed_together_have_the_hashes_they_have_alone(lines: list[str]) -> None:
    stripped = [line.strip() for line in lines]
    alone = {line_hash(line) for line in stripped if len(line) >= SHORTEST}
    assert edge_lines("\n".join(lines)).line_hashes == sorted(alone)
