"""What a PDF has on its pages, in its properties and attached to it."""

import io
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from pdf_report_support import latin, made, pages_of, row, text_of, with_rows
from pypdf import PdfReader
from report_support import NOW, TODAY, example_report

from skills.records.to_json import as_json
from skills.reports.as_pdf import as_pdf
from skills.reports.report import Extent, Parts
from skills.reports.report_lines import Fact, NoteLine
from skills.sentences.reports import SECTIONS
from skills.version import PROGRAM


@pytest.mark.slow
def test_every_page_has_its_foot_number_and_program() -> None:
    pages = pages_of(made())
    assert len(pages) > 5
    for number, text in enumerate(pages, 1):
        assert latin().foot in text
        assert text.endswith(PROGRAM)
        assert f"Page {number} of {len(pages)}" in text


@pytest.mark.slow
def test_a_table_repeats_its_header_on_the_next_page() -> None:
    report = with_rows(latin(Extent.gaps), tuple(map(row, range(70))))
    pages = pages_of(as_pdf(report, made_at=NOW).data)
    assert sum("Status" in each and "Weight" in each for each in pages) >= 3


def test_a_file_names_its_title_author_language_and_moment() -> None:
    reader = PdfReader(io.BytesIO(made()))
    assert reader.metadata is not None
    assert reader.metadata.title == latin().title
    assert reader.metadata.author == "Ada Lovelace"
    assert reader.metadata.creation_date == NOW
    assert str(reader.root_object["/Lang"]) == "en"
    assert PROGRAM in str(reader.metadata["/Keywords"]).split(", ")


@pytest.mark.slow
def test_nobody_is_named_unless_they_want_it() -> None:
    data = as_pdf(example_report(Parts(extent=Extent.gaps)), made_at=NOW).data
    metadata = PdfReader(io.BytesIO(data)).metadata
    assert metadata is not None
    assert metadata.author is None


def test_the_attached_record_is_identical_byte_for_byte() -> None:
    attachments = PdfReader(io.BytesIO(made())).attachments
    assert list(attachments) == ["assessment.json"]
    assert attachments["assessment.json"] == [as_json(latin().record).encode()]
    assert json.loads(attachments["assessment.json"][0])["answers"]


@pytest.mark.slow
def test_without_answers_nothing_is_attached_or_listed() -> None:
    data = as_pdf(example_report(Parts(answers=False, notes=False)), made_at=NOW).data
    assert not PdfReader(io.BytesIO(data)).attachments
    assert "Every answer" not in text_of(data)


def test_the_same_report_and_moment_give_the_same_bytes() -> None:
    assert as_pdf(latin(), made_at=NOW).data == made()
    assert as_pdf(latin(), made_at=NOW + timedelta(days=1)).data != made()


@pytest.mark.slow
def test_five_people_at_once_do_not_disturb_each_other() -> None:
    names = ["Ada", "Grace", "Edsger", "Barbara", "Donald"] * 2
    reports = [replace(latin(Extent.gaps), name=each) for each in names]
    alone = [as_pdf(each, made_at=NOW).data for each in reports]
    with ThreadPoolExecutor(5) as pool:
        at_once = list(pool.map(lambda each: as_pdf(each, made_at=NOW).data, reports))
    assert at_once == alone
    assert all(name in text_of(data) for name, data in zip(names[:5], alone, strict=False))


@pytest.mark.slow
@pytest.mark.parametrize("skills", [3, 18, 23, 40, 90])
@pytest.mark.parametrize("noted", [0, 30])
def test_a_cv_is_one_page(skills: int, noted: int) -> None:
    report = with_rows(latin(Extent.cv), tuple(map(row, range(skills))))
    notes = tuple(NoteLine(f"Skill {each}", "I did this. " * 30, TODAY) for each in range(noted))
    credentials = (Fact("Course", "certificate"),) * 4
    report = replace(report, notes=notes, credentials=credentials, musts=())
    pages = pages_of(as_pdf(report, made_at=NOW).data)
    assert len(pages) == 1
    text = "".join(pages[0].split())
    assert "".join(report.verdict.split()) in text
    assert report.rows[0].title.replace(" ", "") in text
    is_whole = noted == 0 and skills < 90
    assert is_whole == ("onepage" not in text and "notlistedhere" not in text)


@pytest.mark.slow
def test_a_gap_report_stays_short() -> None:
    assert len(pages_of(made(Extent.gaps))) <= 3


def test_empty_parts_are_left_out() -> None:
    empty = with_rows(latin(), tuple(row(each, level=None) for each in range(5)))
    bare = replace(
        empty,
        readiness=None,
        musts=(),
        notes=(),
        role_levels=(),
        qualifications=(),
        credentials=(),
        day=(),
        plan=(),
        over=(),
        history=(),
        changes=None,
        answers=(),
        terms=(),
        sums=(),
        credits=(),
    )
    data = as_pdf(bare, made_at=NOW).data
    text = text_of(data)
    headings = (each for name, each in SECTIONS.items() if name not in ("glance", "gaps"))
    assert [each for each in headings if each in text] == []
    assert text.count("not assessed") == 5
    assert b"/Figure" not in data
    assert "%" not in text.split("At a glance")[0].replace(bare.basis, "")


@pytest.mark.slow
@pytest.mark.parametrize("count", [1, 2, 3, 5, 18, 40])
def test_any_number_of_skills_is_drawn_and_reported(count: int) -> None:
    rows = tuple(row(each, level=None if each % 4 == 3 else 1.5) for each in range(count))
    text = text_of(as_pdf(with_rows(latin(Extent.gaps), rows), made_at=NOW).data)
    assert [each.title for each in rows if each.title not in text] == []
