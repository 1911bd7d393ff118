"""A table of a project meets its rules or not, and all of them met is a pass."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matrix_support import YES_NO, a_matrix, a_skill
from report_support import NOW

from skills.matrix import Project, ResultTable, RowGroups, TableColumn
from skills.problems import Problem
from skills.projects.check_table import CheckedTable, check_table
from skills.projects.csv_upload import LONGEST_LINE, SIZE_LIMIT
from skills.projects.result_table_file import CODES, MOST_ROWS, read_table
from skills.projects.table_rules import ResultRows, broken_rules, rules_of
from skills.sentences import project_checks as say
from skills.sentences.result_tables import (
    ALL_MET,
    ONLY_THESE,
    broken_texts,
    column_text,
    table_texts,
)

CITY = TableColumn("city", "city", values=("Bergen", "Oslo"))
AGE = TableColumn("age", "Age (years)", kind="integer", empty=1, lowest=18, highest=99)
ID = TableColumn("id", "id", is_unique=True)
TABLE = ResultTable((ID, CITY, AGE), 4, 6, RowGroups(("city",), 2, 2))
PROJECT = Project("clean", "Clean", 3, {"sql": 1}, table=TABLE, verifies=("sql",))
MATRIX = replace(a_matrix(a_skill("sql", scale=YES_NO)), projects=(PROJECT,))
HEAD = "id,city,Age (years)"
GOOD = ("a,Oslo,30", "b,Oslo,", "c,Bergen,18", "d,Bergen,99")


def file_of(*lines: str, head: str = HEAD) -> bytes:
    return "\n".join((head, *lines)).encode()


def checked(*lines: str, table: ResultTable = TABLE) -> CheckedTable:
    found = check_table(file_of(*lines), "t.csv", table=table, matrix=MATRIX, now=NOW)
    assert isinstance(found, CheckedTable)
    return found


def one_column(column: TableColumn, *cells: str) -> Sequence[tuple[str, int, int]]:
    """Return rule, count and first line of what is wrong with the cells of a column."""
    rows = ResultRows(range(2, 2 + len(cells)), {column.id: cells})
    found = broken_rules(ResultTable((column,)), rows)
    return [(each.rule, each.count, each.line) for each in found]


def test_a_table_that_meets_every_rule_passes() -> None:
    found = checked(*GOOD)
    assert (found.broken, found.check.is_passed, found.check.score) == ((), True, 1.0)
    assert found.check.rows == len(rules_of(TABLE)) == 10
    assert say.metric_text(found.check) == "10 of 10 rules met."
    assert (say.rows_of_check(found.check), say.comparison_text(found.check)) == ((), "")
    assert broken_texts((), TABLE) == (ALL_MET,)


def test_one_broken_rule_keeps_a_table_from_passing() -> None:
    found = checked(*GOOD[:3], "d,Bergen,17")
    assert [(each.rule, each.line) for each in found.broken] == [("range", 5)]
    assert (found.check.is_passed, found.check.score) == (False, 0.9)
    assert say.metric_text(found.check) == "9 of 10 rules met."


@pytest.mark.parametrize(
    ("lines", "texts"),
    [
        (
            GOOD[:3],
            ["The table has 3 rows. From 4 to 6 rows.", "1 value of city has fewer than 2 rows"],
        ),
        ((*GOOD, *("x,Oslo,20", "y,Oslo,20", "z,Oslo,20")), ["The table has 7 rows. From 4 to 6"]),
        (("a,Oslo,30", *GOOD), ["id: 1 cell repeats an earlier value (first in line 3): “a”."]),
        (
            (*GOOD[:3], "d,Paris,40"),
            [
                "city: 1 cell has a value that is not allowed (first in line 5): “Paris”.",
                "2 values of city have fewer than 2 rows, for example “Bergen”, “Paris”.",
            ],
        ),
        (
            (*GOOD[:2], "c,Bergen,", "d,Bergen,old"),
            [
                "Age (years): 2 cells are empty (first in line 3); at most 1 may be.",
                "Age (years): 1 cell is not a whole number (first in line 5): “old”.",
            ],
        ),
        (
            (*GOOD[:2], "c,Bergen,3", "d,Bergen,101"),
            ["Age (years): 2 cells are not from 18 to 99 (first in line 4): “3”, “101”."],
        ),
        (
            ("a,Oslo,30", "b,Oslo,31", "c,Oslo,32", "d,Oslo,33"),
            ["Only 1 different value of city; at least 2 are needed."],
        ),
    ],
)
def test_each_broken_rule_has_its_sentence(lines: Sequence[str], texts: Sequence[str]) -> None:
    found = broken_texts(checked(*lines).broken, TABLE)
    assert len(found) == len(texts)
    assert [shown[: len(text)] for shown, text in zip(found, texts, strict=True)] == list(texts)


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("integer", ("3", "-3", "3.0", "1e3"), ("3.5", "three", "1,000", "nan", "inf", "1_0", "٣")),
        ("number", ("3.5", ".5", "-2e-3", "4."), ("3,5", "1e999", "0x1", "NaN", "3 ")),
        ("date", ("2024-02-29",), ("2023-02-29", "29.02.2024", "2024-2-9", "20240229")),
    ],
)
def test_cells_are_of_the_kind_that_is_asked_for(
    kind: str, good: Sequence[str], bad: Sequence[str]
) -> None:
    column = replace(ID, kind=kind, is_unique=False)
    assert one_column(column, *good) == []
    assert [one_column(column, each) for each in bad] == [[("kind", 1, 2)]] * len(bad)


def test_a_mean_may_be_off_by_so_much() -> None:
    column = replace(AGE, mean=40.0, within=0.5)
    assert one_column(column, "39", "42", "") == []
    assert one_column(column, "39", "43") == [("mean", 2, 0)]
    assert one_column(column, "") == [("mean", 0, 0)]
    table = ResultTable((column,))
    rows = ResultRows([2], {"age": ["41"]})
    (text,) = broken_texts(broken_rules(table, rows), table)
    assert text == "Age (years): the mean (41) differs from that of the original data."


def test_the_rules_are_put_into_words() -> None:
    assert column_text(CITY) == "one of Bergen or Oslo"
    assert column_text(AGE) == "a whole number, from 18 to 99; at most 1 empty cell"
    assert column_text(replace(ID, kind="date")) == "a date, written YYYY-MM-DD; no value twice"
    assert column_text(replace(AGE, highest=None, mean=3, empty=0)) == (
        "a whole number, at least 18; same mean as the original data"
    )
    assert column_text(replace(AGE, lowest=None, highest=1_234_567.5, empty=0)) == (
        "a whole number, at most 1234567.5"
    )
    assert table_texts(TABLE) == (
        "These columns and no others, in any order.",
        "From 4 to 6 rows.",
        "At least 2 different values of city, each in at least 2 rows.",
    )
    assert table_texts(ResultTable((ID,), 3, 3)) == (ONLY_THESE, "Exactly 3 rows.")
    assert table_texts(ResultTable((ID,))) == (ONLY_THESE,)


@given(st.lists(st.sampled_from(["Oslo", "Bergen", "Paris", ""]), min_size=1), st.integers(1, 5))
def test_no_group_is_smaller_than_a_table_that_passes_allows(cells: list[str], least: int) -> None:
    table = ResultTable((replace(CITY, values=()),), groups=RowGroups(("city",), least))
    rows = ResultRows(range(len(cells)), {"city": cells})
    small = any(cells.count(each) < least for each in cells)
    assert ("group-rows" in {each.rule for each in broken_rules(table, rows)}) == small


@given(st.permutations(GOOD))
def test_the_order_of_rows_does_not_matter(lines: Sequence[str]) -> None:
    assert checked(*lines).check.is_passed


def test_other_rules_are_another_check() -> None:
    stricter = replace(TABLE, fewest_rows=1)
    assert not checked(*GOOD, table=stricter).check.is_like(checked(*GOOD).check)
    assert checked(*GOOD[::-1]).check.file_hash != checked(*GOOD).check.file_hash


@pytest.mark.parametrize(
    "data",
    [
        file_of(*GOOD).replace(b",", b";"),
        file_of(*GOOD).replace(b",", b"\t").replace(b"\n", b"\r\n"),
        file_of(*GOOD).decode().encode("utf-16"),
        b"\xef\xbb\xbf" + file_of(*GOOD),
        file_of(*("30,Oslo,a", ",Oslo,b", "18,Bergen,c"), head="Age (years),city,id"),
    ],
)
def test_a_table_is_read_from_any_usual_csv(data: bytes) -> None:
    rows = read_table(data, "t.csv", TABLE)
    assert not isinstance(rows, Problem)
    first = {column: cells[0] for column, cells in rows.cells.items()}
    assert (rows.lines[0], first) == (2, {"id": "a", "city": "Oslo", "age": "30"})


WRONG: Mapping[str, Sequence[bytes]] = {
    "table-too-large": (
        b"x" * (SIZE_LIMIT + 1),
        file_of(*["a,b,1"] * (MOST_ROWS + 1)),
    ),
    "table-empty": (b"", b"\n\n", file_of()),
    "table-kind": (b"PK\x03\x04", b"%PDF-1.7", b"id,\x00city"),
    "table-text": (b"id,city,Age (years)\na,\xff,1",),
    "table-columns": (
        file_of(*GOOD, head="id,city,years"),
        file_of("a,Oslo,3,555", head=f"{HEAD},phone"),
        file_of("a,Oslo,3,a", head=f"{HEAD},id"),
        file_of("0,a,Oslo,3", head=f",{HEAD}"),
    ),
    "table-damaged": (
        file_of("a,Oslo"),
        file_of('"a,Oslo,3'),
        file_of(f"{'a' * LONGEST_LINE},Oslo,3"),
    ),
}


@pytest.mark.parametrize(("code", "data"), [(c, each) for c in WRONG for each in WRONG[c]])
def test_a_file_that_is_no_such_table_says_why(code: str, data: bytes) -> None:
    found = read_table(data, "t.csv", TABLE)
    assert isinstance(found, Problem)
    assert (found.code, bool(found.fix)) == (code, True)


def test_every_code_is_tried() -> None:
    assert set(WRONG) == set(CODES)


def test_missing_and_unknown_columns_are_named_together() -> None:
    found = read_table(file_of("a,Oslo,3", head="id,city,phone"), "t.csv", TABLE)
    assert isinstance(found, Problem)
    assert found.what == 'The table lacks "Age (years)" and has "phone", which it must not have'
    assert found.fix == "write exactly the columns id, city, Age (years), in any order"
