from __future__ import annotations

import math
import tempfile
import tracemalloc
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest
from cohort_support import alone, made_up, read_scores, score, table_of, write_table
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from matrix_support import (
    THIRDS,
    YES_NO,
    a_matrix,
    a_skill,
    answers_to,
    matrices,
)

from skills.cohorts import answer_tables
from skills.cohorts.faults import CODES
from skills.cohorts.question import CohortQuestion
from skills.entries.kinds import Mode
from skills.matrix import Matrix, Target

SQL, ML = a_skill("sql", scale=YES_NO), a_skill("ml", scale=THIRDS)
MATRIX = a_matrix(SQL, ML, targets=(Target("sql", 2, must=True), Target("ml", 4, must=True)))
PROFILE = next(iter(MATRIX.profiles))
QUESTION = CohortQuestion(MATRIX, (PROFILE,))


def faults_of(paths: Sequence[Path], question: CohortQuestion = QUESTION) -> list[str]:
    """Return the faults as place, code, sentence and fix."""
    with tempfile.TemporaryDirectory() as folder:
        faults = score(paths, Path(folder) / "scores.csv", question)
    assert all(each.code in CODES for each in faults.problems)
    return [
        f"{e.place.file}:{e.place.line}:{e.place.column} {e.code} {e.what}: {e.fix}"
        for e in faults.problems
    ]


def assert_equal_rows(found: pd.DataFrame, expected: list[dict[str, object]]) -> None:
    assert list(found.columns) == list(expected[0])
    for row, scored_alone in zip(found.to_dict("records"), expected, strict=True):
        for name, value in scored_alone.items():
            if isinstance(value, str):
                assert row[name] == value
            elif value is None:
                assert math.isnan(row[name])
            else:
                assert row[name] == pytest.approx(value, abs=1e-9)


@pytest.mark.slow
@settings(max_examples=examples(40))
@given(st.data(), matrices(), st.sampled_from(Mode), st.sampled_from([".csv", ".parquet"]))
def test_scores_of_a_table_equal_those_of_each_person_alone(
    data: st.DataObject, matrix: Matrix, mode: Mode, ending: str
) -> None:
    people = data.draw(st.lists(answers_to(*matrix.skills.values()), min_size=1, max_size=6))
    profiles = tuple(matrix.profiles)
    question = CohortQuestion(matrix, profiles, mode)
    with tempfile.TemporaryDirectory() as folder:
        answers = write_table(table_of(matrix, people), Path(folder) / f"answers{ending}")
        target = Path(folder) / "scores.parquet"
        assert not score([answers], target, question, levels=True)
        assert_equal_rows(read_scores(target), alone(matrix, people, profiles, mode))


