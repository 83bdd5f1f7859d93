"""Rules that look only where one of their literals stands find what a search of the whole text finds."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.normalize.alignment import AlignedText, Edit
from tests.tasks.normalize.driver import clean, rules

_MARKED = [one for language in rules().languages for one in language.residue.rules if one.rule.begins is not None]
_BEFORE = "Read more: another article\n\nThe end of the story of the day\n\n2021-12-24\n\n"
_PIECES = st.sampled_from(
    [
        " the", " a", " an", " of", " to", " by", " at", " near", " from", " order", " house", " umbrella", " one",
        " “angry", " hour", " ,", " ..", "\n\n", ".", " &amp;", " Europe", " xenial", "  ", " the</p> the",
    ]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(_PIECES, max_size=60).map("".join))
def test_marked_rules_find_all(text: str) -> None:
    found = clean(f"{_BEFORE}Most of the talk of the day is of the sea{text} it said.\n\nMuch of it is of the sky.")
    for one in _MARKED:
        wanted = [match.group().strip() for match in one.pattern.finditer(found.text)]
        wanted = [surface for surface in wanted if not (one.unless and one.unless.search(surface))]
        own = [artifact.text.strip() for artifact in found.artifacts if artifact.rule_id == one.rule.id]
        assert [len(surface.split()) for surface in own] == [len(surface.split()) for surface in wanted], one.rule.id


def test_there_are_marked_rules() -> None:
    assert len(_MARKED) > 3


def test_marks_move_with_edits() -> None:
    text = AlignedText.of_raw("one two three four").marked([(0, "a"), (4, "a"), (8, "b"), (14, "a")])
    edited = text.edit([Edit(3, 7, ""), Edit(13, 13, ", then")])
    assert edited.text == "one three, then four"
    assert [(edited.text[place:][:4], rule_id) for place, rule_id in edited.marks] == [
        ("one ", "a"), ("thre", "b"), ("four", "a"),
    ]  # fmt: skip
