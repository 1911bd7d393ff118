"""Files of many people held in memory: what is read from them, and what may be shown."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
import pytest
from cohort_support import made_up, table_of
from matrix_support import THIRDS, YES_NO, a_matrix, a_skill

from skills.cohorts.faults import Faults
from skills.cohorts.files_in_memory import CohortFile, possible_groups, summarise_files
from skills.cohorts.group_sums import GroupSums
from skills.cohorts.question import CohortQuestion
from skills.cohorts.run import score_files
from skills.cohorts.summary import summarise
from skills.matrix import Target

MATRIX = a_matrix(
    a_skill("sql", scale=YES_NO),
    a_skill("ml", scale=THIRDS),
    targets=(Target("sql", 2, must=True), Target("ml", 4)),
)
QUESTION = CohortQuestion(MATRIX, tuple(MATRIX.profiles), groups=("site",))
PEOPLE = made_up(MATRIX, 30)
SITES = ["north"] * 14 + ["south"] * 16


def table(start: int = 0, end: int = 30, **more: list[str]) -> pa.Table:
    ids = [f"p{each}" for each in range(start, end)]
    return table_of(MATRIX, PEOPLE[start:end], id=ids, site=SITES[start:end], **more)


def as_csv(found: pa.Table, name: str = "class.csv") -> CohortFile:
    out = io.BytesIO()
    pa_csv.write_csv(found, out)
    return CohortFile(name, out.getvalue())


def as_parquet(found: pa.Table, name: str = "class.parquet") -> CohortFile:
    out = io.BytesIO()
    pq.write_table(found, out)
    return CohortFile(name, out.getvalue())


def test_files_in_memory_give_the_summary_of_the_same_files_on_a_disk(tmp_path: Path) -> None:
    path = tmp_path / "class.csv"
    path.write_bytes(as_csv(table()).data)
    sums, faults = GroupSums(QUESTION), Faults()
    for people in score_files([path], QUESTION, faults):
        sums.add(people, faults)
    expected = summarise(sums.counts(), MATRIX, QUESTION.compared)
    assert len(expected.groups) == 3
    for each in (as_csv(table()), as_parquet(table()), as_csv(table(), "CLASS.CSV")):
        found = summarise_files([each], QUESTION)
        assert (found.summary, found.problems) == (expected, ())


def test_several_files_are_one_cohort() -> None:
    halves = [as_csv(table(0, 11), "a.csv"), as_parquet(table(11, 30), "a.parquet")]
    assert summarise_files(halves, QUESTION) == summarise_files([as_csv(table())], QUESTION)


def test_two_files_of_one_name_are_both_read() -> None:
    halves = [as_csv(table(0, 11)), as_csv(table(11, 30))]
    assert summarise_files(halves, QUESTION) == summarise_files([as_csv(table())], QUESTION)


def test_nothing_is_summed_up_while_a_file_has_problems() -> None:
    broken = CohortFile("broken.csv", b"id,sql.one\np1,perhaps\n")
    found = summarise_files([as_csv(table()), broken], QUESTION)
    assert found.summary is None
    assert {each.place.file for each in found.problems} == {"broken.csv"}


@pytest.mark.parametrize("name", ["../../etc/passwd.csv", "a\0b\n=c.csv", "..\\x.csv"])
def test_no_file_name_escapes_the_folder(name: str) -> None:
    found = summarise_files([as_csv(table(), name)], QUESTION)
    assert found.summary == summarise_files([as_csv(table())], QUESTION).summary


def test_a_file_of_another_kind_is_a_problem() -> None:
    for name in ("notes.pdf", "notes", "notes.c\\sv"):
        found = summarise_files([CohortFile(name, b"%PDF")], QUESTION)
        assert [each.code for each in found.problems] == ["cohort-file"]


def test_tables_are_grouped_by_the_columns_they_share_that_are_no_statement() -> None:
    both = [as_csv(table(team=["a"] * 30)), as_parquet(table(year=["1"] * 30))]
    assert possible_groups(both[:1], MATRIX) == ("site", "team")
    assert possible_groups(both, MATRIX) == ("site",)


@pytest.mark.parametrize("team", ["team, site, room, desk", '"team, site, room, desk"'])
def test_commas_in_the_name_of_a_column_are_no_separators(team: str) -> None:
    text = f"id;{team};sql.s0;sql.s1\na;x;o1;o1\n"
    file = CohortFile("a.csv", text.encode())
    assert possible_groups([file], MATRIX) == ("team, site, room, desk",)
    question = CohortQuestion(MATRIX, tuple(MATRIX.profiles), groups=("team, site, room, desk",))
    assert summarise_files([file], question).problems == ()


def test_an_earlier_id_of_a_statement_is_no_group() -> None:
    skill = a_skill("sql", levels=(1,), scale=YES_NO)
    (statement,) = skill.statements
    renamed = replace(skill, statements=(replace(statement, was=("sql.before",)),))
    file = CohortFile("a.csv", b"id,site,sql.before,sql.other")
    assert possible_groups([file], a_matrix(renamed)) == ("site", "sql.other")


def test_exported_files_are_grouped_by_folder_where_they_have_any() -> None:
    packed, single = CohortFile("class.zip", b""), CohortFile("ann.json", b"{}")
    assert possible_groups([packed, single], MATRIX) == ("folder",)
    assert possible_groups([single], MATRIX) == ()
    assert possible_groups([single, as_csv(table())], MATRIX) == ()


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00"])
@pytest.mark.parametrize("ending", [".csv", ".parquet"])
def test_a_table_that_cannot_be_read_offers_no_groups(data: bytes, ending: str) -> None:
    assert possible_groups([CohortFile(f"a{ending}", data)], MATRIX) == ()
