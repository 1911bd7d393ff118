"""Sentences about a plan without a step: why it is empty, and which limit to lift.

Texts are plain: callers escape what came from a matrix.
"""

from __future__ import annotations

from collections.abc import Collection

from skills.entries.plan_limits import NO_LIMITS, PlanLimits
from skills.guidance.plan import Plan
from skills.guidance.plan_left_out import LeftOut
from skills.matrix import Matrix
from skills.scoring.readiness import Readiness
from skills.scoring.skill_gap import reaches
from skills.sentences.addressee import YOU, Addressee
from skills.sentences.formats import plural
from skills.sentences.plan_proof import within_text


def no_plan_text(
    matrix: Matrix,
    readiness: Readiness,
    plan: Plan,
    limits: PlanLimits = NO_LIMITS,
    addressee: Addressee = YOU,
) -> str:
    """Return why a plan has no step, and which limit to lift if that would help."""
    reason = _out_of_hours(matrix, plan, limits)
    if reason:
        return reason
    reason = _reason(matrix, readiness, plan, limits, addressee)
    return f"{reason} {_lift_text(plan, addressee)}".rstrip()


def _out_of_hours(matrix: Matrix, plan: Plan, limits: PlanLimits) -> str:
    """Return that no project fits into the hours, or "" if that is not why a plan is empty."""
    if plan.hours is None or not plan.later:
        return ""
    return (
        f"No project{_in_area(matrix, limits)} that helps fits {within_text(plan.hours, limits)}."
    )


def _reason(
    matrix: Matrix, readiness: Readiness, plan: Plan, limits: PlanLimits, addressee: Addressee
) -> str:
    """Return why no project is left; one for a skill without answers might still help."""
    skills = _skills(matrix, limits)
    unknown = {
        each.target.skill
        for each in readiness.skill_gaps
        if each.score.is_applicable and not each.score.is_assessed
    } & skills
    here = _in_area(matrix, limits)
    if any(unknown & set(each.raises) for each in matrix.projects):
        have = "hasn't" if len(unknown) == 1 else "haven't"
        return (
            f"More answers are needed to see which projects{here} would help: "
            f"{plural(len(unknown), 'skill')} {have} been assessed yet."
        )
    if text := _left_out_text(plan.left_out, here, addressee):
        return text
    if _is_any_worth_it(matrix, readiness, skills):
        levels = addressee.say("your current levels", "their current levels")
        have = addressee.say("you've", "they've")
        rest = f", leaving out what {have} dropped" if plan.left_out.has_dropped else ""
        return f"No project{here or ' in this matrix'} can be started at {levels}{rest}."
    your = addressee.say("your", "their")
    return f"No project{here or ' in this matrix'} would raise {your} readiness."


def _skills(matrix: Matrix, limits: PlanLimits) -> frozenset[str]:
    """Return the ids of the skills that a plan may raise."""
    area = matrix.areas_by_id.get(limits.area)
    return frozenset(each.id for each in area.skills) if area else frozenset(matrix.skills)


def _in_area(matrix: Matrix, limits: PlanLimits) -> str:
    area = matrix.areas_by_id.get(limits.area)
    return f" for {area.title}" if area else ""


def _lift_text(plan: Plan, addressee: Addressee) -> str:
    """Return which limit to lift if projects for other skills would help, or ""."""
    if not plan.helps_elsewhere:
        return ""
    return addressee.say(
        "Others would help: on the plan page, set “Skills to raise” to “All skills”.",
        "Projects for other skills would help.",
    )


def _left_out_text(left_out: LeftOut, in_area: str, addressee: Addressee) -> str:
    """Return that every project that would help is done or dropped, or "" if that is not why."""
    is_done = left_out.has_done or left_out.has_repeats
    if left_out.has_others or not (is_done or left_out.has_dropped):
        return ""
    have, every = addressee.say("You've", "{Name} has"), f"every project{in_area} that would help."
    if is_done and left_out.has_dropped:
        return f"{have} done or dropped {every}"
    if left_out.has_dropped:
        return f"{have} dropped {every}"
    again = "Rate the skills again to see the difference." if left_out.has_done else ""
    return f"{have} done {every} {addressee.say(again, '')}".rstrip()


def _is_any_worth_it(matrix: Matrix, readiness: Readiness, skills: Collection[str]) -> bool:
    gaps = {e.target.skill: e for e in readiness.skill_gaps if e.is_gap and not e.is_met}
    return any(
        skill in skills and skill in gaps and not reaches(gaps[skill].score.level, level)
        for project in matrix.projects
        for skill, level in project.raises.items()
    )
