"""Pictures: relays as ribbons, bars by period, and what stands beside them."""

from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as ET

import pytest

from flows.site.charts import NARROW, WIDE, Bar, Part, across, over_time, short, titled
from flows.site.pages.claims import shade
from flows.site.periods import periods_between, unit_for
from flows.site.relays import Flow, network
from flows.site.wordings import compared

PARTS = (Part("documents", "documents"), Part("sources", "independent sources"))
PLACES = ["2021-01", "2021-02", "2021-03"]
BARS = [
    Bar("2021-01", "documents", 4, "periods/2021-01.html"),
    Bar("2021-01", "sources", 1, None),
    Bar("2021-03", "documents", 2, None),
]


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("stacked", [True, False])
def test_a_chart_is_xml_without_script_style_or_addresses(width: int, stacked: bool) -> None:
    svg = over_time(BARS, PLACES, PARTS, width, stacked)
    root = ET.fromstring(svg)
    links = [value for item in root.iter() for name, value in item.attrib.items() if name.endswith("href")]
    assert links == ["periods/2021-01.html"]
    assert "var(--documents)" in svg and "var(--sources)" in svg
    assert all(part not in svg for part in ("style=", "<script", "here.invalid", "vega.github", " id="))


def test_a_chart_is_the_same_every_time() -> None:
    assert across(BARS, PLACES, PARTS, WIDE) == across(BARS, PLACES, PARTS, WIDE)


def test_a_chart_has_a_text_alternative() -> None:
    assert 'aria-label="Bars &lt;of&gt; things"' in titled(across(BARS, PLACES, PARTS, WIDE), "Bars <of> things")


def test_hostile_names_are_text_in_a_chart() -> None:
    name = "<script>\u202ex"
    svg = across([Bar(short(name), "documents", 1, None)], [short(name)], PARTS, WIDE)
    assert "<script" not in svg and "\u202e" not in svg
    ET.fromstring(svg)


def test_ribbons_fill_their_ends_in_proportion() -> None:
    flows = [
        Flow("ap", "AP", "fox", "Fox", 40),
        Flow("ap", "AP", "usa", "USA Today", 10),
        Flow("afp", "AFP", "fox", "Fox", 20),
    ]
    found = network(flows)
    assert found
    heights = {node.outlet_id: node.height for node in (*found.origins, *found.carriers)}
    assert heights["fox"] == pytest.approx(1.5 * heights["ap"] * 40 / 50, rel=0.01)
    assert [node.outlet_id for node in found.origins] == ["ap", "afp"]
    assert [ribbon.width for ribbon in found.ribbons] == [26.0, 6.5, 13.0]
    assert network([]) is None


@pytest.mark.parametrize(
    ("first", "last", "unit", "count"),
    [
        (dt.date(2021, 3, 1), dt.date(2021, 3, 5), "day", 5),
        (dt.date(2020, 11, 30), dt.date(2021, 3, 1), "month", 5),
        (dt.date(2012, 5, 29), dt.date(2020, 7, 20), "quarter", 34),
        (dt.date(1950, 1, 1), dt.date(2020, 1, 1), "year", 71),
    ],
)
def test_time_is_cut_as_finely_as_can_be_read(first: dt.date, last: dt.date, unit: str, count: int) -> None:
    found = unit_for(first, last)
    places = periods_between(found, first, last, 80)
    assert (found.name, len(places)) == (unit, count)
    assert places == sorted(places) and places[-1] == found.label(last)
    assert periods_between(found, first, last, 3) == places[-3:]


def test_words_that_differ_are_told() -> None:
    left, right = compared("all 14 ports will close", "all 41 ports will  close")
    assert [piece.text for piece in left if not piece.shared] == ["14"]
    assert [piece.text for piece in right if not piece.shared] == ["41"]
    assert "".join(piece.text for piece in right) == "all 41 ports will  close"


@pytest.mark.parametrize("most", [1, 3, 45, 1_651])
def test_the_largest_number_has_the_darkest_shade_and_none_is_beyond_it(most: int) -> None:
    shades = [shade(value, most) for value in range(most + 1)]
    assert shades[0] == 0 and shades[-1] == 5 and shades == sorted(shades)
