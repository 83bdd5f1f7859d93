"""Who relays whom, drawn: origins on the left, those who carry them on the right, a ribbon as wide as the documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

_WIDTH, _ROW, _GAP, _BAR = 960, 12, 14, 8
_LEFT, _RIGHT = 230, 730
_THINNEST, _WIDEST = 1.5, 26.0


class Flow(NamedTuple):
    """Documents of one outlet that another carries."""

    origin_id: str
    origin: str
    outlet_id: str
    outlet: str
    documents: int


class Node(NamedTuple):
    """An outlet in the picture."""

    outlet_id: str
    name: str
    documents: int
    x: float
    y: float
    height: float


class Ribbon(NamedTuple):
    """One flow in the picture: an SVG path, its width, and what it says."""

    flow: Flow
    path: str
    width: float


class Network(NamedTuple):
    """The whole picture, in SVG units."""

    width: int
    height: int
    bar: int
    origins: list[Node]
    carriers: list[Node]
    ribbons: list[Ribbon]


def network(flows: Sequence[Flow]) -> Network | None:
    """Place outlets and flows; None where nobody relays anybody. A flow's width is in proportion to its documents."""
    if not flows:
        return None
    most = max(flow.documents for flow in flows)
    widths = [max(_THINNEST, _WIDEST * flow.documents / most) for flow in flows]
    origins = _column([(flow.origin_id, flow.origin, flow.documents) for flow in flows], widths, _LEFT)
    carriers = _column([(flow.outlet_id, flow.outlet, flow.documents) for flow in flows], widths, _RIGHT)
    height = max(node.y + node.height for node in (*origins.values(), *carriers.values())) + _GAP
    ribbons = _ribbons(flows, widths, origins, carriers)
    return Network(_WIDTH, round(height), _BAR, list(origins.values()), list(carriers.values()), ribbons)


def _column(ends: Sequence[tuple[str, str, int]], widths: Sequence[float], x: float) -> dict[str, Node]:
    """The outlets at one end of the flows, below one another, most documents first."""
    totals: dict[str, tuple[str, int, float]] = {}
    for (outlet_id, name, documents), width in zip(ends, widths, strict=True):
        _, before, height = totals.get(outlet_id, (name, 0, 0.0))
        totals[outlet_id] = (name, before + documents, height + width)
    nodes: dict[str, Node] = {}
    y = float(_GAP)
    for outlet_id, (name, documents, height) in sorted(totals.items(), key=lambda item: (-item[1][1], item[0])):
        nodes[outlet_id] = Node(outlet_id, name, documents, x, round(y, 1), round(max(height, 2), 1))
        y += max(height, _ROW) + _GAP
    return nodes


def _ribbons(
    flows: Sequence[Flow], widths: Sequence[float], origins: dict[str, Node], carriers: dict[str, Node]
) -> list[Ribbon]:
    """The flows as curves; at each outlet they stand below one another in the order of their other ends."""
    leaving = {outlet: node.y for outlet, node in origins.items()}
    arriving = {outlet: node.y for outlet, node in carriers.items()}
    pairs = list(zip(flows, widths, strict=True))
    starts, ends = {}, {}
    for flow, width in sorted(pairs, key=lambda pair: carriers[pair[0].outlet_id].y):
        starts[flow] = leaving[flow.origin_id] + width / 2
        leaving[flow.origin_id] += width
    for flow, width in sorted(pairs, key=lambda pair: origins[pair[0].origin_id].y):
        ends[flow] = arriving[flow.outlet_id] + width / 2
        arriving[flow.outlet_id] += width
    return [Ribbon(flow, _curve(starts[flow], ends[flow]), round(width, 1)) for flow, width in pairs]


def _curve(start: float, end: float) -> str:
    """An S from the left column to the right."""
    left, right = _LEFT + _BAR, _RIGHT
    middle = (left + right) / 2
    return f"M{left},{start:.1f} C{middle:.0f},{start:.1f} {middle:.0f},{end:.1f} {right},{end:.1f}"
