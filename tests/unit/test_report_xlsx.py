"""A report as a workbook: native charts, no formulas, nothing lost."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from functools import cache
from xml.etree import ElementTree as ET

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from report_support import (
    HOSTILE,
    NOW,
    assessment,
    entries,
    example_record,
    example_report,
    first_matrix,
    hostile_report,
)

from skills.importing.from_record import from_record
from skills.importing.from_table import read_xlsx
from skills.importing.workbook import Wanted, read_page
from skills.records.snapshot import take_state
from skills.records.table_format import COLUMNS, SHEET
from skills.reports.as_xlsx import LONGEST, as_xlsx
from skills.reports.report import Extent, Parts, Report
from skills.sentences.reports import SECTIONS
from skills.version import PROGRAM

pytestmark = pytest.mark.slow


@cache
def with_history() -> Report:
    matrix = first_matrix()
    states = [
        take_state(assessment(matrix), entries(matrix, seed), matrix, NOW.replace(month=2 + seed))
        for seed in (1, 2, 3)
    ]
    other = states[0].matrix.model_copy(update={"structure": "another"})
    states[0] = states[0].model_copy(update={"matrix": other})
    return example_report(record=example_record(share=0.15, history=states))


def book(report: Report) -> Workbook:
    return load_workbook(io.BytesIO(as_xlsx(report)))


def parts(report: Report) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(as_xlsx(report))) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def chart(report: Report, kind: str) -> ET.Element:
    found = [text for name, text in parts(report).items() if "charts/chart" in name]
    return ET.fromstring(next(each for each in found if kind in each))  # noqa: S314 - our own


def values(tree: ET.Element) -> list[list[tuple[int, float]]]:
    """Return for each series the points that are there: place and value."""
    c = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
    return [
        [
            (int(point.get("idx", "")), float(point.findtext(f"{c}v") or ""))
            for point in series.iterfind(f"{c}val//{c}pt")
        ]
        for series in tree.iter(f"{c}ser")
    ]


def test_sheets_stand_in_the_order_they_are_read() -> None:
    names = book(with_history()).sheetnames
    wanted = [
        "Profile",
        *(SECTIONS[each] for each in ("gaps", "answers", "plan", "history")),
        SHEET,
    ]
    assert [each for each in names if each in wanted] == wanted
    assert names[0] == "Profile"
    assert names[-1] == SHEET


@pytest.mark.parametrize("extent", Extent)
def test_parts_that_were_left_out_have_no_sheet(extent: Extent) -> None:
    report = example_report(Parts(extent, notes=False, answers=False))
    found = book(report)
    assert not {SECTIONS["answers"], SECTIONS["notes"]} & set(found.sheetnames)
    assert not any("evil.example" in text for text in parts(report).values())


@pytest.mark.parametrize("extent", Extent)
def test_every_sheet_prints_on_landscape_pages_as_wide_as_its_table(extent: Extent) -> None:
    report = replace(with_history(), parts=Parts(extent))
    sheets = list(book(report))
    assert sheets
    for sheet in sheets:
        assert sheet.page_setup.orientation == "landscape", sheet.title
        assert sheet.page_setup.fitToWidth in (None, 1), sheet.title  # 1 need not be written
        assert sheet.page_setup.fitToHeight == 0, sheet.title
        assert sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.title
        head = 1 + next(
            at for at, row in enumerate(sheet.iter_rows()) if row[0].fill.fgColor.rgb == "FFE6EEF5"
        )
        assert sheet.print_title_rows == f"${head}:${head}", sheet.title
        for each in sheet._charts:
            assert each.anchor._from.col == 0, sheet.title


def test_columns_that_add_up_have_a_total_outside_the_charts() -> None:
    report = example_report()
    found = book(report)
    gaps, plan, sums = (
        [*found[name].iter_rows(values_only=True)][-1]
        for name in (SECTIONS["gaps"], SECTIONS["plan"], SECTIONS["terms"])
    )
    lost = sum(each.points_lost or 0 for each in report.gaps)
    assert (gaps[0], plan[0], sums[0]) == ("Total", "Total", "Readiness")
    assert (gaps[1], gaps[-2]) == pytest.approx((lost, 100))
    assert plan[1:3] == (
        sum(each.hours for each in report.plan),
        pytest.approx(sum(each.gain for each in report.plan)),
    )
    assert sums[3] == pytest.approx(report.readiness, abs=0.1)
    assert len(values(chart(report, "radarChart"))[0]) <= len(report.rows)


def test_the_totals_come_back_as_nothing() -> None:
    report = example_report()
    reading = read_xlsx(as_xlsx(report), "report.xlsx")
    assert reading.imported is not None
    assert reading.imported.entries == from_record(report.record).entries
    assert not [each for each in reading.left_out if "Total" in each]


def test_same_report_gives_the_same_bytes() -> None:
    assert as_xlsx(with_history()) == as_xlsx(with_history())


def test_nothing_becomes_a_formula_or_a_link() -> None:
    report = hostile_report()
    for name, text in parts(report).items():
        if name.startswith("xl/worksheets/"):
            assert "<f>" not in text, name
            assert "hyperlink" not in text, name
    kinds = {cell.data_type for sheet in book(report) for row in sheet for cell in row}
    assert kinds == {"s", "n", "d"}


def test_numbers_are_numbers() -> None:
    sheet = book(example_report())[SECTIONS["gaps"]]
    assert [cell.data_type for cell in sheet[2][1:6]] == ["n"] * 5
    assert all(isinstance(cell.value, int | float) for cell in sheet[2][1:6])


def test_the_plan_has_its_running_total() -> None:
    report = example_report()
    rows = list(book(report)[SECTIONS["plan"]].iter_rows(values_only=True))
    steps = [(each.title, each.hours, each.gain, each.total) for each in report.plan]
    assert len(steps) == 5
    assert [row[:4] for row in rows if row[0] in {step[0] for step in steps}] == steps


def test_heads_stay_in_sight_and_long_texts_wrap() -> None:
    found = book(with_history())
    for sheet in found:
        assert sheet.freeze_panes, sheet.title
    assert found[SECTIONS["notes"]]["B3"].alignment.wrap_text
    assert found[SECTIONS["gaps"]].column_dimensions["A"].width > 30


def test_radar_holds_you_and_the_target_and_leaves_gaps() -> None:
    report = with_history()
    tree = chart(report, "radarChart")
    you, target = values(tree)
    assessed = [at for at, row in enumerate(report.rows) if row.level is not None]
    assert 0 < len(assessed) < len(report.rows)
    assert [at for at, _ in you] == assessed
    assert [value for _, value in target] == [row.target for row in report.rows]
    assert not [each for each in tree.iter() if each.tag.endswith("dispBlanksAs")]  # a gap


def test_line_of_readiness_never_joins_another_structure() -> None:
    readiness, low, high = values(chart(with_history(), "lineChart"))
    assert [at for at, _ in readiness] == [1, 2, 3]
    assert all(a <= b <= c for (_, a), (_, b), (_, c) in zip(low, readiness, high, strict=True))
    sheet = book(with_history())[SECTIONS["history"]]
    assert sheet["B2"].value is None
    assert sheet["E2"].value > 0
    assert "not comparable" in sheet["H2"].value


def test_charts_have_a_description_in_words() -> None:
    report = with_history()
    drawings = [text for name, text in parts(report).items() if "drawings/drawing" in name]
    assert len(drawings) == 2
    assert all(f'descr="{report.finding}"' in each for each in drawings)


def test_verdict_and_basis_stand_above_the_profile() -> None:
    report = example_report(Parts(name="Ana\x07"))
    above = [row[0].value for row in book(report)["Profile"].iter_rows(max_row=5)]
    foot = f"{report.foot} · {PROGRAM}"
    summary = (report.verdict, report.basis, report.finding, foot)
    assert above == [f"{report.title} · Ana\ufffd", *summary]
    assert book(report).properties.description == PROGRAM


def test_level_reads_as_reached_only_where_it_is() -> None:
    row = replace(example_report().rows[0], level=2.97, target=3)
    sheet = book(replace(example_report(), rows=(row,)))["Profile"]
    assert 2.9 in [cell.value for cell in sheet[7]]


def test_every_character_is_in_the_entries() -> None:
    odd = ["a\r\nb\rc\n", "\x01\x0b\x1f_x000D_", "\ufffe\uffff", " two  spaces ", *HOSTILE]
    record = example_record(notes=odd)
    page = read_page(as_xlsx(example_report(record=record)), Wanted(SHEET))
    cells = [cells for _, cells in page.rows if cells[0] == "note"]
    assert [each[COLUMNS.index("value")] for each in cells] == [each.text for each in record.notes]


def test_text_too_long_for_a_cell_goes_on_below() -> None:
    basis = "=" + "😀x" * LONGEST
    page = read_page(as_xlsx(replace(example_report(), basis=basis)), Wanted(SHEET))
    at = next(n for n, (_, cells) in enumerate(page.rows) if cells[1] == "basis")
    value = COLUMNS.index("value")
    pieces = [page.rows[at][1][value]]
    while page.rows[at + 1][1][0] == "continued":
        at += 1
        pieces.append(page.rows[at][1][value])
    assert "".join(map(str, pieces)) == basis
    assert all(len(str(each).encode("utf-16-le")) // 2 <= 32_767 for each in pieces)


def test_hostile_titles_leave_the_workbook_whole() -> None:
    rows = [replace(each, title=f"{each.title}\x00<&\x1b") for each in example_report().rows]
    report = replace(example_report(), rows=tuple(rows), gaps=tuple(rows))
    for name, text in parts(report).items():
        if re.search(r"\.(xml|rels)$", name):
            ET.fromstring(text)  # noqa: S314 - our own
    assert "\ufffd<&\ufffd" in book(report)[SECTIONS["gaps"]]["A2"].value
