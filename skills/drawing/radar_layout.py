"""Place the names around a radar: no overlaps, none outside the picture, none too small to read.

Names form a left and a right half. In each, they keep the order of their axes and hug the circle; a
name too wide to fit beside it moves up or down as far as needed, and a thin line joins it to its
axis.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import cos, hypot, pi, sin, sqrt
from typing import Final

from skills.drawing.svg import Point
from skills.drawing.text_width import text_width
from skills.drawing.wrapping import shortened, wrapped

MARGIN: Final = 4.0
"""Distance from the edges of the picture, in pixels."""

GAP: Final = 5.0
"""Distance between two names."""

CLEAR: Final = 17.0
"""Distance of names from the outer ring; the arcs of the areas lie in between."""

TIP: Final = 10.0
"""Distance from the outer ring at which a thin line to a name begins."""

FAR: Final = 20.0
"""Distance between a name and its axis above which a thin line joins them."""

CROSSED: Final = 10.0
"""Pixels of radius worth giving up to keep a thin line from crossing a name."""

STEPS: Final = 12
MOST_LINES: Final = 3
MARK: Final = "\u00a0•"
"""Mark after the name of a must-have."""

NARROW_WIDTH: Final = 400.0
"""Width below which there is room for less text."""

_UPRIGHT: Final = 0.02
"""Sine of the angle below which an axis points straight up or down."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The size of a picture.

    Attributes
    ----------
    radii : radii to try, largest first.
    height : height to keep to if a radius allows it.
    size : size of the text, in pixels.
    """

    width: float
    height: float
    radii: tuple[float, ...]
    size: float

    @property
    def is_narrow(self) -> bool:
        """Return whether it is for a phone."""
        return self.width < NARROW_WIDTH

    @property
    def line(self) -> float:
        """Return the distance between two lines of text."""
        return self.size * 1.2


@dataclass(frozen=True, slots=True)
class Label:
    """The name of one axis, as a box relative to the middle of the radar.

    Attributes
    ----------
    anchor : alignment of the lines: "start", "middle" or "end".
    leads : whether a thin line joins it to its axis.
    """

    lines: tuple[str, ...]
    left: float
    top: float
    width: float
    height: float
    anchor: str
    leads: bool = False

    @property
    def right(self) -> float:
        """Return the right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Return the lower edge."""
        return self.top + self.height


@dataclass(frozen=True, slots=True)
class RadarLayout:
    """Where each part of a radar goes; coordinates are relative to its middle.

    Attributes
    ----------
    labels : one for each axis, in order.
    top, bottom : the edges of what is drawn.
    """

    radius: float
    labels: tuple[Label, ...]
    top: float
    bottom: float


def lay_out(names: Sequence[str], frame: Frame) -> RadarLayout:
    """Return the layout with the best balance of a large circle and names near their axes."""
    tried = [_with_radius(names, frame, radius) for radius in frame.radii]
    fitting = [each for each in tried if each.bottom - each.top <= frame.height] or tried
    return min(fitting, key=_cost)


def on_axis(index: float, count: int, length: float) -> Point:
    """Return the point on an axis at a distance from the middle; axes go clockwise from the top."""
    angle = 2 * pi * index / count
    return length * sin(angle), -length * cos(angle)


def lead(label: Label, index: int, count: int, radius: float) -> tuple[Point, Point]:
    """Return the ends of the thin line between an axis and its name."""
    start = on_axis(index, count, radius + TIP)
    x = {"start": label.left, "end": label.right}.get(label.anchor, 0.0)
    y = min(max(start[1], label.top), label.bottom)
    return start, (x, y)


def _cost(layout: RadarLayout) -> float:
    """Return how far a layout is from the ideal: names near their axes, around a large circle."""
    count = len(layout.labels)
    away = sum(
        _distance(each, index, count, layout.radius) for index, each in enumerate(layout.labels)
    )
    return 0.85 * away / count + CROSSED * _crossings(layout) - layout.radius


def _crossings(layout: RadarLayout) -> int:
    """Return how many times a thin line crosses the name of another axis."""
    count, found = len(layout.labels), 0
    for index, label in enumerate(layout.labels):
        if label.leads:
            ends = lead(label, index, count, layout.radius)
            others = (each for each in layout.labels if each is not label)
            found += sum(_cuts(ends, each) for each in others)
    return found


def _cuts(ends: tuple[Point, Point], box: Label) -> bool:
    """Return whether a line runs through a box, testing points along it."""
    (x, y), (to_x, to_y) = ends
    for step in range(STEPS + 1):
        share = step / STEPS
        x_at, height = x + share * (to_x - x), y + share * (to_y - y)
        if box.left < x_at < box.right and box.top < height < box.bottom:
            return True
    return False


def _with_radius(names: Sequence[str], frame: Frame, radius: float) -> RadarLayout:
    count = len(names)
    labels: list[Label | None] = [None] * count
    halves: list[Label] = []
    for side in (1, -1):
        axes = [i for i in range(count) if side * on_axis(i, count, 1)[0] > _UPRIGHT]
        half = _Half(frame, radius, side)
        for index, label in half.placed([(i, names[i], on_axis(i, count, 1)) for i in axes]):
            labels[index] = label
            halves.append(label)
    for index in range(count):
        if labels[index] is None:
            way = -1 if on_axis(index, count, 1)[1] < 0 else 1
            labels[index] = _upright(names[index], frame, radius, way, halves)
    found = tuple(_led(each, i, count, radius) for i, each in enumerate(labels) if each)
    edge = radius + CLEAR
    top = min(-edge, *(each.top for each in found)) - MARGIN
    return RadarLayout(radius, found, top, max(edge, *(each.bottom for each in found)) + MARGIN)


def _upright(name: str, frame: Frame, radius: float, way: int, others: Sequence[Label]) -> Label:
    """Return a name centred above (-1) or below (1) the circle, clear of all others."""
    wide = frame.width - 2 * MARGIN
    lines = _best(name, frame, wide * 0.6)
    width, height = _size(lines, frame)
    edge = way * (radius + CLEAR - 4)
    beside = [
        each for each in others if each.left < width / 2 + GAP and each.right > -width / 2 - GAP
    ]
    ends = [(each.top if way < 0 else each.bottom) + way * GAP for each in beside]
    edge = min([edge, *ends]) if way < 0 else max([edge, *ends])
    return Label(lines, -width / 2, edge - height if way < 0 else edge, width, height, "middle")


@dataclass(frozen=True, slots=True)
class _Half:
    """The right (1) or left (-1) half of a radar."""

    frame: Frame
    radius: float
    side: int

    @property
    def hug(self) -> float:
        """Return the radius of the circle that no name may enter."""
        return self.radius + CLEAR

    @property
    def reach(self) -> float:
        """Return the largest distance allowed between a name's outer edge and the middle."""
        return self.frame.width / 2 - MARGIN

    def placed(self, axes: Sequence[tuple[int, str, Point]]) -> Iterator[tuple[int, Label]]:
        """Yield the name of each axis: the upper ones going up, then the lower ones going down."""
        level = [each for each in axes if abs(each[2][1]) < _UPRIGHT]
        start = GAP / 2
        for index, name, _ in level:
            label = self._beside(name)
            if label is not None:
                start = label.height / 2 + GAP
                yield index, label
        upper = [each for each in axes if each[2][1] < -_UPRIGHT]
        lower = [each for each in axes if each[2][1] > _UPRIGHT]
        if level and start <= GAP / 2:
            lower = sorted((*lower, *level), key=lambda each: each[2][1])
        yield from self._stacked(sorted(upper, key=lambda each: -each[2][1]), -1, start)
        yield from self._stacked(sorted(lower, key=lambda each: each[2][1]), 1, start)

    def _beside(self, name: str) -> Label | None:
        """Return a name level with the middle, or None if it is too wide there."""
        lines = _best(name, self.frame, self.reach - self.hug)
        width, height = _size(lines, self.frame)
        if width > self.reach - self.hug:
            return None
        return self._label(lines, self.hug, -height / 2)

    def _stacked(
        self, axes: Sequence[tuple[int, str, Point]], way: int, start: float
    ) -> Iterator[tuple[int, Label]]:
        """Yield names from the middle outwards, upwards (-1) or downwards (1).

        Distances from the middle are positive in both directions.
        """
        taken = start
        for index, name, (x, y) in axes:
            ideal = abs(y) * self.hug
            lines = _best(name, self.frame, self.reach - self._chord(max(ideal - 12, taken)))
            width, height = _size(lines, self.frame)
            near = max(ideal - height / 2, taken, self._least(width))
            taken = near + height + GAP
            top = -near - height if way < 0 else near
            above_axis = min(x * self.side * self.radius, self.reach - width)
            inner = max(self._chord(near), above_axis if near > self.radius else 0.0, MARGIN)
            yield index, self._label(lines, inner, top)

    def _chord(self, near: float) -> float:
        """Return half the width of the circle at a height above or below the middle."""
        return sqrt(max(self.hug**2 - near**2, 0.0))

    def _least(self, width: float) -> float:
        """Return the smallest height at which a name of some width fits beside the circle."""
        room = self.reach - width
        return sqrt(max(self.hug**2 - max(room, 0.0) ** 2, 0.0)) if room < self.hug else 0.0

    def _label(self, lines: tuple[str, ...], inner: float, top: float) -> Label:
        width, height = _size(lines, self.frame)
        left = inner if self.side > 0 else -inner - width
        return Label(lines, left, top, width, height, "start" if self.side > 0 else "end")


