"""Compute the shapes of a radar from its points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final
from xml.etree.ElementTree import Element

from skills.drawing import svg
from skills.drawing.svg import Point
from skills.scoring.spokes import Spoke

HALF: Final = 4.5
"""Half the diagonal of the mark of another rater."""

RING: Final = 7.5
"""Radius of the mark of a verified project."""


def add_diamond(parent: Element, point: Point) -> None:
    """Draw the mark of another rater around a point."""
    x, y = point
    corners = [(x, y - HALF), (x + HALF, y), (x, y + HALF), (x - HALF, y)]
    svg.add(parent, "path", "other", d=svg.path([corners]))


def add_ring(parent: Element, point: Point) -> None:
    """Draw the mark of a verified project around a point; a mark in the middle stays visible."""
    x, y = point
    svg.add(parent, "circle", "verified", cx=x, cy=y, r=RING)


def runs(points: Sequence[Point | None]) -> list[list[Point]]:
    """Return the runs of neighbouring points between gaps; requires at least one `None`."""
    start = points.index(None)
    found: list[list[Point]] = [[]]
    for index in range(start, start + len(points)):
        point = points[index % len(points)]
        if point is None:
            found.append([])
        else:
            found[-1].append(point)
    return [run for run in found if run]


def gap_shapes(
    spokes: Sequence[Spoke], own: Sequence[Point | None], targets: Sequence[Point]
) -> Iterator[list[Point]]:
    """Yield the shapes between the own line and higher targets, from each axis to the next."""
    count = len(spokes)
    for index in range(count):
        after = (index + 1) % count
        here, there = own[index], own[after]
        if here is None or there is None:
            continue
        lacks, lacks_there = spokes[index].is_short_of_target, spokes[after].is_short_of_target
        if lacks and lacks_there:
            yield [here, targets[index], targets[after], there]
        elif lacks or lacks_there:
            met = _crossing(here, there, targets[index], targets[after])
            yield [here, targets[index], met] if lacks else [met, targets[after], there]


def _crossing(start: Point, end: Point, other_start: Point, other_end: Point) -> Point:
    """Return where two lines known to cross do so; the end of the first if they touch there."""
    (x, y), (to_x, to_y) = start, end
    run, rise = to_x - x, to_y - y
    other_run, other_rise = other_end[0] - other_start[0], other_end[1] - other_start[1]
    slope = run * other_rise - rise * other_run
    if not slope:
        return end
    share = ((other_start[0] - x) * other_rise - (other_start[1] - y) * other_run) / slope
    share = min(max(share, 0.0), 1.0)
    return x + share * run, y + share * rise
