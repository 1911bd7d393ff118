"""Sentences about a plan, and questions for a talk with a mentor.

Texts are plain: callers escape what came from a matrix.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from skills.guidance.plan_steps import PlanStep
from skills.guidance.recommendations import Recommendation
from skills.matrix import Matrix
from skills.scoring.readiness import Readiness
from skills.scoring.verdicts import TOLERANCE, Verdict
from skills.sentences.addressee import YOU, Addressee
from skills.sentences.formats import level, listed, percent, plural, points, total

NO_PROJECTS: Final = "This matrix has no projects."

NEXT_PROJECT: Final = "Which project comes next, and when do we review it together?"


DONE_COUNTS: Final = "counting what's marked as done"

_TOTALS: Final = 5
"""Maximum number of totals in a sentence; the last one stands behind them."""


def plan_basis(
    readiness: Readiness, plan: Sequence[PlanStep], shown: int, addressee: Addressee = YOU
) -> str:
    """Explain how a plan counts points: the running total, and what the steps not listed add."""
    text = "Each project's points are what it adds on top of the ones before it"
    if counts_done(readiness, plan):
        you = addressee.say("you've", "they've")
        text = f"{text} and of what {you} marked as done"
    totals = running_total(plan[:shown]) if is_stated(readiness) else ""
    return f"{text}{f': {totals}' if totals else ''}.{_more(readiness, plan, shown, addressee)}"


def dates_basis(hours: float | None) -> str:
    """Return at what pace the dates of a plan are counted, or "" if it has none."""
    return f"Dates assume {plural(hours, 'hour')} a week." if hours else ""


def _more(readiness: Readiness, plan: Sequence[PlanStep], shown: int, addressee: Addressee) -> str:
    left = len(plan) - shown
    if left <= 0:
        return ""
    more = f" {plural(left, 'more project')}"
    if not is_stated(readiness):
        return f"{more} would follow."
    return f"{more} would take {addressee.say('you', 'them')} to {whole(plan[-1].after)}."


def counts_done(readiness: Readiness, plan: Sequence[PlanStep]) -> bool:
    """Return whether a plan starts above the readiness of today, from what is marked as done."""
    if not plan or readiness.value is None:
        return False
    return shown_total(plan[0].before) > shown_total(readiness.value)


def is_stated(readiness: Readiness) -> bool:
    """Return whether readiness is stated at all, and with it the running total of a plan."""
    return readiness.verdict is not Verdict.unknown


def running_total(plan: Sequence[PlanStep]) -> str:
    """Return readiness before and after the steps of a plan, each number once: “81 → 88 → 90”.

    It is "" if the steps together do not add a whole point.
    """
    shares = (*(each.before for each in plan[:1]), *(each.after for each in plan))
    totals = list(dict.fromkeys(whole(each) for each in shares))
    if len(totals) == 1:
        return ""
    if len(totals) > _TOTALS + 1:
        totals = [*totals[:_TOTALS], "…", totals[-1]]
    return " → ".join(totals)


def whole(share: float) -> str:
    """Format readiness as whole points, like its percentage."""
    return percent(share).removesuffix("%")


def rise(step: PlanStep) -> float:
    """Return the points a step adds between its totals as shown, so that they add up as shown."""
    return round(shown_total(step.after) - shown_total(step.before), 1)


def shown_total(share: float) -> float:
    """Return readiness in points, 0 to 100, as it is shown with one decimal."""
    return float(total(share))


def step_gain(readiness: Readiness, plan: Sequence[PlanStep], step: PlanStep) -> str:
    """Return what a step of a plan brings: points, a must-have, or what it is needed for."""
    if rise(step) > 0:
        return f"+{rise(step):.1f} points"
    if step.gain > TOLERANCE:
        return "less than 0.1 points"
    if step.goal:
        return f"needed for step {place(plan, step.goal.id)}"
    return _toward_musts(readiness, step) or "adds no points"


def _toward_musts(readiness: Readiness, step: PlanStep) -> str:
    """Return whether a step meets a must-have or gets closer to one, or "" if it does neither."""
    musts = {e.target.skill: e.target.level for e in readiness.skill_gaps if e.target.must}
    raised = {skill: to for skill, _, to in step.lifts if skill in musts}
    if any(to >= musts[skill] for skill, to in raised.items()):
        return "meets a must-have"
    return "gets closer to a must-have" if raised else ""


def step_total(readiness: Readiness, plan: Sequence[PlanStep], step: PlanStep) -> str:
    """Return what a step brings with the running total: “+6.2 points → 87.4”."""
    gain = step_gain(readiness, plan, step)
    return f"{gain} → {total(step.after)}" if is_stated(readiness) and rise(step) > 0 else gain


def gain_by_itself(recommendation: Recommendation) -> str:
    """Return what a project that is not in the plan would bring instead.

    Where others have to come before it, it is what the project adds after them.
    """
    gain = points(recommendation.gain)
    text = f"+{gain} points" if float(gain) else "less than 0.1 points"
    return f"{text} {'on its own' if recommendation.is_open else 'on top of what comes first'}"


def goal_text(plan: Sequence[PlanStep], step: PlanStep, addressee: Addressee = YOU) -> str:
    """Return the step of the plan for whose sake another comes earlier, or "" if for its own."""
    if step.goal is None:
        return ""
    whose = addressee.say("your plan", "the plan")
    return f"“{step.goal.title}”, step {place(plan, step.goal.id)} of {whose}"


def place(plan: Sequence[PlanStep], project: str) -> int:
    """Return the place of a project in a plan, from 1, or 0 if it is not in it."""
    return next((number for number, each in enumerate(plan, 1) if each.project.id == project), 0)


def lifts_text(matrix: Matrix, lifts: Iterable[tuple[str, float | None, int]]) -> str:
    """Return which skills a project raises, from which level to which."""
    return listed(
        [f"{matrix.skills[skill].title} from {level(now)} to {to}" for skill, now, to in lifts]
    )


def ask_about_musts(titles: Sequence[str]) -> str:
    """Return the question about must-haves that are not met, or "" if there are none."""
    if not titles:
        return ""
    return f"Must-haves not met yet: {listed(titles)}. What would count as evidence?"


def ask_about_losses(titles: Sequence[str]) -> str:
    """Return the question about the largest readiness losses, or "" if there are none."""
    if not titles:
        return ""
    return f"The biggest gaps are in {listed(titles)}. Does that match what others see?"


def ask_about_unseen(titles: Sequence[str]) -> str:
    """Return the question about skills that are not assessed, or "" if there are none."""
    return f"Not assessed: {listed(titles)}. What evidence is there?" if titles else ""


def ask_why_apart(title: str, rating: float, checks: float) -> str:
    """Return the question why a self-rating and the knowledge checks differ."""
    return f"{title}: self-rating {level(rating)}, checks {level(checks)}. Why?"
