"""Show one learning project with its gain, its effort and its brief."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

import streamlit as st

from components.html import render
from components.text import literal
from components.web import session
from components.web.addresses import address
from skills.guidance.plan import Plan
from skills.guidance.plan_steps import Lift, PlanStep
from skills.guidance.recommendations import Recommendation
from skills.matrix import Baseline, Matrix, Project
from skills.scoring.readiness import Readiness
from skills.sentences.formats import level, number, plural
from skills.sentences.guidance import before_text, first_before, weeks
from skills.sentences.next_steps import gain_by_itself, place, step_total
from skills.sentences.plan_page import reasons, trains

NBSP: Final = "\u00a0"
"""No-break space, which keeps a number and its unit on one line."""


@dataclass(frozen=True, slots=True)
class Card:
    """A project with what one place shows about it.

    Attributes
    ----------
    number : its number in the plan, or 0 elsewhere.
    brings : what it adds, or "".
    waits : what has to come before it, shown at the end of the line, or "".
    facts : facts that are not in the matrix, each with its label.
    """

    project: Project
    number: int
    brings: str
    waits: str
    lifts: tuple[Lift, ...]
    facts: tuple[tuple[str, str], ...]


def of_step(
    readiness: Readiness, plan: Sequence[PlanStep], step: PlanStep, lost: float = 0.0
) -> Card:
    """Return the card of a step of the plan: its number and the running total.

    Parameters
    ----------
    lost : readiness that the plan would lose without it, 0 to 1.
    """
    number, brings = place(plan, step.project.id), step_total(readiness, plan, step)
    return Card(step.project, number, brings, "", step.lifts, reasons(plan, step, lost))


def of_planned(readiness: Readiness, plan: Plan, project: Project, lost: float = 0.0) -> Card:
    """Return the card of a project as the plan has it, if it is a step now or with more time."""
    steps = (*plan.steps, *plan.later)
    number = place(steps, project.id)
    return of_step(readiness, steps, steps[number - 1], lost) if number else of_project(project)


def of_recommendation(matrix: Matrix, recommendation: Recommendation) -> Card:
    """Return the card of a project by itself, with what has to come before it."""
    brings, waits = gain_by_itself(recommendation), first_before(matrix, recommendation)
    before = (("Before you start", before_text(matrix, recommendation)),)
    return Card(recommendation.project, 0, brings, waits, recommendation.lifts, before)


def of_project(project: Project) -> Card:
    """Return the card of a project that adds nothing to readiness."""
    return Card(project, 0, "", "", (), ())


def line(matrix: Matrix, card: Card) -> tuple[str, ...]:
    """Return what follows a title: the skills trained, hours, gain, and what has to come first."""
    skills = trains(matrix, card.project, [skill for skill, *_ in card.lifts])
    found = (skills, f"{number(card.project.hours)}{NBSP}h", card.brings, card.waits)
    return tuple(each for each in found if each)


@contextmanager
def fold(matrix: Matrix, card: Card, *, key: str) -> Iterator[None]:
    """Show a card as a line that expands to whatever the `with` block draws."""
    title = f"{card.number}. " * (card.number > 0) + literal(card.project.title)
    behind = [NBSP.join(map(literal, each.split(NBSP))) for each in line(matrix, card)]
    with st.expander(" · ".join([f"**{title}**", *behind]), key=key):
        yield


def show(matrix: Matrix, card: Card, *, hours_a_week: float | None, key: str) -> None:
    """Show a card as a line that expands to the whole brief."""
    with fold(matrix, card, key=key):
        show_brief(matrix, card, hours_a_week=hours_a_week)


def show_brief(matrix: Matrix, card: Card, *, hours_a_week: float | None) -> None:
    """Show what a project is about, and all facts about it."""
    facts = _facts(matrix, card, hours_a_week)
    st.html(render("project_card.html", about=card.project.about, facts=facts))


def show_list(matrix: Matrix, cards: Sequence[Card], *, hours_a_week: float | None) -> None:
    """Show projects as lines that expand, in one element, where no buttons are needed."""
    if cards:
        rows = [
            (
                each.number,
                each.project,
                line(matrix, each),
                _facts(matrix, each, hours_a_week),
                address("project", session.wanted(), project=each.project.id),
            )
            for each in cards
        ]
        st.html(render("project_list.html", rows=rows))


def _facts(matrix: Matrix, card: Card, hours_a_week: float | None) -> dict[str, str]:
    project = card.project
    return {
        **dict(card.facts),
        "Raises": "; ".join(
            f"{matrix.skills[skill].title} from {level(now)} to {to}"
            for skill, now, to in card.lifts
        ),
        "Leads to": "" if card.lifts else _levels(matrix, project),
        "Time": f"{plural(project.hours, 'hour')}{weeks(project.hours, hours_a_week)}",
        "Data": project.data,
        "Licence": project.licence,
        "Caution": project.sensitive,
        "Deliver": project.deliver,
        "Done when": project.accept,
        "Baseline": _baseline(project.baseline),
    }


def _levels(matrix: Matrix, project: Project) -> str:
    """Return the levels that a project leads to, in words."""
    raised = project.raises.items()
    return "; ".join(f"{matrix.skills[skill].title} level {to}" for skill, to in raised)


def _baseline(baseline: Baseline | None) -> str:
    if baseline is None:
        return ""
    figures = {
        "guessing": baseline.dummy,
        "a simple solution": baseline.simple,
        "a good one": baseline.reference,
    }
    reached = [f"{name} {number(figure)}" for name, figure in figures.items() if figure is not None]
    return (
        f"{baseline.metric}, {baseline.better} is better: {', '.join(reached)}; "
        f"pass at {number(baseline.passing)}"
    )
