from dataclasses import replace

import pytest
from hypothesis import given
from matrices_for_tests import a_matrix, a_skill, answer, cases

from skills.guidance.working_day import BlockStatus, assess_day, find_key_skill
from skills.matrix import Block, Matrix, Target
from skills.scoring import score_skills

SQL, WRITING = a_skill("sql"), a_skill("writing")
EMPTY = a_matrix(SQL, WRITING, targets=[Target("sql", 2), Target("writing", 2)])


def a_day(*needs: dict[str, int]) -> Matrix:
    """Blocks b0, b1, ... of one hour each, with these needs."""
    blocks = (
        Block(f"b{place}", f"Block {place}", f"{9 + place:02}:00", f"{10 + place:02}:00", (), each)
        for place, each in enumerate(needs)
    )
    return replace(EMPTY, day=tuple(blocks))


def test_a_block_is_carried_by_what_its_levels_say() -> None:
    matrix = a_day({"sql": 2}, {"sql": 3}, {"sql": 4}, {"sql": 1, "writing": 1}, {})
    held = assess_day(matrix, score_skills(matrix, answer(SQL, 1, 1, 0, 0)))
    assert [each.status for each in held] == [
        BlockStatus.alone,
        BlockStatus.supported,
        BlockStatus.not_yet,
        BlockStatus.unknown,
        BlockStatus.alone,
    ]
    assert held[2].missing == {"sql": 4}
    assert held[3].unknown == {"writing"}
    assert not any(each.unknown for each in held if each.status is not BlockStatus.unknown)
    assert held[0].minutes == 60


def test_the_opener_is_the_one_skill_that_opens_most_time() -> None:
    matrix = a_day({"sql": 3}, {"writing": 2}, {"writing": 2}, {"sql": 4, "writing": 4})
    scores = score_skills(matrix, answer(SQL, 1, 1, 0, 0) | answer(WRITING, 1, 0, 0, 0))
    key_skill = find_key_skill(assess_day(matrix, scores))
    assert key_skill is not None
    assert (key_skill.skill, key_skill.level, key_skill.blocks) == ("writing", 2, ("b1", "b2"))
    assert key_skill.minutes == 120


def test_nothing_opens_where_every_block_lacks_two_skills_or_none() -> None:
    matrix = a_day({"sql": 4, "writing": 4}, {"sql": 1})
    scores = score_skills(matrix, answer(SQL, 1, 0, 0, 0) | answer(WRITING, 1, 0, 0, 0))
    assert find_key_skill(assess_day(matrix, scores)) is None


def test_a_skill_nobody_answered_for_is_no_key() -> None:
    matrix = a_day({"sql": 3}, {"writing": 2}, {"writing": 2})
    key_skill = find_key_skill(assess_day(matrix, score_skills(matrix, answer(SQL, 1, 1, 0, 0))))
    assert key_skill is not None
    assert key_skill.skill == "sql"
    assert find_key_skill(assess_day(matrix, {})) is None


@pytest.mark.slow
@given(cases())
def test_what_the_opener_promises_holds_once_it_is_reached(
    case: tuple[Matrix, dict[str, str]],
) -> None:
    matrix, answers = case
    needs = [{skill: level} for skill in matrix.skills for level in (1, matrix.top)]
    matrix = replace(matrix, day=a_day(*needs).day)
    key_skill = find_key_skill(assess_day(matrix, score_skills(matrix, answers)))
    if key_skill is None:
        return
    reached = score_skills(matrix, answers, verified={key_skill.skill: key_skill.level})
    alone = {
        each.block.id for each in assess_day(matrix, reached) if each.status is BlockStatus.alone
    }
    assert set(key_skill.blocks) <= alone
