"""Whatever the text, spans are sound and nothing is raised."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tasks.attribution.test_golden import run
from warehouse.records import Attribution

WORDS = [
    *"""
said|told|that|the official|Mara Lindqvist|Reyes|he|she|they|according to|“|”|"|''|«|»|„|‘|’|'|,|.|?|:|;|—|-|(|)|and|but
who|to|in a statement|sources|as saying|quoted|Harbor Wire|adding|it was|announced|claim|claims|on Monday|was|not|said.
on|his|trade|stops|Mr.|U.S.|İ|ß|2,000|it’s|whether|for|of|will|press|call|called|on|by
""".strip()
    .replace("\n", "|")
    .split("|"),
    "\n",
    "\n\n",
]


def check(text: str, rows: list[Attribution]) -> None:
    assert [row.attribution_no for row in rows] == list(range(len(rows)))
    for row in rows:
        assert 0 <= row.content_start < row.content_end <= len(text)
        for start, end in ((row.source_start, row.source_end), (row.cue_start, row.cue_end)):
            assert (start is None) == (end is None)
            assert start is None or (end is not None and 0 <= start < end <= len(text))
        assert 0 <= row.confidence <= 1
        assert row.mode in {"direct", "indirect", "mixed"}


@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
@settings(max_examples=400, deadline=None)
def test_spans_are_sound_on_scrambled_news(text: str) -> None:
    check(text, run(text))


@given(st.text(max_size=300), st.sampled_from(["en", "de", "fr", "ru", "und", "xx"]))
@settings(max_examples=200, deadline=None)
def test_never_raises_on_any_text(text: str, language: str) -> None:
    check(text, run(text, language))


@given(st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join))
@settings(max_examples=50, deadline=None)
def test_same_text_same_rows(text: str) -> None:
    assert run(text) == run(text)
