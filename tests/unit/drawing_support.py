"""Drawings as trees of elements, to be looked into."""

from __future__ import annotations

from xml.etree.ElementTree import Element, fromstring


def elements_of(source: str) -> Element:
    """Return a drawing of ours as a tree whose tags stand without a namespace."""
    return fromstring(source.replace(' xmlns="http://www.w3.org/2000/svg"', ""))  # noqa: S314


def named(svg: Element, name: str, tag: str = "*") -> list[Element]:
    """Return the elements that bear a class."""
    return [
        each
        for each in svg.iter()
        if name in each.get("class", "").split() and tag in ("*", each.tag)
    ]
