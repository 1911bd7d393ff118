"""A file of another kind in place of a matrix says what it is."""

from __future__ import annotations

import pytest

from skills.matrix.reading import read_texts


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"PK\x03\x04 xl/workbook.xml", "an Excel file"),
        (b"PK\x03\x04 word/document.xml", "a Word file"),
        (b"PK\x03\x04 mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "LibreOffice"),
        (b"PK\x03\x04 x", "a ZIP file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "an old Excel or Word file"),
        (b"%PDF-1.7", "a PDF"),
        (b"{\\rtf1", "Rich Text"),
        (b"<!DOCTYPE html><html>", "a web page"),
        (b"area;skill;level\nshop;hygiene;1\n", "a table (CSV)"),
        ("skill\tlevel\nhygiene\t1\n".encode("utf-8-sig"), "a table (CSV)"),
    ],
)
def test_files_of_another_kind_say_what_they_are(data: bytes, what: str) -> None:
    (problem,) = read_texts([("f", data)]).problems
    assert problem.code == "other-file"
    assert what in problem.what
    assert problem.fix


def test_no_line_of_a_binary_file_is_shown() -> None:
    (problem,) = read_texts([("f", b"PK\x03\x04\x00\x00 xl/workbook.xml")]).problems
    assert problem.source_line == ""
