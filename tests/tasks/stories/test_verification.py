import random
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tasks.stories import Pair, verify
from tests.quality.variants import embedded, reordered, substituted, truncated
from tests.tasks.stories.driver import settings
from warehouse.records import StoryLink

GOLDEN: dict[str, Any] = tomllib.loads((Path(__file__).parent / "golden" / "pairs.toml").read_text(encoding="utf-8"))
TEXTS: dict[str, str] = GOLDEN["texts"]
VOCABULARY = TEXTS["harvest"].split() + TEXTS["library"].split()


def _verdict(one: str, two: str) -> StoryLink | None:
    found = verify([Pair("one", "two")], {"one": one, "two": two}, settings())
    return found[0] if found else None


def _relation(one: str, two: str) -> str | None:
    link = _verdict(one, two)
    return link.relation if link else None


@pytest.mark.parametrize("case", GOLDEN["pair"], ids=lambda case: case["about"])
def test_golden_pairs(case: dict[str, Any]) -> None:
    one, two = (TEXTS[name] for name in case["texts"])
    assert _relation(one, two) == case.get("relation")
    assert _relation(two, one) == case.get("relation")


def test_made_copies_of_every_kind() -> None:
    ferry, chance = TEXTS["ferry"], random.Random(5)
    assert _relation(substituted(ferry, 0.1, VOCABULARY, chance), ferry) == "near_copy"
    assert _relation(substituted(ferry, 0.4, VOCABULARY, chance), ferry) == "retranslation"
    assert _relation(reordered(ferry, chance), ferry) == "near_copy"
    assert _relation(reordered(substituted(ferry, 0.3, VOCABULARY, chance), chance), ferry) == "retranslation"
    assert _relation(truncated(ferry), ferry) == "partial"
    assert _relation(embedded(ferry, TEXTS["harvest"] + TEXTS["library"]), ferry) == "partial"


def test_a_retranslated_part_is_partial() -> None:
    assert _relation(truncated(TEXTS["ferry_retranslated"]), TEXTS["ferry"]) == "partial"


def test_short_texts_are_compared_letter_for_letter_only() -> None:
    one = "The talks in Geneva ended on Monday without a result, both sides said."
    assert _relation(one, one + " More soon.") is None


def test_evidence() -> None:
    link = _verdict(TEXTS["ferry_retranslated"], TEXTS["ferry"])
    assert link is not None
    assert 0.15 < link.similarity < 0.5 < link.aligned_fraction < 1
    assert "Ingrid Solvang" in link.anchors
    assert 5 <= len(link.anchors) <= settings().verdict.anchors
    assert all(anchor in TEXTS["ferry"] or anchor in TEXTS["ferry_retranslated"] for anchor in link.anchors)


def test_exact_pairs_need_no_text_and_show_anchors_where_there_is_one() -> None:
    pairs = [Pair("b", "a", exact=True), Pair("c", "a", exact=True)]
    bare = verify(pairs, {}, settings())
    assert [link[:5] for link in bare] == [("b", "a", "exact", 1.0, 1.0), ("c", "a", "exact", 1.0, 1.0)]
    told = verify(pairs, {"a": TEXTS["ferry"]}, settings())
    assert "Pal Bergstrom" in told[0].anchors
    assert told[0].anchors == told[1].anchors


def test_a_missing_text_is_an_error() -> None:
    with pytest.raises(KeyError):
        verify([Pair("b", "a")], {"a": "text"}, settings())


def test_names_and_numbers_alone_make_no_copy() -> None:
    names = (
        "Ingrid Solvang of Nordline in Varnholm; Pal Bergstrom; 900 crowns; Hestmark, March 1998; Marta Lunde; Osterby."
    )
    chance = random.Random(3)
    one, two = (
        "\n".join(f"{' '.join(chance.sample(VOCABULARY, 4)).lower()} {part}" for part in names.split(" "))
        for _ in range(2)
    )
    assert _relation(one, two) is None
    assert _relation(one, substituted(one, 0.1, VOCABULARY, chance)) == "near_copy"


def test_versions_that_share_whole_passages_are_no_retranslation() -> None:
    words, chance = TEXTS["ferry"].split(), random.Random(5)
    third = len(words) // 3
    rewritten = substituted(" ".join(words[third:]), 0.5, VOCABULARY, chance)
    assert _relation(f"{' '.join(words[:third])} {rewritten}", TEXTS["ferry"]) == "partial"
    assert _relation(substituted(TEXTS["ferry"], 0.5, VOCABULARY, chance), TEXTS["ferry"]) == "retranslation"
