"""Sentences about a plan, and questions for a talk with a mentor.

Texts are plain: callers escape what came from a matrix.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from skills.matrix import Matrix
from skills.sentences.formats import level, listed, plural

NO_PROJECTS: Final = "The matrix that is at hand holds no projects."

NEXT_PROJECT: Final = "Which one project comes next, and when do we look at it together?"


def plan_basis(hours: float | None) -> str:
    """Explain the points in a plan and, if there are hours a week, its dates."""
    text = "Points are what each project adds by itself; together they may add less."
    return f"{text} Dates at {plural(hours, 'hour')} a week." if hours else text


def lifts_text(matrix: Matrix, lifts: Iterable[tuple[str, float | None, int]]) -> str:
    """Return which skills a project raises, from which level to which."""
    return listed(
        [f"{matrix.skills[skill].title} from {level(now)} to {to}" for skill, now, to in lifts]
    )


def ask_about_musts(titles: Sequence[str]) -> str:
    """Return the question about must-haves that are not reached, or "" if there are none."""
    if not titles:
        return ""
    return f"Must-haves not reached yet: {listed(titles)}. What would show them?"


def ask_about_losses(titles: Sequence[str]) -> str:
    """Return the question about the largest readiness losses, or "" if there are none."""
    return f"Most readiness is lost by {listed(titles)}. Do you see that too?" if titles else ""


def ask_about_unseen(titles: Sequence[str]) -> str:
    """Return the question about skills that are not assessed, or "" if there are none."""
    return f"Not assessed: {listed(titles)}. What have you seen of these?" if titles else ""


def ask_why_apart(title: str, rating: float, checks: float) -> str:
    """Return the question why a self-rating and the knowledge checks differ."""
    return f"{title}: own rating {level(rating)}, checks {level(checks)}. Why?"
