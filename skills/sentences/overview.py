"""Sentences of the result's first screen: the reason behind the verdict, facts, the next step.

Texts are plain: callers escape what came from a matrix.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from skills.guidance.plan_steps import PlanStep
from skills.guidance.schedule import weeks_for
from skills.matrix import Matrix, Profile
from skills.scoring.highlights import largest_gaps
from skills.scoring.readiness import Readiness
from skills.scoring.skill_gap import SkillGap
from skills.scoring.statements import Tally
from skills.scoring.verdicts import READY, Verdict
from skills.sentences.addressee import YOU, Addressee
from skills.sentences.formats import (
    capitalised,
    day,
    level,
    listed,
    number,
    percent,
    percent_range,
    plural,
    points,
)
from skills.sentences.next_steps import shown_total
from skills.sentences.results import aim_words, with_sources
from skills.sentences.verdicts import SELF_ONLY, by_own_ratings, implied, missing_text

NAMED = 2
"""Number of must-haves named in the reason for a verdict; the others are only counted."""


class KeyFigure(NamedTuple):
    """A number with what it counts."""

    value: str
    label: str


class Raise(NamedTuple):
    """A skill that a project raises, from which level to which, as shown."""

    skill: str
    now: str
    to: str


def verdict_reason(matrix: Matrix, readiness: Readiness) -> str:
    """Return the reason for the verdict, or "" where the verdict itself says it."""
    if readiness.verdict in (Verdict.unknown, Verdict.nearly):
        return ""
    if readiness.verdict is Verdict.ready:
        return "" if readiness.is_confirmed else SELF_ONLY
    missing = [
        each for each in largest_gaps(readiness, len(readiness.skill_gaps)) if each.is_missing_must
    ]
    if not missing:
        return missing_text(matrix, readiness)
    titles = [matrix.skills[each.target.skill].label for each in missing]
    left = plural(len(missing), "must-have")
    if len(titles) <= NAMED:
        return f"{left} to go: {listed(titles)}."
    return f"{left} to go, {listed(titles[:NAMED])} first."


def facts(
    readiness: Readiness,
    plan: Sequence[PlanStep],
    hours_a_week: float | None,
    addressee: Addressee = YOU,
) -> tuple[KeyFigure, ...]:
    """Return what is reached, and how long the plan takes at the person's own pace."""
    met = sum(each.is_reached for each in readiness.skill_gaps)
    musts = [each for each in readiness.skill_gaps if each.target.must]
    shown = sum(each.is_shown for each in musts)
    hours = math.fsum(each.project.hours for each in plan)
    found = [KeyFigure(f"{shown} of {len(musts)}", "must-haves")] if musts else []
    found.append(KeyFigure(f"{met} of {len(readiness.skill_gaps)}", "targets met"))
    if hours_a_week and (weeks := weeks_for(hours, hours_a_week)):
        found.append(KeyFigure(plural(weeks, "week"), f"at {number(hours_a_week)} h a week"))
    elif hours:
        found.append(KeyFigure(plural(hours, "hour"), addressee.say("in your plan", "in the plan")))
    return tuple(found)


def range_text(readiness: Readiness, addressee: Addressee = YOU) -> str:
    """Return the range in which readiness probably lies, as a sentence."""
    least, _, most = percent_range(readiness.low, readiness.high).partition(" to ")
    found = f"between {least}% and {most}" if most else least
    if readiness.is_mostly_self_rated:
        ratings = f"{by_own_ratings(readiness)}{addressee.say('your', 'their')} own ratings"
        return f"{capitalised(ratings)}, it's probably {found}."
    return f"We're about 90% sure it's {found}."


def line_text(readiness: Readiness) -> str:
    """Return what the line on the bar marks."""
    has_musts = any(each.target.must for each in readiness.skill_gaps)
    rule = "once every must-have is met" if has_musts else "once every target is half met"
    return f"The line marks {percent(READY)}: ready, {rule}."


def answers_counted(counts: Readiness | Tally, others: int = 0) -> str:
    """Return how many statements are answered, implied and set aside, in a few words.

    Parameters
    ----------
    others : answers that the target does not ask for.
    """
    parts = [f"{counts.answered} of {counts.asked} answered"]
    if counts.covered > counts.answered:
        parts.append(implied(counts))
    if counts.set_aside:
        parts.append(f"{counts.set_aside} set aside")
    if others:
        parts.append(f"{plural(others, 'answer')} not needed for this target role")
    return ", ".join(parts)


def answered_text(readiness: Readiness) -> str:
    """Return what a result is based on, in a few words."""
    return with_sources(answers_counted(readiness), readiness.sources)


def raises(matrix: Matrix, step: PlanStep) -> tuple[Raise, ...]:
    """Return the skills that a step of the plan raises."""
    return tuple(
        Raise(matrix.skills[skill].label, level(now), f"{to}") for skill, now, to in step.lifts
    )


def brings(readiness: Readiness, step: PlanStep) -> str:
    """Return readiness before and after a step, or "" if no difference can be seen."""
    before, after = percent(step.before), percent(step.after)
    is_seen = readiness.verdict is not Verdict.unknown and before != after
    return f"{before} → {after}" if is_seen else ""


def gap_cost(gap: SkillGap) -> str:
    """Return how many points of readiness a gap costs, or why it is one if it costs none."""
    if gap.readiness_loss > 0:
        return f"−{points(gap.readiness_loss)} points"
    return "only estimated" if gap.is_met else "must-have"


def since_text(readiness: Readiness, before: float, on: date, today: date) -> str:
    """Return how readiness has changed since an earlier date, or since earlier today."""
    when = "earlier today" if on == today else day(on)
    now = readiness.value or 0.0
    change = round(shown_total(now) - shown_total(before))
    if not change:
        return f"About the same as {'' if on == today else 'on '}{when}."
    way = "Up" if change > 0 else "Down"
    return f"{way} {plural(abs(change), 'point')} since {when}."


def example_text(matrix: Matrix, profile: Profile) -> str:
    """Return what the picture on the start page shows."""
    aim = aim_words(matrix, profile.id)
    return f"Example: a fictional person measured against the targets for the {aim} role."


def answering_label(readiness: Readiness) -> str:
    """Return the label of the button that leads to the statements."""
    return "Change your answers" if readiness.is_complete else "Continue answering"


def result_preview_text(readiness: Readiness) -> str:
    """Return how many more answers the first verdict needs."""
    if not readiness.needed:
        return "Preview: too much set aside for a verdict"
    return f"Preview: {plural(readiness.needed, 'more answer')} to your first verdict"
