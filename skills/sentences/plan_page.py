"""Sentences of the plan page.

Texts are plain: callers escape what came from a matrix.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Final

from skills.entries.project_statuses import Marked
from skills.guidance.plan_parts import GapHelp
from skills.guidance.plan_steps import PlanStep
from skills.guidance.plan_unplaced import Unplaced, UnplacedReason
from skills.guidance.recommendations import Recommendation
from skills.guidance.schedule import Span, weeks_for, weeks_until
from skills.matrix import Matrix, Project
from skills.scoring.readiness import Readiness
from skills.sentences.addressee import YOU, Addressee
from skills.sentences.formats import capitalised, day, listed, number, percent, plural, points
from skills.sentences.next_steps import counts_done, goal_text, is_stated, place
from skills.sentences.overview import gap_cost
from skills.sentences.results import target_status

NOTHING_ASSESSED: Final = "Nothing to plan yet. Rate a few skills to get a plan."

NO_GAP: Final = (
    "In the skills you've rated, you've met every target that counts, so there's nothing to plan."
)

NO_FURTHER_PROJECT: Final = "No project in this matrix raises this skill further."

DONE_CHANGES_NOTHING: Final = (
    "Marking a project as done changes your plan, but not your levels. Rate its skills again to "
    "see the difference."
)

UNTIL_RATED: Final = "Until you do, the plan counts it as done, and your levels stay as they are."

SAME_LEVEL: Final = "My level hasn't changed"

SAME_LEVEL_IN: Final = "My level hasn't changed in…"

FINDING: Final = "Comparing all plans that fit your hours…"

NEEDS_PACE: Final = "Set your hours a week so that the plan can meet your end date."

NO_END: Final = "No end date"

OTHER_DAY: Final = "Another day…"

ANY_AREA: Final = "All skills"

OTHER_ROLE: Final = "Plan for another role or level"

ACTIONS: Final = {
    "started": "Start this project",
    "planned": "Do this next",
    "done": "Mark as done",
    "dropped": "Drop",
}
"""Labels of the buttons and menu items that give a project each status."""

_WHY_NOW: Final = "Why now"

_SINCE: Final = {
    "planned": "planned on",
    "started": "started on",
    "done": "done on",
    "dropped": "dropped on",
}


def undo_label(status: str | None, before: str | None) -> str:
    """Return the label of the button that takes a status back, given the one before it."""
    return "Don't do this next" if status == "planned" and before is None else "Undo"


def plan_summary(readiness: Readiness, plan: Sequence[PlanStep], hours: float | None) -> str:
    """Return the size of a plan, how long it takes, and where it leads, or "" without one."""
    if not plan:
        return ""
    total = sum(each.project.hours for each in plan)
    size = f"{plural(len(plan), 'project')}, {plural(total, 'hour')}"
    if hours and (weeks := weeks_for(total, hours)):
        needed = "a week or less" if weeks == 1 else f"about {weeks} weeks"
        size = f"{size}: {needed} at {number(hours)} h a week"
    now = plan[0].before if readiness.value is None else readiness.value
    done = ", counting what you've marked as done" if counts_done(readiness, plan) else ""
    way = f"Readiness {percent(now)} now, {percent(plan[-1].after)} after{done}."
    return f"{size}. {way}" if is_stated(readiness) else f"{size}."


def end_choice(end: date, today: date) -> str:
    """Return a last day to choose, after the weeks until then: "4 weeks (24 December 2030)"."""
    weeks = weeks_until(end, today)
    return f"{plural(weeks, 'week')} ({day(end)})" if weeks else f"{day(end)} (past)"


def week_text(project: Project, hours: float | None) -> str:
    """Return how a project fits into the hours of a week, or "" if those are unknown."""
    weeks = weeks_for(project.hours, hours)
    if not hours or not weeks:
        return ""
    if weeks == 1:
        return f"Fits in this week's {plural(hours, 'hour')}."
    return f"About {plural(weeks, 'week')} at {number(hours)} h a week."


def project_link_label(project: Project) -> str:
    """Return the label of the link to a project's own page."""
    if project.pack:
        return "Data, check and evidence"
    if project.table:
        return "Table and evidence"
    if project.document:
        return "Structure and evidence"
    return "Questions and evidence" if project.questions else "Go to the project"


def plan_link_label(plan: Sequence[PlanStep], project: Project) -> str:
    """Return the label of the link from a project's page to the plan, with its place in it."""
    step = place(plan, project.id)
    return f"Step {step} of your plan" if step else "Back to your plan"


def trains(matrix: Matrix, project: Project, skills: Sequence[str]) -> str:
    """Return the titles of the skills a project trains: those it helps now, or else all."""
    return ", ".join(matrix.skills[each].title for each in skills or project.raises)


def since_text(trail: Sequence[Marked]) -> str:
    """Return a project's statuses with dates: "Started on 3 May 2031, done on 9 May 2031."."""
    parts = [f"{_SINCE[each.status]} {day(each.at)}" for each in trail if each.status in _SINCE]
    text = ", ".join(parts)
    return f"{capitalised(text)}." if text else ""


def status_text(status: str, on: date | None) -> str:
    """Return a project's status with its date, if known: "Done on 9 May 2031."."""
    if on is None:
        return f"{capitalised(status)}." if status in _SINCE else ""
    return f"{capitalised(_SINCE[status])} {day(on)}." if status in _SINCE else ""


