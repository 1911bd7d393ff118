"""Write a report as one self-contained HTML page: no scripts, no external files, light and dark.

The page's Content Security Policy allows its style sheet, by hash, and nothing else, so even a text
left unescaped could not run or load anything. No attribute contains text from a person or a matrix.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from skills.drawing.radar import radar as draw_radar
from skills.drawing.radar_picture import RadarPicture
from skills.drawing.style import page_style
from skills.reports import report_charts, wording
from skills.reports.file_kinds import NAMES
from skills.reports.links import pieces
from skills.reports.report import Report
from skills.reports.report_lines import HistoryLine
from skills.sentences.formats import day, level, printable
from skills.sentences.project_checks import NOT_CERTIFIED
from skills.sentences.radar import view_note
from skills.sentences.reports import (
    READINESS_EXPLAINED,
    headings,
    more_skills,
    ready_from,
)
from skills.sentences.verdicts import ready_rule

if TYPE_CHECKING:
    from jinja2 import Template

FOLDER: Final = Path(__file__).parent / "html"

WORTH_A_LINE: Final = 2
"""Minimum number of snapshots for a line of readiness over time."""


def as_html(report: Report) -> str:
    """Return a report as the text of an HTML file."""
    return _template().render(
        report=report,
        extent=report.parts.extent.value,
        top=len(report.levels) - 1,
        kind=NAMES[report.parts.extent],
        has_targets=report.parts.extent.has_targets,
        not_certified=NOT_CERTIFIED,
        headings=headings(has_targets=report.parts.extent.has_targets),
        own=wording.own_title(report),
        more_skills=more_skills(report.left_out),
        view_note=view_note(report.radar, has_targets=report.parts.extent.has_targets),
        ready_rule=ready_rule(has_musts=bool(report.musts)),
        is_line=_is_line(report.shown_history),
        answers=wording.grouped(report.answers, lambda each: each.skill),
        sums=wording.grouped(report.sums, lambda each: each.title),
    )


def _is_line(history: tuple[HistoryLine, ...]) -> bool:
    return sum(1 for each in history if each.readiness is not None) >= WORTH_A_LINE


@cache
def _template() -> Template:
    import jinja2  # noqa: PLC0415 - slow import, needed only for HTML
    from markupsafe import Markup  # noqa: PLC0415 - installed with jinja2

    style = (FOLDER / "report.css").read_text(encoding="utf-8") + page_style()
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_printed,
    )
    made.filters |= {"day": day, "level": level, "points": wording.points, "linked": _linked}
    made.globals |= {
        "words": wording,
        "readiness_explained": READINESS_EXPLAINED,
        "ready_from": ready_from(),
        "style": Markup(style),  # noqa: S704 - our own file
        "policy": _policy(style),
    }
    for name in ("dots", "change", "readiness_bar", "over_time"):
        made.globals[name] = _picture(name)
    made.globals["radar"] = lambda report, frame: Markup(_radar(report, frame))  # noqa: S704
    return made.get_template("report.html")


def _linked(text: str) -> object:
    """Return a text as markup in which addresses are links."""
    from markupsafe import Markup, escape  # noqa: PLC0415 - installed with jinja2

    link = Markup('<a href="{0}" rel="noreferrer">{0}</a>')
    return Markup().join(
        link.format(each) if is_link else escape(each) for each, is_link in pieces(printable(text))
    )


def _picture(name: str) -> Callable[..., object]:
    """Return a drawing function whose result is safe markup: it escapes its texts itself."""
    from markupsafe import Markup  # noqa: PLC0415 - installed with jinja2

    draw = getattr(report_charts, name)
    return lambda *arguments: Markup(draw(*arguments))  # noqa: S704


def _radar(report: Report, frame: str) -> str:
    own = wording.own_title(report)
    return draw_radar(RadarPicture(report.radar, report.levels, report.finding, own), frame)


def _printed(value: object) -> object:
    return printable(value) if type(value) is str else value


def _policy(style: str) -> str:
    digest = b64encode(sha256(style.encode()).digest()).decode()
    own = f"style-src 'sha256-{digest}'"
    return f"default-src 'none'; {own}; base-uri 'none'; form-action 'none'"
