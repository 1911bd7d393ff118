"""A file that cannot be checked has no score: it has problems, each with what was expected."""

from __future__ import annotations

import io
import re
import resource
import subprocess
import sys
import zipfile
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pack_support import check, file_of, rows_of

from skills.cli.problem_formats import paragraphs
from skills.entries.project_attempts import ProjectCheck
from skills.problems import Problem
from skills.projects.csv_upload import SIZE_LIMIT
from skills.projects.pack_tables import classes_of
from skills.projects.prediction_rows import KEPT_ROWS
from skills.projects.predictions import CODES, read_predictions, table_of
from skills.projects.shipped_packs import PACKS

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]

GOOD = file_of("penguins", ["Adelie"] * 86).decode()
LINES = GOOD.splitlines()
NUMBERS = file_of("diabetes", ["150.5"] * 111).decode()
POSITIVE = file_of("doctor-visits", ["2"] * len(rows_of("doctor-visits").ids)).decode()
GROUPS = file_of("several-labels", ["12 13"] * len(rows_of("several-labels").ids)).decode()
SHARES = file_of("survey", ["0.3"] * len(rows_of("survey").ids)).decode()


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("predictions.csv", GOOD)
    return out.getvalue()


def with_line(text: str, at: int, line: str) -> str:
    lines = text.splitlines()
    return "\n".join([*lines[:at], line, *lines[at + 1 :]]) + "\n"


def problems_of(data: bytes | str, name: str = "penguins") -> tuple[Problem, ...]:
    found = check(name, data.encode() if isinstance(data, str) else data)
    assert not isinstance(found, ProjectCheck)
    assert found
    return found


@pytest.mark.parametrize(
    ("data", "code", "what"),
    [
        (b"", "predictions-empty", "The file is empty"),
        (b"\xef\xbb\xbf \r\n\n", "predictions-empty", "The file is empty"),
        ("row_id,prediction\n", "predictions-empty", "column names but no predictions"),
        (zipped(), "predictions-kind", "a ZIP archive or a workbook"),
        (b"\x89PNG\r\n\x1a\n" + bytes(500), "predictions-kind", "a picture"),
        (b"PAR1" + bytes(100) + b"PAR1", "predictions-kind", "a Parquet file"),
        (b"\x80\x04\x95abc", "predictions-kind", "a pickle"),
        (b"row_id\x00,prediction\n", "predictions-kind", "not a text file"),
        (GOOD.encode() + b"1,Ad\xe9lie\n", "predictions-text", "The byte E9 is not UTF-8"),
        (b"\xff\xfe" + GOOD.encode("utf-16-le")[:-1], "predictions-text", "breaks off"),
        ("hello\n", "predictions-columns", 'names the columns "hello"'),
        ('{"a": [1, 2]}', "predictions-columns", "names the columns"),
        ("<html>\n<body>\n", "predictions-columns", "names the columns"),
        (GOOD.replace("prediction", "species", 1), "predictions-columns", '"row_id", "species"'),
        (GOOD.replace("row_id,prediction", "row_id,row_id"), "predictions-columns", "twice"),
        ("a," * 900 + "\n1\n", "predictions-columns", "…"),
        ("a," * 900_000 + "\n1\n", "predictions-damaged", "longer than 10,000 characters"),
        ("\n".join(LINES[1:]), "predictions-columns", 'names the columns "10", "Adelie"'),
        (with_line(GOOD, 3, "20"), "predictions-damaged", "The line has 1 cell"),
        (with_line(GOOD, 3, "20,a,b"), "predictions-damaged", "The line has 3 cells"),
        (with_line(GOOD, 3, '20,"Ade'), "predictions-damaged", "a quotation mark is missing"),
        (GOOD + '1,"' + "x\n" * 90_000, "predictions-damaged", "a cell is too long"),
        (GOOD + "1000,Adelie\n", "predictions-unknown-id", '"1000" is not an id of test.csv'),
        (with_line(GOOD, 1, "10.0,Adelie"), "predictions-unknown-id", '"10.0" is not'),
        (GOOD + LINES[1], "predictions-id-twice", 'row_id "10" appears twice'),
        ("\n".join(LINES[:-1]), "predictions-id-missing", "1 of the 86 test rows has no"),
        ("\n".join(LINES[:3]), "predictions-id-missing", "84 of the 86 test rows have no"),
        (with_line(GOOD, 1, "10,Emperor"), "predictions-value", 'not a class of train.csv: "Emp'),
        (with_line(GOOD, 1, "10,adelie"), "predictions-value", "not a class of train.csv"),
        (with_line(GOOD, 1, "10,"), "predictions-value", "A prediction is missing"),
        (with_line(GOOD, 1, "10,NaN"), "predictions-value", "A prediction is missing"),
    ],
)
def test_a_hostile_file_is_a_problem_and_no_score(data: bytes | str, code: str, what: str) -> None:
    found = problems_of(data)
    assert code in {each.code for each in found}
    (problem,) = (each for each in found if each.code == code)
    assert what in problem.what
    assert problem.fix
    assert not problem.what.endswith(".")
    assert problem.blocks
    assert problem.code in CODES
    assert paragraphs(found).startswith("predictions.csv:")