@pytest.mark.parametrize("source", [".csv", ".parquet"])
@pytest.mark.parametrize("target", [".csv", ".parquet"])
def test_every_pair_of_formats_gives_the_same_scores(
    tmp_path: Path, source: str, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = made_up(MATRIX, 300)
    answers = write_table(table_of(MATRIX, people), tmp_path / f"answers{source}")
    monkeypatch.setattr(answer_tables, "ROWS", 64)
    monkeypatch.setattr(answer_tables, "BYTES", 4_096)
    assert not score([answers], tmp_path / f"scores{target}", QUESTION)
    found = read_scores(tmp_path / f"scores{target}")
    expected = alone(MATRIX, people, [PROFILE], Mode.full)
    assert_equal_rows(found, [{k: r[k] for k in found.columns} for r in expected])


def test_several_files_are_scored_one_after_the_other(tmp_path: Path) -> None:
    people = made_up(MATRIX, 4)
    whole = table_of(MATRIX, people)
    first = write_table(whole.slice(0, 3), tmp_path / "a.csv")
    second = write_table(whole.slice(3), tmp_path / "b.parquet")
    assert not score([first, second], tmp_path / "scores.csv", QUESTION)
    assert list(read_scores(tmp_path / "scores.csv")["id"]) == ["p0", "p1", "p2", "p3"]


def test_wrong_cells_are_reported_with_row_column_and_fix_and_counted(tmp_path: Path) -> None:
    lines = [
        "id,team,sql.s0,sql.s1",
        "a,x,o1,maybe",
        "b,x,o1,o0",
        *(f"c{n},x,Yes,o1" for n in range(9)),
    ]
    (tmp_path / "answers.csv").write_text("\n".join(lines))
    assert "maybe" in faults_of([tmp_path / "answers.csv"]).pop()
    what, fix = 'cohort-cell "Yes" is not an answer to "sql.s0"', "use o0, o1, not-applicable"
    assert faults_of([tmp_path / "answers.csv"])[:3] == [
        f"answers.csv:4:3 {what}: {fix}, or nothing",
        f"answers.csv:5:3 {what}: {fix}, or nothing",
        f"answers.csv:6:3 {what}, and 6 more like it: {fix}, or nothing",
    ]


def test_rows_of_another_length_are_reported_and_do_not_shift_the_numbers(tmp_path: Path) -> None:
    text = "id,sql.s0\na,o1\nb\nc,o1,o1\nd,o9\n"
    (tmp_path / "answers.csv").write_text(text)
    found = [
        each.split(":")[1] + each.split(":")[2][1:13]
        for each in faults_of([tmp_path / "answers.csv"])
    ]
    assert sorted(found) == ["3 cohort-row ", "4 cohort-row ", "5 cohort-cell"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "cohort-column No column is a statement of the matrix"),
        ("id,team\n1,x\n", "cohort-column No column is a statement of the matrix"),
        ("id,sql.s0,sql.s0\n1,o1,o1\n", 'The column "sql.s0" appears twice: remove one'),
        ("id,sql.s0,sql.s9\n1,o1,o1\n", 'The skill sql has no statement "sql.s9": did you'),
        ("id,sql.s0\n,o1\n", 'answers.csv:2:1 cohort-id The column "id" is empty: give an id'),
        ("id,sql.s0\n1,o1\n2,o1\n1,o1\n", "Person 3 has the same id as person 1: give"),
        ("id,sql.s0\n1,o1\n2,o\udcff\n", "cohort-file The file cannot be read: "),
        ('id,sql.s0\n1,"o1\n2,o1\n', "answers.csv"),
    ],
)  # fmt: skip
def test_a_table_with_a_problem_is_reported(tmp_path: Path, text: str, expected: str) -> None:
    (tmp_path / "answers.csv").write_bytes(text.encode(errors="surrogateescape"))
    found = faults_of([tmp_path / "answers.csv"])
    assert len(found) == 1
    assert expected in found[0]


def test_columns_that_were_asked_for_must_be_there(tmp_path: Path) -> None:
    (tmp_path / "answers.csv").write_text("id,sql.s0\n1,o1\n")
    question = CohortQuestion(MATRIX, (PROFILE,), id_column="person", groups=("team",))
    assert [
        each.split(": ")[0][-8:] for each in faults_of([tmp_path / "answers.csv"], question)
    ] == [
        '"person"',
        'n "team"',
    ]


@pytest.mark.parametrize("data", [b"", b"PAR1", b"PAR1\0\0\0\0PAR1", b"id,sql.s0\n"])
def test_a_damaged_parquet_file_is_reported(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "answers.parquet").write_bytes(data)
    (found,) = faults_of([tmp_path / "answers.parquet"])
    assert found.startswith("answers.parquet:0:0 cohort-file The file cannot be read: ")


def test_a_parquet_column_of_numbers_is_reported_by_name(tmp_path: Path) -> None:
    table = pa.table({"id": [1, 2], "sql.s0": [0, 1], "sql.s1": ["o1", None]})
    path = write_table(table, tmp_path / "answers.parquet")
    (found,) = faults_of([path])
    assert found.startswith('answers.parquet:0:2 cohort-column The column "sql.s0" is of the type ')
    assert found.endswith("int64: fill it with the ids of the options, as text")


