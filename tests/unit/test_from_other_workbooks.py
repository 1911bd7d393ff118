"""Workbooks that another program saved as ODS or XLS are read too, by a process with limits."""

from __future__ import annotations

import io
import random
import resource
import struct
import sys
import time
import zipfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from html import escape
from pathlib import Path

import pytest
from broken_files_support import codes, mutated, read
from table_support import imported
from workbook_support import edited

from skills.entries.kinds import IncomingEntry
from skills.importing import other_workbooks, sheet_process
from skills.importing.detect import read_file
from skills.importing.from_table import NO_ERRORS, read_xlsx
from skills.importing.other_workbooks import MANIFEST, SPREADSHEET, read_ods, read_xls
from skills.importing.read_result import ReadResult
from skills.importing.workbook import Page, Wanted, read_page
from skills.importing.zip_archive import ArchiveError
from skills.records.table_format import SHEET

pytestmark = pytest.mark.slow

XLS = Path(__file__).parents[1] / "data" / "workbooks" / "entries.xls"
"""Written with xlwt 1.3.0: a sheet "Notes", then "Entries" with a cell of each kind."""

TIMES = 40

URN = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = " ".join(f'xmlns:{each}="{URN}:{each}:1.0"' for each in ("office", "table", "text"))
FAR = 'table:number-columns-repeated="16000"'
LONG = 'table:number-rows-repeated="1000000"'


