"""Show one learning project with its gain and its effort."""

from __future__ import annotations

import streamlit as st

from components.html import render
from components.text import literal
from skills.guidance.recommendations import Suggestion
from skills.matrix import Baseline, Matrix
from skills.sentences.formats import level, listed, plural, points
from skills.sentences.guidance import weeks


def show(matrix: Matrix, suggestion: Suggestion, *, hours_a_week: float | None, key: str) -> None:
    """Show a suggestion as a line that expands to the whole brief."""
    project = suggestion.project
    label = (
        f"**{literal(project.title)}** · +{points(suggestion.gain)} points · {project.hours:g} h"
        f"{_first(matrix, suggestion)}"
    )
    with st.expander(label, key=key):
        facts = _facts(matrix, suggestion, hours_a_week)
        st.html(render("project_card.html", about=project.about, facts=facts))


def _first(matrix: Matrix, suggestion: Suggestion) -> str:
    """Return the first prerequisite of a project that cannot be started yet."""
    if suggestion.is_open:
        return ""
    if suggestion.after:
        titles = {project.id: project.title for project in matrix.projects}
        return f" · after “{literal(titles[suggestion.after[0]])}”"
    skill, needed = next(iter(suggestion.short_of.items()))
    return f" · from level {needed} in {literal(matrix.skills[skill].title)}"


def _facts(matrix: Matrix, suggestion: Suggestion, hours_a_week: float | None) -> dict[str, str]:
    project = suggestion.project
    return {
        "Raises": "; ".join(
            f"{matrix.skills[skill].title} from {level(now)} to {to}"
            for skill, now, to in suggestion.lifts
        ),
        "Before it": _before(matrix, suggestion),
        "Time": f"{plural(project.hours, 'hour')}{weeks(project.hours, hours_a_week)}",
        "Data": project.data,
        "Licence": project.licence,
        "Take care": project.sensitive,
        "You deliver": project.deliver,
        "Done when": project.accept,
        "Baseline": _baseline(project.baseline),
    }


def _before(matrix: Matrix, suggestion: Suggestion) -> str:
    titles = {project.id: project.title for project in matrix.projects}
    parts = []
    if suggestion.after:
        parts.append("do " + listed([f"“{titles[each]}”" for each in suggestion.after]) + " first")
    if suggestion.short_of:
        needs = [
            f"{matrix.skills[skill].title} at {needed}"
            for skill, needed in suggestion.short_of.items()
        ]
        parts.append("reach " + listed(needs))
    return "; ".join(parts)


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
