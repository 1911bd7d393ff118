"""Draw a radar as SVG: levels against targets, with the name of each axis at its end.

The same axes have two layouts, one for a page and one for a phone, each drawn to be shown at its
natural size. A page explains an axis when it is hovered over or focused; a still picture, for paper
and images, does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from math import cos, pi, sin
from typing import Final
from xml.etree.ElementTree import Element

from skills.drawing import svg
from skills.drawing.radar_key import add_key
from skills.drawing.radar_layout import (
    Frame,
    Label,
    RadarLayout,
    lay_out,
    lead,
    marked,
    on_axis,
)
from skills.drawing.radar_picture import RadarPicture
from skills.drawing.radar_shapes import add_diamond, add_ring, gap_shapes, runs
from skills.drawing.radar_tips import add_spokes
from skills.drawing.svg import Point
from skills.sentences.formats import printable
from skills.sentences.radar import radar_text

WIDE: Final = Frame(560, 384, tuple(range(152, 98, -6)), 13)
NARROW: Final = Frame(343, 10_000, tuple(range(114, 66, -6)), 12.5)
SMALL_RADIUS: Final = 72.0
FRAMES: Final = {"wide": WIDE, "narrow": NARROW}

AREA_STYLES: Final = 4
"""Number of styles for the arcs of areas; with more areas than that, the styles repeat."""


def radar(picture: RadarPicture, frame: str = "wide", *, is_still: bool = False) -> str:
    """Return a radar as SVG.

    A skill that was not assessed is a gap in the line, never a zero.

    Parameters
    ----------
    frame : "wide" or "narrow".
    is_still : leave out what reacts to a pointer or the keyboard.
    """
    size = FRAMES[frame]
    layout = _laid_out(picture, size)
    made = svg.picture(f"radar rr-{frame}", -size.width / 2, layout.top, size.width, 0)
    drawn = svg.add(made, "g", "", aria_hidden="true")
    _, bottom = add_named_radar(drawn, picture, size)
    _sized(made, size.width, layout.top, bottom)
    label = printable(radar_text(picture.view, picture.finding))
    made.attrib |= {"role": "img" if is_still else "group", "aria-label": label}
    if not is_still:
        add_spokes(made, picture.view.spokes, layout, size, bottom)
    return svg.written(made)


def small_radar(picture: RadarPicture) -> str:
    """Return the shape of a radar as SVG, without words, for a place with little room."""
    layout = replace(_laid_out(picture, NARROW), radius=SMALL_RADIUS)
    edge = SMALL_RADIUS + 12
    made = svg.picture("radar rr-small", -edge, -edge, 2 * edge, 2 * edge)
    made.set("aria-hidden", "true")
    draw_radar(made, picture, layout)
    return svg.written(made)


def add_named_radar(parent: Element, picture: RadarPicture, size: Frame) -> tuple[float, float]:
    """Draw a radar with names and key around the point 0, 0; return its upper and lower edge."""
    layout = _laid_out(picture, size)
    draw_radar(parent, picture, layout)
    _names(parent, picture, layout, size)
    return layout.top, add_key(parent, picture, size, layout.bottom)


@lru_cache(maxsize=64)
def _placed(names: tuple[str, ...], size: Frame) -> RadarLayout:
    return lay_out(names, size)


def _laid_out(picture: RadarPicture, size: Frame) -> RadarLayout:
    spokes = picture.view.spokes
    return _placed(tuple(marked(printable(e.label), must=e.must) for e in spokes), size)


def draw_radar(parent: Element, picture: RadarPicture, layout: RadarLayout) -> None:
    """Draw everything but names and key, around the point 0, 0."""
    spokes, count = picture.view.spokes, len(picture.view.spokes)
    unit = layout.radius / picture.top
    own = [
        None if each.level is None else on_axis(i, count, each.level * unit)
        for i, each in enumerate(spokes)
    ]
    targets = [on_axis(i, count, each.target * unit) for i, each in enumerate(spokes)]
    _rings(parent, count, picture.top, unit)
    _axes(parent, picture, layout)
    _arcs(parent, picture, layout)
    if picture.has_targets:
        svg.add(parent, "path", "gap", d=svg.path(gap_shapes(spokes, own, targets)))
    _own_area(parent, own)
    if picture.has_targets:
        svg.add(parent, "path", "target-line", d=svg.path([targets]))
    _line(parent, own, "own-line")
    if picture.has_targets:
        for x, y in targets:
            svg.add(parent, "rect", "target", x=x - 3.5, y=y - 3.5, width=7, height=7)
    if picture.other:
        _add_other(parent, picture, unit)
    _marks(parent, picture, own, unit)
    for rank in range(1, picture.top + 1):
        x, y = on_axis(0.5, count, unit * rank * cos(pi / count))
        svg.text(parent, "rank", (x, y + 4), str(rank), anchor="middle")


def _rings(parent: Element, count: int, top: int, unit: float) -> None:
    for rank in range(1, top + 1):
        ring = [on_axis(index, count, unit * rank) for index in range(count)]
        svg.add(parent, "path", "ring edge" if rank == top else "ring", d=svg.path([ring]))


def _axes(parent: Element, picture: RadarPicture, layout: RadarLayout) -> None:
    spokes = picture.view.spokes
    for index, each in enumerate(spokes):
        x, y = on_axis(index, len(spokes), layout.radius)
        name = "axis" if each.level is not None else "axis open"
        svg.add(parent, "line", name, x1=0, y1=0, x2=x, y2=y)


def _marks(
    parent: Element, picture: RadarPicture, own: Sequence[Point | None], unit: float
) -> None:
    """Draw a dot at each level, and a ring at each level that a verified project shows."""
    spokes = picture.view.spokes
    for index, (each, point) in enumerate(zip(spokes, own, strict=True)):
        if point is not None:
            svg.add(parent, "circle", "own", cx=point[0], cy=point[1], r=4)
        if each.verified is not None:
            add_ring(parent, on_axis(index, len(spokes), each.verified * unit))


def _arcs(parent: Element, picture: RadarPicture, layout: RadarLayout) -> None:
    """Draw the arc of each area outside the rings, with a gap between neighbours."""
    count, radius = len(picture.view.spokes), layout.radius + 8
    for number, (_, first, last) in enumerate(picture.areas):
        start, end = (2 * pi * each / count for each in (first - 0.42, last + 0.42))
        (x, y), (to_x, to_y) = ((radius * sin(each), -radius * cos(each)) for each in (start, end))
        far = int(end - start > pi)
        d = f"M{x:.1f},{y:.1f}A{radius:g},{radius:g} 0 {far} 1 {to_x:.1f},{to_y:.1f}"
        svg.add(parent, "path", f"area a{number % AREA_STYLES}", d=d)


def _own_area(parent: Element, own: Sequence[Point | None]) -> None:
    """Fill the area inside the person's own line, from the middle where the line has a gap."""
    whole = [each for each in own if each is not None]
    if len(whole) == len(own):
        svg.add(parent, "path", "own-area", d=svg.path([whole]))
    else:
        parts = [[(0.0, 0.0), *run] for run in runs(own) if len(run) > 1]
        svg.add(parent, "path", "own-area", d=svg.path(parts))


