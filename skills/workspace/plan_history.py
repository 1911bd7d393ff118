"""Find the plan that an assessment had earlier, from its snapshots."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from skills.entries.assessment import Assessment
from skills.guidance.plan import Plan, plan_for
from skills.guidance.plan_changes import PlanChange, as_earlier, plan_changes
from skills.records.record import State
from skills.records.snapshot import assess_record
from skills.scoring.assessed import Assessed
from skills.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ChangedPlan:
    """What changed in a plan since an earlier day."""

    since: date
    changes: tuple[PlanChange, ...]


def changed_plan(
    workspace: Workspace, assessment: Assessment, assessed: Assessed, plan: Plan, now: datetime
) -> ChangedPlan | None:
    """Return what changed in a plan since the last snapshot of an earlier day, or None if nothing.

    A snapshot is compared if it has the same aim and its matrix the same structure. Its plan is
    made anew from what it holds, as of its day, so nothing else has to be kept.

    Parameters
    ----------
    now : in the person's time zone.
    """
    for each in workspace.store.latest_snapshots(workspace.owner, assessment.id):
        taken_at = each.taken_at.astimezone(now.tzinfo)
        is_same = (each.profile, each.structure) == (assessment.profile, assessed.matrix.structure)
        if is_same and taken_at.date() < now.date():
            changes = _changes_since(each.record, taken_at.date(), assessed, plan)
            return ChangedPlan(taken_at.date(), changes) if changes else None
    return None


def _changes_since(
    record: str, day: date, assessed: Assessed, plan: Plan
) -> tuple[PlanChange, ...]:
    earlier = assess_record(State.model_validate_json(record), assessed.matrix)
    return plan_changes(as_earlier(plan_for(earlier, day), earlier), plan, assessed)
