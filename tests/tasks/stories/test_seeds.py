"""The seed articles, where they are at hand: two are re-translations of one story, three only share its subject."""

import pytest

from tests.tasks.stories.driver import ROOT, Library

SEEDS = ROOT.parent / "shared" / "seeds"


@pytest.mark.skipif(not SEEDS.exists(), reason="the seed articles are not beside this checkout")
def test_seeds() -> None:
    texts = {path.stem[:3]: path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))}
    library = Library()
    library.add(texts)
    assert library.stories() == {"000": {"000"}, "001": {"001"}, "002": {"002"}, "003": {"003", "004"}}
    assert library.members["004"].relation == "retranslation"