@pytest.mark.parametrize(
    ("name", "text", "value", "what"),
    [
        ("diabetes", NUMBERS, "nan", "missing"),
        ("diabetes", NUMBERS, "", "missing"),
        ("diabetes", NUMBERS, "inf", "infinite"),
        ("diabetes", NUMBERS, "-Infinity", "infinite"),
        ("diabetes", NUMBERS, "1e999", "too large"),
        ("diabetes", NUMBERS, "1e300", "too large"),
        ("diabetes", NUMBERS, "about 150", "not a number"),
        ("diabetes", NUMBERS, "1_000", "not a number"),
        ("diabetes", NUMBERS, "١٥٠", "not a number"),
        ("diabetes", NUMBERS, "True", "not a number"),
        ("diabetes", NUMBERS, '"150,5"', "not a number"),
        ("diabetes", NUMBERS, "=1+1", "not a number"),
        ("doctor-visits", POSITIVE, "0", "below what is possible, 0"),
        ("several-labels", GROUPS, "", "missing"),
        ("several-labels", GROUPS, "3 15", "not made of classes"),
        ("several-labels", GROUPS, "3 3", "not made of classes"),
        ("several-labels", GROUPS, "3+4", "not made of classes"),
        ("doctor-visits", POSITIVE, "-1.5", "below what is possible, 0"),
        ("survey", SHARES, "1.2", "above what is possible, 1"),
        ("survey", SHARES, "-0.1", "below what is possible, 0"),
    ],
)
def test_a_value_of_the_wrong_kind_is_named_with_its_line(
    name: str, text: str, value: str, what: str
) -> None:
    given_id = text.splitlines()[2].partition(",")[0]
    (found,) = problems_of(with_line(text, 2, f"{given_id},{value}"), name)
    assert (found.code, found.place.line) == ("predictions-value", 3)
    assert found.what.startswith(f"A prediction is {what}")
    assert found.fix


def test_all_problems_are_reported_at_once_with_only_the_first_few_ids() -> None:
    lines = [*LINES[:60], *(f"{at},Emperor" for at in range(1000, 1020)), LINES[1]]
    found = problems_of("\n".join(lines))
    assert {each.code for each in found} == {
        "predictions-unknown-id",
        "predictions-id-twice",
        "predictions-id-missing",
        "predictions-value",
    }
    text = paragraphs(found)
    assert '20 values of row_id: "1000", "1001", "1002", "1003", "1004", … are not ids' in text
    assert "1005" not in text
    assert len(text) < 1_500


def test_what_pandas_and_spreadsheets_do_is_named() -> None:
    index = "\n".join([f",{LINES[0]}", *(f"{at},{each}" for at, each in enumerate(LINES[1:]))])
    (found,) = problems_of(index)
    assert found.fix.endswith("to_csv(…, index=False)")
    (found,) = problems_of(file_of("wine", ["1.0"] * 45), "wine")
    assert found.fix == "write whole numbers without a point"
    decimal = NUMBERS.replace(",", ";").replace(".", ",")
    (found,) = problems_of(decimal, "diabetes")
    assert found.fix == "use a point, not a comma, for decimals"


