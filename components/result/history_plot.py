"""Show readiness over time as a line with its range, and the same as a table."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from components.result import figures
from skills.reports.report import HistoryLine
from skills.sentences.results import day, percent


def show(lines: Sequence[HistoryLine], *, ends_now: bool = False) -> None:
    """Show what each snapshot said; those of another structure stand in the table only.

    Parameters
    ----------
    ends_now : the last line tells how it stands now, and no snapshot holds that yet.
    """
    drawn = [each for each in lines if each.is_comparable and each.readiness is not None]
    if len(drawn) > 1:
        moments = [
            figures.Moment(each.on.isoformat(), each.readiness or 0.0, each.low, each.high)
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
    rows = "".join(map(_row, reversed(names), reversed(lines)))
    st.html(
        '<div class="rr-scroll" tabindex="0" role="region" aria-label="Snapshots">'
        '<table class="rr-table"><caption class="rr-visually-hidden">Snapshots, the latest first'
        '</caption><thead><tr><th scope="col">Day</th><th scope="col">Aim</th>'
        '<th scope="col" class="rr-num">Readiness</th><th scope="col" class="rr-num">Range</th>'
        f"</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _summary(lines: Sequence[HistoryLine]) -> str:
    return ", ".join(f"{day(each.on)} {percent((each.readiness or 0.0) / 100)}" for each in lines)


def _row(name: str, each: HistoryLine) -> str:
    other = "" if each.is_comparable else "<br>another version of the matrix, not comparable"
    value = "–" if each.readiness is None else percent(each.readiness / 100)
    return (
        f'<tr><th scope="row">{name}<br><span class="rr-quiet">'
        f"{escape(each.verdict)}{other}</span></th><td>{escape(each.aim)}</td>"
        f'<td class="rr-num">{value}</td>'
        f'<td class="rr-num">{percent(each.low / 100)} to {percent(each.high / 100)}</td></tr>'
    )
