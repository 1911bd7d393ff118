"""Show one learning project with its gain, its effort and its brief."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from components.html import render
from components.text import literal
from skills.guidance.plan import Lift, PlanStep
from skills.guidance.recommendations import Suggestion
from skills.matrix import Baseline, Matrix, Project
from skills.scoring.readiness import Readiness
from skills.sentences.formats import level, plural
from skills.sentences.guidance import before_text, first_before, weeks
from skills.sentences.next_steps import gain_by_itself, goal_text, in_plan, place, step_total


@dataclass(frozen=True, slots=True)
class Card:
    """A project with what is said of it in this place.

    Attributes
    ----------
    number : its number in the list of the plan, or 0 elsewhere.
    brings : what it adds.
    waits : what comes before it, at the end of the line, or "".
    facts : what it needs before it, or what it is needed for.
    """

    project: Project
    number: int
    brings: str
    waits: str
    lifts: tuple[Lift, ...]
    facts: tuple[tuple[str, str], ...]


def of_step(readiness: Readiness, plan: tuple[PlanStep, ...], step: PlanStep) -> Card:
    """Return the card of a step in the list of the plan: its number and the running total."""
    number = place(plan, step.project.id)
    return _of_step(plan, step, number, step_total(readiness, plan, step))


def of_step_elsewhere(plan: tuple[PlanStep, ...], step: PlanStep) -> Card:
    """Return the card of a step outside the list of the plan, marked by its place in it."""
    return _of_step(plan, step, 0, in_plan(plan, step))


def of_suggestion(matrix: Matrix, each: Suggestion) -> Card:
    """Return the card of a project by itself, with what has to come before it."""
    brings, waits = gain_by_itself(each), first_before(matrix, each)
    before = (("Before it", before_text(matrix, each)),)
    return Card(each.project, 0, brings, waits, each.lifts, before)


def show(matrix: Matrix, card: Card, *, hours_a_week: float | None, key: str) -> None:
    """Show a card as a line that expands to the whole brief."""
    title = f"{card.number}. " * (card.number > 0) + literal(card.project.title)
    behind = (card.brings, f"{card.project.hours:g}\u00a0h", literal(card.waits))
    label = " · ".join([f"**{title}**", *(each for each in behind if each)])
    with st.expander(label, key=key):
        facts = _facts(matrix, card, hours_a_week)
        st.html(render("project_card.html", about=card.project.about, facts=facts))


def _of_step(plan: tuple[PlanStep, ...], step: PlanStep, number: int, brings: str) -> Card:
    facts = (("Needed for", goal_text(plan, step)),)
    return Card(step.project, number, brings, "", step.lifts, facts)


def _facts(matrix: Matrix, card: Card, hours_a_week: float | None) -> dict[str, str]:
    project = card.project
    return {
        "Raises": "; ".join(
            f"{matrix.skills[skill].title} from {level(now)} to {to}"
            for skill, now, to in card.lifts
        ),
        **dict(card.facts),
        "Time": f"{plural(project.hours, 'hour')}{weeks(project.hours, hours_a_week)}",
        "Data": project.data,
        "Licence": project.licence,
        "Take care": project.sensitive,
        "You deliver": project.deliver,
        "Done when": project.accept,
        "Baseline": _baseline(project.baseline),
    }


def _baseline(baseline: Baseline | None) -> str:
    if baseline is None:
        return ""
    figures = {
        "guessing": baseline.dummy,
        "a simple solution": baseline.simple,
        "a good one": baseline.reference,
    }
    reached = [f"{name} {figure:g}" for name, figure in figures.items() if figure is not None]
    return (
        f"{baseline.metric}, {baseline.better} is better: {', '.join(reached)}; "
        f"pass at {baseline.passing:g}"
    )
