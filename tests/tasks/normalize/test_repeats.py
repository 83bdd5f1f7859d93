"""Lines that many articles of an outlet have: counted, known, taken out, and still counted."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from config.text import Repeats
from tasks.normalize import line_counts, line_hashes, normalize, repeated
from tasks.normalize.repeats import RULE_ID, line_hash
from tests.tasks.normalize.driver import check_alignment, delivery, rules
from warehouse.records import Cleaned, Given

LIMITS = Repeats(edge_paragraphs=3, minimum_documents=3, minimum_share=0.5)
FOOTER = "Harbour Post readers & friends since 1921"


def _articles(count: int) -> list[str]:
    return [
        f"Storm number {'i' * number} reaches the coast\n\nThe storm that the sailors call {'o' * number} came ashore "
        f"at noon and took the roof off the net loft, the harbour master said.\n\n"
        f"{FOOTER.replace('1921', str(1921 + number))}"
        for number in range(1, count + 1)
    ]


def _clean(texts: list[str], known: frozenset[tuple[str | None, int]] = frozenset()) -> list[Cleaned]:
    given = Given(outlet="Harbour Post")
    compiled = rules()._replace(known_repeats=known)
    cleaned, refused = normalize([delivery(text.encode(), given) for text in texts], compiled)
    assert not refused
    return cleaned


def _known(cleaned: list[Cleaned]) -> frozenset[tuple[str | None, int]]:
    return frozenset(repeated(line_counts(cleaned, LIMITS), {"harbour-post": len(cleaned)}, 3, 0.5))


def test_a_footer_with_changing_numbers_is_one_line() -> None:
    assert _known(_clean(_articles(5))) == {("harbour-post", line_hash(FOOTER))}


def test_a_known_line_is_taken_out_and_still_counted() -> None:
    texts = _articles(5)
    before = _clean(texts)
    after = _clean(texts, _known(before))
    for text, cleaned in zip(texts, after, strict=True):
        assert "friends since" not in cleaned.text
        (artifact,) = cleaned.artifacts
        assert (artifact.kind, artifact.action, artifact.rule_id) == ("boilerplate", "removed", RULE_ID)
        check_alignment(cleaned, text)
    assert _known(after) == _known(before)


def test_an_entity_in_a_line_taken_out_does_not_change_its_hash() -> None:
    texts = [text.replace("&", "&amp;") for text in _articles(4)]
    known = _known(_clean(texts))
    assert known == {("harbour-post", line_hash(FOOTER))}
    assert _known(_clean(texts, known)) == known


def test_lines_of_copies_of_one_article_are_no_boilerplate() -> None:
    text = _articles(1)[0]
    assert not _known(_clean([text, text + "\n\nUpdated once more with a word on the net loft", text, text]))


def test_another_outlet_keeps_the_line() -> None:
    known = frozenset({("other-post", line_hash(FOOTER))})
    assert all(FOOTER.split("&")[1][:9] in cleaned.text for cleaned in _clean(_articles(3), known))


def test_a_text_that_is_mostly_known_lines_stays_whole() -> None:
    known = frozenset(("harbour-post", line_hash(line)) for line in _articles(1)[0].split("\n\n"))
    assert _clean(_articles(1), known)[0].text == _articles(1)[0]


def test_the_headline_is_never_counted() -> None:
    hashes = {hashed for hashed, _, _ in line_hashes(_clean(_articles(1))[0], LIMITS)}
    assert line_hash("Storm number i reaches the coast") not in hashes


def test_the_place_of_a_line_is_told_in_the_raw_text() -> None:
    text = "  " + _articles(1)[0].replace("&", "&amp;")
    places = {hashed: text[start:end] for hashed, start, end in line_hashes(_clean([text])[0], LIMITS)}
    assert places[line_hash(FOOTER)] == "Harbour Post readers &amp; friends since 1922"


def test_share_and_number_must_both_be_reached() -> None:
    counts: dict[tuple[str | None, int], int] = {("a", 1): 3, ("a", 2): 9, (None, 3): 9}
    assert repeated(counts, {"a": 100, None: 10}, 5, 0.5) == {(None, 3)}
    assert repeated(counts, {"a": 10, None: 100}, 5, 0.5) == {("a", 2)}


@settings(max_examples=50, deadline=None)
@given(st.text(st.characters(exclude_characters="&"), max_size=80))
def test_hashes_are_63_bits_and_blind_to_case_and_spaces(line: str) -> None:
    assert 0 <= line_hash(line) < 2**63
    assert line_hash(f"  {line.lower()} ") == line_hash(line)
