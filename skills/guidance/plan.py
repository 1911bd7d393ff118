"""Make the plan: the best projects for the available hours, in order; every plan is made here."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import Final

from skills.guidance.plan_builder import PlanBuilder
from skills.guidance.plan_left_out import NOTHING_LEFT_OUT, LeftOut, find_left_out
from skills.guidance.plan_optimum import SECONDS, BestChoice, choose
from skills.guidance.plan_problem import PlanStart, build_problem, find_unstartable
from skills.guidance.plan_steps import PlanStep
from skills.guidance.schedule import hours_until
from skills.matrix import Matrix
from skills.scoring import Score
from skills.scoring.assessed import Assessed
from skills.scoring.readiness import Readiness

_DIGITS: Final = 9
"""Decimal places of hours that count: what sums lose beyond them is no shortage."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The projects chosen within the available hours, in order, and whether the choice is optimal.

    Attributes
    ----------
    steps : what to do.
    later : what would still add something with more hours, after the steps.
    hours : the available hours, or None without a limit.
    is_best : whether it is proven that no other choice is better.
    most : readiness that no other plan exceeds, 0 to 1, or None if that is not known. Plans are
        compared that take what the person has started and planned, reach as many must-haves and
        fit into the hours.
    gain : readiness that the steps add in the only skills to raise, 0 to 1, or None if all are to
        be raised.
    left_out : what the plan assumes or leaves out because the person said so.
    helps_elsewhere : whether there is no step for the skills to raise, but one for others would
        fit.
    """

    steps: tuple[PlanStep, ...] = ()
    later: tuple[PlanStep, ...] = ()
    hours: float | None = None
    is_best: bool = True
    most: float | None = None
    gain: float | None = None
    left_out: LeftOut = NOTHING_LEFT_OUT
    helps_elsewhere: bool = False

    @property
    def spent(self) -> float:
        """Return the total hours of all steps."""
        return math.fsum(each.project.hours for each in self.steps)

    @property
    def excess(self) -> float:
        """Return how many hours the steps take beyond the limit, 0 if they fit."""
        return 0.0 if self.hours is None else max(0.0, round(self.spent - self.hours, _DIGITS))


def plan_for(assessed: Assessed, today: date) -> Plan:
    """Return a person's plan, given what they said about projects, hours and dates.

    This is the plan that page, report, calendar and files show.
    """
    limits = assessed.limits
    area = assessed.matrix.areas_by_id.get(limits.area)
    return make_plan(
        assessed.matrix,
        assessed.readiness,
        assessed.scores,
        assessed.project_statuses,
        wishes=assessed.wishes,
        hours=hours_until(limits, today),
        skills=[each.id for each in area.skills] if area else None,
        assumed_levels=assessed.assumed_levels,
    )


def make_plan(  # noqa: PLR0913 - each is another wish of the person
    matrix: Matrix,
    readiness: Readiness,
    scores: Mapping[str, Score],
    statuses: Mapping[str, str] = MappingProxyType({}),
    *,
    wishes: Collection[str] = (),
    hours: float | None = None,
    skills: Collection[str] | None = None,
    assumed_levels: Mapping[str, int] = MappingProxyType({}),
    seconds: float = SECONDS,
) -> Plan:
    """Return the plan that reaches the most within the hours.

    Started projects come first, then planned ones, whether they fit or not. The others are chosen
    so that the plan reaches most must-haves, then most readiness, then most in skills in which the
    person wants to grow, in the fewest hours. They are ordered by what an hour of them brings.

    Parameters
    ----------
    statuses : project id to its status, in the order in which they were set. Done and dropped
        projects are left out; a done one counts as a prerequisite.
    wishes : ids of the skills in which the person wants to grow.
    hours : hours at most, or None without a limit.
    skills : ids of the skills to raise, or None for all.
    assumed_levels : skill id to the level that done projects lead to, where the person has not
        rated the skill since; the steps come on top of these levels, which change no score.
    seconds : how long to look for the best plan.
    """
    if readiness.value is None:
        return Plan(hours=hours)
    new_builder = partial(
        PlanBuilder,
        matrix.projects,
        readiness,
        scores,
        statuses,
        wishes,
        assumed_levels=assumed_levels,
    )
    builder = new_builder()
    marked = builder.take_marked(statuses)
    hours_left = _hours_left(hours, marked)
    start = builder.plan_start(skills)
    before = builder.readiness()
    best = _choose(start, hours_left, seconds)
    if best is None:
        chosen = builder.take_best(hours=hours_left)
    else:
        chosen = builder.take_best(best.projects)
    steps = (*marked, *chosen)
    # With only some skills to raise, what comes later is what could have been chosen.
    later = builder.take_best(None if skills is None else build_problem(start, None).minutes)
    helps_elsewhere = (
        skills is not None
        and not (steps or later)
        and _other_skills_help(new_builder(), hours_left)
    )
    return Plan(
        steps=steps,
        later=tuple(later),
        hours=hours,
        is_best=best is not None and best.is_best,
        most=min(1.0, before + best.most) if best and skills is None else None,
        gain=None if skills is None else _gain(start, steps),
        left_out=find_left_out(matrix.projects, start.targets, scores, statuses, assumed_levels),
        helps_elsewhere=helps_elsewhere,
    )


def _hours_left(hours: float | None, steps: Iterable[PlanStep]) -> float:
    """Return the hours that are left after some steps, infinite without a limit."""
    if hours is None:
        return math.inf
    spent = math.fsum(each.project.hours for each in steps)
    return max(0.0, round(hours - spent, _DIGITS))


def _other_skills_help(builder: PlanBuilder, hours: float) -> bool:
    """Return whether any project that adds something fits, whatever skill it raises."""
    return bool(builder.take_best(hours=hours))


def _gain(start: PlanStart, steps: Iterable[PlanStep]) -> float:
    """Return the readiness that steps add in the skills to raise."""
    found = (lift for each in steps for lift in each.lifts)
    return math.fsum(
        start.gain_per_level[skill] * (to - now)
        for skill, now, to in found
        if skill in start.targets
    )


def _choose(start: PlanStart, hours: float, seconds: float) -> BestChoice | None:
    """Return the best projects for the hours, or None if none were found in time."""
    projects = {each.id: each for each in start.projects}
    problem = build_problem(start, hours if math.isfinite(hours) else None)
    return choose(
        problem,
        lambda chosen: find_unstartable(start, [projects[each] for each in chosen]),
        seconds,
    )
