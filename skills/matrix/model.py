"""The data model of a skill matrix, as frozen dataclasses.

Levels are whole numbers from 0 ("not yet") to the top of the matrix's own list of levels.
Ids are lower-case words with hyphens; they are never shown. Titles are shown and never compared.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from skills.matrix.learning_projects import Project

NOT_APPLICABLE: Final = "not-applicable"
"""The choice for a statement that does not apply; no scale may use it as an option id."""

DONT_KNOW: Final = "dont-know"
"""The choice "I don't know" for a knowledge check; no check may use it as an option id."""

LINK_PATTERN: Final = r"https://[^\s<>\"'`\\{}|^]{3,500}"
"""Pattern of the links that may be shown and followed."""


@dataclass(frozen=True, slots=True)
class Level:
    """One step of the ordered scale on which skills are measured."""

    rank: int
    title: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """One possible answer; `credit` runs from 0 (not at all) to 1 (fully)."""

    id: str
    title: str
    credit: float


@dataclass(frozen=True, slots=True)
class Scale:
    """The ordered options that many statements share, least credit first."""

    id: str
    title: str
    options: tuple[Option, ...]

    def credit(self, option_id: str) -> float | None:
        """Return the credit of an option, or None if the scale has no such option."""
        for option in self.options:
            if option.id == option_id:
                return option.credit
        return None


@dataclass(frozen=True, slots=True)
class Statement:
    """One observable behaviour that shows a level of a skill.

    Attributes
    ----------
    id : unique in the matrix, written ``skill.statement``.
    level : 1 to the top level; a person who can do this has reached that level.
    show : an example of evidence, or "".
    was : earlier full ids, to migrate answers after a rename.
    """

    id: str
    level: int
    text: str
    scale: Scale
    show: str = ""
    was: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """A question with one right answer; it confirms or challenges a self-rating.

    Attributes
    ----------
    id : unique in the matrix, written ``skill.check``.
    level : 1 to the top level; a right answer is evidence of this level.
    options : option id to text, in file order.
    right : the id of the one right option.
    because : the explanation shown after answering.
    topics : topics covered, in the words of an external list.
    """

    id: str
    level: int
    ask: str
    options: Mapping[str, str]
    right: str
    because: str
    topics: tuple[str, ...] = ()

    @property
    def choices(self) -> Mapping[str, str]:
        """Return everything a person can answer, by id: the options, and not to know."""
        return {**self.options, DONT_KNOW: "I don't know"}


@dataclass(frozen=True, slots=True)
class Resource:
    """A place to learn from.

    Attributes
    ----------
    start, end : the levels it leads from and to.
    kind : book, course, documentation, article, video or exercise.
    hours : approximate time it takes.
    link : begins with ``https://``.
    """

    id: str
    title: str
    start: int
    end: int
    kind: str
    link: str
    author: str = ""
    hours: float | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Skill:
    """One thing a person can be more or less able in.

    Attributes
    ----------
    statements : easy to hard: by level, then in the author's order.
    refs : identifiers in public frameworks, by the framework's short name.
    resources : lowest start level first.
    short : a title of a few words for pictures, or "".
    was : earlier ids, to migrate notes after a rename.
    """

    id: str
    title: str
    area: str
    statements: tuple[Statement, ...]
    about: str = ""
    refs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    was: tuple[str, ...] = ()
    checks: tuple[Check, ...] = ()
    resources: tuple[Resource, ...] = ()
    short: str = ""

    @property
    def label(self) -> str:
        """Return the title to write beside a mark in a picture."""
        return self.short or self.title

    @property
    def reachable(self) -> int:
        """Return the highest level among this skill's statements, 0 if it has none."""
        return max((statement.level for statement in self.statements), default=0)


@dataclass(frozen=True, slots=True)
class Area:
    """A group of skills; areas and skills keep the order of the file."""

    id: str
    title: str
    skills: tuple[Skill, ...]
    about: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """The level a profile asks for in one skill.

    Attributes
    ----------
    weight : relative weight of the skill in the profile, 0 or more.
    must : a must-have: below this level nobody is ready, however high the readiness.
    """

    skill: str
    level: int
    weight: float = 1.0
    must: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """The targets of one role level; `id` is written ``role.level``."""

    id: str
    title: str
    targets: tuple[Target, ...]
    about: str = ""


