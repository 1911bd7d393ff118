from dataclasses import replace

import pytest
from hypothesis import given
from matrix_support import a_matrix, a_skill, answer, cases

from skills.guidance.recommendations import Suggestion
from skills.guidance.roles import rank_roles
from skills.guidance.working_day import Opening, assess_day
from skills.matrix import Block, Matrix, Project, Target
from skills.scoring import score_skills
from skills.sentences.guidance import (
    before_text,
    closest_role,
    day_text,
    first_before,
    met_musts,
    needs_text,
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


def day_sentence(matrix: Matrix, answers: dict[str, str], opening: Opening | None = None) -> str:
    return day_text(assess_day(matrix, score_skills(matrix, answers)), opening)


DAY = with_day({"sql": 1}, {"sql": 3}, {"git": 1}, {"sql": 1, "git": 2})


def test_only_blocks_whose_skills_are_assessed_are_counted() -> None:
    assert day_sentence(DAY, answer(SQL, 1, 0, 0, 0)) == (
        "You could handle 1 of the 2 assessed blocks of this working day alone; 2 more haven't "
        "been assessed yet."
    )
    assert day_sentence(with_day({"sql": 1}, {"git": 1}), answer(SQL, 1, 1, 1, 1)) == (
        "You could handle 1 of 1 assessed block of this working day alone; 1 more hasn't been "
        "assessed yet."
    )
    both = answer(SQL, 1, 1, 1, 1) | answer(GIT, 1, 1, 1, 1)
    assert (
        day_sentence(DAY, both) == "You could handle 4 of the 4 blocks of this working day alone."
    )


def test_what_the_plan_opens_next_is_named_with_its_place_in_the_plan() -> None:
    answers = answer(SQL, 1, 0, 0, 0) | answer(GIT, 1, 0, 0, 0)
    carried = "You could handle 2 of the 4 blocks of this working day alone."
    first = Opening(1, a_project(sql=3), DAY.day[1:2])
    assert day_sentence(DAY, answers, first) == (
        f"{carried} Next: “Project” (step 1 of your plan) would let you handle “Block 1” alone."
    )
    later = Opening(3, a_project(sql=3), (DAY.day[1], DAY.day[3]))
    assert day_sentence(DAY, answers, later) == (
        f"{carried} After the first 3 steps of your plan, up to “Project”, you could handle "
        "“Block 1” and “Block 3” alone."
    )


def test_what_comes_before_a_project_is_named() -> None:
    first, other = replace(a_project(), id="first", title="First"), replace(a_project(), id="other")
    matrix = replace(MATRIX, projects=(first, other))
    both = Suggestion(other, 0.1, (), ("first", "other"), {"sql": 2, "git": 1})
    assert first_before(matrix, both) == "after “First”"
    assert before_text(matrix, both) == (
        "do “First” and “Project” first; reach level 2 in Sql and level 1 in Git"
    )
    level = replace(both, after=())
    assert first_before(matrix, level) == "needs level 2 in Sql"
    assert before_text(matrix, level) == "reach level 2 in Sql and level 1 in Git"
    free = replace(level, short_of={})
    assert (first_before(matrix, free), before_text(matrix, free)) == ("", "")


def test_an_unanswered_day_is_not_a_day_that_cannot_be_done() -> None:
    assert day_sentence(DAY, {}) == "None of the 4 blocks has been assessed yet."
    assert day_sentence(with_day({"git": 1}), {}) == "The only block hasn't been assessed yet."


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
    assert closest_role(MATRIX, role).startswith("There aren't enough answers")


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
    assert (reached_text(role), met_musts(role)) == (
        "ready by your own ratings: Level",
        "2 of 2 must-haves",
    )
    assert closest_role(MATRIX, role) == (
        "By your own ratings, you're ready for Role, Level, the highest level of that role."
    )
    confirmed = replace(role, is_confirmed=True)
    assert reached_text(confirmed) == "ready: Level"
    assert closest_role(MATRIX, confirmed).startswith("You look ready for Role, Level,")


def a_project(**raises: int) -> Project:
    return Project("project", "Project", 4.0, raises)


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
    found = day_text(held, None)
    assert found.endswith(".")
    for each in held:
        sentence = needs_text(matrix, each)
        assert ("not assessed yet" in sentence) == bool(each.unknown)
        assert bool(sentence) == bool(each.missing)
