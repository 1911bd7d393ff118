"""Show a step of the plan with what it adds."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components.html import render
from skills.guidance.plan_steps import PlanStep
from skills.matrix import Matrix
from skills.scoring.readiness import Readiness
from skills.sentences.addressee import YOU, Addressee
from skills.sentences.next_steps import DONE_COUNTS, counts_done, goal_text
from skills.sentences.overview import brings, raises


def show(
    matrix: Matrix,
    readiness: Readiness,
    plan: Sequence[PlanStep],
    index: int = 0,
    addressee: Addressee = YOU,
) -> None:
    """Show the step at an index of somebody's plan, by default the first."""
    step = plan[index]
    st.html(
        render(
            "next_step.html",
            step=step,
            when="Then" if index else "Next",
            raises=raises(matrix, step),
            goal=goal_text(plan, step, addressee),
            brings=brings(readiness, step),
            done_counts=DONE_COUNTS if counts_done(readiness, plan) else "",
        )
    )
