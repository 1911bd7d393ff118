"""Find in other parts of a file what an author may have meant by a refused value."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Final

from skills.matrix.reading.did_you_mean import NearMisses
from skills.matrix.reading.field_types import Id, Kind, Whole
from skills.matrix.reading.format import DEFAULT_LEVELS
from skills.matrix.reading.id_proposals import proposed_id
from skills.matrix.reading.nodes import Keyed, Listing, Node, Scalar

LONGEST: Final = 200


class Hints:
    """The names in a file that a refused value is compared with."""

    def __init__(self, root: Node) -> None:
        self.root = root

    def fix(self, kind: Kind, text: str) -> str:
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

    @cached_property
    def _levels(self) -> list[str]:
        """Return the titles of the levels in lower case."""
        node = _under(self.root, "levels")
        if node is None:
            return [each.lower() for each in DEFAULT_LEVELS]
        return [_title(each).lower() for each in node.items] if isinstance(node, Listing) else []

    def _level(self, text: str, kind: Whole) -> str:
        word = text.strip().lower()
        titles = [each for each in self._levels if each]
        near = word if word in titles else NearMisses(titles).nearest(word)
        if near is None:
            return ""
        number = self._levels.index(near)
        if number < kind.least:
            words = f"{near.capitalize()} is level {number}"
            return f"{words}; write a level from {kind.least}, or remove the entry"
        return f"write {number}, the number of that level"

    @cached_property
    def _profiles(self) -> list[str]:
        """Return the full ids of the profiles."""
        roles = _under(self.root, "roles")
        found = []
        for role, (_key, node) in (roles.entries if isinstance(roles, Keyed) else {}).items():
            profiles = _under(node, "profiles")
            if isinstance(profiles, Keyed):
                found += [f"{role}.{each}" for each in profiles.entries]
        return found

    def _profile(self, text: str) -> str:
        wanted = proposed_id(text)
        ends = [each for each in self._profiles if each.partition(".")[2] == wanted]
        same = [each for each in self._profiles if proposed_id(each) == wanted]
        near = NearMisses(self._profiles).nearest(text)
        found = ends or same or ([near] if near else [])
        return "write " + " or ".join(f'"{each}"' for each in found[:3]) if found else ""


def _under(node: Node, key: str) -> Node | None:
    return node.entries[key][1] if isinstance(node, Keyed) and key in node.entries else None


def _title(node: Node) -> str:
    title = _under(node, "title") if isinstance(node, Keyed) else node
    return re.sub(r"\s+", " ", title.text) if isinstance(title, Scalar) else ""
