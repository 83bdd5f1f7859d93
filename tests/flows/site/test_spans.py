"""Findings marked in a text nest properly, whatever way they overlap, and change no character of it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.site.spans import Span, marked

TEXT = "The EU imposed sanctions & <fines> on Russia, Moscow said."


class Reader(HTMLParser):
    """Reads marked text back: its characters, the anchors that cover each, and ids; raises where tags do not nest."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.ids: list[str] = []
        self.covering: list[frozenset[str]] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._open.append(given["data-of"] or "")
        self.ids += [given["id"] or ""] if "id" in given else []

    def handle_endtag(self, tag: str) -> None:
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self.text += data
        self.covering += [frozenset(self._open)] * len(data)


def test_a_claim_is_never_cut() -> None:
    spans = [Span(7, 24, 0, "claim", "s0"), Span(0, 14, 1, "said", "q0"), Span(4, 6, 3, "mention", "m0")]
    html = str(marked(TEXT, spans, 0, len(TEXT), set()))
    assert html.count('class="claim"') == 1 and html.count('class="said"') == 2
    assert html.count('id="q0"') == 1 and html.count('data-of="q0"') == 2


def test_text_and_hints_are_escaped() -> None:
    html = str(marked(TEXT, [Span(0, 3, 0, "x", "a", '"><script>')], 0, len(TEXT), set()))
    assert "&amp; &lt;fines&gt;" in html and "<script" not in html


def test_a_span_over_two_paragraphs_has_one_id() -> None:
    begun: set[str] = set()
    span = Span(4, 20, 0, "claim", "s0")
    halves = [str(marked(TEXT, [span], 0, 10, begun)), str(marked(TEXT, [span], 10, 30, begun))]
    assert [half.count("id=") for half in halves] == [1, 0]
    assert [half.count("data-of=") for half in halves] == [1, 1]


spans_of_text = st.lists(
    st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)), st.integers(0, 3)), max_size=8
).map(lambda found: [Span(min(a, b), max(a, b), layer, "k", f"n{i}") for i, (a, b, layer) in enumerate(found)])


@given(spans_of_text)
def test_every_character_is_covered_by_its_spans_and_no_others(spans: list[Span]) -> None:
    read = Reader(str(marked(TEXT, spans, 0, len(TEXT), set())))
    assert read.text == TEXT
    wanted = [frozenset(s.anchor for s in spans if s.start <= at < s.end) for at in range(len(TEXT))]
    assert read.covering == wanted
    assert sorted(read.ids) == sorted(s.anchor for s in spans if s.start < s.end)


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 3), (10, 20)])
def test_a_part_of_a_text_is_that_part(start: int, end: int) -> None:
    html = str(marked(TEXT, [Span(0, len(TEXT), 0, "x", "a")], start, end, set()))
    assert re.sub(r"<[^>]*>", "", html) == TEXT[start:end]