def test_without_ids_people_are_called_by_file_and_row(tmp_path: Path) -> None:
    (tmp_path / "answers.csv").write_text("sql.s0;team\no1;x\no0;y\n")
    assert not score([tmp_path / "answers.csv"], tmp_path / "scores.csv", QUESTION)
    assert list(read_scores(tmp_path / "scores.csv")["id"]) == ["answers.csv:2", "answers.csv:3"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_table_is_read_in_the_encodings_of_spreadsheets(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "answers.csv").write_text("id\tsql.s0\nJosé\to1\n", encoding=encoding)
    assert not score([tmp_path / "answers.csv"], tmp_path / "scores.csv", QUESTION)
    assert list(read_scores(tmp_path / "scores.csv")["id"]) == ["José"]


def test_an_id_that_looks_like_a_formula_is_made_harmless_in_csv_only(tmp_path: Path) -> None:
    (tmp_path / "answers.csv").write_text("id,sql.s0\n=1+1,o1\n")
    for name, expected in (("scores.csv", "'=1+1"), ("scores.parquet", "=1+1")):
        assert not score([tmp_path / "answers.csv"], tmp_path / name, QUESTION)
        assert list(read_scores(tmp_path / name)["id"]) == [expected]


def test_an_earlier_id_of_a_statement_is_followed_unless_both_are_there(tmp_path: Path) -> None:
    first, *others = SQL.statements
    renamed = replace(SQL, statements=(replace(first, was=("sql.old",)), *others))
    question = CohortQuestion(a_matrix(renamed, targets=(Target("sql", 2),)), ("role.level",))
    (tmp_path / "old.csv").write_text("id,sql.old\n1,o1\n")
    (tmp_path / "new.csv").write_text("id,sql.s0\n1,o1\n")
    (tmp_path / "both.csv").write_text("id,sql.old,sql.s0\n1,o1,o0\n")
    for name in ("old", "new"):
        assert not score([tmp_path / f"{name}.csv"], tmp_path / f"{name}-scores.csv", question)
    scores = [(tmp_path / f"{name}-scores.csv").read_text() for name in ("old", "new")]
    assert scores[0] == scores[1]
    (found,) = faults_of([tmp_path / "both.csv"], question)
    assert found.endswith(
        "is about the same statement as another one: keep one of them, named sql.s0"
    )


def test_a_file_of_another_kind_is_reported(tmp_path: Path) -> None:
    (tmp_path / "answers.txt").write_text("id,sql.s0\n1,o1\n")
    (found,) = faults_of([tmp_path / "answers.txt"])
    assert 'Files that end in ".txt" cannot be scored' in found


def test_an_empty_folder_and_a_broken_archive_are_reported(tmp_path: Path) -> None:
    (tmp_path / "class").mkdir()
    (tmp_path / "class.zip").write_bytes(b"PK nothing")
    with zipfile.ZipFile(tmp_path / "empty.zip", "w") as archive:
        archive.writestr("read.me", "")
    assert "There is no assessment here" in faults_of([tmp_path / "class"])[0]
    assert "The file is damaged" in faults_of([tmp_path / "class.zip"])[0]
    assert "There is no assessment here" in faults_of([tmp_path / "empty.zip"])[0]


def test_every_damaged_part_of_an_archive_is_said_by_its_name(tmp_path: Path) -> None:
    path, names = tmp_path / "class.zip", ("ann.json", "ben.json")
    with zipfile.ZipFile(path, "w") as archive:
        for each in names:
            archive.writestr(each, "{}")
        places = [archive.getinfo(each).header_offset + 30 + len(each) for each in names]
    data = bytearray(path.read_bytes())
    for at in places:
        data[at] ^= 1
    path.write_bytes(data)
    found = [each.split(" The file is damaged in its part")[0] for each in faults_of([path])]
    assert found == ["ann.json:0:0 cohort-file", "ben.json:0:0 cohort-file"]


@pytest.mark.slow
def test_memory_hardly_grows_with_the_number_of_people(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def peak(people: int) -> int:
        table = table_of(MATRIX, made_up(MATRIX, 500))
        whole = pa.concat_tables([table] * (people // 500))
        ids = pa.array([f"person-{number}" for number in range(people)])
        path = write_table(whole.set_column(0, "id", ids), tmp_path / f"{people}.csv")
        tracemalloc.start()
        try:
            assert not score([path], tmp_path / f"{people}-scores.csv", QUESTION)
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    monkeypatch.setattr(answer_tables, "BYTES", 100_000)
    peak(1_000)
    assert (peak(40_000) - peak(8_000)) / 32_000 < 30  # bytes a person; an id alone takes 60


@settings(max_examples=examples(60))
@given(st.data(), st.sampled_from([".csv", ".parquet"]))
def test_a_file_with_damaged_bytes_is_scored_or_reported(data: st.DataObject, ending: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = write_table(table_of(MATRIX, made_up(MATRIX, 9)), Path(folder) / f"a{ending}")
        whole = path.read_bytes()
        at = data.draw(st.integers(0, len(whole)))
        end = data.draw(st.integers(at, min(at + 8, len(whole))))
        path.write_bytes(whole[:at] + data.draw(st.binary(max_size=8)) + whole[end:])
        faults = score([path], Path(folder) / "scores.csv", QUESTION)
        assert all(each.what and each.place.file == path.name for each in faults.problems)
