"""Show readiness over time as a line with its range, and as a table."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components.html import render
from components.result import figures
from skills.reports.report import HistoryLine
from skills.sentences.formats import day, percent


def show(lines: Sequence[HistoryLine], *, ends_now: bool = False) -> None:
    """Show the result of each snapshot; those of another structure are only in the table.

    Parameters
    ----------
    ends_now : whether the last line is the current state, which has no snapshot yet.
    """
    drawn = [each for each in lines if each.is_comparable and each.readiness is not None]
    if len(drawn) > 1:
        moments = [
            figures.HistoryPoint(each.on.isoformat(), each.readiness or 0.0, each.low, each.high)
            for each in drawn
        ]
        st.plotly_chart(
            figures.over_time(moments),
            key="over-time",
            config={"displayModeBar": False, "scrollZoom": False},
            alt=f"Readiness over time: {_summary(drawn)}.",
        )
    names = [day(each.on) for each in lines]
    if ends_now:
        names[-1] = "Now"
    rows = list(zip(reversed(names), reversed(lines), strict=True))
    st.html(render("history_table.html", rows=rows))


def _summary(lines: Sequence[HistoryLine]) -> str:
    return ", ".join(f"{day(each.on)} {percent((each.readiness or 0.0) / 100)}" for each in lines)
