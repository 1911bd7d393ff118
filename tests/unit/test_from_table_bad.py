"""Trouble in a table has its cell and a sentence."""

from __future__ import annotations

import pytest
from table_support import HEAD

from skills.importing.detect import read_file
from skills.importing.from_table import read_csv
from skills.version import PROGRAM


def problems_in(text: str) -> list[tuple[int, int, str, str]]:
    reading = read_csv(f"{HEAD}\n{text}".encode(), "my.csv")
    assert reading.imported is None
    return [
        (each.place.line, each.place.column, each.code, f"{each.what}; {each.fix}")
        for each in reading.problems
    ]


@pytest.mark.parametrize(
    ("text", "line", "column", "code", "word"),
    [
        ("note,a,,hi\nanwser,a.b,,x", 3, 1, "record-kind", 'did you mean "answer"'),
        (",a,,hi", 2, 1, "record-kind", "the kind is missing"),
        ("continued,a,,hi", 2, 1, "record-kind", "not a kind of line"),
        ("note,,,hi", 2, 2, "record-value", "the id of this note is missing"),
        (f"note,{'i' * 301},,hi", 2, 2, "record-value", "301 characters"),
        (f"note,a,,{'x' * 4001}", 2, 4, "record-value", "4,001 characters"),
        (f"answer,a.b,,{'x' * 301}", 2, 4, "record-value", "301 characters"),
        ("note,a,,hi\n\nnote,a,,ho", 4, 2, "record-twice", "after line 2"),
        ("note,a,,hi,,,,,yesterday", 2, 9, "record-value", '"yesterday" is not a date'),
        ("credential,c,Degree,certificate,,1/2/2020", 2, 6, "record-value", "write it like"),
        ("credential,c,,certificate", 2, 4, "record-value", "Give it a name"),
        ("credential,c,Degree,diploma", 2, 4, "record-value", "Choose a type"),
        ("assessment,hours,,many", 2, 4, "record-value", "write 0 to 168"),
        ("assessment,hours,,169", 2, 4, "record-value", "write 0 to 168"),
        ("assessment,mode,,fast", 2, 4, "record-value", "write full or quick"),
        (f"assessment,title,,{'x' * 121}", 2, 4, "record-value", "121 characters"),
        ("assessment,format_version,,2.0", 2, 4, "record-newer", "newer than this program"),
        (
            "assessment,format_version,,2.0\nassessment,program_version,,3.1",
            *(
                2,
                4,
                "record-newer",
                f"Radar 3.1, which is newer than this program, {PROGRAM}",
            ),
        ),
        ("assessment,format,,other", 2, 4, "no-record", "not a kind of table"),
        ('note,a,,"two\nlines\nnote,b,,hi', 2, 0, "record-damaged", "never closed"),
        ('note,a,,"say "hi""', 2, 0, "record-damaged", "write it twice"),
        ("note,a,,hi,1,2,3,4,5,6,7", 2, 0, "record-damaged", "11 cells"),
        (f"note,a,,{'x' * 140_000}", 2, 0, "record-damaged", "too long to import"),
    ],
)
def test_a_problem_has_its_cell_and_a_sentence(
    text: str, line: int, column: int, code: str, word: str
) -> None:
    found = problems_in(text)
    assert [each[:3] for each in found] == [(line, column, code)]
    assert word in found[0][3]


def test_all_problems_are_reported_at_once_up_to_fifty() -> None:
    assert len(problems_in("anwser,a,,x\n" * 3)) == 3
    assert len(problems_in("anwser,a,,x\n" * 3000)) == 50


def test_missing_and_doubled_columns_are_reported() -> None:
    missing = read_csv(b"kind,label\nnote,x\n", "x")
    assert [each.code for each in missing.problems] == ["record-missing-column"] * 2
    doubled = read_csv(b"kind,id,value,ID\nnote,a,x,b\n", "x")
    assert [(p.code, p.place.column) for p in doubled.problems] == [("record-key-twice", 4)]


@pytest.mark.slow
def test_too_many_columns_and_lines_are_reported() -> None:
    wide = read_csv(("kind,id,value," + "x," * 100_000).encode(), "x")
    long = read_csv(b"kind,id,value\n" + b"plan,1,x\n" * 100_001, "x")
    assert [p.code for p in (*wide.problems, *long.problems)] == ["record-too-large"] * 2


@pytest.mark.parametrize("damaged", ["ä".encode() + b"\xe4", b"\x81"])
def test_text_in_an_unknown_encoding_is_reported_with_its_line(damaged: bytes) -> None:
    reading = read_file(b"kind,id,value\nnote,a," + damaged, "x.csv")
    assert [(p.code, p.place.line) for p in reading.problems] == [("record-text", 2)]
    assert reading.problems[0].fix == 'save the file as "CSV UTF-8"'


def test_json_that_is_not_utf8_gets_advice_on_saving_it() -> None:
    reading = read_file('{"basics": {"name": "Größe"}}'.encode("latin-1"), "x.json")
    assert [each.fix for each in reading.problems] == [
        "save it as UTF-8, which every editor offers"
    ]


@pytest.mark.parametrize("text", ["0001-01-01T00:00:00+14:00", "9999-12-31"])
def test_a_time_that_has_no_date_in_some_zone_is_refused(text: str) -> None:
    ((line, _, code, sentence),) = problems_in(f"note,a,,x,,,,,{text}")
    assert (line, code) == (2, "record-value")
    assert sentence.endswith("is not a possible year for an assessment; write it like 2026-11-23")
    ((line, _, code, sentence),) = problems_in(f"assessment,next_on,,{text[:10]}")
    assert (line, code) == (2, "record-value")
