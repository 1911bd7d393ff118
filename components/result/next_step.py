"""Show a step of the plan with what it adds."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components.html import render
from skills.guidance.plan_steps import PlanStep
from skills.matrix import Matrix
from skills.scoring.readiness import Readiness
from skills.sentences.next_steps import DONE_COUNTS, counts_done, goal_text
from skills.sentences.overview import brings, raises
from skills.sentences.person import YOU, Person


def show(
    matrix: Matrix,
    readiness: Readiness,
    plan: Sequence[PlanStep],
    place: int = 0,
    who: Person = YOU,
) -> None:
    """Show the step at a place of somebody's plan, by default the first."""
    step = plan[place]
    st.html(
        render(
            "next_step.html",
            step=step,
            when="Then" if place else "Next",
            raises=raises(matrix, step),
            goal=goal_text(plan, step, who),
            brings=brings(readiness, step),
            done_counts=DONE_COUNTS if counts_done(readiness, plan) else "",
        )
    )
