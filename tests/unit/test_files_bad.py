"""Hundreds of broken files: a sentence each, soon, and never an exception."""

from __future__ import annotations

import ast
import io
import json
import random
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import pytest
from broken_files_support import codes, mutated, read
from pdf_support import made
from report_support import example_record, example_report

from skills.importing.detect import read_file
from skills.importing.read_result import CODES, SIZE_LIMIT
from skills.matrix.library import SHIPPED
from skills.records.to_json import as_json
from skills.reports.as_csv import as_csv
from skills.reports.as_resume import as_resume
from skills.reports.as_xlsx import as_xlsx

pytestmark = pytest.mark.slow

MEGABYTES = 700
EACH = 120
ROOT = Path(__file__).parents[2]
IMPORTING = ROOT / "skills" / "importing"
SHEET = "xl/worksheets/sheet1.xml"
BOOK = """<workbook xmlns:r="urn:r"><sheets><sheet name="Entries" r:id="a"/></sheets></workbook>"""

LINKS = """<Relationships><Relationship Id="a" Target="worksheets/sheet1.xml"/>
<Relationship Id="b" Type="/sharedStrings" Target="sharedStrings.xml"/></Relationships>"""


@cache
def good(kind: str) -> bytes:
    report = example_report()
    made_by: dict[str, Callable[[], bytes]] = {
        "csv": lambda: as_csv(report),
        "xlsx": lambda: as_xlsx(report),
        "json": lambda: as_json(report.record).encode(),
        "resume": lambda: as_resume(report).encode(),
        "pdf": lambda: made(as_json(example_record(share=0.2)).encode()),
    }
    return made_by[kind]()


