"""Kinds and keys that many groups of the matrix file share."""

from __future__ import annotations

from typing import Final

from skills.matrix.reading.field_types import Field, MapOf, Text, Whole

TITLE: Final = Text(200)
LONG: Final = Text(5_000)
LEVEL: Final = Whole(1, 7)
NEEDS: Final = MapOf(LEVEL)


def about_field(thing: str) -> Field:
    """Return the optional key for a few sentences about a thing."""
    return Field(LONG, f"A few sentences about {thing}.")


def title_field(about: str) -> Field:
    """Return the required key for a title."""
    return Field(TITLE, about, required=True)
