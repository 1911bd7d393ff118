"""Detect the type of a file by its contents and read it, or explain why it cannot be read."""

from __future__ import annotations

import json
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from typing import Final

from skills.importing.from_json import read_json
from skills.importing.from_pdf import read_pdf
from skills.importing.from_resume import is_resume, read_resume
from skills.importing.from_table import is_table, read_csv, read_other_workbook, read_xlsx
from skills.importing.other_workbooks import is_ods, is_xls, read_ods, read_xls
from skills.importing.read_result import SIZE_LIMIT, ReadResult, failed, import_error
from skills.importing.text_encoding import decoded, windows_text
from skills.importing.zip_archive import ArchiveError, opened
from skills.matrix import Matrix
from skills.matrix.reading.other_files import OLE
from skills.problems import Problem
from skills.records.record import FORMAT

READ: Final = (
    "use a JSON, CSV or XLSX file or a PDF report from this program (a workbook saved again as ODS "
    "or XLS works too), or a JSON Resume"
)

_PDF: Final = re.compile(rb"\A.{0,1024}?%PDF-", re.DOTALL)

_OTHERS: Final = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"Rar!", "a compressed file"),
    (OLE, "an old Office file; save it as XLSX or CSV"),
    (b"SQLite format 3\x00", "a database; restore whole databases with the command restore"),
    (b"{\\rtf", "a text document"),
)
"""First bytes of file types that cannot be read, and a name for each."""

_INSIDE: Final = (
    ("word/", "a Word document"),
    ("ppt/", "a PowerPoint presentation"),
    ("META-INF/manifest.xml", "an OpenDocument file, but not a spreadsheet"),
)
"""Beginnings of names in a ZIP archive, and what such an archive is."""

_MATRIX: Final = re.compile(r"^(?:matrix|areas|roles|scales):", re.MULTILINE)
_STRANGE: Final = "not a type of file that can be imported"
_TEXTS: Final = (
    (re.compile("<"), "a web page; import the PDF or JSON file instead"),
    (re.compile("BEGIN:VCALENDAR"), "a calendar"),
)
"""Beginnings of text files of other types, and a name for each."""

HEAD: Final = 1_000
"""Number of characters used to detect the type of a text."""


def read_file(data: bytes, name: str, matrix: Matrix | None = None) -> ReadResult:
    """Read a file of any type, detected by its contents, not its name.

    Parameters
    ----------
    name : file name.
    matrix : matrix of the assessment it is imported into; required to read a JSON Resume.
    """
    if len(data) > SIZE_LIMIT:
        what = f"The file is {len(data) / 1e6:.0f} MB; the limit is {SIZE_LIMIT / 1e6:.0f} MB"
        return failed(import_error(name, "record-too-large", what))
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        return failed(import_error(name, "record-empty", "The file is empty"))
    return _read_kind(data, name, matrix)


def _read_kind(data: bytes, name: str, matrix: Matrix | None) -> ReadResult:
    if _PDF.match(data[:1100]):
        return read_pdf(data, name)
    if data.startswith(b"PK"):
        return _read_archive(data, name)
    if is_xls(data):
        return read_other_workbook(data, name, read_xls)
    for start, kind in _OTHERS:
        if data.startswith(start):
            return _other(name, kind)
    return _read_text(data, name, matrix)


def _read_archive(data: bytes, name: str) -> ReadResult:
    try:
        archive = opened(data)
        names, ods = archive.namelist(), is_ods(archive)
    except ArchiveError as error:
        return failed(import_error(name, "record-damaged", str(error)))
    if "xl/workbook.xml" in names:
        return read_xlsx(data, name)
    if ods:
        return read_other_workbook(data, name, read_ods)
    for start, kind in _INSIDE:
        if any(each.startswith(start) for each in names):
            return _other(name, kind)
    return _other(name, "a compressed file; unpack it and import what is inside")


def _read_text(data: bytes, name: str, matrix: Matrix | None) -> ReadResult:
    text = decoded(data, name)
    if isinstance(text, Problem):
        windows = windows_text(data)
        if windows is None or not is_table(windows):
            return failed(_no_text(text, data))
        text = windows
    start = text.lstrip("\ufeff \t\r\n")[:HEAD]
    if start.startswith(("{", "[")):
        return _read_json(text.lstrip("\ufeff"), name, matrix)
    if is_table(text):
        return read_csv(data, name)
    if _MATRIX.search(text):
        return _matrix(name)
    return _other(name, next((kind for form, kind in _TEXTS if form.match(start)), _STRANGE))


def _no_text(problem: Problem, data: bytes) -> Problem:
    if 0 in data[:HEAD] and not data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return _other(problem.place.file, _STRANGE).problems[0]
    return problem


def _read_json(text: str, name: str, matrix: Matrix | None) -> ReadResult:
    if FORMAT not in text[:HEAD]:
        try:
            plain = json.loads(text)
        except (ValueError, RecursionError):
            return read_json(text, name)
        if isinstance(plain, dict) and "format" not in plain:
            if "matrix" in plain and "areas" in plain:
                return _matrix(name)
            if is_resume(plain):
                return read_resume(plain, name, matrix)
    return read_json(text, name)


def _matrix(name: str) -> ReadResult:
    what, fix = "This is a matrix, not an assessment", "upload it on the start page"
    return failed(import_error(name, "no-record", what, fix))


def _other(name: str, kind: str) -> ReadResult:
    sentence, _, fix = kind.partition("; ")
    return failed(import_error(name, "no-record", f"This is {sentence}", fix or READ))
