"""The project's samples, read raw: their copies are found, their other stories stay apart."""

import pytest

from tests.quality.stories_eval import sample_stories
from tests.tasks.stories.driver import ROOT, Library


@pytest.fixture(scope="module")
def library() -> Library:
    made = Library()
    made.add(
        {
            path.name: path.read_text(encoding="utf-8", errors="replace")
            for path in sorted((ROOT / "samples").glob("*.txt"))
        }
    )
    return made


def test_documents_of_different_stories_stay_apart(library: Library) -> None:
    stories = sample_stories()
    assert len(stories) >= 20
    found = {name: library.members[name].story_id for name in stories}
    assert len(set(found.values())) == len(set(stories.values()))


@pytest.mark.parametrize("begins", ["price-cap", "belarus-flight", "iran-snapback"])
def test_copies_belong_to_one_story(library: Library, begins: str) -> None:
    names = [name for name in library.members if name[3:].startswith(begins)]
    assert len(names) >= 4
    assert len({library.members[name].story_id for name in names}) == 1
