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
from skills.sentences.addressee import Addressee
from skills.sentences.answers import answer_title
from skills.sentences.results import target_status
from skills.sentences.verdicts import conditions_text, verdict_word


@dataclass(frozen=True)
class Sources:
    """What the sections of a report are made of.

    Attributes
    ----------
    shared : the record as reduced to what is shared.
    addressee : the person as the report speaks of them.
    changed_ratings, sign_offs : as for `build_report`.
    """

    record: Record
    shared: Record
    assessed: Assessed
    parts: Parts
    addressee: Addressee
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
        return day_lines(self.assessed, self.plan.steps, self.addressee)


def figure_of(readiness: Readiness) -> float | None:
    """Return readiness, 0 to 100, or None if too few statements are answered to state it."""
    if readiness.value is None or readiness.verdict is Verdict.unknown:
        return None
    return readiness.value * 100


def _musts(sources: Sources) -> tuple[Fact, ...]:
    return tuple(
        Fact(sources.matrix.skills[each.target.skill].title, target_status(each))
        for each in sources.readiness.skill_gaps
        if each.target.must
    )


def _notes(sources: Sources) -> tuple[NoteLine, ...]:
    if not sources.parts.notes:
        return ()
    skills = sources.matrix.skills
    return tuple(
        NoteLine(
            skills[each.skill].title if each.skill in skills else each.skill,
            each.text,
            day_of(each.at, sources.record),
        )
        for each in sources.record.notes
        if each.text.strip()
    )


def _role_levels(sources: Sources) -> tuple[LevelLine, ...]:
    return tuple(
        LevelLine(
            title=sources.matrix.profiles[each.profile].title,
            readiness=figure_of(each),
            verdict=verdict_word(each, sources.addressee),
            musts=conditions_text(each),
            is_aim=each.profile == sources.readiness.profile,
        )
        for each in sources.assessed.role_readiness
    )


def _plan(sources: Sources) -> tuple[PlanLine, ...]:
    lines = plan_lines(
        sources.matrix,
        sources.readiness,
        sources.plan.steps,
        sources.assessed.limits,
        sources.today,
    )
    if not sources.parts.is_brief:
        reasons = plan_reasons(sources.assessed, sources.plan, sources.record, sources.addressee)
        return tuple(replace(each, why=reasons[each.project]) for each in lines)
    return tuple(replace(each, about="", deliver="", accept="") for each in lines)


def _plan_text(sources: Sources) -> str:
    # The mentor's report has two pages, and no space to say how good the plan is; that of the gaps
    # has three, and says it without the range.
    is_brief = sources.parts.extent is Extent.mentor
    is_whole = sources.parts.extent is Extent.whole
    after = readiness_after(sources.assessed, sources.plan.steps) if is_whole else None
    limits = sources.assessed.limits
    return plan_text(
        sources.matrix,
        sources.readiness,
        sources.plan,
        limits,
        sources.addressee,
        after=after,
        is_brief=is_brief,
    )


def _agreed(sources: Sources) -> tuple[Fact, ...]:
    changed = sources.changed_ratings if sources.parts.answers else {}
    return review_facts.agreed_facts(sources.shared, sources.assessed, changed, sources.sign_offs)


def _history(sources: Sources) -> tuple[HistoryLine, ...]:
    states = (*sources.record.history, sources.record)
    zone = sources.record.taken_at.tzinfo
    return history_lines(states, sources.record.matrix.structure, zone, sources.addressee)


def _answers(sources: Sources) -> tuple[AnswerLine, ...]:
    if not sources.parts.answers:
        return ()
    given = {each.statement: each for each in sources.record.answers}
    return tuple(
        AnswerLine(
            skill.title,
            each.text,
            each.level,
            answer_title(each.scale, given[each.id].option),
            day_of(given[each.id].at, sources.record),
        )
        for skill in sources.matrix.skills.values()
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
        lambda sources: qualification_facts(sources.record, sources.matrix, sources.addressee),
        _ALL_BUT_GAPS,
    ),
    "credentials": Section(
        lambda sources: credential_facts(sources.record, sources.today), _ALL_BUT_GAPS
    ),
    "verified": Section(
        lambda sources: verified_facts(sources.record, sources.matrix, sources.today), tuple(Form)
    ),
    "links": Section(lambda sources: link_facts(sources.shared), _ALL_BUT_BRIEF),
    "day": Section(lambda sources: sources.working_day[0], _FULL),
    "day_text": Section(lambda sources: sources.working_day[1], _FULL),
    "plan": Section(_plan, _ALL_BUT_CV),
    "plan_text": Section(_plan_text, _ALL_BUT_CV),
    "over": Section(lambda sources: over_facts(sources.record), _REVIEWED),
    "talking_points": Section(
        lambda sources: talking_points(sources.assessed, sources.addressee), _FOR_MENTORS
    ),
    "agreed": Section(_agreed, _REVIEWED),
    "agreed_effect": Section(
        lambda sources: review_facts.agreed_effect(sources.record, sources.assessed), _REVIEWED
    ),
    "comments": Section(
        lambda sources: review_facts.comment_facts(sources.shared, sources.matrix), _REVIEWED
    ),
    "actions": Section(
        lambda sources: review_facts.action_lines(sources.shared, sources.matrix, sources.today),
        _REVIEWED,
    ),
    "history": Section(_history, _FULL),
    "changes": Section(lambda sources: sources.changes, (*_FULL, Form.brief)),
    "answers": Section(_answers, _FULL),
    "terms": Section(lambda sources: terms(sources.matrix, sources.readiness), _WHOLE),
    "sums": Section(
        lambda sources: (
            skill_sums(sources.matrix, sources.readiness) if sources.parts.answers else ()
        ),
        _WHOLE,
    ),
    "credits": Section(lambda sources: sources.matrix.credits, _WHOLE),
}
"""The sections by the names of their fields in a `Report`; all else is in every report."""


def sections_of(sources: Sources) -> dict[str, Any]:
    """Return the sections that a report has, by the names of their fields."""
    parts = sources.parts
    form = Form.brief if parts.is_brief else Form(parts.extent.value)
    return {name: each.make(sources) for name, each in SECTIONS.items() if form in each.forms}
