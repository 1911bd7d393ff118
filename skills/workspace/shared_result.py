"""The result of an assessment for whoever opened a read-only link."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from skills.entries.assessment import Assessment
from skills.guidance.plan import plan_for
from skills.guidance.plan_steps import PlanStep
from skills.records.snapshot import record_of, state_of
from skills.reports.build_report import build_report
from skills.reports.report import Extent, Parts, Report
from skills.scoring.assessed import Assessed, assess_entries
from skills.workspace import Workspace
from skills.workspace.access import ReadAccess
from skills.workspace.assessment import unmoved

PARTS: Final = Parts(Extent.mentor, answers=False)
"""What a report by a read-only link includes: notes, but no single answer and no data attached."""


@dataclass(frozen=True, slots=True)
class SharedResult:
    """A result as somebody else sees it.

    Attributes
    ----------
    plan : the steps of the person's plan.
    report : what the page and the file say; it speaks of the person as somebody else.
    """

    assessment: Assessment
    assessed: Assessed
    plan: tuple[PlanStep, ...]
    report: Report


def shared_result(workspace: Workspace, access: ReadAccess, now: datetime) -> SharedResult:
    """Return the current result of an assessment, made of what may be read.

    Parameters
    ----------
    workspace : that of the person whose assessment it is.

    Raises
    ------
    NotFound
        If the assessment was erased.
    NoMatrix
        If its matrix is not available any more.
    """
    assessment, matrix = unmoved(workspace, access.assessment)
    entries = tuple(access.entries().values())
    assessed = assess_entries(assessment, entries, matrix, now.date())
    record = record_of(state_of(assessment, entries, assessed, now), assessed)
    report = build_report(record, assessed, PARTS, today=now.date())
    plan = plan_for(assessed, now.date()).steps
    return SharedResult(assessment, assessed, plan, report)