def marked(name: str, *, must: bool) -> str:
    """Return a name as shown in a picture, with a mark if it is a must-have."""
    return f"{shortened(name)}{MARK}" if must else shortened(name)


def _best(name: str, frame: Frame, room: float) -> tuple[str, ...]:
    """Return a name in as few lines as fit into some width, else in the narrowest lines.

    A name too wide even for the space above or below the circle is cut short.
    """
    for most in range(1, MOST_LINES + 1):
        lines = wrapped(name, most)
        width, _ = _size(lines, frame)
        if width <= room:
            return lines
    if width <= frame.width / 2 - 2 * MARGIN:
        return lines
    bare = name.removesuffix(MARK)
    return _best(f"{bare[:-5].rstrip()}…{name[len(bare) :]}", frame, room)


def _size(lines: Sequence[str], frame: Frame) -> tuple[float, float]:
    is_bold = lines[-1].endswith(MARK)
    width = max(text_width(each, frame.size, is_bold=is_bold) for each in lines)
    return width, len(lines) * frame.line


def _led(label: Label, index: int, count: int, radius: float) -> Label:
    return replace(label, leads=_distance(label, index, count, radius) > FAR)


def _distance(label: Label, index: int, count: int, radius: float) -> float:
    start, end = lead(label, index, count, radius)
    return hypot(end[0] - start[0], end[1] - start[1])
