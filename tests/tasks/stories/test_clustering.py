from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from tasks.stories import Pair, cluster, oriented, representative_pairs
from warehouse.records import StoryLink, StoryMember

ORDER = {doc_id: rank for rank, doc_id in enumerate("abcdefgh")}


def _link(doc_id: str, other: str, relation: str, similarity: float = 0.6) -> StoryLink:
    return StoryLink(doc_id, other, relation, 1.0 if relation == "exact" else similarity, 0.9, [])


def _stories(links: Sequence[StoryLink], docs: str, before: Sequence[StoryMember] = ()) -> dict[str, StoryMember]:
    members = cluster(links, before, {doc_id: ORDER[doc_id] for doc_id in docs})
    assert sorted(member.doc_id for member in members) == sorted(docs)
    return {member.doc_id: member for member in members}


def test_unlinked_documents_are_stories_of_their_own() -> None:
    assert _stories([], "ab")["b"] == StoryMember("b", "b", "representative", 1.0)


def test_alike_texts_hang_together_and_the_oldest_names_them() -> None:
    links = [_link("d", "c", "near_copy"), _link("c", "a", "retranslation", 0.3)]
    members = _stories(links, "abcd")
    assert members["c"] == StoryMember("c", "a", "retranslation", 0.3)
    assert members["d"] == StoryMember("d", "a", "near_copy", 0.6)  # not linked to a: its closest link
    assert members["b"].story_id == "b"


def test_relation_is_to_the_representative() -> None:
    links = [_link("b", "a", "retranslation", 0.3), _link("c", "b", "exact"), _link("c", "a", "partial", 0.2)]
    assert _stories(links[:2], "abc")["c"] == StoryMember("c", "a", "retranslation", 0.3)  # as its exact twin
    assert _stories(links, "abc")["c"] == StoryMember("c", "a", "partial", 0.2)


def test_a_round_up_joins_one_story_and_merges_none() -> None:
    links = [_link("c", "a", "partial", 0.3), _link("c", "b", "partial", 0.4)]
    members = _stories(links, "abc")
    assert {doc_id: member.story_id for doc_id, member in members.items()} == {"a": "a", "b": "b", "c": "b"}


def test_partial_copies_do_not_chain() -> None:
    links = [_link("b", "a", "partial"), _link("c", "b", "partial")]
    assert _stories(links, "abc")["c"].story_id == "c"


def test_a_credit_joins_but_does_not_chain_and_a_partial_copy_goes_before_it() -> None:
    assert _stories([_link("b", "a", "credit", 1.0)], "ab")["b"] == StoryMember("b", "a", "credit", 1.0)
    chain = [_link("b", "a", "credit", 1.0), _link("c", "b", "credit", 1.0)]
    assert _stories(chain, "abc")["c"].story_id == "c"
    both = [_link("c", "a", "credit", 1.0), _link("c", "b", "partial", 0.3)]
    assert _stories(both, "abc")["c"] == StoryMember("c", "b", "partial", 0.3)


def test_copies_of_a_partial_copy_follow_it_and_stay_partial() -> None:
    links = [_link("b", "a", "partial", 0.3), _link("c", "b", "near_copy")]
    assert _stories(links, "abc")["c"] == StoryMember("c", "a", "partial", 0.3)
    again = _stories([_link("d", "c", "near_copy")], "abcd", list(_stories(links, "abc").values()))
    assert {member.story_id for member in again.values()} == {"a"}


def test_a_bridge_merges_stories_under_the_oldest() -> None:
    before = [
        StoryMember("a", "a", "representative", 1.0),
        StoryMember("b", "b", "representative", 1.0),
        StoryMember("c", "b", "near_copy", 0.7),
    ]
    links = [_link("d", "a", "near_copy"), _link("d", "c", "near_copy")]
    assert {member.story_id for member in _stories(links, "abcd", before).values()} == {"a"}


def test_ties_of_age_go_by_id() -> None:
    [one, two] = cluster([_link("x", "y", "exact")], [], {"x": 0, "y": 0})
    assert (one.story_id, two.story_id) == ("x", "x")


def test_pairs_are_turned_to_the_later_document() -> None:
    assert oriented([Pair("a", "c", 7), Pair("c", "b", 5)], ORDER) == [Pair("c", "a", 7), Pair("c", "b", 5)]


def test_representative_pairs_ask_for_what_neighbours_do_not_say() -> None:
    links = [_link("b", "a", "near_copy"), _link("c", "b", "near_copy"), _link("d", "c", "exact")]
    links += [_link("e", "b", "partial")]
    wanted = representative_pairs(links, [], {doc_id: ORDER[doc_id] for doc_id in "abcde"})
    assert wanted == [Pair("c", "a"), Pair("e", "a")]


LINKS = st.lists(
    st.tuples(
        st.sampled_from("abcdefgh"),
        st.sampled_from("abcdefgh"),
        st.sampled_from(["exact", "near_copy", "retranslation", "partial"]),
        st.integers(1, 9),
    ).map(lambda drawn: _link(max(drawn[:2]), min(drawn[:2]), drawn[2], drawn[3] / 10)),
    max_size=12,
).map(lambda links: [link for link in links if link.doc_id != link.other_doc_id])


@given(LINKS)
def test_clusters_do_not_depend_on_the_order_of_links(links: list[StoryLink]) -> None:
    members = cluster(links, [], ORDER)
    assert cluster(links[::-1], [], ORDER) == members
    for member in members:
        assert ORDER[member.story_id] <= ORDER[member.doc_id]
        assert (member.relation == "representative") == (member.doc_id == member.story_id)


@given(LINKS)
def test_nothing_new_changes_nothing(links: list[StoryLink]) -> None:
    members = cluster(links, [], ORDER)
    again = cluster([], members, ORDER)
    assert [member[:2] for member in again] == [member[:2] for member in members]
