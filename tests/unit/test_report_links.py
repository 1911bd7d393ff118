"""Addresses in a report are links in PDF, HTML and Markdown; nothing else is."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest
from markdown_it import MarkdownIt
from pypdf import PdfReader
from report_support import HOSTILE, NOW, example_record, example_report
from report_text_support import read_page

from skills.records.record import CredentialEntered
from skills.reports.as_html import as_html
from skills.reports.as_markdown import as_markdown
from skills.reports.as_pdf import as_pdf
from skills.reports.links import pieces
from skills.reports.markdown import literal
from skills.reports.report import Parts, Report
from skills.reports.report_lines import NoteLine

LONG = "https://example.org/a_b/churn?model=1&long=" + "x" * 60
LINK = "https://school.example/course_1"
WANTED = {LONG, LINK}


def with_links() -> Report:
    made = CredentialEntered(
        id="c", title="Course", kind="certificate", issued=date(2020, 1, 2), link=LINK
    )
    record = example_record(notes=HOSTILE).model_copy(update={"credentials": (made,)})
    report = example_report(Parts(answers=False), record)
    note = NoteLine("Writing", f"See {LONG}, and http://plain.example or www.bare.example.", None)
    return replace(report, notes=(*report.notes, note), credits=())


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("see https://a.example/x, and more", ["https://a.example/x"]),
        ("https://a.example/x.", ["https://a.example/x"]),
        ("one\nhttps://a.example\ntwo", ["https://a.example"]),
        ("http://a.example javascript:alert(1) www.a.example", []),
        ("src=https://a.example (https://a.example) <https://a.example>", []),
        ("https://a.example/\u202egro.elpmaxe", []),
        ("https://a.example/`x`", []),
        ("https://", []),
        ("https://1569", []),
    ],
)
def test_only_a_bare_address_is_a_link(text: str, links: list[str]) -> None:
    found = list(pieces(text))
    assert [each for each, is_link in found if is_link] == links
    assert "".join(each for each, _ in found) == text


def test_addresses_are_links_in_html() -> None:
    page = read_page(as_html(with_links()))
    found = {dict(attributes)["href"] for tag, attributes in page.elements if tag == "a"}
    assert found == WANTED


def test_addresses_are_links_in_markdown() -> None:
    source = as_markdown(with_links())
    assert f"<{LINK}>" in source
    page = read_page(MarkdownIt("gfm-like").render(source))
    found = {dict(attributes)["href"] for tag, attributes in page.elements if tag == "a"}
    assert found == WANTED


@pytest.mark.slow
def test_addresses_are_links_in_pdf() -> None:
    report = with_links()
    plain = replace(report, notes=report.notes[-1:])
    made = as_pdf(plain, made_at=NOW)
    assert made.notice == ""
    found = {
        str(each.get_object()["/A"]["/URI"])
        for page in PdfReader(io.BytesIO(made.data)).pages
        for each in page.get("/Annots", [])
    }
    assert found == WANTED


def test_words_and_times_are_not_cluttered() -> None:
    assert literal("vega_datasets at 09:30, 1:2") == "vega_datasets at 09:30, 1:2"
    assert literal("_a_ :smile: x_ https://a") == r"\_a\_ \:smile: x\_ https\://a"
