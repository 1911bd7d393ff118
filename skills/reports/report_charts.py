"""Draw the charts of a report as SVG: dot plot, readiness over time.

Every chart is one element with a name and, if needed, a description; the page's style sheet colours
it by class. Only coordinates are computed here: numbers come from the report. Strips in table rows
have no fixed width: x coordinates are in percent, so that text beside them keeps its size on a
phone.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring

from skills.drawing.svg import Point
from skills.reports.report_lines import ChangeLine, HistoryLine, Row
from skills.reports.wording import change_text, likely, likely_levels, of_hundred
from skills.scoring.verdicts import READY
from skills.sentences.formats import day, level, printable

HEIGHT: Final = 240
"""Height of the chart of readiness over time, in pixels."""


def dots(row: Row, top: int) -> str:
    """Draw level, likely range and target of one skill on a scale from 0 to `top`."""
    parts = ["not assessed" if row.level is None else f"level {level(row.level)}"]
    parts += [f"target {row.target}"] if row.target else []
    parts += [f"likely range {likely_levels(row)}"] if row.level is not None else []
    svg = _strip(f"{row.title}: {', '.join(parts)}", top)
    if row.level is not None:
        _bar(svg, row.low / top, row.high / top, 9, "likely")
        if row.level < row.target:
            _bar(svg, row.level / top, row.target / top, 3, "short")
    if row.target:
        _mark_target(svg, row.target / top)
    if row.level is not None:
        _dot(svg, row.level / top, "own")
    return _written(svg)


def change(line: ChangeLine, top: int) -> str:
    """Draw how one skill changed between two dates: a hollow marker before, a filled one now."""
    svg = _strip(f"{line.title}: {line.change}, {change_text(line)}", top)
    if line.before is not None and line.now is not None:
        left, right = sorted((line.before / top, line.now / top))
        _bar(svg, left, right, 3, "moved fell" if line.now < line.before else "moved")
    if line.before is not None:
        _dot(svg, line.before / top, "before")
    if line.now is not None:
        _dot(svg, line.now / top, "own")
    return _written(svg)


def readiness_bar(value: float, low: float, high: float) -> str:
    """Draw readiness with its likely range, 0 to 100, and the threshold of the verdict “ready”."""
    sentence = f"Readiness {of_hundred(value)}, likely range {likely(low, high)}"
    svg = _picture(sentence, "", "bar")
    SubElement(
        svg, "rect", {"class": "ground", "width": "100%", "height": "14", "y": "5", "rx": "7"}
    )
    _bar(svg, low / 100, high / 100, 14, "likely")
    SubElement(svg, "rect", {"class": "ready", "x": _share(READY), "width": "2", "height": "24"})
    here = {"class": "here", "x": _share(value / 100), "width": "5", "height": "24", "rx": "2"}
    SubElement(svg, "rect", here)
    return _written(svg)


def over_time(lines: Sequence[HistoryLine]) -> str:
    """Draw readiness over time with its likely range, one mark for each snapshot.

    The line joins only comparable snapshots: same structure of the matrix, same aim, both assessed.
    """
    sentence = ". ".join(
        f"{day(each.on)}: {of_hundred(each.readiness)}, range {likely(each.low, each.high)}"
        for each in lines
        if each.readiness is not None
    )
    svg = _picture("Readiness over time", sentence, "over-time")
    svg.set("height", str(HEIGHT))
    positions = _x_positions([each.on for each in lines])
    plot = SubElement(svg, "svg", {"viewBox": "0 0 100 100", "preserveAspectRatio": "none"})
    plot.attrib.update({"width": "100%", "height": "100%"})
    for (x, one), (later, other) in pairwise(zip(positions, lines, strict=True)):
        if _is_joined(one, other):
            _joined(plot, (x, one), (later, other))
    _grid(svg)
    for x, each in zip(positions, lines, strict=True):
        _moment(svg, x, each)
    _dates(svg, lines)
    return _written(svg)


def _picture(title: str, sentence: str, name: str) -> Element:
    svg = Element("svg", {"class": name, "role": "img", "xmlns": "http://www.w3.org/2000/svg"})
    SubElement(svg, "title", {"id": f"{name}-title"} if sentence else {}).text = printable(title)
    if sentence:
        SubElement(svg, "desc", {"id": f"{name}-text"}).text = printable(sentence)
        svg.set("aria-labelledby", f"{name}-title {name}-text")
    return svg


def _strip(sentence: str, top: int) -> Element:
    svg = _picture(sentence, "", "strip")
    SubElement(svg, "line", {"class": "ground", "x2": "100%", "y1": "12", "y2": "12"})
    for rank in range(top + 1):
        x = _share(rank / top)
        SubElement(svg, "line", {"class": "tick", "x1": x, "x2": x, "y1": "8", "y2": "16"})
    return svg


def _bar(svg: Element, start: float, end: float, height: int, name: str) -> None:
    """Draw a bar around the middle of a strip 24 pixels high; start and end are 0 to 1."""
    bar = {"class": name, "x": _share(start), "width": _share(max(end - start, 0.0))}
    bar |= {"y": f"{12 - height / 2:g}", "height": str(height), "rx": f"{height / 2:g}"}
    SubElement(svg, "rect", bar)


def _dot(svg: Element, share: float, name: str) -> None:
    SubElement(svg, "circle", {"class": name, "cx": _share(share), "cy": "12", "r": "6.5"})


def _mark_target(svg: Element, share: float) -> None:
    mark = {"class": "target", "x": _share(share), "y": "4", "width": "16", "height": "16"}
    SubElement(svg, "rect", mark | {"transform": "translate(-8 0)"})


def _share(part: float) -> str:
    return f"{min(max(part, 0.0), 1.0) * 100:.2f}%"


def _line(svg: Element, points: Sequence[Point], name: str, *, is_closed: bool = False) -> None:
    pairs = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    SubElement(svg, "polygon" if is_closed else "polyline", {"class": name, "points": pairs})


def _text(svg: Element, x: float | str, y: float, text: str, name: str) -> None:
    position = {"x": x if isinstance(x, str) else f"{x:.1f}", "y": f"{y:.1f}"}
    SubElement(svg, "text", {"class": name} | position).text = printable(text)


def _x_positions(days: Sequence[date]) -> list[float]:
    """Return the x coordinates of dates, 0 to 100 from left to right, clear of the edges."""
    first = min(days, default=None)
    span = (max(days) - first).days if first else 0
    if first is None or not span:
        return [100 * (index + 1) / (len(days) + 1) for index in range(len(days))]
    return [3 + 94 * (each - first).days / span for each in days]


def _is_joined(one: HistoryLine, other: HistoryLine) -> bool:
    is_assessed = one.readiness is not None and other.readiness is not None
    return is_assessed and one.is_comparable and other.is_comparable and one.aim == other.aim


def _joined(
    plot: Element, start: tuple[float, HistoryLine], end: tuple[float, HistoryLine]
) -> None:
    (x, one), (later, other) = start, end
    band = [(x, one.high), (later, other.high), (later, other.low), (x, one.low)]
    _line(plot, [(x_at, 100 - value) for x_at, value in band], "likely", is_closed=True)
    line = [(x, 100 - (one.readiness or 0)), (later, 100 - (other.readiness or 0))]
    _line(plot, line, "own-line open")


def _grid(svg: Element) -> None:
    for value in (0, 25, 50, 75, 100):
        y = _share(1 - value / 100)
        SubElement(svg, "line", {"class": "ring", "x2": "100%", "y1": y, "y2": y})
        label = {"class": "rank", "x": "0", "y": y, "dx": "-6", "dy": "4"}
        SubElement(svg, "text", label).text = str(value)
    ready = _share(1 - READY)
    SubElement(svg, "line", {"class": "ready", "x2": "100%", "y1": ready, "y2": ready})


def _moment(svg: Element, x: float, history_line: HistoryLine) -> None:
    if history_line.readiness is None:
        return
    cx = _share(x / 100)
    reach = {"x1": cx, "x2": cx, "y1": _share(1 - history_line.high / 100)}
    reach |= {"y2": _share(1 - history_line.low / 100)}
    SubElement(svg, "line", {"class": "reach"} | reach)
    name = "own" if history_line.is_comparable else "before"
    dot = {"class": name, "cx": cx, "cy": _share(1 - history_line.readiness / 100), "r": "6"}
    SubElement(svg, "circle", dot)


def _dates(svg: Element, lines: Sequence[HistoryLine]) -> None:
    """Label the first and the last date; the table below lists all."""
    first, last = min(each.on for each in lines), max(each.on for each in lines)
    if first == last:
        _text(svg, "50%", HEIGHT + 20, day(first), "date only")
        return
    _text(svg, "0%", HEIGHT + 20, day(first), "date")
    _text(svg, "100%", HEIGHT + 20, day(last), "date last")


def _written(svg: Element) -> str:
    return tostring(svg, encoding="unicode")
