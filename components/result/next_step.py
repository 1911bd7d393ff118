"""Show the first step of the plan with what it adds."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components.html import render
from skills.guidance.plan_steps import PlanStep
from skills.matrix import Matrix
from skills.scoring.readiness import Readiness
from skills.sentences.next_steps import goal_text
from skills.sentences.overview import brings, raises


def show(matrix: Matrix, readiness: Readiness, plan: Sequence[PlanStep]) -> None:
    """Show the first step of a plan that has one."""
    step = plan[0]
    st.html(
        render(
            "next_step.html",
            step=step,
            raises=raises(matrix, step),
            goal=goal_text(plan, step),
            brings=brings(readiness, step),
        )
    )
