"""Compare a plan with an earlier one, and find why projects came in and went out."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from skills.guidance.plan import Plan
from skills.guidance.plan_steps import PlanStep, lifts
from skills.guidance.prerequisites import Levels, with_assumed_levels
from skills.matrix import Project
from skills.scoring.assessed import Assessed
from skills.scoring.levels import levels_of
from skills.scoring.verdicts import TOLERANCE


class ChangeReason(StrEnum):
    """Why a project came into a plan or went out of it."""

    done = "done"
    dropped = "dropped"
    reached = "reached"
    covered = "covered"
    less_time = "less-time"
    replaced = "replaced"
    chosen = "chosen"
    lower_level = "lower-level"
    better = "better"


@dataclass(frozen=True, slots=True)
class PlanChange:
    """A project that came into a plan or went out of it.

    Attributes
    ----------
    skill : id of the skill that is the reason, or "" if none is.
    """

    project: Project
    is_new: bool
    reason: ChangeReason
    skill: str = ""


@dataclass(frozen=True, slots=True)
class EarlierPlan:
    """What a later plan is compared with.

    Attributes
    ----------
    projects : those of its steps.
    hours : how many there were, or None without a limit.
    levels : the levels that it was made from, by skill id.
    """

    projects: tuple[Project, ...]
    hours: float | None
    levels: Levels


@dataclass(frozen=True, slots=True)
class SeenPlans:
    """The plan that somebody saw last, and the one before their levels last changed.

    Attributes
    ----------
    before : None as long as they have seen no plan for other levels.
    """

    last: EarlierPlan
    before: EarlierPlan | None = None

    def see(self, plan: EarlierPlan) -> SeenPlans:
        """Return what they have seen once they see another plan for the same target."""
        is_same = plan.levels == self.last.levels
        return SeenPlans(plan, self.before if is_same else self.last)


def as_earlier(plan: Plan, assessed: Assessed) -> EarlierPlan:
    """Return what to keep of a plan for comparing a later one with it."""
    return EarlierPlan(
        tuple(each.project for each in plan.steps), plan.hours, levels_of(assessed.scores)
    )


def plan_changes(before: EarlierPlan, now: Plan, assessed: Assessed) -> tuple[PlanChange, ...]:
    """Return what changed since an earlier plan under the same matrix, what came in first."""
    then = {each.id for each in before.projects}
    planned = {each.project.id for each in now.steps}
    additions = (
        _explain_addition(each, before, assessed)
        for each in now.steps
        if each.project.id not in then
    )
    removals = _explain_removals(before, now, assessed, planned)
    return (*additions, *removals)


def _explain_addition(step: PlanStep, before: EarlierPlan, assessed: Assessed) -> PlanChange:
    """Return why a project is new: the person chose it, a level is lower, or it is better now."""
    if step.status:
        return PlanChange(step.project, is_new=True, reason=ChangeReason.chosen)
    now = levels_of(assessed.scores)
    for skill, *_ in step.lifts:
        if (now[skill] or 0.0) < (before.levels.get(skill) or 0.0) - TOLERANCE:
            return PlanChange(step.project, True, ChangeReason.lower_level, skill)
    return PlanChange(step.project, is_new=True, reason=ChangeReason.better)


def _explain_removals(
    before: EarlierPlan, now: Plan, assessed: Assessed, planned: Collection[str]
) -> Iterator[PlanChange]:
    """Yield the projects that left the plan, each with its reason."""
    has_less = now.hours is not None and (before.hours is None or now.hours < before.hours)
    for project in before.projects:
        if project.id in planned:
            continue
        status = assessed.project_statuses.get(project.id)
        if status in {"done", "dropped"}:
            reason = ChangeReason(status)
        elif _adds_nothing(project, assessed, levels_of(assessed.scores)):
            reason = ChangeReason.reached
        elif _adds_nothing(
            project,
            assessed,
            with_assumed_levels(levels_of(assessed.scores), assessed.assumed_levels),
        ):
            reason = ChangeReason.covered
        else:
            reason = ChangeReason.less_time if has_less else ChangeReason.replaced
        yield PlanChange(project, is_new=False, reason=reason)


def _adds_nothing(project: Project, assessed: Assessed, levels: Levels) -> bool:
    """Return whether it is known that a project raises no skill towards its target any more."""
    targets = {each.skill: each for each in assessed.profile.targets}
    is_known = all(levels.get(each) is not None for each in project.raises if each in targets)
    return is_known and not lifts(project.raises, levels, targets)
