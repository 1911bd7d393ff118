from dataclasses import replace

import pytest
from hypothesis import given
from matrices_for_tests import a_matrix, a_skill, answer, cases, the_profile

from skills.guidance.roles import rank_roles
from skills.guidance.working_day import assess_day, find_key_skill
from skills.matrix import Block, Matrix, Project, Target
from skills.scoring import score_skills
from skills.scoring.readiness import Readiness, compare
from skills.sentences.guidance import (
    closest_role,
    day_text,
    met_musts,
    needs_text,
    no_project_text,
    reached_text,
    weeks,
)

SQL, GIT, ART = a_skill("sql"), a_skill("git"), a_skill("art")
MATRIX = a_matrix(SQL, GIT, ART, targets=[Target(each.id, 2, must=True) for each in (SQL, GIT)])


def with_day(*needs: dict[str, int]) -> Matrix:
    """Blocks of one hour each, with these needs."""
    blocks = (
        Block(f"b{place}", f"Block {place}", f"{9 + place:02}:00", f"{10 + place:02}:00", (), each)
        for place, each in enumerate(needs)
    )
    return replace(MATRIX, day=tuple(blocks))


def told(matrix: Matrix, answers: dict[str, str]) -> str:
    held = assess_day(matrix, score_skills(matrix, answers))
    return day_text(matrix, held, find_key_skill(held))


DAY = with_day({"sql": 1}, {"sql": 3}, {"git": 1}, {"sql": 1, "git": 2})


def test_only_blocks_whose_skills_are_assessed_are_counted() -> None:
    assert told(DAY, answer(SQL, 1, 0, 0, 0)) == (
        "You could carry 1 of 2 assessed blocks alone today; 2 more are not assessed yet. "
        "Next key: Sql at level 3 opens “Block 1”."
    )
    assert told(with_day({"sql": 1}, {"git": 1}), answer(SQL, 1, 1, 1, 1)) == (
        "You could carry 1 of 1 assessed block alone today; 1 more is not assessed yet."
    )
    both = answer(SQL, 1, 1, 1, 1) | answer(GIT, 1, 1, 1, 1)
    assert told(DAY, both) == "You could carry 4 of 4 blocks alone today."


def test_a_day_nobody_answered_for_is_not_a_day_one_could_not_carry() -> None:
    assert told(DAY, {}) == "None of the 4 blocks is assessed yet."
    assert told(with_day({"git": 1}), {}) == "The only block is not assessed yet."


def test_a_block_still_needs_only_what_is_known_to_be_missing() -> None:
    matrix = with_day({"sql": 3, "git": 2, "art": 1}, {"git": 2, "art": 1}, {"sql": 2}, {"sql": 1})
    held = assess_day(matrix, score_skills(matrix, answer(SQL, 1, 0, 0, 0)))
    assert [needs_text(matrix, each) for each in held] == [
        "still needs level 3 in Sql; not assessed yet: level 2 in Git and level 1 in Art",
        "not assessed yet: level 2 in Git and level 1 in Art",
        "still needs level 2 in Sql",
        "",
    ]


def test_a_role_with_too_few_answers_is_not_said_to_be_unreached() -> None:
    (role,) = rank_roles(MATRIX, score_skills(MATRIX, answer(SQL, 1, None, None, None)))
    assert reached_text(role) == "level not known yet"
    assert met_musts(role) == "0 of 2 must-haves, 1 not assessed yet"
    assert closest_role(MATRIX, role).startswith("Too little is answered")


def test_must_haves_of_a_role_are_told_by_what_is_known() -> None:
    few = answer(SQL, 1, 0, 0, 0) | answer(GIT, 1, 0, 0, None)
    (role,) = rank_roles(MATRIX, score_skills(MATRIX, few))
    assert reached_text(role) == "no level reached yet"
    assert met_musts(role) == "0 of 2 must-haves"
    aside = answer(SQL, 1, 1, 1, 1) | answer(GIT, *["n/a"] * 4)
    (role,) = rank_roles(MATRIX, score_skills(MATRIX, aside))
    assert met_musts(role) == "1 of 2 must-haves, 1 set aside"
    every = answer(SQL, 1, 1, 1, 1) | answer(GIT, 1, 1, 0, 0)
    (role,) = rank_roles(MATRIX, score_skills(MATRIX, every))
    assert (reached_text(role), met_musts(role)) == ("ready: Level", "2 of 2 must-haves")


def a_project(**raises: int) -> Project:
    return Project("project", "Project", 4.0, raises)


def of(matrix: Matrix, answers: dict[str, str]) -> Readiness:
    return compare(matrix, the_profile(matrix), score_skills(matrix, answers))


NONE_HELPS = "No project in this matrix would raise your readiness."


@pytest.mark.parametrize(
    ("raises", "answers", "expected"),
    [
        ({"git": 2}, answer(SQL, 1, 1, 1, 1), "1 skill is not assessed yet."),
        ({"git": 2}, {}, "2 skills are not assessed yet."),
        ({"git": 2}, answer(SQL, 1, 1, 1, 1) | answer(GIT, 1, 1, 1, 1), NONE_HELPS),
        ({"git": 2}, answer(SQL, 1, 1, 1, 1) | answer(GIT, *["n/a"] * 4), NONE_HELPS),
        ({"art": 2}, answer(SQL, 1, 1, 1, 1), NONE_HELPS),
    ],
)
def test_no_project_is_ruled_out_that_more_answers_could_bring(
    raises: dict[str, int], answers: dict[str, str], expected: str
) -> None:
    matrix = replace(MATRIX, projects=(a_project(**raises),))
    found = no_project_text(matrix, of(matrix, answers))
    assert found.endswith(expected)
    assert found.startswith("More answers are needed") == (expected != NONE_HELPS)


def test_hours_become_weeks_at_a_known_pace() -> None:
    assert weeks(11, 5) == ", about 3 weeks at 5 hours a week"
    assert weeks(11, None) == ""


@pytest.mark.slow
@given(cases())
def test_every_day_can_be_reported(case: tuple[Matrix, dict[str, str]]) -> None:
    matrix, answers = case
    needs = [{skill: level} for skill in matrix.skills for level in (1, matrix.top)]
    matrix = replace(matrix, day=with_day(*needs).day)
    held = assess_day(matrix, score_skills(matrix, answers))
    found = day_text(matrix, held, find_key_skill(held))
    assert found.endswith(".")
    for each in held:
        sentence = needs_text(matrix, each)
        assert ("not assessed yet" in sentence) == bool(each.unknown)
        assert bool(sentence) == bool(each.missing)
