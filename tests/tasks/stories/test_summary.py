import datetime as dt

import pytest

from tasks.stories import stories_of
from tasks.stories.summary import DocumentInfo
from warehouse.records import Story, StoryMember

DAY = [dt.datetime(2024, 5, day, tzinfo=dt.UTC) for day in range(1, 5)]
MEMBERS = [
    StoryMember("b", "a", "near_copy", 0.8),
    StoryMember("x", "x", "representative", 1.0),
    StoryMember("a", "a", "representative", 1.0),
    StoryMember("c", "a", "exact", 1.0),
]


def _infos(**infos: tuple[str | None, str | None]) -> dict[str, DocumentInfo]:
    return {doc_id: (*info, DAY[number]) for number, (doc_id, info) in enumerate(infos.items())}


def test_copies_outlets_and_first_sight() -> None:
    infos = _infos(a=("herald", None), b=("herald", None), c=(None, None), x=("post", "reuters"))
    assert stories_of(MEMBERS, infos) == [
        Story("a", "a", "herald", 3, 1, DAY[0]),
        Story("x", "x", "reuters", 1, 1, DAY[3]),
    ]


@pytest.mark.parametrize(
    ("credits", "origin"),
    [((None, None, None), "herald"), ((None, "ap", None), "ap"), (("ap", "reuters", "reuters"), "reuters")],
)
def test_origin_is_what_most_members_credit(credits: tuple[str | None, ...], origin: str) -> None:
    infos = _infos(a=("herald", credits[0]), b=("post", credits[1]), c=("post", credits[2]), x=(None, None))
    assert stories_of(MEMBERS, infos)[0].origin_outlet_id == origin


def test_a_member_without_a_document_is_an_error() -> None:
    with pytest.raises(KeyError):
        stories_of(MEMBERS, _infos(a=(None, None)))