def repacked(data: bytes, draw: random.Random) -> bytes:
    """Damage one part inside a workbook, so that the archive around it stays whole."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        read = [each for each in old.namelist() if "Entries" not in each]
        hit = draw.choice([each for each in read if "shared" in each or "workbook" in each] + read)
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, mutated(part, draw) if name == hit else part)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json", "resume", "pdf"])
def test_damaged_files_give_a_sentence_or_what_is_left(kind: str) -> None:
    assert read(good(kind)).imported is not None
    draw = random.Random(kind)  # noqa: S311 - the same files every time
    failed = sum(read(mutated(good(kind), draw)).imported is None for _ in range(EACH))
    assert failed > EACH / 10


def test_damage_inside_a_workbook_gives_a_sentence_or_what_is_left() -> None:
    draw = random.Random(1)  # noqa: S311 - the same files every time
    readings = [read(repacked(good("xlsx"), draw)) for _ in range(EACH)]
    assert len({each.imported is None for each in readings}) == 2


def test_noise_gives_a_sentence() -> None:
    draw = random.Random(2)  # noqa: S311 - the same files every time
    starts = [b"", b"PK\x03\x04", b"%PDF-1.7\n", b"{", b"kind,id,value\n", b"\xff\xfe", b"[", b"<"]
    for number in range(EACH):
        assert codes(read(starts[number % len(starts)] + draw.randbytes(draw.randrange(1, 3000))))


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf\r\n \n", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "picture"),
        (b"\xff\xd8\xff\xe0" + bytes(100), "picture"),
        (b"\x1f\x8b\x08" + bytes(100), "compressed"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "old Office file"),
        (b"SQLite format 3\x00" + bytes(100), "database"),
        (b"{\\rtf1 hello}", "text document"),
        (b"<!DOCTYPE html><html></html>", "web page"),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR", "calendar"),
        (b"just some words, and more", "not a type of file"),
        (bytes(range(256)) * 10, "not a type of file"),
        (b"name;age\nAna;40\n", "not a type of file"),
        (b'{"hello": "world"}', "not an assessment from this program"),
        (b'{"matrix": "x", "areas": {}}', "matrix, not an assessment"),
        (b"\xff\xfea\x00b", "UTF-16"),
    ],
)
def test_other_kinds_are_called_by_their_name(data: bytes, word: str) -> None:
    reading = read(data)
    assert word in reading.problems[0].what
    assert len(codes(reading)) == 1


def test_matrix_is_sent_to_the_start_page() -> None:
    for path in sorted((SHIPPED / "machine-learning-engineer").glob("*.yaml")):
        problem = read(path.read_bytes()).problems[0]
        if "matrix" in problem.what:
            assert problem.fix == "upload it on the start page"
            return
    raise AssertionError


def test_kind_is_detected_by_content_and_not_by_name() -> None:
    for kind, name in (("csv", "a.pdf"), ("json", "a.csv"), ("xlsx", "a.json"), ("pdf", "a")):
        assert read_file(good(kind), name).imported is not None


def test_too_large_a_file_is_not_looked_at() -> None:
    assert codes(read(b"{" * (SIZE_LIMIT + 1), 0.2)) == ["record-too-large"]


def workbook(sheet: str = "<worksheet/>", texts: str = "<sst/>", **more: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        parts = {"xl/workbook.xml": BOOK, "xl/_rels/workbook.xml.rels": LINKS}
        parts |= {"xl/sharedStrings.xml": texts, SHEET: sheet, **more}
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def cells(*texts: str) -> str:
    row = "".join(f'<c t="inlineStr"><is><t>{each}</t></is></c>' for each in texts)
    return f"<row>{row}</row>"


HEAD = cells("kind", "id", "value")


def sheet(rows: str) -> str:
    return f"<worksheet><sheetData>{HEAD}{rows}</sheetData></worksheet>"


def test_smallest_workbook_is_read() -> None:
    reading = read(workbook(sheet(cells("note", "writing", "a_x000D_b_x005F_x000D_"))))
    assert reading.imported is not None
    assert reading.imported.entries[0].value == "a\rb_x000D_"


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True)
)

BOMBS: Mapping[str, tuple[str, Callable[[], bytes]]] = {
    "entities": ("declares entities", lambda: workbook(f"{LAUGHS}]>{sheet('&j;')}")),
    "entities in texts": (
        "declares entities",
        lambda: workbook(texts=f"{LAUGHS}]><sst><si><t>&j;</t></si></sst>"),
    ),
    "open": ("not XML", lambda: workbook(sheet("<!-- -->" * 100 + "<row>"))),
    "deep": ("not XML", lambda: workbook("<a>" * 200_000)),
    "elements": ("too many cells", lambda: workbook(sheet("<x/>" * 6_000_001))),
    "wide": (
        "more than 100 columns",
        lambda: workbook(sheet('<row><c r="XFD1048576"><v>1</v></c></row>')),
    ),
    "long": (
        "more than 100,000 rows",
        lambda: workbook(sheet("<row><c><v>1</v></c></row>" * 100_001)),
    ),
    "text": ("missing text", lambda: workbook(sheet('<row><c t="s"><v>5</v></c></row>'))),
    "minus": ("missing text", lambda: workbook(sheet('<row><c t="s"><v>-1</v></c></row>'))),
    "zip bomb": ("larger than any assessment", lambda: workbook("x" * 61_000_000)),
    "parts": ("too many parts", lambda: workbook(**{f"x{number}": "" for number in range(2_001)})),
    "no sheet": ("no sheet", lambda: workbook(**{"xl/workbook.xml": "<workbook/>"})),
    "no link": ("is missing its part", lambda: workbook(**{"xl/_rels/workbook.xml.rels": "<x/>"})),
    "wrong answers": ("number 1: input should be an object", lambda: many_wrong("answers")),
    "wrong history": ("number 1: input should be an object", lambda: many_wrong("history")),
    "wrong keys": ("input should be", lambda: many_wrong("matrix")),
    "résumé": (
        "Nothing in this résumé",
        lambda: b'{"skills": [' + b'{"name":"a"},' * 900_000 + b"1]}",
    ),
    "columns": ("100,000 columns", lambda: b"kind,id,value" + b",x" * 99_997),
    "quote": ("too long to import", lambda: b'kind,id,value\nnote,a,"' + b"x\n" * 5_000_000),
}
"""Files that cost their reader dear, and what is said of them."""


def many_wrong(key: str) -> bytes:
    found = json.loads(good("json"))
    if key == "matrix":
        check = next(each for each in found["matrix"]["skills"] if each["checks"])["checks"][0]
        check["options"] = {str(number): number for number in range(500_000)}
    else:
        found[key] = [1] * 3_000_000
    return json.dumps(found).encode()


@pytest.mark.parametrize("name", BOMBS)
def test_hostile_files_are_refused(name: str) -> None:
    word, make = BOMBS[name]
    reading = read(make(), 10.0)
    assert word in reading.problems[0].what
    assert codes(reading)


def test_hostile_files_take_no_more_memory_than_a_server_has() -> None:
    run = subprocess.run([sys.executable, "-c", PEAK], capture_output=True, check=True, cwd=ROOT)
    assert int(run.stdout) < MEGABYTES * 1024


PEAK = """
import sys; sys.path[:0] = [".", "tests", "tests/unit"]
from pathlib import Path
from test_files_bad import BOMBS, read_file
for _, make in BOMBS.values():
    read_file(make(), "bad")
status = Path("/proc/self/status").read_text().split()
print(status[status.index("VmHWM:") + 1])
"""


def test_deep_nesting_is_read_in_a_row() -> None:
    deep = "<x>" * 100_000 + "</x>" * 100_000
    reading = read(workbook(sheet(f"{deep}{cells('note', 'writing', 'hi')}")))
    assert reading.imported is not None
    assert len(reading.imported.entries) == 1


@pytest.mark.parametrize(
    ("at", "form", "value"), [(10, "<H", 12), (8, "<H", 1), (10, "<H", 14), (24, "<I", 5)]
)
def test_archives_with_false_sizes_are_reported(at: int, form: str, value: int) -> None:
    # How a part is packed, whether it is protected, and its size, as the list of parts says.
    data = bytearray(workbook(sheet("")))
    start = data.find(b"PK\x01\x02")
    while start >= 0:
        struct.pack_into(form, data, start + at, value)
        start = data.find(b"PK\x01\x02", start + 1)
    assert codes(read(bytes(data))) == ["record-damaged"]


@pytest.mark.parametrize("kind", ["word/document.xml", "ppt/x.xml", "META-INF/manifest.xml", "a"])
def test_other_archives_are_called_by_their_name(kind: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(kind, "x")
    assert codes(read(out.getvalue())) == ["no-record"]


def test_all_codes_are_registered_and_used() -> None:
    found = set()
    for path in IMPORTING.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found |= {node.value} & set(CODES)
    assert found == set(CODES)
