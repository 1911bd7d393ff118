"""Find in other parts of a file what an author may have meant by a refused value."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property
from typing import Final, NamedTuple

from skills.matrix.reading.did_you_mean import NearMisses
from skills.matrix.reading.field_types import FieldType, Id, Whole
from skills.matrix.reading.format import DEFAULT_LEVELS
from skills.matrix.reading.id_proposals import proposed_id
from skills.matrix.reading.tree import Keyed, Listing, Node, Scalar
from skills.matrix.reading.value_proposals import meant_number

LONGEST: Final = 200
MOST_LEVELS: Final = 8
_NUMBER: Final = re.compile(r"-?[0-9]+")


class _Profiles(NamedTuple):
    """The full ids of all profiles, by their second part, by their words and by their titles."""

    ends: dict[str, list[str]]
    words: dict[str, list[str]]
    titles: dict[str, list[str]]
    near: NearMisses


class Hints:
    """The names in a file that a refused value is compared with."""

    def __init__(self, root: Node) -> None:
        self.root = root

    def fix(self, kind: FieldType, text: str) -> str:
        """Return what to write in place of a refused value, or "" if nothing here is like it."""
        if len(text) > LONGEST:
            return ""
        match kind:
            case Whole():
                return self._level(text, kind)
            case Id(form="full"):
                return self._profile(text)
            case _:
                return ""

    def narrowed(self, kind: FieldType) -> FieldType:
        """Return a kind, limited to the highest level of this file if it is that of a level."""
        if not isinstance(kind, Whole) or kind.most >= MOST_LEVELS or not self._levels:
            return kind
        return replace(kind, most=max(kind.least, min(kind.most, len(self._levels) - 1)))

    @cached_property
    def _levels(self) -> list[str]:
        """Return the titles of the levels in lower case."""
        node = _under(self.root, "levels")
        if node is None:
            return [each.lower() for each in DEFAULT_LEVELS]
        return (
            [_title(each).lower() for each in node.items[:MOST_LEVELS]]
            if isinstance(node, Listing)
            else []
        )

    def _level(self, text: str, kind: Whole) -> str:
        if _NUMBER.fullmatch(text):
            return ""
        word = text.strip().lower()
        titles = [each for each in self._levels if each]
        if word not in titles and meant_number(text, kind.most):
            return ""
        near = word if word in titles else NearMisses(titles).nearest(word)
        if near is None:
            return ""
        number = self._levels.index(near)
        if number < kind.least:
            words = f"{near.capitalize()} is level {number}"
            return f"{words}; write a level from {kind.least}, or remove the entry"
        return f"write {number}, the number of that level"

    @cached_property
    def _profiles(self) -> _Profiles:
        found = _Profiles({}, {}, {}, NearMisses([]))
        ids = []
        for role, node in _entries(self.root, "roles"):
            for profile, each in _entries(node, "profiles"):
                full = f"{role}.{profile}"
                ids.append(full)
                found.ends.setdefault(profile, []).append(full)
                found.words.setdefault(proposed_id(full), []).append(full)
                found.titles.setdefault(_title(each).lower(), []).append(full)
        return found._replace(near=NearMisses(ids))

    def _profile(self, text: str) -> str:
        known, wanted = self._profiles, proposed_id(text)
        found = known.ends.get(wanted) or known.words.get(wanted)
        found = found or known.titles.get(text.strip().lower())
        near = None if found else known.near.nearest(text)
        found = [near] if near else found or []
        return "write " + " or ".join(f'"{each}"' for each in found[:3]) if found else ""

    def named(self, key: str, text: str) -> str:
        """Return the id of the skill or project with a title, where such an id belongs."""
        names = self._projects if key == "after" else self._skills if key in SKILL_KEYS else {}
        found = names.get(text.strip().lower(), "")
        return f'write "{found}"' if found else ""

    @cached_property
    def _projects(self) -> dict[str, str]:
        """Return the titles of the projects in lower case, each with its id."""
        return {_title(node).lower(): each for each, node in _entries(self.root, "projects")}

    @cached_property
    def _skills(self) -> dict[str, str]:
        """Return the titles of the skills in lower case, each with its id."""
        areas = [node for _area, node in _entries(self.root, "areas")]
        skills = [each for node in areas for each in _entries(node, "skills")]
        return {_title(node).lower(): each for each, node in skills}


SKILL_KEYS: Final = frozenset({"targets", "raises", "needs"})
"""Keys whose entries are named by the ids of skills."""


def _entries(node: Node, key: str) -> list[tuple[str, Node]]:
    group = _under(node, key)
    if not isinstance(group, Keyed):
        return []
    return [(each, value) for each, (_key, value) in group.entries.items()]


def _under(node: Node, key: str) -> Node | None:
    return node.entries[key][1] if isinstance(node, Keyed) and key in node.entries else None


def _title(node: Node) -> str:
    title = _under(node, "title") if isinstance(node, Keyed) else node
    return re.sub(r"\s+", " ", title.text) if isinstance(title, Scalar) else ""
