"""Write a report as an XLSX workbook: sheets to read, native charts, and one sheet to import."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, Final

from skills.records.table_format import COLUMNS, CONTINUED, SHEET
from skills.reports.file_kinds import NAMES
from skills.reports.report import Report
from skills.reports.sheet_parts import Sheet
from skills.reports.sheets import sheets_of
from skills.reports.table_rows import TableCell, TableLine, lines_of
from skills.sentences.formats import printable
from skills.sentences.reports import SECTIONS

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart  # type: ignore[import-untyped]
    from xlsxwriter.format import Format  # type: ignore[import-untyped]
    from xlsxwriter.workbook import Workbook  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

LONGEST: Final = 16_000
"""Maximum number of characters of a cell; a workbook allows 32,767 UTF-16 code units."""

LINE: Final = 15
HIGHEST: Final = 405
"""Height in points of a line of text, and of the highest row allowed."""

OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}

HEAD: Final = {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E6EEF5", "bottom": 1}

TOTAL: Final = {"bold": True, "top": 1}

A4: Final = 9
"""Code of the paper size A4 in workbooks."""

FORMATS: Final[Mapping[str, Mapping[str, object]]] = {
    "title": {"bold": True, "font_size": 14, "text_wrap": True, "valign": "top"},
    "above": {"text_wrap": True, "valign": "top"},
    "plain": {"valign": "top"},
    "text": {"text_wrap": True, "valign": "top"},
    "one": {"num_format": "0.0", "align": "center", "valign": "top"},
    "two": {"num_format": "0.00", "align": "center", "valign": "top"},
    "whole": {"num_format": "0", "align": "center", "valign": "top"},
    "date": {"num_format": "yyyy-mm-dd", "align": "left", "valign": "top"},
}
"""Cell formats by name; columns refer to them."""

NOW: Final = "#0072B2"
AIM: Final = "#D55E00"
OTHER: Final = "#009E73"
"""Colours distinguishable with colour blindness, with a contrast of at least 3:1 on white."""


def as_xlsx(report: Report) -> bytes:
    """Return a report as a workbook; the same report gives the same bytes."""
    from xlsxwriter.workbook import Workbook  # noqa: PLC0415 - slow, needed only here

    out = io.BytesIO()
    book = Workbook(out, dict(OPTIONS))
    made = datetime.combine(report.made_on, time(), UTC).replace(tzinfo=None)
    title = f"{NAMES[report.parts.extent]}: {report.title}"
    book.set_properties({"title": printable(title), "created": made, "comments": report.program})
    looks = {name: book.add_format(dict(each)) for name, each in FORMATS.items()}
    for name, each in FORMATS.items():
        looks[f"total {name}"] = book.add_format({**each, **TOTAL})
        looks[f"head {name}"] = book.add_format({**HEAD, "align": each.get("align", "left")})
    for sheet in sheets_of(report):
        page = book.add_worksheet(sheet.name)
        below = _write(page, sheet, looks) + 1
        # Beside the table, a chart would make the printed table half as large.
        if sheet.is_radar:
            page.insert_chart(below, 0, _radar(book, sheet), _summary(report))
        if sheet.name == SECTIONS["history"] and sheet.rows:
            page.insert_chart(below, 0, _line(book, sheet), _summary(report))
    _entries(book.add_worksheet(SHEET), report, looks)
    book.close()
    return out.getvalue()


def _summary(report: Report) -> dict[str, Any]:
    return {"description": report.finding, "object_position": 2}


def _write(page: Worksheet, sheet: Sheet, looks: Mapping[str, Format]) -> int:
    """Write a sheet and return the number of the first free line."""
    widths = [each.width for each in sheet.columns]
    for number, each in enumerate(widths):
        page.set_column(number, number, each)
    for number, text in enumerate(sheet.above):
        look = looks["above" if number or sheet.name != "Profile" else "title"]
        page.merge_range(number, 0, number, len(widths) - 1, "", look)
        _row(page, number, [text[:LONGEST]], [look], [sum(widths)])
    head = len(sheet.above)
    heads = [looks[f"head {each.look}"] for each in sheet.columns]
    _row(page, head, [each.title for each in sheet.columns], heads, widths)
    styles = [looks[each.look] for each in sheet.columns]
    index = head + 1
    for row in sheet.rows:
        for piece in _pieces(row):
            _row(page, index, piece, styles, widths)
            index += 1
    if sheet.total:
        sums = [looks[f"total {each.look}"] for each in sheet.columns]
        _row(page, index, sheet.total, sums, widths)
        index += 1
    page.freeze_panes(head + 1, 1)
    _for_print(page, head)
    return index


def _for_print(page: Worksheet, head: int) -> None:
    """Set up printing on landscape A4: the table as wide as the page, its heading on every page."""
    page.set_landscape()
    page.set_paper(A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(head)
    page.set_footer("&L&A&RPage &P of &N")


def _row(
    page: Worksheet,
    index: int,
    cells: TableLine | list[str],
    looks: list[Format],
    widths: Sequence[int] = (),
) -> None:
    """Write a line of cells; with `widths`, its height fits the wrapped texts."""
    for number, (cell, look) in enumerate(zip(cells, looks, strict=True)):
        if isinstance(cell, str):
            if cell:
                page.write_string(index, number, cell, look)
        elif cell is not None:
            page.write_number(index, number, cell, look)
    if widths:
        page.set_row(index, min(LINE * max(map(_lines, cells, widths)), HIGHEST))


def _lines(cell: TableCell, width: int) -> int:
    """Estimate how many lines a wrapped text takes."""
    text = cell if isinstance(cell, str) else ""
    return sum(len(each) // max(width - 1, 1) + 1 for each in text.split("\n"))


def _entries(page: Worksheet, report: Report, looks: Mapping[str, Format]) -> None:
    widths = {"id": 28, "label": 44, "value": 40, "value_label": 24, "skill": 30, "told": 30}
    for number, name in enumerate(COLUMNS):
        page.set_column(number, number, widths.get(name, 12))
    _row(page, 0, list(COLUMNS), [looks["head plain"]] * len(COLUMNS))
    styles = [looks["plain"]] * len(COLUMNS)
    index = 1
    for line in lines_of(report, apostrophes=False):
        for number, piece in enumerate(_pieces(line)):
            _row(page, index, (CONTINUED, *piece[1:]) if number else piece, styles)
            index += 1
    page.freeze_panes(1, 2)
    page.autofilter(0, 0, index - 1, len(COLUMNS) - 1)
    _for_print(page, 0)


def _pieces(line: TableLine) -> list[TableLine]:
    """Split texts that are too long for a cell into continuation lines below."""
    if all(not isinstance(each, str) or len(each) <= LONGEST for each in line):
        return [line]
    cut = [_cut(each) if isinstance(each, str) else [each] for each in line]
    return list(zip_longest(*cut))


def _cut(text: str) -> list[TableCell]:
    return [text[start : start + LONGEST] for start in range(0, len(text), LONGEST)] or [""]


def _series(sheet: Sheet, column: str, colour: str, dash: str, mark: str) -> dict[str, Any]:
    first = len(sheet.above) + 1
    last = first + len(sheet.rows) - 1
    index = [each.title for each in sheet.columns].index(column)
    return {
        "name": [sheet.name, first - 1, index],
        "categories": [sheet.name, first, 0, last, 0],
        "values": [sheet.name, first, index, last, index],
        "line": {"color": colour, "width": 2, "dash_type": dash},
        "marker": {"type": mark, "size": 6, "border": {"color": colour}, "fill": {"color": colour}},
    }


def _radar(book: Workbook, sheet: Sheet) -> Chart:
    chart: Chart = book.add_chart({"type": "radar", "subtype": "with_markers"})
    columns = [each.title for each in sheet.columns]
    if "Target" in columns:
        own = columns[columns.index("Target") - 1]
        chart.add_series(_series(sheet, own, NOW, "solid", "circle"))
        chart.add_series(_series(sheet, "Target", AIM, "dash", "square"))
        chart.set_title({"name": f"{own} and the target", "overlay": False})
    else:
        chart.add_series(_series(sheet, "Level", NOW, "solid", "circle"))
        chart.set_title({"name": "Levels", "overlay": False})
    chart.set_y_axis(
        {"min": 0, "max": sheet.top, "major_unit": 1, "num_format": "0"}
        | {"major_gridlines": {"visible": True, "line": {"color": "#BFBFBF"}}}
    )
    return _placed(chart)


def _line(book: Workbook, sheet: Sheet) -> Chart:
    chart: Chart = book.add_chart({"type": "line"})
    chart.add_series(_series(sheet, "Readiness", NOW, "solid", "circle"))
    chart.add_series(_series(sheet, "Low", OTHER, "dash", "diamond"))
    chart.add_series(_series(sheet, "High", AIM, "dash", "square"))
    chart.set_title({"name": "Readiness with its range", "overlay": False})
    chart.set_y_axis({"min": 0, "max": 100, "major_unit": 20, "num_format": "0"})
    chart.set_x_axis({"text_axis": True, "num_format": "yyyy-mm-dd"})
    return _placed(chart)


def _placed(chart: Chart) -> Chart:
    chart.show_blanks_as("gap")
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 860, "height": 620})
    return chart