@dataclass(frozen=True, slots=True)
class Role:
    """A role and its levels, lowest first."""

    id: str
    title: str
    profiles: tuple[Profile, ...]
    about: str = ""


@dataclass(frozen=True, slots=True)
class Qualification:
    """A degree, certificate or experience that profiles ask for beside skills.

    Attributes
    ----------
    kind : "education", "certificate" or "experience".
    expected : profile id to "required", "usual" or "ideal".
    """

    id: str
    title: str
    kind: str
    about: str = ""
    expected: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the working day and the levels it needs; times are ``HH:MM``.

    One that ends earlier than it starts passes midnight.
    """

    id: str
    title: str
    start: str
    end: str
    activities: tuple[str, ...] = ()
    needs: Mapping[str, int] = field(default_factory=dict)

    @property
    def minutes(self) -> int:
        """Return how long it takes."""
        return minutes_between(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Reference:
    """The written answer to one statement about an example person, and why.

    Attributes
    ----------
    statement : full id of the statement.
    answer : id of an option of the statement's scale.
    """

    statement: str
    answer: str
    why: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """An example person on whom a mentor can practise rating one skill.

    Attributes
    ----------
    title : an invented first name and the situation.
    text : what a mentor would know of this person.
    reference : the statements to rate, in the order of the skill.
    """

    id: str
    skill: str
    title: str
    text: str
    reference: tuple[Reference, ...]


def minutes_between(start: str, end: str) -> int:
    """Return the minutes from one time of the day to the next time it is the other."""
    first, last = (int(each[:2]) * 60 + int(each[3:]) for each in (start, end))
    return (last - first) % (24 * 60)


@dataclass(frozen=True)
class Matrix:
    """A whole skill matrix as read from its file or files.

    Attributes
    ----------
    calibration : examples for mentors to practise on; no part of anybody's assessment.
    wording : fingerprint of everything in the matrix but the calibration.
    structure : fingerprint of what affects numbers: ids, levels, credits, targets, weights.
    """

    id: str
    title: str
    version: str
    levels: tuple[Level, ...]
    areas: tuple[Area, ...]
    roles: tuple[Role, ...]
    about: str = ""
    credits: tuple[str, ...] = ()
    projects: tuple[Project, ...] = ()
    qualifications: tuple[Qualification, ...] = ()
    day: tuple[Block, ...] = ()
    calibration: tuple[Dossier, ...] = ()
    wording: str = ""
    structure: str = ""

    def project_title(self, project: str) -> str:
        """Return the title of a learning project, or its id if this matrix does not have it."""
        known = self.projects_by_id.get(project)
        return known.title if known else project

    @property
    def top(self) -> int:
        """Return the rank of the highest level."""
        return len(self.levels) - 1

    @cached_property
    def skills(self) -> Mapping[str, Skill]:
        """Return every skill by id, in file order."""
        return {skill.id: skill for area in self.areas for skill in area.skills}

    @cached_property
    def areas_by_id(self) -> Mapping[str, Area]:
        """Return every area by id, in file order."""
        return {each.id: each for each in self.areas}

    @cached_property
    def projects_by_id(self) -> Mapping[str, Project]:
        """Return every learning project by id, in file order."""
        return {each.id: each for each in self.projects}

    @cached_property
    def statements(self) -> Mapping[str, Statement]:
        """Return every statement by id, in file order."""
        return {each.id: each for skill in self.skills.values() for each in skill.statements}

    @cached_property
    def checks(self) -> Mapping[str, Check]:
        """Return every knowledge check by id, in file order."""
        return {each.id: each for skill in self.skills.values() for each in skill.checks}

    @cached_property
    def profiles(self) -> Mapping[str, Profile]:
        """Return every profile by id, in file order."""
        return {profile.id: profile for role in self.roles for profile in role.profiles}

    def role_of(self, profile_id: str) -> Role:
        """Return the role a profile belongs to.

        Raises
        ------
        KeyError
            If the matrix has no such profile.
        """
        for role in self.roles:
            if any(profile.id == profile_id for profile in role.profiles):
                return role
        raise KeyError(profile_id)
