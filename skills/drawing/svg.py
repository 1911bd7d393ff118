"""Build SVG from parts whose text is always escaped, as it may come from a stranger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring

from skills.sentences.formats import printable

Point = tuple[float, float]

NAMESPACE: Final = "http://www.w3.org/2000/svg"


def picture(name: str, left: float, top: float, width: float, height: float) -> Element:
    """Return an empty picture shown at its natural size: one unit is one pixel."""
    size = f"{width:g}", f"{height:g}"
    box = f"{left:g} {top:g} {size[0]} {size[1]}"
    given = {"class": name, "xmlns": NAMESPACE, "viewBox": box}
    return Element("svg", given | {"width": size[0], "height": size[1]})


def add(parent: Element, tag: str, name: str, **attributes: float | str) -> Element:
    """Add an element with a class; numbers are rounded, underscores in names become hyphens."""
    values = {key.replace("_", "-"): _number(each) for key, each in attributes.items()}
    return SubElement(parent, tag, ({"class": name} if name else {}) | values)


def text(parent: Element, name: str, point: Point, words: str, *, anchor: str = "start") -> Element:
    """Add a line of text."""
    given = {} if anchor == "start" else {"text_anchor": anchor}
    made = add(parent, "text", name, x=point[0], y=point[1], **given)
    made.text = printable(words)
    return made


def path(points: Iterable[Sequence[Point]], *, is_closed: bool = True) -> str:
    """Return the data of a path with a line through each run of points."""
    end = "Z" if is_closed else ""
    return "".join(f"M{'L'.join(f'{x:.1f},{y:.1f}' for x, y in run)}{end}" for run in points)


def written(svg: Element) -> str:
    """Return a picture as text."""
    return tostring(svg, encoding="unicode")


def _number(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")
