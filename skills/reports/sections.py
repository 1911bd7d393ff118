"""Decide which sections each report has, and make them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any, Final, NamedTuple

from skills.guidance.plan import Plan, plan_for
from skills.guidance.plan_outlook import readiness_after
from skills.matrix import Matrix
from skills.records.record import Record
from skills.reports import review_facts
from skills.reports.breakdown import skill_sums, terms
from skills.reports.history_lines import history_lines
from skills.reports.next_steps import plan_lines, plan_reasons, plan_text, talking_points
from skills.reports.project_facts import day_of, link_facts, over_facts, verified_facts
from skills.reports.qualifications_and_day import credential_facts, day_lines, qualification_facts
from skills.reports.report import Extent, Parts
from skills.reports.report_lines import (
    AnswerLine,
    BlockLine,
    Changes,
    Fact,
    HistoryLine,
    LevelLine,
    NoteLine,
    PlanLine,
)
from skills.scoring.assessed import Assessed
from skills.scoring.readiness import Readiness
from skills.scoring.verdicts import Verdict
from skills.sentences.answers import answer_title
from skills.sentences.person import Person
from skills.sentences.results import target_status
from skills.sentences.verdicts import conditions_text, verdict_word


@dataclass(frozen=True)
class Sources:
    """What the sections of a report are made of.

    Attributes
    ----------
    shared : the record as reduced to what is shared.
    who : the person as the report speaks of them.
    changed_ratings, sign_offs : as for `build_report`.
    """

    record: Record
    shared: Record
    assessed: Assessed
    parts: Parts
    who: Person
    today: date
    changes: Changes | None
    changed_ratings: review_facts.ChangedRatings
    sign_offs: review_facts.SignOffs

    @property
    def matrix(self) -> Matrix:
        """Return the matrix of the results."""
        return self.assessed.matrix

    @property
    def readiness(self) -> Readiness:
        """Return the readiness for the profile aimed for."""
        return self.assessed.readiness

    @cached_property
    def plan(self) -> Plan:
        """Return the plan from today on."""
        return plan_for(self.assessed, self.today)

    @cached_property
    def working_day(self) -> tuple[tuple[BlockLine, ...], str]:
        """Return the blocks of the working day, and a text on them."""
        return day_lines(self.assessed, self.plan.steps, self.who)


def figure_of(readiness: Readiness) -> float | None:
    """Return readiness, 0 to 100, or None if too few statements are answered to state it."""
    if readiness.value is None or readiness.verdict is Verdict.unknown:
        return None
    return readiness.value * 100


def _musts(of: Sources) -> tuple[Fact, ...]:
    return tuple(
        Fact(of.matrix.skills[each.target.skill].title, target_status(each))
        for each in of.readiness.skill_gaps
        if each.target.must
    )


def _notes(of: Sources) -> tuple[NoteLine, ...]:
    if not of.parts.notes:
        return ()
    skills = of.matrix.skills
    return tuple(
        NoteLine(
            skills[each.skill].title if each.skill in skills else each.skill,
            each.text,
            day_of(each.at, of.record),
        )
        for each in of.record.notes
        if each.text.strip()
    )


def _role_levels(of: Sources) -> tuple[LevelLine, ...]:
    return tuple(
        LevelLine(
            title=of.matrix.profiles[each.profile].title,
            readiness=figure_of(each),
            verdict=verdict_word(each, of.who),
            musts=conditions_text(each),
            is_aim=each.profile == of.readiness.profile,
        )
        for each in of.assessed.levels
    )


def _plan(of: Sources) -> tuple[PlanLine, ...]:
    lines = plan_lines(of.matrix, of.readiness, of.plan.steps, of.assessed.limits, of.today)
    if not of.parts.is_brief:
        reasons = plan_reasons(of.assessed, of.plan, of.record, of.who)
        return tuple(replace(each, why=reasons[each.project]) for each in lines)
    return tuple(replace(each, about="", deliver="", accept="") for each in lines)


def _plan_text(of: Sources) -> str:
    # The mentor's report has two pages, and no space to say how good the plan is; that of the gaps
    # has three, and says it without the range.
    is_brief = of.parts.extent is Extent.mentor
    is_whole = of.parts.extent is Extent.whole
    after = readiness_after(of.assessed, of.plan.steps) if is_whole else None
    limits = of.assessed.limits
    return plan_text(
        of.matrix, of.readiness, of.plan, limits, of.who, after=after, is_brief=is_brief
    )


def _agreed(of: Sources) -> tuple[Fact, ...]:
    changed = of.changed_ratings if of.parts.answers else {}
    return review_facts.agreed_facts(of.shared, of.assessed, changed, of.sign_offs)


def _history(of: Sources) -> tuple[HistoryLine, ...]:
    states = (*of.record.history, of.record)
    zone = of.record.taken_at.tzinfo
    return history_lines(states, of.record.matrix.structure, zone, of.who)


def _answers(of: Sources) -> tuple[AnswerLine, ...]:
    if not of.parts.answers:
        return ()
    given = {each.statement: each for each in of.record.answers}
    return tuple(
        AnswerLine(
            skill.title,
            each.text,
            each.level,
            answer_title(each.scale, given[each.id].option),
            day_of(given[each.id].at, of.record),
        )
        for skill in of.matrix.skills.values()
        for each in skill.statements
        if each.id in given
    )


class Form(StrEnum):
    """An extent, where the mentor's report of two pages is one of its own."""

    whole = "whole"
    gaps = "gaps"
    mentor = "mentor"
    brief = "brief"
    cv = "cv"


