"""Hold everything a report says, as plain values; no format may add or leave out anything.

Texts are plain: each format escapes them for itself. A part that does not belong into the chosen
extent is empty, and formats leave empty parts out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from skills.records.record import Record
from skills.version import PROGRAM


class Extent(StrEnum):
    """How much a report tells."""

    whole = "whole"
    gaps = "gaps"
    cv = "cv"
    mentor = "mentor"

    @property
    def has_targets(self) -> bool:
        """Return whether levels are held against targets; on a CV they stand for themselves."""
        return self is not Extent.cv

    @property
    def has_answers(self) -> bool:
        """Return whether every answer goes in where nobody said so; others have little time."""
        return self is Extent.whole


@dataclass(frozen=True, slots=True)
class Parts:
    """What goes into a report.

    Attributes
    ----------
    notes : the person's own notes and evidence.
    name : what to call the person, "" to name nobody; it is never stored.
    answers : every single answer, and the file inside the PDF.
    """

    extent: Extent = Extent.whole
    notes: bool = True
    name: str = ""
    answers: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """One skill against its target.

    Attributes
    ----------
    level, low, high : in levels; `level` is None if not assessed.
    target : in levels, or 0 if nothing is asked for, as on a CV.
    target_status : where the skill stands, in words, e.g. "1.2 levels short"; on a CV the title of
        its level.
    points_lost : points of readiness it takes away, 0 to 100; None if not assessed.
    share : its part of the whole weight, 0 to 100 points.
    sources : what the level rests on, in words.
    """

    skill: str
    title: str
    area: str
    level: float | None
    low: float
    high: float
    target: int
    must: bool
    is_met: bool
    target_status: str
    points_lost: float | None
    share: float
    why: str
    sources: str


@dataclass(frozen=True, slots=True)
class NoteLine:
    """What a person wrote about a skill; `on` is when, or None."""

    skill: str
    text: str
    on: date | None


@dataclass(frozen=True, slots=True)
class Fact:
    """A name with what is said of it."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class LevelLine:
    """How far somebody is on the way to one level of the role."""

    title: str
    readiness: float | None
    verdict: str
    musts: str
    is_aim: bool


@dataclass(frozen=True, slots=True)
class BlockLine:
    """How far a person could carry one block of the working day.

    Attributes
    ----------
    status : a `skills.guidance.working_day.BlockStatus`.
    """

    time: str
    title: str
    status: str
    needs: str


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One project of the plan.

    Attributes
    ----------
    gain : points of readiness it adds, 0 to 100.
    start, end : days, where the hours a week are known.
    """

    title: str
    about: str
    raises: str
    hours: float
    gain: float
    start: date | None
    end: date | None
    deliver: str
    accept: str


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One answer; `answer` is its title, `on` when it was given."""

    skill: str
    statement: str
    level: int
    answer: str
    on: date | None


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """What one snapshot said; `readiness`, `low` and `high` are 0 to 100.

    Attributes
    ----------
    is_comparable : False where another structure of the matrix was in force.
    """

    on: date
    aim: str
    readiness: float | None
    low: float
    high: float
    verdict: str
    is_comparable: bool


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """What became of one skill between two dates.

    Attributes
    ----------
    change : "rose", "fell", "same", "new", "gone" or "stale".
    before, now : levels, or None if not assessed.
    why : the reasons in words.
    """

    title: str
    change: str
    before: float | None
    now: float | None
    why: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed since an earlier date; `summary` says it in a sentence or two."""

    since: date
    until: date
    summary: str
    lines: tuple[ChangeLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Sum:
    """How the level of one skill came about.

    Attributes
    ----------
    level : the level in words.
    terms : statement, how its credit is known, step height, credit, what it adds, in levels.
    together : how several sources became one level, or "".
    """

    title: str
    source: str
    level: str
    terms: tuple[tuple[str, str, float, float, float], ...]
    together: str


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report.

    Attributes
    ----------
    name : the person's name, or "".
    aim : role and level.
    readiness, low, high : 0 to 100; `readiness` is None if nothing is assessed.
    levels : titles of the levels, from 0 on.
    rows : skills in the order of the profile, for the radar.
    gaps : rows sorted by what they cost, for dot plot and table.
    musts : must-haves, each with where it stands.
    terms : readiness as a sum: skill, share of weight, level by target, points added.
    agenda : what to talk about with a mentor.
    foot : matrix, version, fingerprint and date, for the foot of each page.
    notice : what a reader should know about a fallback, or "".
    program : name and version of what made the report, below the foot.
    """

    parts: Parts
    title: str
    name: str
    aim: str
    made_on: date
    taken_on: date
    verdict: str
    basis: str
    finding: str
    readiness: float | None
    low: float
    high: float
    levels: tuple[str, ...]
    rows: tuple[Row, ...]
    gaps: tuple[Row, ...]
    foot: str
    record: Record
    musts: tuple[Fact, ...] = ()
    notes: tuple[NoteLine, ...] = ()
    role_levels: tuple[LevelLine, ...] = ()
    qualifications: tuple[Fact, ...] = ()
    credentials: tuple[Fact, ...] = ()
    day: tuple[BlockLine, ...] = ()
    day_text: str = ""
    plan: tuple[PlanLine, ...] = ()
    plan_text: str = ""
    agenda: tuple[str, ...] = ()
    history: tuple[HistoryLine, ...] = ()
    changes: Changes | None = None
    answers: tuple[AnswerLine, ...] = ()
    terms: tuple[tuple[str, float, str, float], ...] = ()
    sums: tuple[Sum, ...] = ()
    credits: tuple[str, ...] = ()
    notice: str = field(default="")
    program: str = PROGRAM

    @property
    def course(self) -> tuple[HistoryLine, ...]:
        """Return the history as far as there is one to show: moments of one day are none."""
        return self.history if len({each.on for each in self.history}) > 1 else ()
