"""Draw the key below a radar: what its lines, marks, arcs and rings stand for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from skills.drawing import svg
from skills.drawing.radar_layout import MARGIN, Frame
from skills.drawing.radar_picture import RadarPicture
from skills.drawing.radar_shapes import add_diamond, add_ring
from skills.drawing.text_width import text_width
from skills.drawing.wrapping import shortened, wrapped
from skills.sentences.formats import printable
from skills.sentences.radar import NOT_ASSESSED, VERIFIED, rings_text

SIGN: Final = 22.0
"""Width of the symbol before each label in the key."""

APART: Final = 14.0
MOST_OF_AN_AREA: Final = 28
MOST_OF_RINGS: Final = 160
MOST_LINES: Final = 3
ROW: Final = 20.0
SIZE: Final = 13.0
"""Size of the text, in pixels; in a narrow picture half a pixel smaller."""

KeyEntry = tuple[str, str]
"""The kind of a symbol, or "" for none, and the label after it."""


def add_key(parent: Element, picture: RadarPicture, size: Frame, top: float) -> float:
    """Add the key below the picture and return its lower edge."""
    y = top + 8
    for row in _rows(list(_entries(picture)), size.width - 2 * MARGIN):
        x = -sum(_width(each) for each in row) / 2 - APART * (len(row) - 1) / 2
        for kind, words in row:
            _sign(parent, kind, x, y + ROW / 2)
            start = x + (SIGN + 6 if kind else 0)
            svg.text(parent, "key", (start, y + ROW / 2 + 4), words)
            x += _width((kind, words)) + APART
        y += ROW
    for line in () if size.is_narrow else _rings(picture, size.width - 2 * MARGIN):
        svg.text(parent, "key", (0, y + ROW / 2 + 4), line, anchor="middle")
        y += ROW - 3
    return y + MARGIN + 3


def _entries(picture: RadarPicture) -> Iterator[KeyEntry]:
    spokes = picture.view.spokes
    yield "own", picture.own
    if picture.other:
        yield "other", shortened(printable(picture.other), MOST_OF_AN_AREA)
    if picture.has_targets:
        yield "target", "Target"
    if any(each.is_short_of_target for each in spokes):
        yield "gap", "Gap"
    if any(each.verified is not None for each in spokes):
        yield "verified", VERIFIED
    if any(each.must for each in spokes):
        yield "", "• must-have"
    if any(each.level is None for each in spokes):
        yield "open", NOT_ASSESSED
    for number, (area, _, _) in enumerate(picture.areas):
        yield f"area a{number % 4}", shortened(printable(area), MOST_OF_AN_AREA)


def _rings(picture: RadarPicture, room: float) -> tuple[str, ...]:
    """Return what the rings stand for, in lines that fit, or () if that takes too many."""
    text = shortened(printable(rings_text(picture.levels)), MOST_OF_RINGS)
    for most in range(1, MOST_LINES + 1):
        lines = wrapped(text, most)
        if max(text_width(each, SIZE, is_bold=False) for each in lines) <= room:
            return lines
    return ()


def _rows(entries: list[KeyEntry], room: float) -> list[list[KeyEntry]]:
    rows: list[list[KeyEntry]] = [[]]
    taken = 0.0
    for each in entries:
        if rows[-1] and taken + _width(each) > room:
            rows.append([])
            taken = 0.0
        rows[-1].append(each)
        taken += _width(each) + APART
    return rows


def _width(entry: KeyEntry) -> float:
    kind, words = entry
    return text_width(words, SIZE, is_bold=False) + (SIGN + 6 if kind else 0)


def _sign(parent: Element, kind: str, x: float, y: float) -> None:
    """Draw the symbol before a label: the same line, mark or colour as in the picture."""
    if kind == "gap":
        svg.add(parent, "rect", "gap", x=x, y=y - 5, width=SIGN, height=10)
    elif kind == "own":
        svg.add(parent, "rect", "own-area", x=x, y=y - 5, width=SIGN, height=10)
        svg.add(parent, "path", "own-line", d=svg.path([[(x, y), (x + SIGN, y)]], is_closed=False))
        svg.add(parent, "circle", "own", cx=x + SIGN / 2, cy=y, r=4)
    elif kind == "other":
        line = svg.path([[(x, y), (x + SIGN, y)]], is_closed=False)
        svg.add(parent, "path", "other-line", d=line)
        add_diamond(parent, (x + SIGN / 2, y))
    elif kind == "verified":
        add_ring(parent, (x + SIGN / 2, y))
    elif kind == "target":
        line = svg.path([[(x, y), (x + SIGN, y)]], is_closed=False)
        svg.add(parent, "path", "target-line", d=line)
        svg.add(parent, "rect", "target", x=x + SIGN / 2 - 3.5, y=y - 3.5, width=7, height=7)
    elif kind:
        name = "axis open" if kind == "open" else kind
        svg.add(parent, "path", name, d=svg.path([[(x, y), (x + SIGN, y)]], is_closed=False))
