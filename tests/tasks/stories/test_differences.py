"""What copies write differently at the same place, and the rows that come of it."""

from typing import Any

from tasks.stories.differences import Copy, Difference, Named, differences
from tasks.stories.findings import Findings, Known, known_of, pairs_to_read, rows_of
from tests.tasks.stories.driver import settings
from warehouse.records import StoryLink

RULES = settings().difference
EARLIER = (
    "The White House spokeswoman Jen Psaki said on Monday that sanctions would hit 14 banks of the country at once."
)
LATER = "The White House spokeswoman Chen Zaki said on Monday that fines would hit 41 banks of the country at once."


def _copy(doc_id: str, text: str, named: dict[str, str], claims: tuple[str, ...] = ()) -> Copy:
    mentions = [Named(text.index(name), text.index(name) + len(name), actor, "name") for name, actor in named.items()]
    return Copy(doc_id, text, mentions, [(text.index(claim), text.index(claim) + len(claim)) for claim in claims])


def _found(later: Copy, earlier: Copy) -> set[tuple[str, str, str, str]]:
    texts = {copy.doc_id: copy.text for copy in (later, earlier)}
    found = differences(later, earlier, RULES)
    return {(one.doc_id, one.kind, texts[one.doc_id][one.start : one.end], one.replacement) for one in found}


def test_names_numbers_and_claims_that_changed() -> None:
    earlier = _copy("e", EARLIER, {"Jen Psaki": "jen-psaki"}, ("sanctions",))
    assert _found(_copy("l", LATER, {}), earlier) == {
        ("l", "damaged_name", "Chen Zaki", "Jen Psaki"),
        ("l", "number_mismatch", "41", "14"),
        ("l", "claim_mismatch", "fines", "sanctions"),
    }


def test_the_earlier_copy_may_be_the_damaged_one() -> None:
    later = _copy("l", EARLIER, {"Jen Psaki": "jen-psaki"}, ("sanctions",))
    found = _found(later, _copy("e", LATER, {}))
    assert ("e", "damaged_name", "Chen Zaki", "Jen Psaki") in found
    assert ("e", "claim_mismatch", "fines", "sanctions") in found
    assert ("l", "number_mismatch", "14", "41") in found


def test_what_both_have_elsewhere_or_is_linked_or_claimed_by_neither_is_no_difference() -> None:
    earlier = _copy("e", EARLIER + " 41 more may follow.", {"Jen Psaki": "jen-psaki"})
    later = _copy("l", LATER, {"Chen Zaki": "chen-zaki"})
    assert _found(later, earlier) == set()


def test_other_scripts_keep_their_places() -> None:
    earlier = _copy("e", "«Ünal» — " + EARLIER, {"Jen Psaki": "jen-psaki"})
    assert ("l", "damaged_name", "Chen Zaki", "Jen Psaki") in _found(_copy("l", "“Ünal” … " + LATER, {}), earlier)


def test_rows_are_numbered_on_and_noted_once() -> None:
    start = LATER.index("Chen Zaki")
    known = {
        "l": Known(
            _copy("l", LATER, {}), [{"clean_start": 0, "raw_start": 7, "length": 999}], frozenset(), [(0, 3)], 4, 2
        )
    }
    rows = Findings([], [])
    one = Difference("l", "e", "damaged_name", start, start + 9, "Jen Psaki", "jen-psaki")
    for _ in range(2):
        rows_of([one, one._replace(other_doc_id="f")], known, RULES, rows)
    [artifact], [mention] = rows
    assert artifact[1:6] == (4, "damaged_name", start + 7, start + 16, "Chen Zaki")
    assert (artifact.replacement, artifact.other_doc_id) == ("Jen Psaki", "e")
    assert (mention.mention_no, mention.segment_no, mention.actor_id) == (2, 3, "jen-psaki")
    assert mention.confidence == RULES.confidence
    again = Findings([], [])
    rows_of([one], {"l": known["l"]._replace(noted=frozenset({("damaged_name", start + 7)}))}, RULES, again)
    assert again == Findings([], [])


def test_a_stretch_that_is_not_in_the_raw_text_is_left_out() -> None:
    row: list[Any] = ["l", LATER, [{"clean_start": 0, "raw_start": 0, "length": 5}], [], [], [], [], -1, -1]
    rows = Findings([], [])
    rows_of([Difference("l", "e", "number_mismatch", 10, 12, "1", None)], {"l": known_of(row)}, RULES, rows)
    assert rows == Findings([], [])


def test_the_closest_copies_are_read() -> None:
    links = [StoryLink("d", other, relation, share, 0.5, []) for other, relation, share in (
        ("a", "partial", 0.9), ("b", "near_copy", 0.6), ("c", "retranslation", 0.3), ("e", "near_copy", 0.7),
        ("f", "exact", 1.0), ("g", "credit", 1.0),
    )]  # fmt: skip
    assert pairs_to_read(links, RULES) == [("d", "b"), ("d", "c"), ("d", "e")]
