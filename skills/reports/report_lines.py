"""The lines of a report: what its tables and lists say about one thing each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from skills.scoring.verdicts import TOLERANCE


@dataclass(frozen=True, slots=True)
class Row:
    """One skill compared with its target.

    Attributes
    ----------
    level, low, high : in levels; `level` is None if not assessed.
    target : in levels, or 0 without a target, as on a CV.
    is_gap : whether it counts as a gap, as in `skills.scoring.readiness.SkillGap`.
    target_status : status in words, e.g. "1.2 levels short"; on a CV the title of its level.
    points_lost : readiness lost, in points of 0 to 100; None if not assessed.
    share : its share of the total weight, in points of 0 to 100.
    sources : what the level is based on, in words.
    short : a shorter title for pictures, or "".
    position : its place in the order of the matrix.
    evidence, checks, verified : what the level is based on, as in `skills.scoring.spokes.Spoke`.
    is_missing_must : whether it is a must-have that is not met, as in `SkillGap`.
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
    short: str = ""
    position: int = 0
    evidence: tuple[str, ...] = ()
    checks: int = 0
    verified: int | None = None
    is_missing_must: bool = False
    is_gap: bool = False

    @property
    def is_reached(self) -> bool:
        """Return whether level 1 is reached: lower ones are in no CV."""
        return self.level is not None and self.level + TOLERANCE >= 1


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A person's note on a skill; `on` is its date, or None."""

    skill: str
    text: str
    on: date | None


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its text."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class ActionLine(Fact):
    """An agreed action: what, and the skill, who does it and by when in words.

    Attributes
    ----------
    due : None without a date.
    project : id of the project that the person does by it, or "".
    """

    id: str
    due: date | None
    is_done: bool
    project: str = ""


@dataclass(frozen=True, slots=True)
class LevelLine:
    """Readiness for one level of the role; `musts` is what is missing for "ready"."""

    title: str
    readiness: float | None
    verdict: str
    musts: str
    is_aim: bool


@dataclass(frozen=True, slots=True)
class BlockLine:
    """Whether a person could do one block of the working day.

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
    project : its id.
    gain : points of readiness that it still adds after the lines before it, 0 to 100.
    total : readiness after it, 0 to 100, or None where readiness is not stated.
    gain_text : what it adds, with the running total, in words.
    why : since when it has been started or planned, and why it is in the plan, or "".
    start, end : first and last day, both included, if the hours a week are known.
    """

    project: str
    title: str
    about: str
    raises: str
    hours: float
    gain: float
    start: date | None
    end: date | None
    deliver: str
    accept: str
    total: float | None = None
    gain_text: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One answer; `answer` is the title of the option, `on` its date."""

    skill: str
    statement: str
    level: int
    answer: str
    on: date | None


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """Result of one snapshot; `readiness`, `low` and `high` are 0 to 100.

    Attributes
    ----------
    is_comparable : False if the matrix had another structure.
    at : the time of the snapshot, where it is needed.
    """

    on: date
    aim: str
    readiness: float | None
    low: float
    high: float
    verdict: str
    is_comparable: bool
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """Change of one skill between two dates.

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
    """Changes since an earlier date; `summary` is a sentence or two."""

    since: date
    until: date
    summary: str
    lines: tuple[ChangeLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Sum:
    """The level of one skill as a sum over its statements.

    Attributes
    ----------
    level : the level in words.
    terms : statement, origin of its credit, step height, credit, levels it adds.
    together : what else the level is made of: checks by level, an adjustment, other sources.
    """

    title: str
    source: str
    level: str
    terms: tuple[tuple[str, str, float, float, float], ...]
    together: str
