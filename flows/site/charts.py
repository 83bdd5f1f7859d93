"""Bar charts as static SVG: Vega-Lite specifications by Altair, drawn by vl-convert. No script, no network.

Colours are CSS variables, so that one picture serves light, dark and paper; numbers lead to their rows by links.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Any, NamedTuple

import altair as alt
import vl_convert
from markupsafe import Markup, escape

from flows.site.plain import plain

WIDE, NARROW = 960, 330
_HERE = "https://here.invalid/"  # Vega makes every link absolute; this is taken off again
_FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
_LABELS = {WIDE: 9, NARROW: 4}  # labels that an axis of time has room for
_ROW = 22  # height of a horizontal bar with its gap
_NAME = 22  # characters of a bar's name


class Part(NamedTuple):
    """One series: the name of its colour (a CSS variable) and its label."""

    colour: str
    label: str


class Bar(NamedTuple):
    """One piece of a bar: where it stands, which part it is, how long, and where its rows are."""

    place: str
    colour: str
    value: float
    href: str | None


def over_time(bars: Sequence[Bar], places: Sequence[str], parts: Sequence[Part], width: int, stacked: bool) -> str:
    """Upright bars by period; `stacked` on one another, else the later parts in front of the earlier."""
    step = max(1, -(-len(places) // _LABELS[width]))
    axis = alt.Axis(title=None, labelAngle=0, values=list(places[::step]), ticks=False, labelPadding=8)
    tops = [sum(bar.value for bar in group) if stacked else max(bar.value for bar in group) for group in _grouped(bars)]
    chart = _chart(bars, parts, width, 190).encode(
        x=alt.X("place:O", sort=list(places), scale=alt.Scale(domain=list(places), paddingInner=0.2), axis=axis),
        y=alt.Y("value:Q", stack="zero" if stacked else None, axis=_numbers(tops)),
    )
    return _drawn(chart)


def across(bars: Sequence[Bar], places: Sequence[str], parts: Sequence[Part], width: int) -> str:
    """Lying bars, one a place, in the order given."""
    axis = alt.Axis(title=None, labelLimit=150, ticks=False, domain=False)
    tops = [sum(bar.value for bar in group) for group in _grouped(bars)]
    chart = _chart(bars, parts, width, _ROW * len(places)).encode(
        y=alt.Y("place:N", sort=list(places), scale=alt.Scale(domain=list(places), paddingInner=0.3), axis=axis),
        x=alt.X("value:Q", stack="zero", axis=_numbers(tops)),
    )
    return _drawn(chart)


def short(name: str) -> str:
    """A name as a chart has room for."""
    shown = " ".join(plain(name).split())
    return shown if len(shown) <= _NAME else f"{shown[: _NAME - 1]}…"


def _chart(bars: Sequence[Bar], parts: Sequence[Part], width: int, height: int) -> Any:
    """What both kinds of chart share: data, colours, order and links."""
    order = {part.colour: number for number, part in enumerate(parts)}
    labels = {part.colour: part.label for part in parts}
    values = [
        {
            "place": bar.place,
            "part": bar.colour,
            "value": bar.value,
            "order": order[bar.colour],
            "href": f"{_HERE}{bar.href}" if bar.href else "",
            "said": f"{bar.place}, {labels[bar.colour]}: {bar.value:,}",
        }
        for bar in sorted(bars, key=lambda bar: order[bar.colour])
    ]
    colours = alt.Scale(domain=list(order), range=[f"var(--{colour})" for colour in order])
    data: Any = {"values": values}
    chart: Any = alt.Chart(alt.InlineData.from_dict(data), width=width - 60, height=height).mark_bar()
    return chart.encode(
        color=alt.Color("part:N", scale=colours, legend=None),
        order=alt.Order("order:Q"),
        href="href:N",
        description="said:N",
    )


def _grouped(bars: Sequence[Bar]) -> list[list[Bar]]:
    """The pieces of each bar."""
    groups: dict[str, list[Bar]] = {}
    for bar in bars:
        groups.setdefault(bar.place, []).append(bar)
    return list(groups.values())


def _numbers(tops: Sequence[float]) -> alt.Axis:
    """An axis with about four marks at round numbers, whole ones where the bars are long enough."""
    top = max(tops, default=1) or 1
    rough = top / 4
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough)
    step = max(step, 1) if top >= 1 else step
    marks = [round(step * number, 6) for number in range(int(top / step) + 1)]
    label = "datum.value ? format(datum.value, '~s') : '0'"  # as ~s writes 0k where the others are thousands
    return alt.Axis(title=None, values=marks, labelExpr=label, domain=False, ticks=False, labelPadding=6)


def _drawn(chart: Any) -> str:
    """The chart as SVG that fits its place, its links out of the keyboard's way: the table beside it has them too."""
    spec = (
        chart.configure(background="transparent", font=_FONT, padding=2)
        .configure_view(stroke=None)
        .configure_axis(
            labelColor="var(--ink-2)", gridColor="var(--line)", domainColor="var(--line-2)", labelFontSize=12
        )
        .to_dict()
    )
    svg = vl_convert.vegalite_to_svg(spec)
    svg = re.sub(r'<a xlink:href=""([^>]*)>(.*?)</a>', r"\2", svg, flags=re.DOTALL)
    svg = svg.replace(f'<a xlink:href="{_HERE}', '<a tabindex="-1" xlink:href="')
    return re.sub(r'^<svg[^>]*? width="(\d+)" height="(\d+)"[^>]*>', _HEAD, svg, count=1)


_HEAD = r'<svg xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 \1 \2" width="\1" height="\2">'


def titled(svg: str, summary: str) -> Markup:
    """An SVG with a text alternative; its own text and links stay reachable."""
    return Markup(svg.replace("<svg ", f'<svg role="group" aria-label="{escape(plain(summary))}" ', 1))
