"""Reading a Parquet file takes no more memory the more people are in it, and notices damage."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from matrix_support import YES_NO, a_matrix, a_skill

from skills.cohorts import answer_tables
from skills.cohorts.faults import Faults
from skills.cohorts.question import CohortQuestion
from skills.cohorts.table_scores import score_rows
from skills.matrix import Target

MATRIX = a_matrix(
    a_skill("sql", scale=YES_NO),
    a_skill("ml", scale=YES_NO),
    targets=(Target("sql", 2, must=True), Target("ml", 3)),
)
QUESTION = CohortQuestion(MATRIX, tuple(MATRIX.profiles))


def write_people(file: Path, people: int, rows_in_group: int) -> Path:
    answers = [("o0", "o1", None)[at % 3] for at in range(people)]
    columns = dict.fromkeys(MATRIX.statements, answers)
    ids = [f"person-with-a-long-name-{at:012}" for at in range(people)]
    table = pa.table({"id": ids, **columns})
    pq.write_table(table, file, row_group_size=rows_in_group)
    return file


def most_held(file: Path) -> int:
    """Return the most bytes that Arrow held while the file was read in blocks."""
    pool = pa.default_memory_pool()
    before, most = pool.bytes_allocated(), 0
    for rows in answer_tables.read_parquet(file, QUESTION, Faults()):
        assert rows.table.num_rows
        most = max(most, pool.bytes_allocated() - before)
    return most


def test_arrow_holds_no_more_of_a_file_with_more_row_groups(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answer_tables, "ROWS", 1_000)
    monkeypatch.setattr(answer_tables, "READER_ROWS", 2_000)
    short = most_held(write_people(tmp_path / "short.parquet", 20_000, 2_000))
    long = most_held(write_people(tmp_path / "long.parquet", 200_000, 2_000))
    assert short * 0.7 < long < short * 1.3


def test_all_rows_are_read_whatever_the_row_groups_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answer_tables, "ROWS", 100)
    monkeypatch.setattr(answer_tables, "READER_ROWS", 250)

    def read(rows_in_group: int, groups: range | None = None) -> tuple[int, list[str]]:
        file = write_people(tmp_path / "answers.parquet", 1_000, rows_in_group)
        blocks = list(answer_tables.read_parquet(file, QUESTION, Faults(), groups))
        ids = [each.table.column("id").to_pylist() for each in blocks]
        return blocks[0].first, [one for some in ids for one in some]

    first, everybody = read(1_000)
    assert (first, len(set(everybody))) == (1, 1_000)
    found = [read(size) for size in (7, 90, 300, 1_000)]
    assert found == [(1, everybody)] * 4
    assert read(90, range(3, 7)) == (271, everybody[270:630])


@pytest.mark.parametrize("number", [3, -1])
def test_a_word_that_is_not_there_is_damage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    file = write_people(tmp_path / "answers.parquet", 10, 10)
    words = pa.array(["o0", "o1", "x"])
    damaged = pa.DictionaryArray.from_arrays(
        pa.array([0, number, 1], pa.int32()), words, safe=False
    )
    arrays = [pa.array(["a", "b", "c"]), *[damaged] * len(MATRIX.statements)]
    batch = pa.RecordBatch.from_arrays(arrays, ["id", *MATRIX.statements])
    monkeypatch.setattr(answer_tables, "_batches", lambda *_: iter([batch]))
    faults = Faults()
    assert not list(
        score_rows(answer_tables.read_parquet(file, QUESTION, faults), QUESTION, faults)
    )
    assert [each.code for each in faults.problems] == ["cohort-file"]


def test_tables_are_scored_without_the_ranges_of_skills(tmp_path: Path) -> None:
    file = write_people(tmp_path / "answers.parquet", 9, 9)
    faults = Faults()
    (people,) = score_rows(answer_tables.read_parquet(file, QUESTION, faults), QUESTION, faults)
    profile = QUESTION.profiles[0]
    numbers = ["readiness", "low", "high", "coverage", "verdict", "missing"]
    assert list(people.scores.columns) == [
        "sql.level",
        "ml.level",
        *(f"{profile}.{each}" for each in numbers),
    ]
