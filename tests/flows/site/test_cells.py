"""Rows of tables as HTML: whatever the lake holds is text, and numbers lead to their rows."""

from __future__ import annotations

import datetime as dt
from typing import Any

from flows.site.cells import Cells, status
from flows.site.links import Links
from flows.site.model import Column

HOSTILE = "<img src=x onerror=alert(1)> \"'&\u202e"
SHOWN = "&lt;img src=x onerror=alert(1)&gt; &#34;&#39;&amp;⟨U+202E⟩"


def cells(root: str = "../") -> Cells:
    links = Links(1)
    links.add("actors", ["RUS"])
    links.add("outlets", ["bbc"])
    return Cells(root, links, lambda actor_id: {"RUS": "Russia"}.get(actor_id, actor_id))


def cell(column: Column, row: dict[str, Any]) -> str:
    html = str(cells().rows([column], [row]))
    assert html.count("<td") == html.count("</td>") == 1
    return html.partition("<td ")[2].partition("</td>")[0].partition(">")[2]


def test_no_kind_of_cell_lets_markup_through() -> None:
    row = {
        "x": HOSTILE, "many": [HOSTILE], "rule_id": HOSTILE, "confidence": 0.5, "doc_id": HOSTILE,
        "speaker_actor_id": None, "speaker_kind": HOSTILE,
    }  # fmt: skip
    columns = [Column("x", HOSTILE, kind) for kind in ("text", "code", "actor", "outlet", "id", "story", "status")]
    columns += [Column("many", "many", kind) for kind in ("actors", "measures", "list")]
    columns += [Column("x", "rule", "rule"), Column("speaker_actor_id", "said by", "speaker")]
    columns += [Column("x", "text", "text", lambda _row: None), Column("x", "text", "text", lambda _row: "a.html")]
    html = str(cells().rows(columns, [row]))
    assert "<img" not in html and "\u202e" not in html
    assert html.count(SHOWN) >= len(columns) - 2  # a story shows its first characters, a rule is broken into lines


def test_numbers_have_their_thousands_apart_and_sort_as_numbers() -> None:
    row = {"n": 12_345, "independent_sources": 2, "documents": 1_000, "share": 0.5, "none": None}
    html = str(cells().rows([Column("n", "n", "number"), Column("x", "x", "counts")], [row | {"x": None}]))
    assert '<td data-label="n" class="n" data-n="12345">12,345</td>' in html
    assert 'data-label="sources / docs" class="n" data-n="2"><strong>2</strong> / 1,000</td>' in html
    assert cell(Column("share", "share", "share"), row) == "50%"
    assert cell(Column("none", "none", "number"), row) == ""


def test_a_zero_leads_nowhere_and_a_number_to_its_rows() -> None:
    column = Column("n", "n", "number", lambda _row: "pairs/a--b.html")
    assert cell(column, {"n": 0}) == "0"
    assert cell(column, {"n": 3}) == '<a href="../pairs/a--b.html">3</a>'


def test_names_lead_to_the_pages_that_there_are() -> None:
    made = cells()
    assert made.actor("RUS") == '<a href="../actors/RUS.html"><bdi>Russia</bdi></a>'
    assert made.actor("bbc") == '<a href="../outlets/bbc.html"><bdi>bbc</bdi></a>'
    assert made.actor("nobody") == "<bdi>nobody</bdi>"
    assert made.actor(None) == '<span class="none">not named</span>'
    assert cells("").outlet("bbc").startswith('<a href="outlets/')
    assert made.path("#here") == "#here"


def test_what_is_not_there_is_an_empty_cell() -> None:
    row: dict[str, Any] = {"x": None}
    for kind in ("date", "code", "outlet", "id", "story", "list"):
        assert cell(Column("x", "x", kind), row) == "", kind
    assert cell(Column("x", "x", "date"), {"x": dt.date(2022, 2, 24)}) == "<time>2022-02-24</time>"


def test_a_negated_claim_is_marked_and_a_page_that_is_not_there_has_its_command() -> None:
    there = Column("sentence", "sentence", "text", lambda _row: "articles/a.html#s0")
    row = {"sentence": "No sanctions.", "negated": True, "doc_id": "a"}
    assert cell(there, row) == (
        '<em class="tag">negated</em> <a href="../articles/a.html#s0"><bdi>No sanctions.</bdi></a>'
    )
    assert "demarche show a --html FILE" in cell(there._replace(href=lambda _row: None), row)


def test_a_status_is_its_colour_and_its_words() -> None:
    assert status("ease_intended") == '<span class="status st-ease_intended">ease intended</span>'