def ods(rows: str, *, before: str = "", head: str = "", **parts: str) -> bytes:
    body = (
        f"{head}<office:document-content {SPACES}><office:body><office:spreadsheet>{before}"
        f'<table:table table:name="{SHEET}">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return packed({"content.xml": body} | parts)


def packed(parts: dict[str, str], kind: bytes = SPREADSHEET) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", kind)
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def cell(value: str, kind: str = "string", attributes: str = "") -> str:
    return f'<table:table-cell office:value-type="{kind}" {attributes}>{value}</table:table-cell>'


def text(value: str, attributes: str = "") -> str:
    return cell(f"<text:p>{value}</text:p>", attributes=attributes)


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


HEAD = row(*map(text, ("kind", "id", "value", "label", "start", "at")))
EMPTY = "<table:table-cell/>"
DAY = cell("<text:p>06.05.20</text:p>", "date", 'office:date-value="2020-05-06"')
MOMENT = cell("<text:p>x</text:p>", "date", 'office:date-value="2026-11-23T10:11:12"')
NUMBER = cell("<text:p>1,1</text:p>", "float", 'office:value="1.1"')
TRUE = cell("<text:p>WAHR</text:p>", "boolean", 'office:boolean-value="true"')
ERROR = cell("<text:p>#REF!</text:p>", attributes='office:string-value=""')
ODS = ods(
    HEAD
    + row(text("note"), text("a"), text(" a<text:s text:c='2'/>b<text:tab/>c<text:line-break/>d "))
    + row(text("note"), text("b"), NUMBER)
    + row(*map(text, ("credential", "mine", "education", "Degree")), DAY)
    + row(text("note"), text("c"), TRUE)
    + row(text("note"), text("d"), ERROR)
    + row(f"<table:table-cell {FAR}/>")
    + row(text("note"), text("e"), text("1.10"), EMPTY, EMPTY, MOMENT)
    + row(f"<table:table-cell {FAR}/>", attributes=LONG),
    before=f'<table:table table:name="Notes">{row(text("not this one"))}</table:table>',
)
TEXTS = {"xls": " a\r\nb\rc\t\x01😀 ", "ods": " a  b\tc\nd "}


@pytest.mark.parametrize(("kind", "data"), [("xls", XLS.read_bytes()), ("ods", ODS)])
def test_cells_of_every_kind_are_read(kind: str, data: bytes) -> None:
    reading = read(data)
    found = list(imported(reading).entries)
    assert found.pop(2).value == (
        '{"title": "Degree", "kind": "education", "issuer": "", "issued": "2020-05-06", '
        '"expires": null, "link": ""}'
    )
    at = datetime(2026, 11, 23, 10, 11, 12, tzinfo=UTC)
    assert found == [
        IncomingEntry("note", "a", TEXTS[kind]),
        IncomingEntry("note", "b", "1.1"),
        IncomingEntry("note", "c", "TRUE"),
        IncomingEntry("note", "e", "1.10", at),
    ]
    assert NO_ERRORS in reading.left_out


def as_ods(page: Page) -> bytes:
    """Return what a spreadsheet makes of the cells of our workbook."""
    rows, at = "", 1
    for number, cells in page.rows:
        rows += row(EMPTY) * (number - at)
        rows += row(*(filled(cells.get(each, "")) for each in range(max(cells) + 1)))
        at = number + 1
    return ods(rows)


def filled(value: str | float) -> str:
    if isinstance(value, float):
        return cell("", "float", f'office:value="{value}"')
    return text(escape(value).replace("\n", "</text:p><text:p>")) if value else EMPTY


def test_our_workbook_comes_back_from_a_program_that_saved_it_as_ods() -> None:
    data = edited()
    assert imported(read(as_ods(read_page(data, Wanted(SHEET))))).entries == (
        imported(read_xlsx(data, "bad")).entries
    )


@pytest.mark.parametrize(("data", "read_sheet"), [(XLS.read_bytes(), read_xls), (ODS, read_ods)])
def test_rows_have_the_numbers_a_spreadsheet_shows(data: bytes, read_sheet: object) -> None:
    page = read_sheet(data, Wanted("entries"))  # type: ignore[operator]
    assert [number for number, _ in page.rows] == [1, 2, 3, 4, 5, 6, 8]
    assert page.name == SHEET


def test_a_problem_has_its_sheet_and_cell() -> None:
    rows = HEAD + row(EMPTY) + row(text("anwser"), text("a"))
    problem = read(ods(rows)).problems[0]
    assert problem.what == 'In the sheet "Entries", cell A3: "anwser" is not a kind of line'


def renamed_ods() -> bytes:
    with zipfile.ZipFile(io.BytesIO(ODS)) as archive:
        content = archive.read("content.xml").decode()
    return packed({"content.xml": content.replace(f'name="{SHEET}"', 'name="Tabelle1"')})


@pytest.mark.parametrize(
    ("data", "renamed"),
    [(XLS.read_bytes(), XLS.read_bytes().replace(b"Entries", b"Tableau")), (ODS, renamed_ods())],
)
def test_renamed_sheet_is_found_by_its_columns(data: bytes, renamed: bytes) -> None:
    assert imported(read(renamed)).entries == imported(read(data)).entries


def test_workbook_without_the_columns_names_its_sheets() -> None:
    data = XLS.read_bytes().replace(b"Entries", b"Tableau").replace(b"kind", b"sort")
    reading = read(data.replace(b"value", b"worth").replace(b"\x00id", b"\x00no"))
    assert codes(reading) == ["record-missing-column"]
    assert reading.problems[0].what == (
        'No sheet has the columns kind, id, value; there are "Notes", "Tableau"'
    )


def far_away(row_: int, column: int) -> bytes:
    """Return the workbook with the cell of 1.1 moved to another place."""
    data = bytearray(XLS.read_bytes())
    at = data.index(struct.pack("<HHHH", 0x27E, 10, 2, 2))
    struct.pack_into("<HH", data, at + 4, row_, column)
    return bytes(data)


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
FILE = '<!DOCTYPE x [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
HOSTILE: Mapping[str, tuple[str, Callable[[], bytes]]] = {
    "far": ("too large to be an assessment", lambda: far_away(65_535, 65_535)),
    "wide": ("more than 100 columns", lambda: far_away(1, 100)),
    "cut": (
        "damaged, too large, or protected",
        lambda: XLS.read_bytes()[:600] + XLS.read_bytes()[900:],
    ),
    "name only": (
        "damaged, too large, or protected",
        lambda: XLS.read_bytes()[:8] + "Workbook".encode("utf-16-le"),
    ),
    "repeated": (
        "damaged, too large, or protected",
        lambda: ods(row(text("x", FAR), attributes=LONG)),
    ),
    "repeated text": (
        "too large to be an assessment",
        lambda: ods(row(text("x" * 1_000_000, FAR))),
    ),
    "sparse": ("more than 100 columns", lambda: ods(row(f"<table:table-cell {FAR}/>", text("x")))),
    "long": (
        "100,000 rows",
        lambda: ods(row(text("x"), attributes='table:number-rows-repeated="100001"')),
    ),
    "many": (
        "too large",
        lambda: ods(row(text("x" * 200, 'table:number-columns-repeated="99"')) * 700),
    ),
    "entities": ("declares entities", lambda: ods(row(text("&b;")), head=LAUGHS)),
    "file": ("declares entities", lambda: ods(row(text("&b;")), head=FILE)),
    "breaks off": ("not XML", lambda: ods("<table:table-row>")),
    "elements": ("too many cells", lambda: ods("<x/>" * 6_000_001)),
    "no part": ('is missing its part "content.xml"', lambda: packed({})),
    "zip bomb": ("larger than any assessment", lambda: packed({"content.xml": "x" * 61_000_000})),
    "nothing": ("The first sheet is empty", lambda: ods("")),
    "bad value": (
        "damaged, too large, or protected",
        lambda: ods(row(cell("", "float", 'office:value="x"'))),
    ),
    "protected": ("by a password", lambda: ods(row(), **{MANIFEST: "<encryption-data/>"})),
}
"""Files that would cost their reader dear, and what is said of them."""


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused_within_limits(name: str) -> None:
    word, make = HOSTILE[name]
    data = make()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    reading = read(data)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert word in reading.problems[0].what
    assert codes(reading)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 3


def test_deep_nesting_is_read() -> None:
    deep = "<text:span>" * 100_000 + "hi" + "</text:span>" * 100_000
    found = imported(read(ods(HEAD + row(text("note"), text("a"), text(deep)))))
    assert found.entries[0].value == "hi"


def test_damaged_files_give_a_sentence_or_what_is_left() -> None:
    draw = random.Random("xls")  # noqa: S311 - the same files every time
    readings = [read(mutated(XLS.read_bytes(), draw)) for _ in range(TIMES)]
    assert len({each.imported is None for each in readings}) == 2


def test_other_files_of_old_office_programs_are_called_by_their_name() -> None:
    data = XLS.read_bytes().replace("Workbook".encode("utf-16-le"), "Document".encode("utf-16-le"))
    assert "old Office file" in read(data).problems[0].what


def test_other_opendocument_files_are_called_by_their_name() -> None:
    kind = SPREADSHEET.replace(b"spreadsheet", b"text")
    data = packed({MANIFEST: "<manifest/>", "content.xml": "<text/>"}, kind)
    assert "OpenDocument file, but not a spreadsheet" in read(data).problems[0].what


def refused(data: bytes = ODS) -> str:
    with pytest.raises(ArchiveError) as caught:
        read_ods(data, Wanted(SHEET))
    return str(caught.value)


def test_computer_that_sets_no_limits_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resource", None)
    assert sheet_process.main() == sheet_process.NOT_HERE
    monkeypatch.setattr(sys, "executable", "/there/is/none")
    assert "can't be read on this computer" in refused()


def test_reading_ends_when_the_time_is_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(other_workbooks, "WAIT_SECONDS", 0.001)
    start = time.monotonic()
    assert "too large to be an assessment" in refused()
    assert time.monotonic() - start < 2


def test_a_parser_that_never_ends_is_stopped() -> None:
    with pytest.raises(ArchiveError, match="too large to be an assessment"):
        other_workbooks._page(
            other_workbooks._packed(b"<table:table table:name='x'>"), Wanted(SHEET)
        )


def test_other_files_get_advice_on_saving_as_a_spreadsheet() -> None:
    reading: ReadResult = read_file(HOSTILE["cut"][1](), "bad")
    assert reading.problems[0].fix == "save it as XLSX or CSV"
