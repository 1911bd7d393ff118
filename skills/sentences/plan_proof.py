"""Sentences about how good a plan is: what no other one reaches, how sure that is, what limits it.

Texts are plain: callers escape what came from a matrix.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from skills.entries.plan_limits import PlanLimits
from skills.guidance.plan import Plan
from skills.matrix import Matrix
from skills.scoring.readiness import Readiness
from skills.scoring.rounding import round_up
from skills.scoring.skill_gap import SkillGap
from skills.sentences.formats import (
    capitalised,
    day,
    listed,
    percent,
    percent_range,
    plural,
    points,
    total,
)
from skills.sentences.must_haves import FEW_NAMED, named
from skills.sentences.next_steps import counts_done, is_stated
from skills.sentences.person import YOU, Person
from skills.sentences.verdicts import how_likely

_ALL: Final = total(1.0)
"""All points, beyond which there are none to reach."""


def proof_text(
    matrix: Matrix, readiness: Readiness, plan: Plan, limits: PlanLimits, who: Person = YOU
) -> str:
    """Return how good a plan is: that no other is better, or that this was not proven."""
    if plan.excess:
        return excess_text(plan, limits, who)
    if not plan.steps:
        return ""
    if not plan.is_best:
        return f"There wasn't enough time to rule out a better plan.{_bound(readiness, plan)}"
    among = _among(matrix, plan, limits, who)
    if plan.hours is None:
        return _sentence(f"{among}{_shortest(readiness, plan, who)}")
    within, higher = within_text(plan.hours, limits), _higher(readiness, plan)
    if more := _more_musts(_gaps(matrix, readiness, limits)):
        musts = f"no other plan meets more {more}, and none that meets as many"
        return _sentence(f"{among}{within}, {musts} {higher}.")
    return _sentence(f"{among}{within}, no other plan {higher}.")


def _shortest(readiness: Readiness, plan: Plan, who: Person) -> str:
    """Return that no plan gets further than one without a limit, or as far in fewer hours."""
    you, further = who.say("you", "them"), ""
    if (gain := _gain(readiness, plan)) is not None:
        return f"no other plan adds more than {gain} points there, or as many in fewer hours."
    if plan.gain is None and is_stated(readiness):
        most = total(plan.steps[-1].after)
        if most == _ALL:
            return f"no other plan gets {you} to 100% in fewer hours."
        further = f" than {most} points"
    return f"no other plan takes {you} further{further}, or gets {you} there in fewer hours."


def _higher(readiness: Readiness, plan: Plan) -> str:
    """Return what no other plan does, with its number of points where that is stated."""
    if (gain := _gain(readiness, plan)) is not None:
        return f"adds more than {gain} points there"
    if plan.most is not None and is_stated(readiness):
        return f"scores higher than {total(plan.steps[-1].after)}"
    return "gets further"


def _gain(readiness: Readiness, plan: Plan) -> str | None:
    """Return the points that a plan adds in the only area, or None if there are none to state."""
    if plan.gain is None or not is_stated(readiness):
        return None
    found = points(plan.gain)
    return found if float(found) else None


def outlook_text(now: Readiness, after: Readiness, who: Person = YOU) -> str:
    """Return the likely range of readiness before and after a plan, or "" if it is not stated.

    Nobody knows before what somebody will learn, so the range after the plan is one if its projects
    lead to their levels.
    """
    if not is_stated(now):
        return ""
    before, then = (percent_range(each.low, each.high) for each in (now, after))
    return (
        f"Likely range now: {before} {how_likely(now, who)}. After the plan: {then}, if each "
        f"project really takes {who.say('you', 'them')} to the levels given for it."
    )


def musts_left_text(matrix: Matrix, after: Readiness) -> str:
    """Return which must-haves a plan leaves unmet, or that it meets all, or "" without any."""
    if not is_stated(after) or not any(each.target.must for each in after.skill_gaps):
        return ""
    if not after.missing_musts:
        return "With the plan, every must-have would be met."
    missing = plural(len(after.missing_musts), "must-have")
    titles = listed(named(matrix, after.missing_musts, FEW_NAMED))
    return f"{missing} would still be missing after the plan: {titles}."


def excess_text(plan: Plan, limits: PlanLimits, who: Person = YOU) -> str:
    """Return by how many hours what is started and planned exceeds the hours there are."""
    you, have = who.say("you've", "they've"), who.say("you have", "they have")
    by = f" until {day(limits.until)}" if limits.until else ""
    return (
        f"The projects {you} started or planned need {plural(plan.excess, 'more hour')} than "
        f"{have}{by}."
    )


def later_text(readiness: Readiness, plan: Plan) -> str:
    """Return what more hours would bring, or "" if nothing."""
    if not plan.later:
        return ""
    hours = plural(sum(each.project.hours for each in plan.later), "hour")
    size = f"{plural(len(plan.later), 'more project')}, {hours}"
    if not is_stated(readiness):
        return f"{size}."
    done = (
        " and what you've marked as done"
        if counts_done(readiness, plan.steps or plan.later)
        else ""
    )
    return f"{size}: with all of them{done} you'd be at {percent(plan.later[-1].after)}."


def _bound(readiness: Readiness, plan: Plan) -> str:
    """Return what no plan exceeds, in whole points, rounded up; "" if that is not known."""
    if plan.most is None or not is_stated(readiness):
        return ""
    return f" No plan gets further than {round_up(plan.most * 100):.0f} points."


def _among(matrix: Matrix, plan: Plan, limits: PlanLimits, who: Person) -> str:
    """Return which plans are compared, if not all of them."""
    have = who.say("you've", "they've")
    parts = (
        (f"for {matrix.areas_by_id[limits.area].title} alone" if limits.area else ""),
        (f"with what {have} started and planned" if any(e.status for e in plan.steps) else ""),
        (f"counting what {have} marked as done" if plan.left_out.has_done else ""),
        (f"without repeating what {have} done" if plan.left_out.has_repeats else ""),
        (f"leaving out what {have} dropped" if plan.left_out.has_dropped else ""),
    )
    return "".join(f"{each}, " for each in parts if each)


def _gaps(matrix: Matrix, readiness: Readiness, limits: PlanLimits) -> list[SkillGap]:
    """Return the gaps that a plan may close."""
    area = matrix.areas_by_id.get(limits.area)
    wanted = {each.id for each in area.skills} if area else set(matrix.skills)
    return [each for each in readiness.skill_gaps if each.target.skill in wanted]


def _more_musts(gaps: Sequence[SkillGap]) -> str:
    """Return the must-haves of which a plan meets most, or "" if it can meet none.

    A plan raises levels, so it leaves a must-have that an estimate meets to an answer.
    """
    musts = [each for each in gaps if each.target.must]
    if all(each.is_met for each in musts):
        return ""
    is_estimated = any(each.is_met and not each.is_reached for each in musts)
    return "of the must-haves that are below their level" if is_estimated else "must-haves"


def within_text(hours: float, limits: PlanLimits) -> str:
    """Return how many hours there are, and until when: "within 8 hours"."""
    if limits.until is None:
        return f"within {plural(hours, 'hour')}"
    return f"within the {plural(hours, 'hour')} until {day(limits.until)}"


def _sentence(text: str) -> str:
    return capitalised(text)
