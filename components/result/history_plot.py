"""Show readiness over time as a line with its range, its milestones, and a table."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components.browser import hide_parts_of_charts
from components.html import render
from components.result import figures
from skills.records.milestones import Milestone
from skills.reports.report_lines import HistoryLine
from skills.sentences.formats import day, percent
from skills.sentences.progress import milestone_text, names_of, with_time


def show(
    lines: Sequence[HistoryLine], milestones: Sequence[Milestone], *, ends_now: bool = False
) -> None:
    """Show the result of each snapshot; those of another structure are only in the table.

    Parameters
    ----------
    lines, milestones : with their times in the person's own time zone.
    ends_now : whether the last line is the current state, which has no snapshot yet.
    """
    points = [
        figures.HistoryPoint(each.at, with_time(each.at), each.readiness, each.low, each.high)
        for each in lines
        if each.is_comparable and each.readiness is not None and each.at is not None
    ]
    if len(points) > 1:
        _draw(points, milestones)
    if milestones:
        rows = [(day(each.at), milestone_text(each)) for each in reversed(milestones)]
        st.html(render("milestones.html", rows=rows))
    names = names_of([each.at for each in lines if each.at is not None])
    if ends_now and names:
        names[-1] = "Now"
    rows_of_table = list(zip(reversed(names), reversed(lines), strict=True))
    st.html(render("history_table.html", rows=rows_of_table))


def _draw(points: Sequence[figures.HistoryPoint], milestones: Sequence[Milestone]) -> None:
    first, last = points[0].at, points[-1].at
    ends = {first: day(first), last: day(last)}
    if first.date() == last.date():
        ends = {first: with_time(first), last: f"{last:%H:%M}"}
    marks = [
        figures.Mark(each.at, f"{day(each.at)}: {milestone_text(each)}") for each in milestones
    ]
    values = ", ".join(f"{each.name} {percent(each.readiness / 100)}" for each in points)
    st.plotly_chart(
        figures.over_time(points, marks, ends),
        key="over-time",
        config={"displayModeBar": False, "scrollZoom": False},
        alt=f"Readiness over time: {values}.",
    )
    hide_parts_of_charts()
