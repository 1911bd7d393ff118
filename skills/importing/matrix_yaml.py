"""Write a matrix made of a table as YAML, with notes on what to change."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from skills.matrix.reading.decoding import UNSEEN
from skills.matrix.reading.field_types import ID_MOST
from skills.matrix.reading.id_proposals import proposed_id

TITLE_MOST: Final = 200
ABOUT_MOST: Final = 5_000
WORDS: Final = 5
"""Words of a statement that make its id."""

_PLAIN: Final = re.compile(r"[A-Za-z][^:#,\[\]{}\"'\\]*[^\s:#,\[\]{}\"'\\]|[A-Za-z]")
_RESERVED: Final = frozenset({"null", "true", "false", "yes", "no", "on", "off"})


@dataclass(slots=True)
class TableSkill:
    """A skill with its statements: level and text, each with an example of evidence or ""."""

    title: str
    about: str = ""
    statements: dict[tuple[int, str], str] = field(default_factory=dict)

    @property
    def highest(self) -> int:
        """Return the highest level that has a statement."""
        return max(level for level, _text in self.statements)


@dataclass(slots=True)
class TableMatrix:
    """What a table says: levels, skills by area and title, and targets by profile and skill."""

    title: str
    levels: list[str]
    areas: dict[str, dict[str, TableSkill]]
    profiles: dict[str, dict[str, int]] = field(default_factory=dict)


def matrix_yaml(matrix: TableMatrix) -> str:
    """Return the matrix in YAML."""
    return "\n".join(_lines(matrix)) + "\n"


def _lines(matrix: TableMatrix) -> Iterator[str]:
    yield "# Made from a table. Titles and texts can change at any time; the ids must not."
    yield "# Check it with: python -m skills validate FILE"
    yield f"matrix: {_Ids().of(matrix.title, 'matrix')}"
    yield f"title: {scalar(matrix.title)}"
    yield "# The first level means: not yet."
    yield "levels:"
    yield from (f"  - {scalar(each)}" for each in matrix.levels)
    yield "areas:"
    skill_ids, area_ids = _Ids(), _Ids()
    ids: dict[str, str] = {}
    for area, skills in matrix.areas.items():
        yield f"  {area_ids.of(area, 'area')}:"
        yield f"    title: {scalar(area)}"
        yield "    skills:"
        for skill in skills.values():
            own = skill_ids.of(skill.title, "skill")
            ids.setdefault(skill.title, own)
            yield from _skill_lines(skill, own)
    yield "# Who needs what: each profile is a list of skills with the level it asks for."
    yield from _role_lines(matrix, ids)


def _skill_lines(skill: TableSkill, own: str) -> Iterator[str]:
    yield f"      {own}:"
    yield f"        title: {scalar(skill.title)}"
    if skill.about:
        yield f"        about: {scalar(skill.about, ABOUT_MOST)}"
    yield "        statements:"
    statement_ids = _Ids()
    for (level, text), show in sorted(skill.statements.items(), key=lambda each: each[0][0]):
        words = " ".join(text.split()[:WORDS])
        yield f"          {statement_ids.of(words, 'statement')}:"
        yield f"            level: {level}"
        yield f"            text: {scalar(text, ABOUT_MOST)}"
        if show:
            yield f"            show: {scalar(show, 1_000)}"


def _role_lines(matrix: TableMatrix, ids: Mapping[str, str]) -> Iterator[str]:
    yield "roles:"
    yield "  role:"
    yield f"    title: {scalar(matrix.title)}"
    yield "    profiles:"
    profile_ids = _Ids()
    for title, targets in matrix.profiles.items():
        yield f"      {profile_ids.of(title, 'profile')}:"
        yield f"        title: {scalar(title)}"
        yield "        targets:"
        yield from (f"          {ids[skill]}: {level}" for skill, level in targets.items())


class _Ids:
    """The ids given in one group, none of them twice."""

    def __init__(self) -> None:
        self._given: set[str] = set()
        self._counts: dict[str, int] = {}

    def of(self, text: str, otherwise: str) -> str:
        """Return an id made of the words of a text."""
        base = proposed_id(text) or otherwise
        found, count = base, self._counts.get(base, 1)
        while found in self._given:
            count += 1
            end = f"-{count}"
            found = base[: ID_MOST - len(end)].rstrip("-") + end
        self._counts[base] = count
        self._given.add(found)
        return found


def scalar(text: str, most: int = TITLE_MOST) -> str:
    """Return a text as a YAML value, quoted if necessary."""
    text = UNSEEN.sub("", " ".join(text.split()))
    if len(text) > most:
        text = text[: most - 1] + "…"
    if _PLAIN.fullmatch(text) and text.lower() not in _RESERVED:
        return text
    return json.dumps(text, ensure_ascii=False)
