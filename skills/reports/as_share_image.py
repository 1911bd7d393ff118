"""Write the result as one image to show to others: SVG or PNG, light or dark, wide or square.

It shows no name unless one is given. It talks about a level and addresses no one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element

from skills.drawing import svg
from skills.drawing.radar import FRAMES, add_named_radar
from skills.drawing.radar_picture import RadarPicture
from skills.drawing.style import still_style
from skills.drawing.text_width import text_width
from skills.drawing.wrapping import shortened, wrapped
from skills.reports.as_pdf import svg_as_png
from skills.reports.report import Report
from skills.reports.still_pictures import DARK, FONTS, LIGHT, radar_description
from skills.sentences.formats import day, percent, percent_range, printable
from skills.sentences.reports import ready_from
from skills.sentences.share import NOT_STATED, PREVIEW, share_range
from skills.version import NAME

THEMES: Final[Mapping[str, Mapping[str, str]]] = {"light": LIGHT, "dark": DARK}


@dataclass(frozen=True, slots=True)
class _Form:
    """Where the parts of an image go, in pixels.

    Attributes
    ----------
    left, room : left edge and width of the text column.
    top, bottom : its first baseline, and where it has to end.
    radar : the box of the radar: left, top, width, height.
    lines : maximum number of lines of the verdict.
    """

    width: int
    height: int
    left: float
    room: float
    top: float
    bottom: float
    radar: tuple[float, float, float, float]
    lines: int


HEADING_SIZES: Final = (40, 36, 32, 28)
"""Text sizes to try for the verdict, in pixels."""

TO_FIGURE: Final = 64
TO_BAR: Final = 28
TO_SMALL: Final = 48
"""Steps down from the verdict to the percentage, its bar and the lines below it, in pixels."""

TO_SMALL_ALONE: Final = 12
"""Step down from the verdict to these lines where there is no percentage."""

LINE: Final = 28
"""Height of one of these lines."""

FORMS: Final[Mapping[str, _Form]] = {
    "wide": _Form(1200, 630, 56, 420, 138, 580, (490, 20, 690, 560), 4),
    "square": _Form(1080, 1080, 64, 952, 150, 474, (64, 476, 952, 540), 2),
}


def share_image(report: Report, *, kind: str, shape: str, theme: str) -> bytes:
    """Return the image of a report; the same report gives the same bytes.

    Parameters
    ----------
    kind : "svg" or "png".
    shape : "wide", 1200 by 630 pixels, or "square", 1080 by 1080.
    theme : "light" or "dark".

    Raises
    ------
    skills.reports.as_pdf.PdfError
        If the picture could not be drawn.
    """
    form = FORMS[shape]
    drawn = share_svg(report, shape, theme)
    if kind == "svg":
        return drawn.encode()
    return svg_as_png(drawn, form.width, form.height)


def share_svg(report: Report, shape: str, theme: str) -> str:
    """Return the image as SVG that loads no external resources."""
    form, colours = FORMS[shape], THEMES[theme]
    made = svg.picture("share", 0, 0, form.width, form.height)
    made.attrib |= {"role": "img", "aria-label": printable(_description(report))}
    svg.add(made, "style", "").text = still_style(colours) + _style(colours)
    svg.add(made, "rect", "ground", x=0, y=0, width=form.width, height=form.height)
    svg.add(made, "rect", "band", x=0, y=0, width=form.width, height=12)
    _head(made, form)
    _texts(made, report, form)
    _radar(made, report, form)
    _foot(made, report, form)
    return svg.written(made)


def _description(report: Report) -> str:
    return f"{report.aim}. {neutral_verdict(report)}. {radar_description(report)}"


def neutral_verdict(report: Report) -> str:
    """Return the verdict addressing no one, or that it is a preview."""
    return (report.readiness is not None and report.shown_verdict) or PREVIEW


def _style(colours: Mapping[str, str]) -> str:
    return (
        f"text {{ font-family: {FONTS}; fill: {colours['text']}; }}"
        f".ground {{ fill: {colours['ground']}; }} .band, .mark {{ fill: {colours['own']}; }}"
        f".track {{ fill: {colours['line']}; }}"
        f".likely {{ fill: {colours['arc']}; opacity: 0.45; }}"
        f".here {{ fill: {colours['own']}; }} .ready {{ fill: {colours['quiet']}; }}"
        ".program { font-size: 24px; font-weight: 700; }"
        f".aim {{ font-size: 24px; fill: {colours['quiet']}; }}"
        ".verdict { font-weight: 700; }"
        f".figure {{ font-size: 84px; font-weight: 700; fill: {colours['own']}; }}"
        f".small {{ font-size: 20px; fill: {colours['quiet']}; }}"
    )


def _head(made: Element, form: _Form) -> None:
    x, y = form.left, 48.0
    points = ((0.5, 0.0), (1.0, 0.38), (0.82, 1.0), (0.18, 1.0), (0.0, 0.38))
    mark = [(x + 28 * across, y + 28 * down) for across, down in points]
    svg.add(made, "path", "mark", d=svg.path([mark]))
    svg.text(made, "program", (x + 42, y + 23), NAME)


def _texts(made: Element, report: Report, form: _Form) -> None:
    y = form.top
    for line in _fitted(report.aim, 24, form.room, is_bold=False, most=2):
        svg.text(made, "aim", (form.left, y), line)
        y += 32
    y += 22
    below = _below(report, form)
    is_stated = report.readiness is not None
    tall = (TO_FIGURE + TO_BAR + TO_SMALL if is_stated else TO_SMALL_ALONE) + LINE * len(below)
    size, lines = _heading(neutral_verdict(report), form, form.bottom - y - tall)
    for line in lines:
        svg.text(made, "verdict", (form.left, y), line).set("font-size", f"{size}px")
        y += 1.2 * size
    if report.readiness is not None:
        y += TO_FIGURE
        svg.text(made, "figure", (form.left, y), percent(report.readiness / 100))
        _bar(made, report, form, y + TO_BAR)
        y += TO_BAR + TO_SMALL - TO_SMALL_ALONE
    for number, line in enumerate(below):
        svg.text(made, "small", (form.left, y + TO_SMALL_ALONE + LINE * number), line)


def _below(report: Report, form: _Form) -> tuple[str, ...]:
    """Return the lines below the percentage, or in place of one."""
    likely = percent_range(report.low / 100, report.high / 100)
    text = NOT_STATED if report.readiness is None else share_range(likely, ready_from())
    return _fitted(text, 20, form.room, is_bold=False)


def _bar(made: Element, report: Report, form: _Form, y: float) -> None:
    room = min(form.room, 420.0)

    def place(value: float) -> float:
        return form.left + room * value / 100

    svg.add(made, "rect", "track", x=form.left, y=y, width=room, height=14, rx=7)
    wide = place(report.high) - place(report.low)
    svg.add(made, "rect", "likely", x=place(report.low), y=y, width=wide, height=14, rx=7)
    svg.add(made, "rect", "ready", x=place(85), y=y - 7, width=3, height=28)
    here = place(report.readiness or 0.0)
    svg.add(made, "rect", "here", x=here - 4, y=y - 5, width=8, height=24, rx=4)


def _radar(made: Element, report: Report, form: _Form) -> None:
    """Draw the radar with its key as large as its box allows."""
    if not report.radar.spokes:
        return
    picture = RadarPicture(report.radar, report.levels, own="Level")
    group = svg.add(made, "g", "radar rr-wide")
    top, bottom = add_named_radar(group, picture, FRAMES["wide"])
    left, upper, width, height = form.radar
    scale = min(width / FRAMES["wide"].width, height / (bottom - top))
    x = left + width / 2
    y = upper + (height - scale * (bottom - top)) / 2 - scale * top
    group.set("transform", f"translate({x:.1f} {y:.1f}) scale({scale:.3f})")


def _foot(made: Element, report: Report, form: _Form) -> None:
    parts: Iterator[str] = filter(None, (report.name, day(report.made_on)))
    line = shortened(printable(" · ".join(parts)), 60)
    svg.text(made, "small", (form.left, form.height - 28), line)


def _heading(text: str, form: _Form, height: float) -> tuple[int, tuple[str, ...]]:
    """Return the verdict in the largest size that fits it all, else cut short in the smallest."""
    found = [
        (size, _fitted(text, size, form.room, is_bold=True, most=most))
        for size in HEADING_SIZES
        if (most := max(min(form.lines, int(height / (1.2 * size))), 1))
    ]
    return next((each for each in found if not each[1][-1].endswith("…")), found[-1])


def _fitted(
    text: str, size: float, room: float, *, is_bold: bool, most: int = 4
) -> tuple[str, ...]:
    """Return a text in as few lines as fit; a longer one is cut short."""
    short = shortened(printable(text), 160)
    while True:
        for count in range(1, most + 1):
            lines = wrapped(short, count)
            if max(text_width(each, size, is_bold=is_bold) for each in lines) <= room:
                return lines
        short = shortened(short, max(len(short) - 6, 2))
