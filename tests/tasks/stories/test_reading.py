"""Copies side by side."""

from tasks.stories.reading import changes, side_by_side

ORIGINAL = (
    "Ports close on Friday\n\n"
    "The harbour board said on Friday that all 14 ports will close, the minister Ana Roth said.\n\n"
    "Fishing fleets of the north have protested since March."
)
SPUN = (
    "On Friday the harbour board said that all 41 ports will close, the minister Anna Rot said.\n\n"
    "An unrelated paragraph about the weather in Lisbon follows here."
)


def test_paragraphs_find_their_likes_and_the_rest_stand_alone() -> None:
    passages = side_by_side(ORIGINAL, SPUN, minimum=0.4)
    assert [passage.other is not None for passage in passages] == [False, True, False]
    assert passages[1].overlap > 0.5


def test_changed_names_and_numbers_are_named() -> None:
    found = changes(ORIGINAL, SPUN)
    assert found.numbers_lost == ["14"]
    assert found.numbers_gained == ["41"]
    assert "Roth" in found.names_lost
    assert "Anna" in found.names_gained
    assert "Friday" not in found.names_lost


def test_nothing_alike_is_nothing() -> None:
    assert side_by_side("", "x", 0.1) == []
    assert side_by_side("One word", "", 0.1)[0].other is None
