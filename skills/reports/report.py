"""Define the contents of a report as plain values; no format may add or omit anything.

Texts are plain: each format escapes them itself. A part that is not included in the chosen extent
is empty, and formats omit empty parts.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from skills.records.record import Record
from skills.reports.report_lines import (
    ActionLine,
    AnswerLine,
    BlockLine,
    Changes,
    Fact,
    HistoryLine,
    LevelLine,
    NoteLine,
    PlanLine,
    Row,
    Sum,
)
from skills.scoring.radar_views import View, default_view, radar_views
from skills.scoring.spokes import Radar, Spoke, choose_spokes
from skills.sentences.formats import day
from skills.sentences.reports import answers_of
from skills.version import PROGRAM

KEY_GAPS: Final = 8
"""Maximum number of gaps in a two-page report."""


class Extent(StrEnum):
    """Extent of a report: which parts it includes."""

    whole = "whole"
    gaps = "gaps"
    cv = "cv"
    mentor = "mentor"

    @property
    def has_targets(self) -> bool:
        """Return whether levels are compared with targets; on a CV they are not."""
        return self is not Extent.cv

    @property
    def is_for_self(self) -> bool:
        """Return whether the report is for the person it is about, whom it addresses as “you”."""
        return self in (Extent.whole, Extent.gaps)

    @property
    def has_notes(self) -> bool:
        """Return whether notes are included by default; a mentor gets two pages."""
        return self in (Extent.whole, Extent.gaps)

    @property
    def has_answers(self) -> bool:
        """Return whether all answers are included by default; other readers have little time."""
        return self is Extent.whole


@dataclass(frozen=True, slots=True)
class Parts:
    """What to include in a report.

    Attributes
    ----------
    notes : the person's own notes and evidence.
    name : name of the person, or "" for none; never stored.
    answers : every single answer, and the file attached to the PDF.
    """

    extent: Extent = Extent.whole
    notes: bool = True
    name: str = ""
    answers: bool = True

    @property
    def is_brief(self) -> bool:
        """Return whether two pages have to be enough: for a mentor, without every answer."""
        return self.extent is Extent.mentor and not self.answers


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report.

    Attributes
    ----------
    name : the person's name, or "".
    aim : role and level.
    answered : days of the oldest and newest answer or check that counts, or None if not known.
    readiness, low, high : 0 to 100; `readiness` is None if nothing is assessed.
    way : what the readiness counts, with the targets and must-haves met, or "" without one.
    levels : titles of the levels, from 0 on.
    rows : skills in profile order.
    gaps : rows sorted by readiness loss, for dot plot and table.
    musts : must-haves, each with its status.
    terms : readiness as a sum: skill, share of weight, level by target, points added.
    verified : learning projects whose check was tried, with the best result.
    links : learning projects with a link to the person's work, which nobody has checked.
    over : learning projects that are done or dropped, with dates.
    talking_points : what to talk about with a mentor, most important first.
    agreed : skills with the levels agreed with a mentor; `agreed_effect` is what they changed.
    comments : of mentors, by mentor and skill.
    actions : what was agreed to do next.
    foot : matrix, version, fingerprint and dates, for the footer of each page.
    notice : a note to the reader on what does not count or is old, or "".
    shown_verdict : the verdict for others, addressing no one, or "" without one.
    adjusted : by how much self-ratings are adjusted, addressing no one, or "" if they are not.
    program : name and version of the program that made the report, below the footer.
    """

    parts: Parts
    title: str
    name: str
    aim: str
    made_on: date
    answered: tuple[date, date] | None
    verdict: str
    basis: str
    finding: str
    readiness: float | None
    way: str
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
    verified: tuple[Fact, ...] = ()
    links: tuple[Fact, ...] = ()
    day: tuple[BlockLine, ...] = ()
    day_text: str = ""
    plan: tuple[PlanLine, ...] = ()
    plan_text: str = ""
    over: tuple[Fact, ...] = ()
    talking_points: tuple[str, ...] = ()
    agreed: tuple[Fact, ...] = ()
    agreed_effect: str = ""
    comments: tuple[Fact, ...] = ()
    actions: tuple[ActionLine, ...] = ()
    history: tuple[HistoryLine, ...] = ()
    changes: Changes | None = None
    answers: tuple[AnswerLine, ...] = ()
    terms: tuple[tuple[str, float, str, float], ...] = ()
    sums: tuple[Sum, ...] = ()
    credits: tuple[str, ...] = ()
    notice: str = field(default="")
    shown_verdict: str = ""
    adjusted: str = ""
    program: str = PROGRAM

    @property
    def dates(self) -> str:
        """Return the dates of the answers or, if they are unknown, that of the report, in words."""
        return answers_of(self.answered) or f"report created on {day(self.made_on)}"

    @property
    def radar(self) -> View:
        """Return the axes of the radar, the same in every format that draws one with names."""
        rows = sorted(self.rows, key=lambda each: each.position)
        return default_view(radar_views(tuple(map(_spoke, rows))))

    @property
    def workbook_radar(self) -> Radar:
        """Return the axes of the radar in a workbook, where they are rows of a sheet."""
        return choose_spokes(tuple(map(_spoke, self.rows)))

    @property
    def left_out(self) -> int:
        """Return for how many skills a brief report gives no more than names and levels."""
        return len(self.rows) - len(self.gaps) if self.parts.is_brief else 0

    @property
    def shown_history(self) -> tuple[HistoryLine, ...]:
        """Return the history to show: empty unless it spans at least two dates."""
        return self.history if len({each.on for each in self.history}) > 1 else ()


def _spoke(row: Row) -> Spoke:
    return Spoke(
        row.title,
        row.area,
        row.level,
        row.target,
        short=row.short,
        must=row.must,
        low=row.low,
        high=row.high,
        sources=row.evidence,
        checks=row.checks,
        verified=row.verified,
    )
