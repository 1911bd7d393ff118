from __future__ import annotations

import random

import numpy as np
import pandas as pd
import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from matrix_support import (
    THIRDS,
    YES_NO,
    a_matrix,
    a_skill,
    answer,
    answers_to,
    matrices,
    the_profile,
)

from skills.entries.kinds import Mode
from skills.matrix import NOT_APPLICABLE, Matrix, Skill, Target
from skills.scoring import cohort, cohort_segments, score_skills
from skills.scoring.cohort import score_people, unplaced
from skills.scoring.readiness import compute_readiness

SQL, ML = a_skill("sql", scale=YES_NO), a_skill("ml", scale=THIRDS)
MATRIX = a_matrix(SQL, ML, targets=(Target("sql", 2), Target("ml", 4, must=True)))


def one_by_one(matrix: Matrix, people: list[dict[str, str]], mode: Mode) -> pd.DataFrame:
    """The table that scoring each person alone gives."""
    rows = []
    for answers in people:
        scores = score_skills(matrix, answers, mode=mode)
        found = compute_readiness(matrix, the_profile(matrix), scores)
        row: dict[str, float | str | None] = {}
        for skill, score in scores.items():
            row |= {f"{skill}.level": score.level, f"{skill}.low": score.low}
            row[f"{skill}.high"] = score.high
        numbers = (found.value, found.low, found.high, found.coverage)
        names = ("readiness", "low", "high", "coverage")
        row |= {f"{found.profile}.{name}": each for name, each in zip(names, numbers, strict=True)}
        row[f"{found.profile}.verdict"] = found.verdict.value
        row[f"{found.profile}.missing"] = " ".join(found.missing_musts)
        rows.append(row)
    return pd.DataFrame(rows)


def as_table(matrix: Matrix, people: list[dict[str, str]]) -> pd.DataFrame:
    return pd.DataFrame(people, columns=list(matrix.statements), dtype=object)


def assert_alike(found: pd.DataFrame, expected: pd.DataFrame) -> None:
    assert list(found.columns) == list(expected.columns)
    *numbers, verdict, missing = found.columns
    assert list(found[verdict]) == list(expected[verdict])
    assert list(found[missing]) == list(expected[missing])
    np.testing.assert_allclose(
        found[numbers].to_numpy(float), expected[numbers].to_numpy(float), rtol=0, atol=1e-9
    )


@pytest.mark.slow
@settings(max_examples=examples(80))
@given(st.data(), matrices(), st.sampled_from(Mode), st.booleans(), st.sampled_from([1, 30, 1_296]))
def test_cohort_scores_equal_individual_scores(
    data: st.DataObject,
    matrix: Matrix,
    mode: Mode,
    categorical: bool,  # noqa: FBT001 - hypothesis draws it
    most_states: int,
) -> None:
    """Segments hold one statement, or some, or all of a skill."""
    people = data.draw(st.lists(answers_to(*matrix.skills.values()), min_size=1, max_size=8))
    table = as_table(matrix, people)
    if categorical:
        table = table.astype("category")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cohort_segments, "MOST_STATES", most_states)
        found = score_people(matrix, table, mode=mode, musts=True)
    assert_alike(found, one_by_one(matrix, people, mode))


@pytest.mark.parametrize("most_states", [1, 7, 200, 1_296])
def test_answers_stand_in_for_open_statements_across_segments(
    monkeypatch: pytest.MonkeyPatch, most_states: int
) -> None:
    """Sixteen statements: more than a segment holds, with answers far from each other."""
    skill = a_skill("ml", levels=[1] * 4 + [2] * 5 + [3] * 4 + [4] * 3, scale=THIRDS)
    matrix = a_matrix(skill, targets=(Target("ml", 3, must=True),))
    chance = random.Random(7)  # noqa: S311 - test data
    ids, options = list(matrix.statements), ["o0", "o1", "o2", "o3", NOT_APPLICABLE]
    people = [
        {each: chance.choice(options) for each in chance.sample(ids, count)}
        for count in range(len(ids) + 1)
        for _ in range(6)
    ]
    monkeypatch.setattr(cohort_segments, "MOST_STATES", most_states)
    found = score_people(matrix, as_table(matrix, people), musts=True)
    assert_alike(found, one_by_one(matrix, people, Mode.full))


def test_results_do_not_depend_on_the_block_size(monkeypatch: pytest.MonkeyPatch) -> None:
    people = [answer(SQL, *([1] * able + [0] * (4 - able))) for able in (0, 1, 2, 3, 4)]
    whole = score_people(MATRIX, as_table(MATRIX, people))
    monkeypatch.setattr(cohort, "BLOCK", 2)
    pd.testing.assert_frame_equal(score_people(MATRIX, as_table(MATRIX, people)), whole)
    assert list(whole["sql.level"]) == [0, 1, 2, 3, 4]


def test_rows_keep_their_index_and_other_columns_are_ignored() -> None:
    table = as_table(MATRIX, [answer(SQL, 1, 1, 0, 0), {}]).assign(team="blue")
    table.index = pd.Index(["ada", "bo"])

    found = score_people(MATRIX, table)

    assert list(found.index) == ["ada", "bo"]
    assert found.loc["ada", "sql.level"] == 2
    assert np.isnan(found.loc["bo", "sql.level"])
    assert list(found["role.level.verdict"]) == ["unknown", "unknown"]


def test_a_statement_without_a_column_is_unanswered() -> None:
    table = pd.DataFrame({"sql.s0": ["o1"]})
    found = score_people(MATRIX, table, musts=True)
    alone = one_by_one(MATRIX, [{"sql.s0": "o1"}], Mode.full)
    assert_alike(found, alone)


def test_a_skill_without_statements_is_not_assessed_in_many_people_either() -> None:
    matrix = a_matrix(SQL, Skill("bare", "Bare", "area", ()), targets=(Target("bare", 1),))
    people = [answer(SQL, 1, 1, 0, 0)] * 300
    found = score_people(matrix, as_table(matrix, people), musts=True)
    assert_alike(found.tail(1), one_by_one(matrix, people[:1], Mode.full))


def test_an_empty_table_gives_an_empty_table() -> None:
    found = score_people(MATRIX, as_table(MATRIX, []))
    assert len(found) == 0
    assert "role.level.verdict" in found.columns


def test_profiles_can_be_chosen() -> None:
    people = as_table(MATRIX, [answer(SQL, 1, 1, 1, 1)])
    assert not any("role.level" in each for each in score_people(MATRIX, people, profiles=[]))
    with pytest.raises(KeyError, match="no-such"):
        score_people(MATRIX, people, profiles=["no-such"])


def test_verdicts_can_be_sorted() -> None:
    rows = ((1, 1, 1, 1), (0, 0, 0, 0), (1, 1, 1, 2 / 3))
    people = [answer(SQL, 1, 1, 1, 1) | answer(ML, *each) for each in rows]
    found = score_people(MATRIX, as_table(MATRIX, people))["role.level.verdict"]
    assert list(found.sort_values()) == ["developing", "nearly", "ready"]


def test_cells_without_a_place_are_counted_by_column_and_left_out() -> None:
    table = pd.DataFrame(
        {
            "sql.s0": ["o1", "not-applicable", None, "yes", 1],
            "sql.s1": ["o0", "o1", None, None, None],
            "team": ["blue", None, "red", None, None],
        },
        dtype=object,
    )
    assert unplaced(MATRIX, table) == {"sql.s0": 2, "team": 2}
    assert np.isnan(score_people(MATRIX, table)["sql.level"].iloc[3])
