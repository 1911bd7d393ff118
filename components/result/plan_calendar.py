"""Show when each step of a plan would be done, one after the other."""

from __future__ import annotations

from datetime import date

import streamlit as st

from components.html import render
from skills.entries.plan_limits import PlanLimits
from skills.guidance.plan import Plan
from skills.guidance.schedule import shares, spans, week_marks
from skills.sentences.next_steps import dates_basis
from skills.sentences.plan_page import due_text


def show(plan: Plan, limits: PlanLimits, today: date) -> None:
    """Show the calendar of a plan, collapsed, if its steps have dates."""
    hours = [each.project.hours for each in plan.steps]
    dates = spans(hours, limits, today)
    rows = [
        (each.project.title, due_text(span), at)
        for each, span, at in zip(plan.steps, dates, shares(hours), strict=True)
        if due_text(span)
    ]
    if rows:
        with st.expander("Calendar", key="calendar"):
            basis = dates_basis(limits.hours_a_week)
            weeks = list(week_marks(hours, limits.hours_a_week))
            st.html(render("plan_calendar.html", rows=rows, weeks=weeks, basis=basis))
