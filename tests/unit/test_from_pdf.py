"""An exported PDF contains the answers; any other PDF is refused with a sentence."""

from __future__ import annotations

import io
import json
import time
import zlib
from datetime import UTC, datetime
from functools import cache

import pytest
import typst
from pdf_support import made
from pypdf import PdfReader
from report_support import HOSTILE, example_record, example_report

from skills.importing.detect import read_file
from skills.importing.from_pdf import MOST_BYTES, read_pdf
from skills.importing.read_result import SIZE_LIMIT, ReadResult
from skills.records.to_json import as_json
from skills.reports.as_pdf import as_pdf
from skills.reports.report import Extent, Parts

BEGIN = b"%PDF-1.7\n1 0 obj\n<< /Type /EmbeddedFile /Length 9 >>\n"


@cache
def text() -> str:
    return as_json(example_record(notes=[*HOSTILE, "endstream endobj"]))


def stream(body: bytes, *, is_packed: bool = True) -> bytes:
    inner = zlib.compress(body) if is_packed else body
    return BEGIN + b"stream\n" + inner + b"\nendstream\nendobj\n%%EOF"


def codes(reading: ReadResult) -> list[str]:
    assert reading.imported is None
    assert all(each.what for each in reading.problems)
    return [each.code for each in reading.problems]


def test_attachment_of_another_writer_comes_back() -> None:
    reading = read_pdf(made(b"%!other", text().encode(), b"{}"), "r.pdf")
    assert reading.problems == ()
    assert reading.record is not None
    assert as_json(reading.record) == text()


def test_attachment_of_typst_comes_back() -> None:
    record = text()
    source = b'#pdf.attach("assessment.json", bytes(sys.inputs.data))\n= Report'
    data = typst.compile(source, sys_inputs={"data": record})
    reading = read_file(data, "r.pdf")
    assert reading.record is not None
    assert as_json(reading.record) == record


@pytest.mark.slow
def test_our_own_report_comes_back() -> None:
    report = example_report()
    data = as_pdf(report, made_at=datetime(2026, 11, 23, tzinfo=UTC)).data
    assert json.loads(next(iter(PdfReader(io.BytesIO(data)).attachments.values()))[0])
    reading = read_file(data, "report.pdf")
    assert reading.problems == ()
    assert reading.record == report.record


@pytest.mark.slow
def test_report_without_answers_carries_none() -> None:
    report = example_report(Parts(Extent.whole, answers=False))
    data = as_pdf(report, made_at=datetime(2026, 11, 23, tzinfo=UTC)).data
    assert codes(read_file(data, "report.pdf")) == ["no-record"]


def test_what_was_attached_last_counts() -> None:
    later = text().replace("Machine learning engineer, Mid-level", "Later")
    reading = read_pdf(made(text().encode(), later.encode()), "r.pdf")
    assert reading.imported is not None
    assert reading.imported.title == "Later"


def test_a_problem_inside_is_that_of_the_record() -> None:
    broken = json.loads(text())
    broken["answers"][0]["option"] = 3
    reading = read_pdf(stream(json.dumps(broken).encode()), "r.pdf")
    assert [each.what for each in reading.problems] == [
        "answers, number 1, option: input should be a valid string"
    ]


@pytest.mark.parametrize("is_packed", [True, False])
def test_record_that_breaks_off_is_reported(is_packed: bool) -> None:  # noqa: FBT001
    whole = stream(text().encode(), is_packed=is_packed)
    assert codes(read_pdf(whole[: len(whole) // 2], "r.pdf")) == ["record-damaged"]


def test_pdf_without_answers_is_reported() -> None:
    assert codes(read_pdf(made(), "r.pdf")) == ["no-record"]
    assert codes(read_pdf(b"%PDF-1.7\n%%EOF\r\n", "r.pdf")) == ["no-record"]
    assert codes(read_pdf(stream(b'{"format": "x"}'), "r.pdf")) == ["no-record"]


def test_pdf_whose_end_is_missing_is_damaged_whatever_is_left_of_it() -> None:
    whole = made(as_json(example_record(share=0.2)).encode())
    for end in (9, len(whole) // 3, len(whole) - 8):
        reading = read_pdf(whole[:end].replace(b"stream", b"steam"), "r.pdf")
        assert codes(reading) == ["record-damaged"], end
        assert reading.problems[0].what == "This PDF is damaged: its end is missing"


def test_protected_pdf_is_reported() -> None:
    reading = read_pdf(b"%PDF-1.7 trailer << /Encrypt 5 0 R >>", "r.pdf")
    assert codes(reading) == ["no-record"]
    assert "protected" in reading.problems[0].what


@pytest.mark.slow
def test_an_endless_stream_is_not_decompressed() -> None:
    bomb = b'{"format": "readiness-radar-assessment", "x": "' + b"a" * (2 * SIZE_LIMIT)
    assert len(stream(bomb)) < 100_000
    assert codes(read_pdf(stream(bomb), "r.pdf")) == ["record-damaged"]


@pytest.mark.slow
def test_many_streams_cost_no_more_than_their_limit() -> None:
    plain = b"%PDF-1.7\n" + b"stream\n{" * 700_000
    packed = b"%PDF-1.7\n" + (b"stream\n" + zlib.compress(b"{" * 1_000_000)) * 5_000
    assert MOST_BYTES < 100_000_000
    for data in (plain, packed):
        start = time.process_time()
        assert codes(read_pdf(data, "r.pdf")) in (["no-record"], ["record-damaged"])
        assert time.process_time() - start < 3
