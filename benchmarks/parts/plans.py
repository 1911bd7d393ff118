"""Time plans, and compare them with simpler ways to choose projects."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from statistics import fmean, median
from typing import Final

from benchmarks.catalogues import invent
from benchmarks.simulated_people import PUBLISHED, answer_all
from benchmarks.tables import show_table
from benchmarks.verdicts import groups, shipped
from skills.entries.kinds import Mode
from skills.guidance.plan import make_plan
from skills.guidance.plan_builder import PlanBuilder
from skills.guidance.plan_steps import PlanStep
from skills.guidance.prerequisites import find_routes
from skills.scoring.assessed import Assessed, assess

BUDGETS: Final = (20, 40, 80)

LONG: Final = 60.0
"""Seconds to look for a plan whose time is measured: long enough to prove it."""

GAP_FIRST: Final = "biggest gap first"
BY_THE_HOUR: Final = "most in an hour"


def show(*, quick: bool) -> None:
    """Print both tables."""
    _show_times((80, 200) if quick else (80, 200, 1_000, 5_000), samples=2 if quick else 8)
    _show_gains(people=20 if quick else 1_000)


def _show_times(sizes: Sequence[int], samples: int) -> None:
    rows = []
    for size in sizes:
        for hours in (None, 40, 160):
            times, plain, proven = [], [], 0
            for seed in range(samples if size < 2_000 else max(2, samples // 2)):
                matrix, readiness, scores = invent(size, seed)
                begun = time.process_time()
                plan = make_plan(matrix, readiness, scores, hours=hours, seconds=LONG)
                times.append(time.process_time() - begun)
                proven += plan.is_best
                begun = time.process_time()
                PlanBuilder(matrix.projects, readiness, scores, {}).take_best(
                    hours=hours or math.inf
                )
                plain.append(time.process_time() - begun)
            rows.append(
                (
                    f"{size:,}",
                    "no limit" if hours is None else f"{hours} h",
                    f"{median(times) * 1000:,.0f}",
                    f"{max(times) * 1000:,.0f}",
                    f"{median(times) / median(plain):.0f}",
                    f"{proven} of {len(times)}",
                )
            )
    columns = ("projects", "hours", "CPU ms p50", "CPU ms max", f"p50 / {BY_THE_HOUR}", "proven")
    notes = ("Invented catalogues, 20 skills; the time includes the order of the steps.",)
    show_table("plans: time", columns, rows, notes)


def _show_gains(people: int) -> None:
    crowd = _everybody(people)
    rows = []
    for name, choose in ((GAP_FIRST, _gap_first), (BY_THE_HOUR, _by_the_hour)):
        for budget in BUDGETS:
            lost, saved = [], []
            for each in crowd:
                theirs = choose(each, budget)
                plan = make_plan(each.matrix, each.readiness, each.scores, hours=budget)
                before = each.readiness.value or 0.0
                reached = theirs[-1].after if theirs else before
                best = plan.steps[-1].after if plan.steps else before
                lost.append((best - reached) * 100)
                spent = math.fsum(step.project.hours for step in theirs)
                if spent:
                    saved.append(1 - _fewest_hours(each, reached, spent) / spent)
            rows.append(
                (name, f"{budget} h", f"{fmean(lost):.1f}", f"{max(lost):.1f}", f"{min(lost):.1f}",
                 f"{fmean(saved) * 100:.0f}", f"{len(saved):,}")
            )  # fmt: skip
    columns = (
        "chosen by",
        "hours",
        "points lost",
        "at most",
        "at least",
        "hours saved, %",
        "people",
    )
    notes = (
        "Simulated people with the shipped projects. Points: readiness of the plan minus theirs.",
        "A plan meets must-haves first, so it may have fewer points than what ignores them.",
        "Hours saved: by the shortest plan that gets as far as theirs, of their hours.",
    )
    show_table(f"plans: {len(crowd):,} people", columns, rows, notes)


def _everybody(people: int) -> list[Assessed]:
    """Return the results of simulated people who have something to plan."""
    found = [
        assess(shipped(), answers, {}, profile=group.profile.id, mode=Mode.full)
        for group in groups(people)
        for answers in answer_all(group, PUBLISHED)
    ]
    return [each for each in found if make_plan(each.matrix, each.readiness, each.scores).steps]


def _by_the_hour(each: Assessed, hours: float) -> list[PlanStep]:
    course = PlanBuilder(each.matrix.projects, each.readiness, each.scores, {})
    return course.take_best(hours=hours)


def _gap_first(each: Assessed, hours: float) -> list[PlanStep]:
    """Close the biggest gap with the project that leads furthest, then the next biggest."""
    course = PlanBuilder(each.matrix.projects, each.readiness, each.scores, {})
    steps: list[PlanStep] = []
    for gap in each.readiness.ordered():
        left = hours - math.fsum(step.project.hours for step in steps)
        start = course.plan_start([gap.target.skill])
        routes = find_routes(start.projects, start.levels, start.settled)
        by_id = {one.id: one for one in start.projects}
        chains = [
            routes.chain(one.id)
            for one in start.projects
            if one.id in routes.before and gap.target.skill in one.raises
        ]

        def cost(names: Sequence[str]) -> float:
            return math.fsum(by_id[one].hours for one in names)  # noqa: B023 - used at once

        def reached(names: Sequence[str]) -> int:
            raised = by_id[names[-1]].raises[gap.target.skill]  # noqa: B023 - used at once
            return min(raised, gap.target.level)  # noqa: B023 - used at once

        fitting = [names for names in chains if cost(names) <= left]
        if fitting and gap.readiness_loss > 0:
            best = min(fitting, key=lambda names: (-reached(names), cost(names), names))
            steps += course.take_best(best)
    return steps


def _fewest_hours(each: Assessed, wanted: float, most: float) -> float:
    """Return the fewest whole hours in which a plan gets so far, at most those given."""

    def gets_there(hours: float) -> bool:
        plan = make_plan(each.matrix, each.readiness, each.scores, hours=hours)
        after = plan.steps[-1].after if plan.steps else each.readiness.value or 0.0
        return after >= wanted - 1e-6

    low, high = 0, math.ceil(most)
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if gets_there(middle) else (middle + 1, high)
    return min(float(high), most)