class Section(NamedTuple):
    """A section of a report: how it is made, and which reports have it.

    Attributes
    ----------
    make : returns it; empty if there is nothing to say, or the person left it out.
    """

    make: Callable[[Sources], Any]
    forms: tuple[Form, ...]


_WHOLE: Final = (Form.whole,)
_FULL: Final = (Form.whole, Form.mentor)
_FOR_MENTORS: Final = (Form.mentor, Form.brief)
_ALL_BUT_BRIEF: Final = (Form.whole, Form.mentor, Form.cv)
_ALL_BUT_GAPS: Final = (*_ALL_BUT_BRIEF, Form.brief)
_REVIEWED: Final = (Form.whole, Form.gaps, Form.mentor)
_ALL_BUT_CV: Final = (*_REVIEWED, Form.brief)

SECTIONS: Final[Mapping[str, Section]] = {
    "musts": Section(_musts, _ALL_BUT_CV),
    "notes": Section(_notes, _ALL_BUT_CV),
    "role_levels": Section(_role_levels, _FULL),
    "qualifications": Section(
        lambda of: qualification_facts(of.record, of.matrix, of.who), _ALL_BUT_GAPS
    ),
    "credentials": Section(lambda of: credential_facts(of.record, of.today), _ALL_BUT_GAPS),
    "verified": Section(lambda of: verified_facts(of.record, of.matrix, of.today), tuple(Form)),
    "links": Section(lambda of: link_facts(of.shared), _ALL_BUT_BRIEF),
    "day": Section(lambda of: of.working_day[0], _FULL),
    "day_text": Section(lambda of: of.working_day[1], _FULL),
    "plan": Section(_plan, _ALL_BUT_CV),
    "plan_text": Section(_plan_text, _ALL_BUT_CV),
    "over": Section(lambda of: over_facts(of.record), _REVIEWED),
    "talking_points": Section(lambda of: talking_points(of.assessed, of.who), _FOR_MENTORS),
    "agreed": Section(_agreed, _REVIEWED),
    "agreed_effect": Section(
        lambda of: review_facts.agreed_effect(of.record, of.assessed), _REVIEWED
    ),
    "comments": Section(lambda of: review_facts.comment_facts(of.shared, of.matrix), _REVIEWED),
    "actions": Section(
        lambda of: review_facts.action_lines(of.shared, of.matrix, of.today), _REVIEWED
    ),
    "history": Section(_history, _FULL),
    "changes": Section(lambda of: of.changes, (*_FULL, Form.brief)),
    "answers": Section(_answers, _FULL),
    "terms": Section(lambda of: terms(of.matrix, of.readiness), _WHOLE),
    "sums": Section(
        lambda of: skill_sums(of.matrix, of.readiness) if of.parts.answers else (), _WHOLE
    ),
    "credits": Section(lambda of: of.matrix.credits, _WHOLE),
}
"""The sections by the names of their fields in a `Report`; all else is in every report."""


def sections_of(sources: Sources) -> dict[str, Any]:
    """Return the sections that a report has, by the names of their fields."""
    parts = sources.parts
    form = Form.brief if parts.is_brief else Form(parts.extent.value)
    return {name: each.make(sources) for name, each in SECTIONS.items() if form in each.forms}
