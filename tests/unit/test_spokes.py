"""Which axes a radar has: the same rule for the screen, the PDF, HTML and Excel."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pytest
from pypdf import PdfReader
from report_support import NOW, example_report
from report_text_support import read_page

from skills.reports.as_html import as_html
from skills.reports.as_pdf import as_pdf
from skills.reports.as_xlsx import as_xlsx
from skills.reports.report import Extent, Parts, Report
from skills.reports.report_lines import Row
from skills.scoring.radar_views import MOST_OF_ALL
from skills.scoring.spokes import FEWEST, MOST, Radar, Spoke, choose_spokes

pytestmark = pytest.mark.slow


def spoke(title: str, area: str = "A", level: float | None = 2.0, target: float = 3.0) -> Spoke:
    return Spoke(title, area, level, target)


def skills(count: int, areas: int = 4) -> list[Spoke]:
    return [spoke(f"Skill {at}", f"Area {at % areas}") for at in range(count)]


@pytest.mark.parametrize("count", range(FEWEST))
def test_one_or_two_skills_have_no_radar(count: int) -> None:
    assert choose_spokes(skills(count)) == Radar(())


@pytest.mark.parametrize("count", [FEWEST, MOST])
def test_from_three_to_forty_skills_there_is_an_axis_a_skill(count: int) -> None:
    assert choose_spokes(skills(count)) == Radar(tuple(skills(count)))


def test_above_forty_skills_there_is_an_axis_an_area() -> None:
    found = choose_spokes(skills(MOST + 1))
    assert found.is_by_area
    assert [each.title for each in found.spokes] == [f"Area {at}" for at in range(4)]


def test_no_radar_where_areas_are_too_few_or_too_many() -> None:
    assert choose_spokes(skills(MOST + 1, areas=2)) == Radar(())
    assert choose_spokes(skills(200, areas=MOST + 1)) == Radar(())


def test_a_radar_of_nothing_assessed_is_none() -> None:
    assert choose_spokes([spoke(each, level=None) for each in "abcd"]) == Radar(())


def test_an_area_is_the_mean_of_what_is_assessed() -> None:
    known = [spoke(f"{at}", "Known", float(at % 2) + 1, float(at % 2) + 2) for at in range(40)]
    half = [spoke("x", "Half", 1.0, 2.0), spoke("y", "Half", None, 4.0)]
    unknown = [spoke("z", "Unknown", None, 4.0)]
    found = choose_spokes([*known, *half, *unknown])
    assert [(each.level, each.target) for each in found.spokes] == [(1.5, 2.5), (1, 2), (None, 4)]


def of_rows(count: int, extent: Extent = Extent.gaps, areas: int = 4) -> Report:
    report = example_report(Parts(extent=extent, answers=False))
    first = next(each for each in report.rows if each.level is not None)

    def row(at: int) -> Row:
        return replace(first, skill=f"s{at}", title=f"Skill {at}", area=f"Area {at % areas}")

    rows = tuple(row(at) for at in range(count))
    return replace(report, rows=rows, gaps=rows, changes=None, history=(), plan=(), musts=())


def figures(report: Report) -> int:
    found: list[str] = []

    def walk(part: object) -> None:
        value = part.get_object() if hasattr(part, "get_object") else part
        if isinstance(value, list):
            for each in value:
                walk(each)
        elif isinstance(value, dict):
            found.extend([value["/Alt"]] if value.get("/S") == "/Figure" else [])
            walk(value.get("/K"))

    root = PdfReader(io.BytesIO(as_pdf(report, made_at=NOW).data)).root_object
    walk(root["/StructTreeRoot"])
    return len(found)


def text_of_pdf(report: Report) -> str:
    pages = PdfReader(io.BytesIO(as_pdf(report, made_at=NOW).data)).pages
    return " ".join("".join(each.extract_text() for each in pages).split())


CASES = [(2, 0), (3, 3), (MOST_OF_ALL, MOST_OF_ALL), (MOST_OF_ALL + 1, 4), (164, 4)]
"""Number of skills, and of axes of a picture."""


@pytest.mark.parametrize(("count", "axes"), CASES)
def test_a_page_has_that_radar(count: int, axes: int) -> None:
    report = of_rows(count)
    assert len(report.radar.spokes) == axes
    page = as_html(report)
    assert page.count('class="spoke"') == 2 * axes
    assert page.count('aria-label="Radar of ') == (2 if axes else 0)
    note = f"With more than {MOST_OF_ALL} skills"
    assert (note in page) is (count > MOST_OF_ALL)
    assert read_page(page).text.count("Skill 0") >= 2


@pytest.mark.parametrize("extent", [Extent.gaps, Extent.whole])
@pytest.mark.parametrize(("count", "axes"), CASES)
def test_a_pdf_has_that_radar(count: int, axes: int, extent: Extent) -> None:
    report = of_rows(count, extent)
    assert figures(report) == (1 if axes else 0)
    assert (f"With more than {MOST_OF_ALL} skills" in text_of_pdf(report)) is (count > MOST_OF_ALL)


@pytest.mark.parametrize(("count", "axes"), [(2, 0), (3, 3), (MOST, MOST), (MOST + 1, 4), (164, 4)])
def test_a_workbook_has_that_radar(count: int, axes: int) -> None:
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(of_rows(count))))
    assert len(book["Profile"]._charts) == (1 if 0 < axes == count else 0)  # type: ignore[attr-defined]
    assert ("Areas" in book.sheetnames) is (count > MOST)
    if count > MOST:
        sheet = book["Areas"]
        assert [cell.value for cell in sheet["A"]][2:] == [f"Area {at}" for at in range(axes)]
        assert len(sheet._charts) == 1


def test_one_skill_that_is_reached_is_named_in_a_pdf_without_a_legend_of_nothing() -> None:
    report = replace(of_rows(1), gaps=())
    text = text_of_pdf(report)
    assert "Skill 0" in text
    assert "likely range" not in text


def test_a_page_for_a_cv_names_areas_and_no_targets() -> None:
    text = text_of_pdf(of_rows(MOST_OF_ALL + 1, Extent.cv))
    assert "the radar shows areas: the mean level of each" in text
    assert "Area 0" in text
    assert "mean of their targets" not in text
