"""Index the parts of a draft, each with its path in the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from skills.matrix.reading.build_matrix import DEFAULT_SCALES
from skills.matrix.reading.did_you_mean import NearMisses
from skills.matrix.reading.draft import Draft
from skills.matrix.reading.format import DEFAULT_LEVELS
from skills.matrix.reading.tree import Node, Path, find, seen_from
from skills.problems import Place


class DraftPart(NamedTuple):
    """A part of the draft and its path."""

    path: Path
    value: Any

    @property
    def id(self) -> str:
        """Return the key of the part."""
        return str(self.path[-1])

    def each(self, name: str) -> Iterator[DraftPart]:
        """Yield the readable entries of the group or list under a key."""
        group = self.value.get(name)
        if not group:
            return
        pairs = group.items() if isinstance(group, Mapping) else enumerate(group)
        path = (*self.path, name)
        for key, value in pairs:
            if value is not None:
                yield DraftPart((*path, key), value)

    def is_whole(self, name: str) -> bool:
        """Return whether the group under a key exists and could be read completely."""
        group = self.value.get(name)
        return group is not None and None not in group.values()


class Known(NamedTuple):
    """The names that may be referred to; `is_whole` is False where some are unreadable."""

    parts: Mapping[str, DraftPart]
    is_whole: bool
    near: NearMisses


class Outline:
    """The parts of a draft by their ids, and the places where they stand."""

    def __init__(self, draft: Draft, root: Node) -> None:
        self.top_part = DraftPart((), draft)
        self.root = root

    def place(self, path: Path, *, key: bool = False) -> Place:
        """Return the place of the value, or of its key, in the file."""
        return find(self.root, path, key=key)

    def meant(self, known_names: Known, name: str, place: Place) -> str:
        """Return a "did you mean" hint with the line of the nearest name, or a generic hint."""
        near = known_names.near.nearest(name)
        if near is None:
            return "use one of the existing ids, or add it"
        path = known_names.parts[near].path
        where = f" ({seen_from(self.place(path, key=True), place.file)})" if path else ""
        return f'did you mean "{near}"{where}?'

    @cached_property
    def levels(self) -> list[str | None] | None:
        """Return the titles of the levels, or None if they could not be read."""
        levels = self.top_part.value.get("levels", [{"title": each} for each in DEFAULT_LEVELS])
        return None if levels is None else [(each or {}).get("title") for each in levels]

    @cached_property
    def areas(self) -> list[DraftPart]:
        """Return the areas."""
        return list(self.top_part.each("areas"))

    @cached_property
    def all_skills(self) -> list[DraftPart]:
        """Return the skills, including those whose id occurs in two areas."""
        return [skill for area in self.areas for skill in area.each("skills")]

    @cached_property
    def skills(self) -> Known:
        """Return the skills by id."""
        whole = self.top_part.is_whole("areas") and all(
            area.is_whole("skills") for area in self.areas
        )
        return _known({each.id: each for each in self.all_skills}, is_whole=whole)

    @cached_property
    def statements(self) -> list[tuple[DraftPart, DraftPart, DraftPart]]:
        """Return the area, skill and statement of every statement."""
        return [
            (area, skill, statement)
            for area in self.areas
            for skill in area.each("skills")
            for statement in skill.each("statements")
        ]

    @cached_property
    def scales(self) -> Known:
        """Return the scales of the file, or the default scale if it has none."""
        if "scales" not in self.top_part.value:
            return _known(
                {key: DraftPart((), each) for key, each in DEFAULT_SCALES.items()}, is_whole=True
            )
        parts = {each.id: each for each in self.top_part.each("scales")}
        return _known(parts, is_whole=self.top_part.is_whole("scales"))

    @cached_property
    def profiles(self) -> Known:
        """Return the profiles by full id."""
        roles = list(self.top_part.each("roles"))
        parts = {f"{role.id}.{each.id}": each for role in roles for each in role.each("profiles")}
        whole = self.top_part.is_whole("roles") and all(each.is_whole("profiles") for each in roles)
        return _known(parts, is_whole=whole)

    @cached_property
    def projects(self) -> Known:
        """Return the projects by id."""
        parts = {each.id: each for each in self.top_part.each("projects")}
        whole = "projects" not in self.top_part.value or self.top_part.is_whole("projects")
        return _known(parts, is_whole=whole)


def scale_of(owners: Sequence[DraftPart], first: str | None) -> str | None:
    """Return the scale that a statement names, or else its skill or area, or else the first one.

    Parameters
    ----------
    owners : the area, the skill and the statement.
    """
    named = [part.value["scale"] for part in reversed(owners) if "scale" in part.value]
    return next(iter(named), first)


def _known(parts: Mapping[str, DraftPart], *, is_whole: bool) -> Known:
    return Known(parts, is_whole, NearMisses(parts))
