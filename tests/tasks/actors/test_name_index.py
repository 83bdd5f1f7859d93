"""The index of imported names: what it finds is what a slow search by words finds."""

from __future__ import annotations

import re
from itertools import pairwise

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.actors import name_index
from tasks.actors.hashing import words
from tasks.actors.name_index import NameIndex

WORDS = ["Ana", "Bo", "Cee", "Dov", "Élan", "X9", "Of"]
GAPS = [" ", "-", ". ", "\n", ", ", " & "]
NAME = st.lists(st.sampled_from(WORDS), min_size=1, max_size=10).map(" ".join)
TEXT = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(GAPS)), max_size=30).map(
    lambda pairs: "".join(word + gap for word, gap in pairs)
)


def find(names: list[str], text: str) -> list[tuple[str, list[str]]]:
    """(characters, names that fit) of what an index of the names finds."""
    return [
        (text[start:end], [names[number] for number in numbers])
        for start, end, numbers in NameIndex(pa.array(names, pa.string())).find([text])[0]
    ]


def slowly(names: list[str], text: str) -> list[str]:
    """The same by regular expressions: leftmost, longest, with plain joints between the words."""
    usable = sorted((name for name in names if " " in name), key=len, reverse=True)
    patterns = [r"(?: |-|\. | & )".join(name.split(" ")) for name in usable]
    return re.findall(rf"\b(?:{'|'.join(patterns)})\b", text) if patterns else []


@settings(max_examples=300, deadline=None)
@given(names=st.lists(NAME, max_size=8, unique=True), text=TEXT)
def test_finds_what_a_slow_search_finds(names: list[str], text: str) -> None:
    assert [surface for surface, _ in find(names, text)] == slowly(names, text)


@settings(max_examples=100, deadline=None)
@given(st.lists(NAME, max_size=8), st.text(max_size=80))
def test_finds_are_ordered_apart_and_inside_any_text(names: list[str], text: str) -> None:
    (found,) = NameIndex(pa.array(names, pa.string())).find([text])
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(left.end <= right.start for left, right in pairwise(found))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Ivan Petrov", "IVAN PETROV"),
        ("PETROV TRADING, LTD", "Petrov Trading, Ltd"),
        ("PETROV TRADING, LTD", "Petrov Trading Ltd"),
        ("José-Maria Aznar", "Jose Maria Aznar"),
        ("Jose Maria Aznar", "José María Aznar"),
        ("Иван Петров", "ИВАН ПЕТРОВ"),
        ("Bank of Elba", "Bank Of Elba"),
        ("lower words", "Lower words"),
        ("One two three four five six seven eight nine", "One two three four five six seven eight nine"),
    ],
)
def test_written_otherwise(name: str, text: str) -> None:
    assert find([name], f"so {text}, they said") == [(text, [name])]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Ivan Petrov", "ivan petrov"),
        ("Ivan Petrov", "Ivan petrov"),
        ("lower words", "lower words"),
        ("Ivan Petrov", "Ivan, Petrov"),
        ("Ivan Petrov", "Ivan Petrova"),
        ("Ivan Petrov", "xIvan Petrov"),
        ("Ivan Petrov", "Ivan\nPetrov"),
        ("Ivan", "Ivan"),
        ("One two three four five six seven eight nine", "One two three four five six seven eight ten"),
    ],
)
def test_not_the_same(name: str, text: str) -> None:
    assert find([name], text) == []


@settings(max_examples=100, deadline=None)
@given(names=st.lists(NAME, max_size=8, unique=True), texts=st.lists(TEXT, max_size=6), together=st.integers(1, 200))
def test_texts_read_together_are_read_as_each_alone(names: list[str], texts: list[str], together: int) -> None:
    index = NameIndex(pa.array(names, pa.string()))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(name_index, "_TOGETHER", together)
        assert index.find(texts) == [found for text in texts for found in index.find([text])]


def test_no_name_goes_on_in_the_next_text() -> None:
    assert NameIndex(pa.array(["Ana Bo"])).find(["see Ana", "Bo, Ana Bo", ""]) == [[], [(4, 10, (0,))], []]


@pytest.mark.parametrize("name", ["al Bo", "de la Cee", "9 Dov", "ëlan Bo"])
def test_names_that_open_in_small_letters_stand_so_in_texts(name: str) -> None:
    assert find(["Ana Bo", name], f"so {name} said") == [(name, [name])]


def test_names_that_look_alike_are_given_together() -> None:
    assert find(["Ana Bo", "ANA BO", "Ana Bo"], "Ana Bo") == [("Ana Bo", ["Ana Bo", "ANA BO", "Ana Bo"])]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("abcdefgh", "abcdefghi"),  # as long as what is read at once, and a letter longer
        ("abcdefghijklmnop", "abcdefghijklmnopq"),
        ("petrova", "petrovna"),
        ("петров", "петрова"),
    ],
)
def test_words_that_differ_hash_apart_wherever_they_stand(one: str, other: str) -> None:
    hashes = words(f"{one} {other} {one.upper()}").hashes
    assert hashes[0] != hashes[1]
    assert hashes[0] == hashes[2] == words(f"x {one}").hashes[1]


def test_words_of_the_same_hash_are_told_apart_by_their_letters() -> None:
    alike = ("Abcdefghx12345678 Bo", "Abcdefghy12345678 Bo")
    assert words(alike[0]).hashes[0] == words(alike[1]).hashes[0]
    assert find([alike[0]], f"so {alike[1]} said") == []
    assert find([alike[0]], f"so {alike[0]} said") == [(alike[0], [alike[0]])]
