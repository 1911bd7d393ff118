"""Draw the radar of a report as a still picture, for paper and for images."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from skills.drawing.radar import radar
from skills.drawing.radar_picture import RadarPicture
from skills.drawing.style import still_style
from skills.reports import wording
from skills.reports.report import Report
from skills.sentences.radar import radar_text

FONTS: Final = (
    "'Readiness Sans', 'Readiness Sans Arabic', 'Readiness Sans Devanagari', "
    "'Readiness Sans Thai', 'Noto Sans', 'Segoe UI', Roboto, Helvetica, Arial, sans-serif"
)
"""Our fonts first, then those of the system where a picture is shown without ours."""

LIGHT: Final[Mapping[str, str]] = {
    "ground": "#ffffff",
    "text": "#16211f",
    "quiet": "#4d5b58",
    "line": "#d5dedb",
    "own": "#0b6e69",
    "own-area": "rgba(11,110,105,0.2)",
    "target": "#16211f",
    "gap": "rgba(138,75,0,0.16)",
    "arc": "#0b8f86",
    "arc-2": "#7a5bb5",
    "soft": "#e6f2f0",
}
DARK: Final[Mapping[str, str]] = {
    "ground": "#101716",
    "text": "#eef4f2",
    "quiet": "#b4c2bf",
    "line": "#34423f",
    "own": "#4fc3b5",
    "own-area": "rgba(79,195,181,0.2)",
    "target": "#eef4f2",
    "gap": "rgba(240,179,92,0.2)",
    "arc": "#3f9c91",
    "arc-2": "#a58ad8",
    "soft": "#17302d",
}


def printed_radar(report: Report, printed: Callable[[str], str]) -> str:
    """Return the radar of a report as SVG for white paper, or "" if it has no axes.

    Parameters
    ----------
    printed : a function that makes a text fit for print.
    """
    if not report.radar.spokes:
        return ""
    spokes = tuple(
        replace(e, title=printed(e.title), short=printed(e.short), area=printed(e.area))
        for e in report.radar.spokes
    )
    view = replace(report.radar, spokes=spokes)
    levels = tuple(map(printed, report.levels))
    picture = RadarPicture(view, levels, own=wording.own_title(report))
    drawn = radar(picture, is_still=True)
    style = f"{still_style(LIGHT)} text {{ font-family: {FONTS}; }}"
    head, end, rest = drawn.partition(">")
    return f"{head}{end}<style>{style}</style>{rest}"


def radar_description(report: Report) -> str:
    """Return the description of the radar of a report."""
    return radar_text(report.radar, report.finding)