@pytest.mark.parametrize(
    "data",
    [
        GOOD.replace(",", ";").encode(),
        GOOD.replace(",", "\t").encode(),
        GOOD.encode("utf-8-sig"),
        GOOD.encode("utf-16"),
        GOOD.replace("\n", "\r\n").encode(),
        GOOD.replace(",", " , ").encode(),
        f"sep=;\n{GOOD.replace(',', ';')}".encode(),
        f"{GOOD}\n\n".encode(),
        "\n".join(",".join(reversed(each.split(","))) for each in LINES).encode(),
    ],
)
def test_a_harmless_form_of_the_file_is_read(data: bytes) -> None:
    assert isinstance(check("penguins", data), ProjectCheck)


def test_too_many_rows_are_not_read_to_the_end() -> None:
    (found,) = problems_of("row_id,prediction\n" + "10,Adelie\n" * 300_000)
    assert found.code == "predictions-too-large"
    assert found.what == "The file has more than 250,000 rows"


def test_a_large_file_is_refused_by_its_size() -> None:
    (found,) = problems_of(b"1,Adelie\n" * (SIZE_LIMIT // 9 + 1))
    assert found.code == "predictions-too-large"
    assert found.what == "The file is larger than 5 MB, the limit for predictions"


def read(data: bytes) -> tuple[Problem, ...]:
    """Read a file as a check does, without the data of the pack being read each time."""
    table = table_of(data, "predictions.csv")
    if isinstance(table, Problem):
        return (table,)
    pack, rows = PACKS["penguins"], rows_of("penguins")
    found = read_predictions(
        table, "predictions.csv", ids=rows.ids, rule=pack.rule, classes=classes_of(pack, rows)
    )
    assert bool(found.values) != bool(found.problems)
    return found.problems


@given(data=st.binary(max_size=300))
def test_any_bytes_are_a_problem(data: bytes) -> None:
    found = read(data)
    assert found
    assert all(each.fix for each in found)


@given(text=st.text(max_size=60), at=st.integers(0, 86))
def test_any_text_in_place_of_a_line_is_a_problem(text: str, at: int) -> None:
    assert read(GOOD.encode()) == ()
    assert read(with_line(GOOD, at, f"\x01{text}").encode("utf-8", "replace"))


def test_the_codes_of_the_page_are_those_of_the_program() -> None:
    page = (ROOT / "docs" / "projects.md").read_text(encoding="utf-8")
    assert dict(re.findall(r"^\| `(predictions-[\w-]+)` \| (.*) \|$", page, re.MULTILINE)) == CODES


def test_far_too_many_rows_are_counted_and_only_examples_named() -> None:
    extra = "".join(f"x{each},Adelie\n" for each in range(100_000))
    (found,) = problems_of(GOOD + extra)
    assert found.code == "predictions-too-large"
    assert found.what == (
        "The file has 100,086 rows, but test.csv has 86; unknown or repeated row_id: "
        '"x0", "x1", "x2", "x3", "x4", …'
    )
    assert found.place.line == 88


def test_every_pack_fits_into_the_rows_that_are_kept() -> None:
    most = max(len(rows_of(each).ids) for each in PACKS)
    assert 0 < 2 * most <= KEPT_ROWS


LONG = """
from skills.projects.packs import ValueRule
from skills.projects.prediction_rows import read_rows
from skills.projects.prediction_values import wrong_value

assert read_rows("row_id,prediction\\n" + ("a" * 9_900 + ",1\\n") * 500).count == 500
assert all(wrong_value("9" * 9_900 + end, ValueRule("number"), ()) for end in ["x", ","] * 50)
"""


def test_long_texts_cost_no_more_than_their_length() -> None:
    # Gone over once for every character, they take minutes; the system ends the process before.
    limit = partial(resource.setrlimit, resource.RLIMIT_CPU, (15, 15))
    command = [sys.executable, "-c", LONG]
    done = subprocess.run(command, cwd=ROOT, preexec_fn=limit, check=False)
    assert done.returncode == 0