def _add_other(parent: Element, picture: RadarPicture, unit: float) -> None:
    """Draw the line of another rater, with a mark on each axis that they rated."""
    spokes, count = picture.view.spokes, len(picture.view.spokes)
    points = [
        None if each.other is None else on_axis(i, count, each.other * unit)
        for i, each in enumerate(spokes)
    ]
    _line(parent, points, "other-line")
    for point in points:
        if point is not None:
            add_diamond(parent, point)


def _line(parent: Element, points: Sequence[Point | None], name: str) -> None:
    """Draw a line around the middle, with a gap where a point is not known."""
    whole = [each for each in points if each is not None]
    if len(whole) == len(points):
        svg.add(parent, "path", name, d=svg.path([whole]))
    else:
        parts = [run for run in runs(points) if len(run) > 1]
        svg.add(parent, "path", name, d=svg.path(parts, is_closed=False))


def _names(parent: Element, picture: RadarPicture, layout: RadarLayout, size: Frame) -> None:
    count = len(picture.view.spokes)
    for index, (spoke, label) in enumerate(zip(picture.view.spokes, layout.labels, strict=True)):
        if label.leads:
            (x, y), (to_x, to_y) = lead(label, index, count, layout.radius)
            svg.add(parent, "line", "lead", x1=x, y1=y, x2=to_x, y2=to_y)
        open_or_met = (
            "open" if spoke.level is None else "short" if spoke.is_short_of_target else "met"
        )
        add_name(parent, label, f"name {open_or_met}{' must' if spoke.must else ''}", size)


def add_name(parent: Element, label: Label, name: str, size: Frame) -> None:
    """Write the lines of a name into their box."""
    x = {"start": label.left, "end": label.right}.get(label.anchor, label.left + label.width / 2)
    for number, line in enumerate(label.lines):
        y = label.top + size.line * (number + 0.8)
        svg.text(parent, name, (x, y), line, anchor=label.anchor)


def _sized(made: Element, width: float, top: float, bottom: float) -> None:
    height = f"{bottom - top:.0f}"
    made.set("viewBox", f"{-width / 2:g} {top:.0f} {width:g} {height}")
    made.set("height", height)
