"""Recognise the columns of a table of skills by their names, ours or those of other frameworks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple
from unicodedata import normalize

from skills.matrix.reading.value_proposals import meant_number

LONGEST_NAME: Final = 60
MOST_LEVELS: Final = 7

NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "level": (
        *("level", "proficiency level", "skill level", "competency level", "competence level"),
        *("proficiency", "grade", "stage", "step", "stufe", "niveau", "nivel"),
    ),
    "about": (
        *("about", "skill description", "overall description", "competency description"),
        *("competence description", "definition", "skill definition", "skill summary"),
    ),
    "area": (
        *("area", "competency area", "competence area", "skill area", "category", "domain"),
        *("skill group", "competency group", "group", "dimension", "cluster", "theme"),
        *("skill category", "dimension 1", "bereich", "domaine", "área"),
    ),
    "show": ("show", "evidence", "example", "examples", "example evidence"),
    "statement": (
        *("statement", "level description", "behavioural indicator", "behavioral indicator"),
        *("indicator", "descriptor", "behaviour", "behavior", "performance criteria", "text"),
        *("learning outcome", "outcome", "can do statement", "element", "task", "description"),
        *("aussage", "beschreibung", "énoncé", "descripteur"),
    ),
    "skill": (
        *("skill", "skill name", "skill title", "competency", "competence", "competency name"),
        *("competence name", "competency title", "competence title", "capability", "topic"),
        *("subject", "fähigkeit", "kompetenz", "compétence", "competencia", "preferred label"),
        *("dimension 2", "subcategory", "strand", "scale", "unit", "name", "title"),
    ),
}
"""The names that each kind of column may have, most likely first."""

LEFT_OUT: Final = re.compile(
    r"\b(code|id|uri|url|link|no|nr|number|version|status|notes?|source)\b"
)
"""Names of columns that are no targets even if they contain numbers."""

LADDERS: Final = (
    ("awareness", "working", "practitioner", "expert"),
    ("foundation", "intermediate", "advanced", "highly specialised"),
    ("foundation", "intermediate", "advanced", "expert"),
    ("foundational", "intermediate", "advanced", "expert"),
    ("novice", "advanced beginner", "competent", "proficient", "expert"),
    ("beginner", "intermediate", "advanced", "expert"),
    ("basic", "intermediate", "advanced", "expert"),
    ("entry", "mid", "senior", "lead"),
    ("low", "medium", "high"),
    ("a1", "a2", "b1", "b2", "c1", "c2"),
)
"""Names of levels that frameworks use, lowest first."""


class TableColumns(NamedTuple):
    """Where each thing stands in a table, by column number from 0.

    Attributes
    ----------
    found : columns by what they hold, one of `NAMES`.
    levels : columns that hold the statements of one level each, by the level's name.
    others : all other columns that have a name.
    """

    found: Mapping[str, int]
    levels: Mapping[str, int]
    others: Mapping[str, int]

    @property
    def missing(self) -> list[str]:
        """Return what a matrix cannot do without and the table lacks."""
        has_statements = bool(self.levels) or {"level", "statement"} <= self.found.keys()
        needed = ["skill", *(() if has_statements else ("level", "statement"))]
        return [each for each in needed if each not in self.found]


def find_columns(head: Sequence[str]) -> TableColumns:
    """Recognise the columns of a table by its first line."""
    names = {n: _plain(each) for n, each in enumerate(head) if each.strip()}
    found: dict[str, int] = {}
    for what, words in NAMES.items():
        index = next((n for word in words for n in names if names[n] == word), None)
        if index is not None and index not in found.values():
            found[what] = index
    left = {n: each for n, each in names.items() if n not in found.values()}
    levels = {} if {"level", "statement"} <= found.keys() else _level_columns(left, head)
    if levels:
        found.pop("level", None)
    if levels and "statement" in found and "about" not in found:
        found["about"] = found.pop("statement")
    for what in NAMES:
        if what in found or (levels and what in {"level", "statement"}):
            continue
        index = next((n for n in left if n not in levels.values() and _ends(left[n], what)), None)
        if index is not None:
            found[what] = index
            del left[index]
    used = {*found.values(), *levels.values()}
    return TableColumns(found, levels, {head[n].strip(): n for n in names if n not in used})


def _plain(name: str) -> str:
    words = re.sub(r"[\W_]+", " ", normalize("NFKC", name).casefold())
    return words.strip()[:LONGEST_NAME]


def _ends(name: str, column: str) -> bool:
    """Return whether a name of several words ends like a known one, as "Main skill" does."""
    return any(name.endswith(f" {word}") for word in NAMES[column] if len(word) > len("name"))


def _level_columns(left: Mapping[int, str], head: Sequence[str]) -> dict[str, int]:
    """Return the columns that are named after levels, if there are at least two of them."""
    ladder = max(LADDERS, key=lambda each: sum(_is_step(name, each) for name in left.values()))
    named = {head[n].strip(): n for n, name in left.items() if _is_step(name, ladder)}
    numbered = {head[n].strip(): n for n, name in left.items() if _NUMBERED.fullmatch(name)}
    best = max((numbered, named), key=len)
    return best if len(best) > 1 else {}


_NUMBERED: Final = re.compile(
    r"(level|stufe|niveau|nivel|l|e|grade|stage) ?[0-9]( description| text)?|[0-9]"
)


def _is_step(name: str, ladder: Sequence[str]) -> bool:
    return re.sub(r" (level|description|level description|text)$", "", name) in ladder


def ranks_of(names: Sequence[str]) -> Mapping[str, int]:
    """Return the rank of each level by its name: its number, its step, or its order.

    The list is in the order of the table, and holds no name twice.
    """
    numbers = {each: meant_number(each, 99) for each in names}
    if names and all(each.isdigit() for each in numbers.values()):
        return {each: int(number) for each, number in numbers.items()}
    plain = {each: re.sub(r" (level|description)$", "", _plain(each)) for each in names}
    for ladder in LADDERS:
        if set(plain.values()) <= set(ladder):
            return {each: ladder.index(name) + 1 for each, name in plain.items()}
    return {each: rank for rank, each in enumerate(names, 1)}