def reasons(
    plan: Sequence[PlanStep], step: PlanStep, lost: float, addressee: Addressee = YOU
) -> tuple[tuple[str, str], ...]:
    """Return why a step is in the plan, and where: each reason with its label.

    Parameters
    ----------
    lost : readiness that the plan would lose without it, 0 to 1.
    """
    found = (
        (_WHY_NOW, why_first(step, addressee)),
        ("Needed for", goal_text(plan, step, addressee)),
        ("Without it", without_text(step, lost)),
    )
    return tuple((label, text) for label, text in found if text)


def reasons_text(
    plan: Sequence[PlanStep], step: PlanStep, lost: float, addressee: Addressee = YOU
) -> str:
    """Return the same reasons in sentences on one line, or "" if there are none."""
    return " ".join(
        text if label == _WHY_NOW else f"{label} {text}."
        for label, text in reasons(plan, step, lost, addressee)
    )


def why_first(step: PlanStep, addressee: Addressee = YOU) -> str:
    """Return why a step comes before others that would bring more, or "" if it needs no reason."""
    have = addressee.say("you've", "they've")
    return {
        "started": f"It comes first because {have} started it.",
        "planned": f"It comes early because {addressee.say('you', 'they')} planned it.",
    }.get(step.status, "")


def without_text(step: PlanStep, lost: float) -> str:
    """Return what a plan would lose without a step, or "" if that is what the step itself adds."""
    if points(lost) == points(step.gain) or not float(points(lost)):
        return ""
    return (
        f"the plan adds {points(lost)} fewer points, including those of the steps that need it; "
        "other projects may make up for some or all of that"
    )


def short_text(recommendation: Recommendation) -> str:
    """Return what to do with an afternoon."""
    project, gain = recommendation.project, points(recommendation.gain)
    hours = plural(project.hours, "hour")
    return f"“{project.title}” takes {hours} and adds {gain} points on its own."


def what_if_text(readiness: Readiness, skills: Collection[str]) -> str:
    """Return readiness if the targets of these skills were met, or "" if it is not stated."""
    then = readiness.with_targets_met(skills)
    if then is None or readiness.value is None or not is_stated(readiness):
        return ""
    return f"Readiness {percent(readiness.value)} → {percent(then)}"


def due_text(span: Span) -> str:
    """Return when a step is over: "by 9 May 2031", or "" without dates."""
    _, end = span
    return f"by {day(end)}" if end else ""


def unplaced_text(unplaced: Unplaced) -> str:
    """Return why a project that the person planned is not in the plan."""
    return f"“{unplaced.project.title}” isn't in your plan: {_unplaced_reason(unplaced)}."


def _unplaced_reason(unplaced: Unplaced) -> str:
    if unplaced.dropped:
        titles = listed([f"“{one.title}”" for one in unplaced.dropped])
        return f"it needs {titles}, which you've dropped"
    return {
        UnplacedReason.covered: "what you've marked as done already takes you as far",
        UnplacedReason.idle: "it brings none of the skills you've rated closer to its target",
        UnplacedReason.overlapping: "the projects in your plan already take you as far",
        UnplacedReason.blocked: "you can't reach what it needs first yet",
    }[unplaced.reason]


def gap_line(gap_help: GapHelp) -> str:
    """Return what a gap costs, its size, and how many resources and projects help to close it."""
    found = [
        plural(len(gap_help.resources), "resource") if gap_help.resources else "",
        plural(len(gap_help.others), "other project") if gap_help.others else "",
    ]
    parts = dict.fromkeys((gap_cost(gap_help.gap), target_status(gap_help.gap), *found))
    return " · ".join(part for part in parts if part)


def out_of_reach_text(matrix: Matrix, gaps: Sequence[GapHelp]) -> str:
    """Name the skills whose gap no project closes, or return "" if there are none."""
    open_gaps = [each.gap.target for each in gaps if each.highest < each.gap.target.level]
    if not open_gaps:
        return ""
    gap = "gap" if len(open_gaps) == 1 else "gaps"
    skills = listed([matrix.skills[each.skill].label for each in open_gaps])
    return f"No project here closes the whole {gap} in {skills}; see below how far they take you."


def listed_text(plan: Sequence[PlanStep], gap_help: GapHelp) -> str:
    """Name the projects that close a gap and are listed above, or return "" if there are none."""
    parts = []
    for one in gap_help.listed:
        step = place(plan, one.id)
        parts.append(f"“{one.title}” (step {step} of your plan)" if step else f"“{one.title}”")
    return f"Listed above: {listed(parts)}." if parts else ""


def end_text(gap_help: GapHelp) -> str:
    """Return which projects for a gap are done, or how far they lead; "" if to the target."""
    if gap_help.done:
        titles = listed([f"“{one.title}”" for one in gap_help.done])
        return f"You've marked {titles} as done. Rate this skill again to see what's left."
    target = gap_help.gap.target.level
    if not (gap_help.others or gap_help.listed):
        return NO_FURTHER_PROJECT
    if gap_help.highest >= target:
        return ""
    return (
        f"Projects here take you to level {gap_help.highest}. To get from there to level {target}, "
        "you need real work that other people rely on."
    )
