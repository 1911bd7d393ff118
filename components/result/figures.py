"""Build Plotly figures as plain data, without Streamlit.

A figure is a dict, which is faster than Plotly's graph objects and does not import them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from components.html import render
from skills.drawing.radar_layout import marked
from skills.drawing.wrapping import wrapped
from skills.scoring.spokes import Spoke
from skills.sentences.formats import percent
from skills.sentences.radar import spoke_text

ACCENT: Final = "#0b8f86"
"""Colour of the person's own line; contrast of at least 3:1 on the backgrounds of both themes."""

NEUTRAL: Final = "#7a8582"
"""Colour of the target's line, which also differs by dashes and hollow marks."""

Figure = Mapping[str, Any]


def radar(spokes: Sequence[Spoke], level_titles: Sequence[str]) -> Figure:
    """Draw levels against targets on named axes.

    Each axis runs from 0 to the top level, with a ring for each level. A skill that was not
    assessed is a gap in the line, never a zero.
    """
    numbers = [str(position) for position in range(1, len(spokes) + 1)]
    return {
        "data": [
            _target_line(spokes, numbers),
            _own_line(spokes, numbers),
        ],
        "layout": {
            "polar": {
                "bgcolor": "rgba(0,0,0,0)",
                "gridshape": "linear",
                "radialaxis": {
                    "range": [0, len(level_titles) - 1],
                    "dtick": 1,
                    "angle": 90,
                    "tickangle": 90,
                    "showline": False,
                    "gridcolor": "rgba(128,140,137,0.35)",
                },
                "angularaxis": {
                    "direction": "clockwise",
                    "rotation": 90,
                    "type": "category",
                    "categoryorder": "array",
                    "categoryarray": numbers,
                    "tickvals": numbers,
                    "ticktext": [_name(each) for each in spokes],
                    "gridcolor": "rgba(128,140,137,0.35)",
                },
            },
            "legend": {"orientation": "h", "x": 0.5, "xanchor": "center", "y": -0.08},
            "margin": {"l": 110, "r": 110, "t": 48, "b": 32},
            "height": 460,
            "dragmode": False,
            "font": {"size": 13},
        },
    }


def _target_line(spokes: Sequence[Spoke], numbers: Sequence[str]) -> Figure:
    closed = [*range(len(spokes)), 0]
    return {
        "type": "scatterpolar",
        "name": "Target",
        "r": [spokes[i].target for i in closed],
        "theta": [numbers[i] for i in closed],
        "mode": "lines+markers",
        "line": {"color": NEUTRAL, "width": 2, "dash": "dash"},
        "marker": {"symbol": "square-open", "size": 8, "color": NEUTRAL},
        "hovertext": [_words(spokes[i]) for i in closed],
        "hoverinfo": "text",
    }


def _own_line(spokes: Sequence[Spoke], numbers: Sequence[str]) -> Figure:
    closed = [*range(len(spokes)), 0]
    is_whole = all(spoke.level is not None for spoke in spokes)
    line: dict[str, Any] = {
        "type": "scatterpolar",
        "name": "You",
        "r": [spokes[i].level for i in closed],
        "theta": [numbers[i] for i in closed],
        "mode": "lines+markers",
        "connectgaps": False,
        "line": {"color": ACCENT, "width": 3},
        "marker": {"symbol": "circle", "size": 9, "color": ACCENT},
        "hovertext": [_words(spokes[i]) for i in closed],
        "hoverinfo": "text",
    }
    if is_whole:
        line |= {"fill": "toself", "fillcolor": "rgba(11,143,134,0.14)"}
    return line


def _name(spoke: Spoke) -> str:
    """Return the name of an axis broken into lines."""
    return _in_lines(wrapped(marked(spoke.label, must=spoke.must), 2))


def _in_lines(lines: Sequence[str]) -> str:
    """Return a text of several lines, escaped because Plotly interprets tags."""
    return render(
        "hover_lines.html",
        lines=lines,
    )


def _words(spoke: Spoke) -> str:
    """Return a hover text; escaped, since Plotly interprets tags."""
    return render("hover_text.html", text=spoke_text(spoke))


@dataclass(frozen=True, slots=True)
class HistoryPoint:
    """Readiness at one moment, with its range, all 0 to 100; `name` is the moment in words."""

    at: datetime
    name: str
    readiness: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Mark:
    """A milestone on the time axis, with its text."""

    at: datetime
    text: str


def over_time(
    moments: Sequence[HistoryPoint], marks: Sequence[Mark], ends: Mapping[datetime, str]
) -> Figure:
    """Draw readiness as a line inside its range, on a true time scale, above the milestones.

    Parameters
    ----------
    ends : the first and last moment with their labels; a single moment has one label.
    """
    return {
        "data": [_band(moments), _line(moments), *([_marks(marks)] if marks else [])],
        "layout": {
            "xaxis": {
                "type": "date",
                "fixedrange": True,
                "tickvals": [_time(each) for each in ends],
                # In two lines, both have room on a phone.
                "ticktext": [_in_lines(each.rsplit(" ", 1)) for each in ends.values()],
                "automargin": True,
            },
            "yaxis": {"range": [0, 100], "ticksuffix": "%", "fixedrange": True},
            "legend": {"orientation": "h", "x": 0.5, "xanchor": "center", "y": -0.25},
            "margin": {"l": 48, "r": 48, "t": 16, "b": 24},
            "height": 320,
            "dragmode": False,
            "font": {"size": 13},
        },
    }


def _band(moments: Sequence[HistoryPoint]) -> Figure:
    times = [_time(each.at) for each in moments]
    return {
        "type": "scatter",
        "name": "Likely range",
        "x": [*times, *reversed(times)],
        "y": [*(each.high for each in moments), *(each.low for each in reversed(moments))],
        "mode": "lines",
        "line": {"width": 0},
        "fill": "toself",
        "fillcolor": "rgba(11,143,134,0.14)",
        "hoverinfo": "skip",
    }


def _line(moments: Sequence[HistoryPoint]) -> Figure:
    return {
        "type": "scatter",
        "name": "Readiness",
        "x": [_time(each.at) for each in moments],
        "y": [each.readiness for each in moments],
        "mode": "lines+markers",
        "line": {"color": ACCENT, "width": 3},
        "marker": {"symbol": "circle", "size": 9, "color": ACCENT},
        "hovertext": [f"{each.name}: {percent(each.readiness / 100)}" for each in moments],
        "hoverinfo": "text",
    }


def _marks(marks: Sequence[Mark]) -> Figure:
    return {
        "type": "scatter",
        "name": "Milestones",
        "x": [_time(each.at) for each in marks],
        "y": [4] * len(marks),
        "mode": "markers",
        "marker": {"symbol": "diamond", "size": 11, "color": NEUTRAL},
        "hovertext": [render("hover_text.html", text=each.text) for each in marks],
        "hoverinfo": "text",
    }


def _time(moment: datetime) -> str:
    """Return a local time for Plotly, which would convert one with a time zone to UTC."""
    return moment.replace(tzinfo=None).isoformat()
