"""Drawings as trees of elements."""

from __future__ import annotations

from xml.etree.ElementTree import Element, fromstring


def elements_of(source: str) -> Element:
    """Return a drawing as a tree whose tags have no namespace."""
    return fromstring(source.replace(' xmlns="http://www.w3.org/2000/svg"', ""))  # noqa: S314


def named(svg: Element, name: str, tag: str = "*") -> list[Element]:
    """Return the elements with a class."""
    return [
        each
        for each in svg.iter()
        if name in each.get("class", "").split() and tag in ("*", each.tag)
    ]
