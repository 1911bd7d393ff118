"""Add tips to the axes of a radar, shown on hover or keyboard focus."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from xml.etree.ElementTree import Element

from skills.drawing import svg
from skills.drawing.radar_layout import MARGIN, Frame, Label, RadarLayout, on_axis
from skills.drawing.text_width import text_width
from skills.drawing.wrapping import shortened, wrapped
from skills.scoring.spokes import Spoke
from skills.sentences.formats import printable
from skills.sentences.radar import spoke_text

PADDING: Final = 9.0
MOST_SIGNS: Final = 150
MOST_LINES: Final = 5


def add_spokes(
    made: Element, spokes: Sequence[Spoke], layout: RadarLayout, size: Frame, bottom: float
) -> None:
    """Add a group for each axis, on top of the picture: hit area, focus ring and tip."""
    count = len(spokes)
    for index, (spoke, label) in enumerate(zip(spokes, layout.labels, strict=True)):
        words = printable(spoke_text(spoke))
        group = svg.add(made, "g", "spoke", tabindex="0", role="img", aria_label=words)
        x, y = on_axis(index, count, layout.radius)
        svg.add(group, "line", "field", x1=0, y1=0, x2=x, y2=y)
        _box(group, label, "field")
        _box(group, label, "focus")
        _tip(group, words, size, (layout.top, bottom), y)


def _box(group: Element, label: Label, name: str) -> None:
    edges = {"x": label.left - 2, "y": label.top - 1}
    svg.add(group, "rect", name, **edges, width=label.width + 4, height=label.height + 2, rx=4)


def _tip(group: Element, words: str, size: Frame, span: tuple[float, float], y: float) -> None:
    """Add a tip in the half of the picture that its axis does not point to."""
    room = size.width - 2 * MARGIN - 2 * PADDING
    lines = _lines(words, size.size, min(room, 300.0))
    width = max(text_width(each, size.size, is_bold=False) for each in lines) + 2 * PADDING
    height = len(lines) * size.line + 2 * PADDING - 2
    top = 14.0 if y < 0 else -14.0 - height
    top = min(max(top, span[0] + 1), span[1] - height - 1)
    tip = svg.add(group, "g", "tip", aria_hidden="true")
    svg.add(tip, "rect", "tip-ground", x=-width / 2, y=top, width=width, height=height, rx=8)
    for number, line in enumerate(lines):
        point = (0.0, top + PADDING + size.line * (number + 0.78))
        svg.text(tip, "tip-text", point, line, anchor="middle")


def _lines(words: str, size: float, room: float) -> tuple[str, ...]:
    """Return a sentence in as few lines as fit; if it is too long, its name is cut short."""
    text = words
    if len(words) > MOST_SIGNS:
        name, _, facts = words.rpartition(": ")
        text = f"{shortened(name, max(MOST_SIGNS - len(facts), 20))}: {facts}"
    text = shortened(text, MOST_SIGNS + 2)
    for most in range(1, MOST_LINES + 1):
        lines = wrapped(text, most)
        if max(text_width(each, size, is_bold=False) for each in lines) <= room:
            return lines
    return _lines(shortened(text, len(text) - 8), size, room)
